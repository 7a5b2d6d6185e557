# Test programs. tools/test runs them; nines_tests is also built to WebAssembly and run under Node.
# Test files hold TEST_CASEs only: the main program is made here, unless one of them brings its own.
set(NINES_TEST_MAIN "${CMAKE_BINARY_DIR}/doctest_main.cpp")
file(CONFIGURE OUTPUT "${NINES_TEST_MAIN}" CONTENT "#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN\n#include <doctest/doctest.h>\n")

function(nines_test_program target)
  add_executable(${target} ${ARGN})
  set(own_main "${ARGN}")
  list(FILTER own_main INCLUDE REGEX "/(test_|doctest_)?main\\.cpp$")
  if(NOT own_main)
    target_sources(${target} PRIVATE "${NINES_TEST_MAIN}")
  endif()
  target_include_directories(${target} PRIVATE core core/include tests)
  target_link_libraries(${target} PRIVATE nines::doctest nines::json nines_assets nines_warnings)
  # Checks must work without exceptions too, as on the web. The folder lets tests find their data.
  target_compile_definitions(${target} PRIVATE DOCTEST_CONFIG_NO_EXCEPTIONS_BUT_WITH_ALL_ASSERTS
    NINES_ROOT="${CMAKE_SOURCE_DIR}")
  if(EMSCRIPTEN)
    set_target_properties(${target} PROPERTIES SUFFIX ".js")
    target_compile_options(${target} PRIVATE ${NINES_QUICK})
    target_link_options(${target} PRIVATE ${NINES_QUICK} -sENVIRONMENT=node -sNODERAWFS=1 -sALLOW_MEMORY_GROWTH=1 -sTOTAL_STACK=5MB
      -sEXIT_RUNTIME=1 --pre-js "${CMAKE_SOURCE_DIR}/tools/cmake/node_tests.js")
  endif()
endfunction()

nines_sources(TEST_SOURCES tests/core/*.cpp tests/app/*.cpp tests/oracle/*.cpp)
if(NOT TARGET nines_app)
  list(FILTER TEST_SOURCES EXCLUDE REGEX "/tests/app/")
endif()
if(TEST_SOURCES)
  nines_test_program(nines_tests ${TEST_SOURCES})
  target_link_libraries(nines_tests PRIVATE nines_core $<TARGET_NAME_IF_EXISTS:nines_app> nines::re2)
  if(NOT EMSCRIPTEN)  # Random123 refuses WebAssembly; its known answers are checked natively
    target_link_libraries(nines_tests PRIVATE nines::random123)
  endif()
endif()

# The tests of one family alone, for quick turns while working on it: cmake --build --preset release --target nines_validate_tests (or nines_disagree_tests)
nines_sources(VALIDATE_TEST_SOURCES tests/core/validate/*.cpp)
if(VALIDATE_TEST_SOURCES AND NOT EMSCRIPTEN)
  nines_test_program(nines_validate_tests ${VALIDATE_TEST_SOURCES})
  set_target_properties(nines_validate_tests PROPERTIES EXCLUDE_FROM_ALL ON)
  target_sources(nines_validate_tests PRIVATE $<TARGET_OBJECTS:nines_core_base> $<TARGET_OBJECTS:nines_core_validate>)
  target_link_libraries(nines_validate_tests PRIVATE nines_flags nines::re2)
endif()

nines_sources(DISAGREE_TEST_SOURCES tests/core/disagree/*.cpp)
if(DISAGREE_TEST_SOURCES AND NOT EMSCRIPTEN)
  nines_test_program(nines_disagree_tests ${DISAGREE_TEST_SOURCES})
  set_target_properties(nines_disagree_tests PROPERTIES EXCLUDE_FROM_ALL ON)
  target_sources(nines_disagree_tests PRIVATE $<TARGET_OBJECTS:nines_core_base> $<TARGET_OBJECTS:nines_core_disagree>
    $<TARGET_OBJECTS:nines_core_corpus>)
  target_link_libraries(nines_disagree_tests PRIVATE nines_flags)
endif()

nines_sources(UI_TEST_SOURCES tests/ui/*.cpp)
if(UI_TEST_SOURCES AND TARGET nines_ui AND NOT EMSCRIPTEN)
  nines_test_program(nines_ui_tests ${UI_TEST_SOURCES})
  target_link_libraries(nines_ui_tests PRIVATE nines_ui nines_gl)
endif()

# Fuzz targets, replayed: one program a file, each with the same small main. They mean something under the sanitizers only.
nines_sources(FUZZ_TARGETS tests/fuzz/*_fuzz.cpp)
if(NINES_SANITIZE AND NOT EMSCRIPTEN)
  add_custom_target(nines_fuzz)
  foreach(file IN LISTS FUZZ_TARGETS)
    get_filename_component(target "${file}" NAME_WE)
    add_executable(${target} "${file}" "${CMAKE_SOURCE_DIR}/tests/fuzz/replay_main.cpp")
    target_include_directories(${target} PRIVATE core core/include)
    target_link_libraries(${target} PRIVATE nines_core nines_warnings)
    add_dependencies(nines_fuzz ${target})
  endforeach()
endif()
