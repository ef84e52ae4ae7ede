# How every library, program and test of the project is built: one place for flags.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(RSN_CCACHE ccache)
if(RSN_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${RSN_CCACHE})
endif()

add_library(rsn_flags INTERFACE)
target_include_directories(rsn_flags INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(rsn_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wswitch-enum
  -Wnon-virtual-dtor -Wold-style-cast
  -ffp-contract=off  # a product and a sum as one rounded step would make the last digits differ between machines
  -Wno-missing-field-initializers  # designated initialisers leave the rest at their defaults on purpose
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

# rsn_library(NAME sources…): a static library of ours. Link its dependencies with target_link_libraries.
function(rsn_library name)
  add_library(${name} STATIC ${ARGN})
  target_link_libraries(${name} PUBLIC rsn_flags)
endfunction()

# rsn_test(NAME sources… [LIBS libs…]): a GoogleTest program, run by ctest as one test from the project's root.
function(rsn_test name)
  cmake_parse_arguments(ARG "" "" "LIBS" ${ARGN})
  add_executable(${name} ${ARG_UNPARSED_ARGUMENTS})
  target_link_libraries(${name} PRIVATE rsn_flags ${ARG_LIBS} GTest::gtest GTest::gmock GTest::gtest_main)
  add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
endfunction()
