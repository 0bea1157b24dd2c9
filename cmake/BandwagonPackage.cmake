# The Debian package: `cpack` in build/release makes bandwagon_VERSION_ARCH.deb. What debhelper would do by itself stands in cmake/deb.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME bandwagon)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "bandwagon maintainers <maintainers@bandwagon.invalid>" CACHE STRING "maintainer of the package, \"Name <address>\"")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "tells when a research field stampedes after a big lab")
set(CPACK_PACKAGE_DESCRIPTION
"bandwagon watches arXiv every day and tells, with evidence, when part of a
field follows the release of a big lab: which topic grew beyond what its own
past explains, which release explains it, who followed, and who was first.
It comes as a service, bandwagond, and a tool for people, bandwagon.")
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS "systemd, tzdata, ca-certificates")
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION TRUE)
set(deb ${PROJECT_SOURCE_DIR}/cmake/deb)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${deb}/conffiles ${deb}/postinst ${deb}/prerm ${deb}/postrm)

# Debian wants its own changelog and copyright file beside the documentation.
string(TIMESTAMP stamp "%a, %d %b %Y %H:%M:%S +0000" UTC)
file(CONFIGURE OUTPUT deb/changelog @ONLY CONTENT
"bandwagon (@PROJECT_VERSION@) unstable; urgency=low

  * See CHANGELOG.md in this folder.

 -- @CPACK_PACKAGE_CONTACT@  @stamp@
")
find_program(BANDWAGON_GZIP gzip)
if(BANDWAGON_GZIP)
  execute_process(COMMAND ${BANDWAGON_GZIP} -9nkf ${PROJECT_BINARY_DIR}/deb/changelog)
  install(FILES ${PROJECT_BINARY_DIR}/deb/changelog.gz DESTINATION ${CMAKE_INSTALL_DOCDIR})
endif()
install(FILES ${deb}/copyright DESTINATION ${CMAKE_INSTALL_DOCDIR})
include(CPack)
