# The page: an interface module, an engine module for workers (and for Node), and the files that stand beside them.
# The site is a folder of its own, so that it can be copied to a host as it is; objects and tests stay in the build tree.
get_filename_component(NINES_SITE "${CMAKE_BINARY_DIR}/../web" ABSOLUTE)
if(EXISTS "${NINES_SITE}/CMakeCache.txt")
  message(STATUS "removing the build tree that stood in ${NINES_SITE}")
  file(REMOVE_RECURSE "${NINES_SITE}")
endif()
set(NINES_JS_METHODS "ccall,cwrap,UTF8ToString,stringToUTF8,lengthBytesUTF8,HEAPU8")
set(NINES_MODULE_FLAGS -sMODULARIZE=1 -sEXPORT_ES6=1 -sALLOW_MEMORY_GROWTH=1 -sNO_EXIT_RUNTIME=1 -sFILESYSTEM=0
  -sTOTAL_STACK=5MB      # what 3.1.6 has anyway; later ones have 64 kB
  -sDYNAMIC_EXECUTION=0  # no eval: the page's content security policy forbids it
  "-sEXPORTED_RUNTIME_METHODS=[${NINES_JS_METHODS}]" -Wl,--strip-debug)

function(nines_web_module target)
  set_target_properties(${target} PROPERTIES SUFFIX ".js" RUNTIME_OUTPUT_DIRECTORY "${NINES_SITE}" LINK_DEPENDS "${CMAKE_SOURCE_DIR}/tools/cmake/web_programs.cmake")
  target_include_directories(${target} PRIVATE core core/include)
  target_link_libraries(${target} PRIVATE nines_warnings)
  target_link_options(${target} PRIVATE ${NINES_MODULE_FLAGS})
endfunction()

# ---- engine: core only, for speed. C functions marked EMSCRIPTEN_KEEPALIVE are its interface.
nines_sources(WORKER_SOURCES web/worker_main.cpp)
if(WORKER_SOURCES)
  add_executable(nines-worker ${WORKER_SOURCES})
  nines_web_module(nines-worker)
  target_link_libraries(nines-worker PRIVATE nines_core)
  target_compile_options(nines-worker PRIVATE -O3)
  target_link_options(nines-worker PRIVATE -O3 -sENVIRONMENT=web,worker,node -sEXPORT_NAME=createNinesWorker
    "-sEXPORTED_FUNCTIONS=[_malloc,_free]" --no-entry
    -sNODEJS_CATCH_EXIT=0 -sNODEJS_CATCH_REJECTION=0  # a library installs no process-wide handlers
    --extern-pre-js "${CMAKE_SOURCE_DIR}/tools/cmake/node_imports.js" --pre-js "${CMAKE_SOURCE_DIR}/tools/cmake/node_binary.js")
  set_property(TARGET nines-worker APPEND PROPERTY LINK_DEPENDS
    "${CMAKE_SOURCE_DIR}/tools/cmake/node_imports.js" "${CMAKE_SOURCE_DIR}/tools/cmake/node_binary.js")
endif()

# ---- interface: for size
nines_sources(WEB_SOURCES web/*.cpp)
list(FILTER WEB_SOURCES EXCLUDE REGEX "/web/worker_main")
if(WEB_SOURCES AND TARGET nines_ui)
  add_executable(nines-web ${WEB_SOURCES})
  nines_web_module(nines-web)
  target_link_libraries(nines-web PRIVATE nines_ui nines::shell nines_gl nines_assets)
  target_compile_options(nines-web PRIVATE -Oz)
  target_link_options(nines-web PRIVATE -Oz -sENVIRONMENT=web -sEXPORT_NAME=createNines -sUSE_SDL=0
    -sMIN_WEBGL_VERSION=2 -sMAX_WEBGL_VERSION=2 "-sEXPORTED_FUNCTIONS=[_main,_malloc,_free]")
endif()

# ---- the page's own files, copied beside the modules
file(GLOB WEB_FILES CONFIGURE_DEPENDS web/*.html web/*.js web/*.mjs web/*.css web/*.svg web/*.png web/*.ico web/*.webmanifest)
set(WEB_COPIES "")
foreach(file IN LISTS WEB_FILES)
  get_filename_component(name "${file}" NAME)
  add_custom_command(OUTPUT "${NINES_SITE}/${name}"
    COMMAND ${CMAKE_COMMAND} -E copy "${file}" "${NINES_SITE}/${name}" DEPENDS "${file}" VERBATIM)
  list(APPEND WEB_COPIES "${NINES_SITE}/${name}")
endforeach()
add_custom_target(nines-page ALL DEPENDS ${WEB_COPIES})
foreach(target nines-web nines-worker)
  if(TARGET ${target})
    add_dependencies(nines-page ${target})
  endif()
endforeach()

# ---- the engine as a package for pages and Node: its files gathered in one folder, as npm would install it
if(TARGET nines-worker)
  get_filename_component(NINES_PACKAGE "${CMAKE_BINARY_DIR}/../package" ABSOLUTE)
  file(GLOB PACKAGE_FILES CONFIGURE_DEPENDS web/package/* web/engine.js)
  add_custom_command(OUTPUT "${NINES_PACKAGE}/gathered"
    COMMAND ${CMAKE_COMMAND} -E make_directory "${NINES_PACKAGE}"
    COMMAND ${CMAKE_COMMAND} -E copy ${PACKAGE_FILES} "${CMAKE_SOURCE_DIR}/LICENSE" "${NINES_SITE}/nines-worker.js"
      "${NINES_SITE}/nines-worker.wasm" "${NINES_PACKAGE}"
    COMMAND ${CMAKE_COMMAND} -E touch "${NINES_PACKAGE}/gathered"
    DEPENDS ${PACKAGE_FILES} nines-worker VERBATIM)
  add_custom_target(nines-package ALL DEPENDS "${NINES_PACKAGE}/gathered")
endif()
