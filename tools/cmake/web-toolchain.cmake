# Toolchain file of preset `web`: finds the Emscripten that stands on PATH, wherever its system keeps it.
find_program(NINES_EMCC emcc)
if(NOT NINES_EMCC)
  message(FATAL_ERROR "no emcc on PATH: run tools/setup web")
endif()
get_filename_component(_bin "${NINES_EMCC}" DIRECTORY)
find_program(NINES_EM_CONFIG em-config HINTS "${_bin}")
execute_process(COMMAND "${NINES_EM_CONFIG}" EMSCRIPTEN_ROOT OUTPUT_VARIABLE _root OUTPUT_STRIP_TRAILING_WHITESPACE)
if(NOT EXISTS "${_root}/cmake/Modules/Platform/Emscripten.cmake")
  set(_root "${_bin}")  # emsdk: emcc itself lies in the root
endif()
# Debian's emcc needs the acorn package; a node that is not Debian's does not look where Debian keeps it.
# The environment covers configure-time checks; NINES_EMCC_ENV is put before each link (see third_party.cmake).
if(EXISTS /usr/share/nodejs/acorn)
  set(ENV{NODE_PATH} /usr/share/nodejs)
  set(NINES_EMCC_ENV NODE_PATH=/usr/share/nodejs)
endif()
include("${_root}/cmake/Modules/Platform/Emscripten.cmake")
