# Benchmarks are programs, run by tools/bench and never by the tests; built on demand.
if(NOT EMSCRIPTEN)
  add_executable(nines_bench_simulate EXCLUDE_FROM_ALL tools/benchmarks/simulate.cpp)
  target_include_directories(nines_bench_simulate PRIVATE core core/include tests)
  target_link_libraries(nines_bench_simulate PRIVATE nines_core nines_warnings)
  add_executable(nines_bench_hostile EXCLUDE_FROM_ALL tools/benchmarks/hostile.cpp)
  target_include_directories(nines_bench_hostile PRIVATE core core/include)
  target_link_libraries(nines_bench_hostile PRIVATE nines_core nines_warnings)
endif()

# Of one family alone, so that it is quick to build; on the web a program for Node.
add_executable(nines_bench_validate EXCLUDE_FROM_ALL tools/benchmarks/validate.cpp
  $<TARGET_OBJECTS:nines_core_base> $<TARGET_OBJECTS:nines_core_validate>)
target_include_directories(nines_bench_validate PRIVATE core core/include)
target_link_libraries(nines_bench_validate PRIVATE nines_flags nines::re2 nines_warnings)
if(EMSCRIPTEN)
  set_target_properties(nines_bench_validate PROPERTIES SUFFIX ".js")
  target_compile_options(nines_bench_validate PRIVATE -O3)
  target_link_options(nines_bench_validate PRIVATE -O3 -sENVIRONMENT=node -sNODERAWFS=1 -sALLOW_MEMORY_GROWTH=1
    -sTOTAL_STACK=5MB -sEXIT_RUNTIME=1 --pre-js "${CMAKE_SOURCE_DIR}/tools/cmake/node_tests.js")
endif()
