# Benchmarks are programs, run by tools/bench and never by the tests; built on demand.
if(NOT EMSCRIPTEN)
  add_executable(nines_bench_simulate EXCLUDE_FROM_ALL tools/benchmarks/simulate.cpp)
  target_include_directories(nines_bench_simulate PRIVATE core core/include tests)
  target_link_libraries(nines_bench_simulate PRIVATE nines_core nines_warnings)
endif()
