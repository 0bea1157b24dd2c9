# The programs, the service and its user. The configuration room installs its own files.
install(TARGETS bandwagon bandwagond RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

foreach(unit bandwagond.service bandwagon-backup.service)
  configure_file(systemd/${unit}.in systemd/${unit} @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/systemd/${unit} DESTINATION lib/systemd/system)
endforeach()
install(FILES systemd/bandwagon-backup.timer DESTINATION lib/systemd/system)
install(FILES completions/bandwagon.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME bandwagon)
install(FILES completions/bandwagon.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME bandwagond)
install(FILES completions/_bandwagon DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES systemd/bandwagon.sysusers DESTINATION lib/sysusers.d RENAME bandwagon.conf)
install(FILES systemd/bandwagon.tmpfiles DESTINATION lib/tmpfiles.d RENAME bandwagon.conf)
install(FILES README.md CHANGELOG.md LICENSE docs/ARCHITECTURE.md docs/DATABASE.md docs/METHODS.md docs/OPERATIONS.md docs/PERFORMANCE.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
