# Targets for people, not part of any build: `lint` (layout and includes), `format` (mends the layout), `tidy` (clang-tidy, minutes).
find_program(BANDWAGON_CLANG_FORMAT clang-format)
find_program(BANDWAGON_RUN_CLANG_TIDY NAMES run-clang-tidy run-clang-tidy-14)
find_package(Python3 COMPONENTS Interpreter)

file(GLOB_RECURSE BANDWAGON_SOURCES CONFIGURE_DEPENDS
  ${PROJECT_SOURCE_DIR}/analyzers/*.[ch]pp ${PROJECT_SOURCE_DIR}/config/*.[ch]pp
  ${PROJECT_SOURCE_DIR}/daemon/*.[ch]pp ${PROJECT_SOURCE_DIR}/tests/*.[ch]pp)

if(BANDWAGON_CLANG_FORMAT AND Python3_FOUND)
  add_custom_target(lint
    COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/.ci/check_includes.py ${PROJECT_SOURCE_DIR}
    COMMAND ${BANDWAGON_CLANG_FORMAT} --dry-run --Werror ${BANDWAGON_SOURCES}
    COMMENT "Includes and layout" VERBATIM)
  add_custom_target(format COMMAND ${BANDWAGON_CLANG_FORMAT} -i ${BANDWAGON_SOURCES} COMMENT "Layout" VERBATIM)
endif()
if(BANDWAGON_RUN_CLANG_TIDY)
  add_custom_target(tidy
    COMMAND ${BANDWAGON_RUN_CLANG_TIDY} -quiet -p ${PROJECT_BINARY_DIR} "${PROJECT_SOURCE_DIR}/(analyzers|config|daemon)/.*"
    COMMENT "clang-tidy" VERBATIM)
endif()
