# bandwagon_room(NAME SOURCES ... USES ...): one folder = one namespace = one target `bandwagon_NAME`.
# bandwagon_test(NAME SOURCES ... USES ...): one small GoogleTest program per room.

set(BANDWAGON_SANITIZE "" CACHE STRING "sanitizers, e.g. address,undefined or thread")
option(BANDWAGON_WERROR "treat warnings of our own code as errors" OFF)

add_library(bandwagon_settings INTERFACE)
target_compile_features(bandwagon_settings INTERFACE cxx_std_20)
target_include_directories(bandwagon_settings INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(bandwagon_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Wold-style-cast
  -Woverloaded-virtual -Wno-missing-field-initializers -ffp-contract=off)  # contraction would make sums differ between machines
if(BANDWAGON_WERROR)
  target_compile_options(bandwagon_settings INTERFACE -Werror)
endif()
if(BANDWAGON_SANITIZE)
  target_compile_options(bandwagon_settings INTERFACE -fsanitize=${BANDWAGON_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(bandwagon_settings INTERFACE -fsanitize=${BANDWAGON_SANITIZE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")  # which takes std::regex, so compiled, for uninitialised
    target_compile_options(bandwagon_settings INTERFACE -Wno-error=maybe-uninitialized)
  endif()
elseif(CMAKE_BUILD_TYPE STREQUAL "Release" OR CMAKE_BUILD_TYPE STREQUAL "RelWithDebInfo")
  target_compile_options(bandwagon_settings INTERFACE
    -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -D_GLIBCXX_ASSERTIONS -fstack-protector-strong -fstack-clash-protection -fcf-protection)
endif()

option(BANDWAGON_TOGETHER "compile several sources at a time: from nothing in half the time, after an edit slower" OFF)
if(BANDWAGON_TOGETHER)
  set(CMAKE_UNITY_BUILD ON)
  set(CMAKE_UNITY_BUILD_BATCH_SIZE 12)
  target_compile_options(bandwagon_settings INTERFACE -Wno-subobject-linkage)  # which takes every source for a header
endif()

find_program(BANDWAGON_CCACHE ccache)
if(BANDWAGON_CCACHE)  # the settings that precompiled headers want
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${BANDWAGON_CCACHE})
  target_compile_options(bandwagon_settings INTERFACE $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endif()
find_program(BANDWAGON_MOLD mold)
if(BANDWAGON_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# bandwagon_headers(NAME USES ... HEADERS ...): headers that are parsed once for all targets that read them. With GCC only: other
# compilers ask for the same definitions in each.
function(bandwagon_headers name)
  cmake_parse_arguments(ONCE "" "" "USES;HEADERS" ${ARGN})
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    return()
  endif()
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/${name}.cpp CONTENT "// carries precompiled headers\n")
  add_library(${name} OBJECT ${PROJECT_BINARY_DIR}/${name}.cpp)
  target_link_libraries(${name} PRIVATE bandwagon_settings ${ONCE_USES})
  target_precompile_headers(${name} PRIVATE ${ONCE_HEADERS})
endfunction()
function(bandwagon_reads_headers target name)
  if(TARGET ${name})
    target_precompile_headers(${target} REUSE_FROM ${name})
  endif()
endfunction()
set(BANDWAGON_STANDARD_HEADERS <algorithm> <array> <chrono> <cmath> <cstdint> <filesystem> <fstream> <functional> <map> <memory>
  <optional> <set> <span> <sstream> <string> <string_view> <tuple> <unordered_map> <utility> <variant> <vector>)
bandwagon_headers(bandwagon_room_headers HEADERS ${BANDWAGON_STANDARD_HEADERS})

function(bandwagon_room name)
  cmake_parse_arguments(ROOM "" "" "SOURCES;USES" ${ARGN})
  add_library(bandwagon_${name} STATIC ${ROOM_SOURCES})
  target_link_libraries(bandwagon_${name} PRIVATE bandwagon_settings PUBLIC ${ROOM_USES})
  target_include_directories(bandwagon_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_compile_features(bandwagon_${name} PUBLIC cxx_std_20)
  bandwagon_reads_headers(bandwagon_${name} bandwagon_room_headers)
endfunction()

function(bandwagon_test name)
  cmake_parse_arguments(TEST "" "" "SOURCES;USES" ${ARGN})
  add_executable(${name}_test ${TEST_SOURCES})
  target_link_libraries(${name}_test PRIVATE bandwagon_settings ${TEST_USES} GTest::gmock_main)
  target_compile_definitions(${name}_test PRIVATE BANDWAGON_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  bandwagon_reads_headers(${name}_test bandwagon_test_headers)
  gtest_discover_tests(${name}_test PROPERTIES LABELS unit DISCOVERY_TIMEOUT 60)
endfunction()
