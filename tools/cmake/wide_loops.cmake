# Loops for wider registers: the same source under other flags, chosen when the program runs. Included before the folders
# whose sources they are.
set(LANES "${CMAKE_SOURCE_DIR}/core/simulate/sliced/lane_loops")
set(INDEX "${CMAKE_SOURCE_DIR}/core/base/json_index_loops")
if(EMSCRIPTEN)  # every current browser has it; a module with it is refused by those that have not
  set_source_files_properties("${LANES}.cpp" "${INDEX}.cpp" PROPERTIES COMPILE_OPTIONS "-msimd128")
elseif(CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64|amd64)$")
  set_source_files_properties("${LANES}_avx2.cpp" PROPERTIES COMPILE_OPTIONS "-mavx2;-mpopcnt")
  set_source_files_properties("${LANES}_avx512.cpp"
    PROPERTIES COMPILE_OPTIONS "-mavx2;-mpopcnt;-mavx512f;-mavx512vl;-mavx512dq;-mavx512bw")
  set(_index_flags "-mavx2;-mpopcnt;-mbmi;-mpclmul")
  set_source_files_properties("${INDEX}_avx2.cpp" PROPERTIES COMPILE_OPTIONS "${_index_flags}")
  set_source_files_properties("${INDEX}_avx512.cpp"
    PROPERTIES COMPILE_OPTIONS "${_index_flags};-mavx512f;-mavx512vl;-mavx512dq;-mavx512bw;-mavx512vbmi2")
endif()
