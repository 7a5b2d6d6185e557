# Loops of the sampled engine for wider registers: the same source under other flags, chosen when the program runs.
if(EMSCRIPTEN)  # every current browser has it; a module with it is refused by those that have not
  set_source_files_properties("${CMAKE_SOURCE_DIR}/core/simulate/sliced/lane_loops.cpp" PROPERTIES COMPILE_OPTIONS "-msimd128")
elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$")
  set_source_files_properties("${CMAKE_SOURCE_DIR}/core/simulate/sliced/lane_loops_avx2.cpp"
    PROPERTIES COMPILE_OPTIONS "-mavx2;-mpopcnt")
  set_source_files_properties("${CMAKE_SOURCE_DIR}/core/simulate/sliced/lane_loops_avx512.cpp"
    PROPERTIES COMPILE_OPTIONS "-mavx2;-mpopcnt;-mavx512f;-mavx512vl;-mavx512dq;-mavx512bw")
endif()
