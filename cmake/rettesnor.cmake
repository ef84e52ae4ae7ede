# How every library, program and test of the project is built: one place for flags.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

# -O3 is asked for where it pays: the kernels over columns. Elsewhere it costs a sixth of the build and gains nothing.
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")

find_program(RSN_CCACHE ccache)
if(RSN_CCACHE)
  # What ccache must be told before it keeps sources that read a precompiled header.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros ${RSN_CCACHE})
endif()

add_library(rsn_flags INTERFACE)
target_include_directories(rsn_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(rsn_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wswitch-enum
  -Wnon-virtual-dtor -Wold-style-cast
  -Wno-missing-field-initializers  # designated initialisers leave the rest at their defaults on purpose
  # False alarms of g++ 12: on `"text" + std::string` (GCC bug 105651), and on moved variants and optionals.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict> $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>
  $<$<CXX_COMPILER_ID:GNU>:-Werror>)  # clang, which builds the fuzz targets alone, warns of libstdc++'s own headers
if(RSN_SANITIZE)
  target_compile_options(rsn_flags INTERFACE -fsanitize=${RSN_SANITIZE} -fno-omit-frame-pointer
    -fno-sanitize-recover=all)
  target_link_options(rsn_flags INTERFACE -fsanitize=${RSN_SANITIZE})
endif()
if(RSN_COVERAGE)
  target_compile_options(rsn_flags INTERFACE --coverage)
  target_link_options(rsn_flags INTERFACE --coverage)
endif()

# The standard library's headers (and GoogleTest's, for tests) read once instead of once a source: a third of the time
# of a build. The dev preset goes without, so that a source that forgot an include is found there.
set(RSN_HEADERS <algorithm> <array> <bit> <charconv> <chrono> <cmath> <compare> <cstdint> <cstdlib> <expected>
  <filesystem> <fstream> <functional> <iostream> <iterator> <limits> <map> <memory> <numeric> <optional> <ranges> <set> <span>
  <sstream> <stdexcept> <string> <string_view> <tuple> <unordered_map> <utility> <variant> <vector>)
if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND NOT CMAKE_DISABLE_PRECOMPILE_HEADERS)
  set(RSN_PRECOMPILE ON)
endif()

# rsn_precompiled(NAME headers… [LIBS libs…]): a target whose precompiled headers others reuse.
function(rsn_precompiled name)
  cmake_parse_arguments(ARG "" "" "LIBS" ${ARGN})
  file(CONFIGURE OUTPUT ${name}.cpp CONTENT "")
  add_library(${name} OBJECT ${CMAKE_CURRENT_BINARY_DIR}/${name}.cpp)
  target_link_libraries(${name} PRIVATE rsn_flags ${ARG_LIBS})
  target_precompile_headers(${name} PRIVATE ${ARG_UNPARSED_ARGUMENTS})
endfunction()
# Tests are compiled to be compiled fast; what they test is optimised.
set(RSN_TEST_OPTIONS $<$<CONFIG:Release>:-O1>)
if(RSN_PRECOMPILE)
  rsn_precompiled(rsn_headers ${RSN_HEADERS})
  if(RSN_TESTS)
    find_package(GTest REQUIRED)
    rsn_precompiled(rsn_test_headers ${RSN_HEADERS} <gmock/gmock.h> <gtest/gtest.h> LIBS GTest::gtest GTest::gmock)
    target_compile_options(rsn_test_headers PRIVATE ${RSN_TEST_OPTIONS})
  endif()
endif()

# rsn_library(NAME sources…): a static library of ours. Link its dependencies with target_link_libraries.
function(rsn_library name)
  add_library(${name} STATIC ${ARGN})
  target_link_libraries(${name} PUBLIC rsn_flags)
  if(RSN_PRECOMPILE)
    target_precompile_headers(${name} REUSE_FROM rsn_headers)
  endif()
endfunction()

# rsn_test(NAME sources… [LIBS libs…]): a GoogleTest program, run by ctest as one test from the project's root.
function(rsn_test name)
  cmake_parse_arguments(ARG "" "" "LIBS" ${ARGN})
  add_executable(${name} ${ARG_UNPARSED_ARGUMENTS})
  target_compile_options(${name} PRIVATE ${RSN_TEST_OPTIONS})
  target_link_libraries(${name} PRIVATE rsn_flags ${ARG_LIBS} GTest::gtest GTest::gmock GTest::gtest_main)
  if(RSN_PRECOMPILE)
    target_precompile_headers(${name} REUSE_FROM rsn_test_headers)
  endif()
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
endfunction()
