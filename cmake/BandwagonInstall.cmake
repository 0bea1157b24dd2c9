# The programs, the service and its user. The configuration room installs its own files.
install(TARGETS bandwagon bandwagond RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

configure_file(systemd/bandwagond.service.in systemd/bandwagond.service @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/systemd/bandwagond.service DESTINATION lib/systemd/system)
install(FILES systemd/bandwagon.sysusers DESTINATION lib/sysusers.d RENAME bandwagon.conf)
install(FILES systemd/bandwagon.tmpfiles DESTINATION lib/tmpfiles.d RENAME bandwagon.conf)
install(FILES README.md CHANGELOG.md LICENSE docs/ARCHITECTURE.md docs/DATABASE.md docs/METHODS.md docs/OPERATIONS.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
