# Compiler flags. `nines_flags` holds what changes numbers or code for everything, third-party code included;
# `nines_warnings` is for our own code only.
option(NINES_WERROR "Warnings in our own code are errors" ON)
option(NINES_SANITIZE "AddressSanitizer and UndefinedBehaviorSanitizer" OFF)

add_library(nines_flags INTERFACE)
# Same bytes on every machine: never fuse a*b+c, which rounds once instead of twice.
target_compile_options(nines_flags INTERFACE -ffp-contract=off)
if(NINES_SANITIZE)
  set(_sanitize -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_compile_options(nines_flags INTERFACE ${_sanitize})
  target_link_options(nines_flags INTERFACE ${_sanitize})
endif()
if(EMSCRIPTEN)
  # Exceptions cost 3 to 11 % of the module and none may leave the core anyway.
  target_compile_options(nines_flags INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-fno-exceptions>)
  target_compile_definitions(nines_flags INTERFACE $<$<COMPILE_LANGUAGE:CXX>:JSON_NOEXCEPTION>)
  # The loops of the sampled engine (wide_loops.cmake) use SIMD; the linker must be told to let it through.
  target_link_options(nines_flags INTERFACE -fno-exceptions -msimd128)
endif()

add_library(nines_warnings INTERFACE)
target_compile_options(nines_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion $<$<BOOL:${NINES_WERROR}>:-Werror>
  # False alarms of gcc 12 inside its own std::string (PR 105651) and std::variant; clang and ASan watch for real ones.
  "$<$<CXX_COMPILER_ID:GNU>:-Wno-restrict;-Wno-maybe-uninitialized>")

# Optimisation on the web is per target (engine for speed, interface for size), so Release itself adds none; see the preset.
set(NINES_FAST $<$<BOOL:${EMSCRIPTEN}>:-O3>)
set(NINES_SMALL $<$<BOOL:${EMSCRIPTEN}>:-Oz>)
set(NINES_QUICK $<$<BOOL:${EMSCRIPTEN}>:-O1>)

# ccache keeps cold builds of a clean clone short; it is only ever a cache.
find_program(NINES_CCACHE ccache)
if(NINES_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER "${NINES_CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${NINES_CCACHE}")
endif()
