# The programs, the service and its user. The configuration room installs its own files.
foreach(program bandwagon bandwagond)
  if(TARGET ${program})
    install(TARGETS ${program} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
  endif()
endforeach()
