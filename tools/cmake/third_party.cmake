# Third-party libraries, always as SYSTEM includes and without our warnings.
#   nines::json nines::doctest nines::random123 nines::cli11   header-only (cli11: native only)
#   nines::re2                                    regular expressions without backtracking
#   nines::zlib                                   deflate for links
#   nines::imgui                                  Dear ImGui and ImPlot, no platform
#   nines::shell                                  SDL2 and the two ImGui backends, for the desktop and web shells only
if(DEFINED ENV{NINES_SOURCES})
  set(NINES_SOURCES "$ENV{NINES_SOURCES}" CACHE PATH "Folder with re2/ zlib/ sdl2/ imgui/ implot/ fonts/" FORCE)
else()
  set(NINES_SOURCES "${CMAKE_SOURCE_DIR}/.cache/sources" CACHE PATH "Folder with re2/ zlib/ sdl2/ imgui/ implot/ fonts/")
endif()
if(NOT EXISTS "${NINES_SOURCES}/re2/re2/re2.h")
  message(FATAL_ERROR "pinned sources are missing in ${NINES_SOURCES}: run tools/setup")
endif()

# ---- header-only: staged symbolic links, because -I/usr/include would shadow Emscripten's own headers
function(nines_header_library name folder)
  find_path(NINES_${name}_ROOT NAMES ${folder} PATHS /usr/include /usr/local/include /opt/homebrew/include
    NO_CMAKE_FIND_ROOT_PATH NO_DEFAULT_PATH)
  if(NOT NINES_${name}_ROOT)
    message(FATAL_ERROR "header folder ${folder} not found: run tools/setup")
  endif()
  set(stage "${CMAKE_BINARY_DIR}/stage/${name}")
  file(MAKE_DIRECTORY "${stage}")
  if(NOT EXISTS "${stage}/${folder}")
    file(CREATE_LINK "${NINES_${name}_ROOT}/${folder}" "${stage}/${folder}" SYMBOLIC)
  endif()
  add_library(nines_${name} INTERFACE)
  add_library(nines::${name} ALIAS nines_${name})
  target_include_directories(nines_${name} SYSTEM INTERFACE "${stage}")
endfunction()
nines_header_library(json nlohmann)
nines_header_library(doctest doctest)
nines_header_library(random123 Random123)
if(NOT EMSCRIPTEN)
  nines_header_library(cli11 CLI)
endif()

# Debian's emcc must find its acorn with any node (see web-toolchain.cmake).
if(NINES_EMCC_ENV)
  set_property(GLOBAL PROPERTY RULE_LAUNCH_LINK "${CMAKE_COMMAND} -E env ${NINES_EMCC_ENV}")
endif()

function(nines_third_party_library name)
  add_library(nines_${name} STATIC EXCLUDE_FROM_ALL ${ARGN})
  add_library(nines::${name} ALIAS nines_${name})
  target_compile_options(nines_${name} PRIVATE -w)
  target_link_libraries(nines_${name} PUBLIC nines_flags)
endfunction()

# ---- re2
set(R "${NINES_SOURCES}/re2")
set(RE2_NAMES bitstate compile dfa filtered_re2 mimics_pcre nfa onepass parse perl_groups prefilter prefilter_tree prog re2
  regexp set simplify stringpiece tostring unicode_casefold unicode_groups)
list(TRANSFORM RE2_NAMES REPLACE "(.+)" "${R}/re2/\\1.cc")
nines_third_party_library(re2 ${RE2_NAMES} ${R}/util/rune.cc ${R}/util/strutil.cc)
target_include_directories(nines_re2 SYSTEM PUBLIC "${R}")
target_compile_options(nines_re2 PRIVATE ${NINES_SMALL})
if(NOT EMSCRIPTEN)
  find_package(Threads REQUIRED)
  target_link_libraries(nines_re2 PUBLIC Threads::Threads)
endif()

# ---- zlib: the same source natively and on the web, so that a link is the same bytes from both
set(Z "${NINES_SOURCES}/zlib")
nines_third_party_library(zlib ${Z}/adler32.c ${Z}/crc32.c ${Z}/deflate.c ${Z}/inffast.c ${Z}/inflate.c ${Z}/inftrees.c
  ${Z}/trees.c ${Z}/zutil.c)
target_include_directories(nines_zlib SYSTEM PUBLIC "${Z}")
target_compile_options(nines_zlib PRIVATE ${NINES_SMALL})

# ---- Dear ImGui, ImPlot, SDL2: absent when only the core was set up
set(NINES_HAS_GUI OFF)
if(NOT EXISTS "${NINES_SOURCES}/imgui/imgui.h")
  return()
endif()
if(EMSCRIPTEN)
  if(NOT EXISTS "${NINES_SOURCES}/sdl2/include/SDL.h")
    return()
  endif()
  include(sdl2_web)
else()
  find_package(SDL2 CONFIG QUIET)
  find_package(OpenGL QUIET)
  if(NOT SDL2_FOUND OR NOT OPENGL_FOUND)
    return()
  endif()
  add_library(nines_sdl2 INTERFACE)
  target_link_libraries(nines_sdl2 INTERFACE SDL2::SDL2)
endif()
set(NINES_HAS_GUI ON)

set(I "${NINES_SOURCES}/imgui")
set(P "${NINES_SOURCES}/implot")
nines_third_party_library(imgui ${I}/imgui.cpp ${I}/imgui_draw.cpp ${I}/imgui_tables.cpp ${I}/imgui_widgets.cpp
  ${I}/misc/cpp/imgui_stdlib.cpp ${P}/implot.cpp ${P}/implot_items.cpp)
target_include_directories(nines_imgui SYSTEM PUBLIC "${I}" "${I}/misc/cpp" "${P}")
# Natively -O1: plot templates cost minutes of compile time at -O3 and drawing is not where time goes.
target_compile_options(nines_imgui PRIVATE ${NINES_SMALL} $<$<NOT:$<BOOL:${EMSCRIPTEN}>>:-O1>)

nines_third_party_library(shell ${I}/backends/imgui_impl_sdl2.cpp ${I}/backends/imgui_impl_opengl3.cpp)
target_include_directories(nines_shell SYSTEM PUBLIC "${I}/backends")
target_link_libraries(nines_shell PUBLIC nines_imgui nines_sdl2)
target_compile_options(nines_shell PRIVATE ${NINES_SMALL})

# What core/ui/gl includes and links: the GL functions of the platform.
add_library(nines_gl INTERFACE)
if(EMSCRIPTEN)
  target_compile_definitions(nines_imgui PUBLIC IMGUI_IMPL_OPENGL_ES3 IMGUI_DISABLE_FILE_FUNCTIONS)
else()
  target_compile_definitions(nines_gl INTERFACE GL_GLEXT_PROTOTYPES)
  target_link_libraries(nines_gl INTERFACE OpenGL::GL)
endif()
