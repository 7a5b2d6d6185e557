# Turns files into C++ byte arrays. Two lives: included, it defines nines_embed(); run with `cmake -P`, it is the generator.
# The headers are in embed/ and say what each library offers. Every array is followed by a zero byte that its size does
# not count, so text can be used as a C string.

if(NOT CMAKE_SCRIPT_MODE_FILE)
  set(NINES_EMBED_DIR "${CMAKE_CURRENT_LIST_DIR}")

  # nines_embed(<kind> <root> <file>...): library nines_<kind> with header nines_<kind>.h; names are relative to root.
  function(nines_embed kind root)
    set(out "${CMAKE_BINARY_DIR}/embedded/nines_${kind}.cpp")
    # The list is a file of its own, so that an added or removed file makes the source again too.
    list(JOIN ARGN "\n" listing)
    file(CONFIGURE OUTPUT "${out}.list" CONTENT "${listing}" @ONLY)
    set(header "${NINES_EMBED_DIR}/embed/nines_${kind}.h")
    add_custom_command(OUTPUT "${out}"
      COMMAND ${CMAKE_COMMAND} -D KIND=${kind} -D "ROOT=${root}" -D "OUT=${out}" -P "${NINES_EMBED_DIR}/embed.cmake"
      DEPENDS ${ARGN} "${out}.list" "${NINES_EMBED_DIR}/embed.cmake" "${header}"
      COMMENT "Embedding ${kind}" VERBATIM)
    add_library(nines_${kind} STATIC EXCLUDE_FROM_ALL "${out}")
    target_include_directories(nines_${kind} PUBLIC "${NINES_EMBED_DIR}/embed")
    target_link_libraries(nines_${kind} PRIVATE nines_flags)
  endfunction()
  return()
endif()

file(STRINGS "${OUT}.list" files)
set(arrays "")
set(table "")
set(index 0)
foreach(file IN LISTS files)
  file(READ "${file}" hex HEX)
  file(SIZE "${file}" size)
  string(REGEX REPLACE "(................................)" "\\1\n" hex "${hex}")  # lines of 16 bytes
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," hex "${hex}")
  file(RELATIVE_PATH name "${ROOT}" "${file}")
  if(KIND STREQUAL "shaders")
    string(REGEX REPLACE "\\.glsl$" "" name "${name}")
  endif()
  string(APPEND arrays "const unsigned char kData${index}[] = {\n${hex}0x00};\n")
  string(APPEND table "    {\"${name}\", kData${index}, ${size}},\n")
  math(EXPR index "${index} + 1")
endforeach()

set(head "// Made by tools/cmake/embed.cmake; do not edit.\n#include \"nines_${KIND}.h\"\n\n")
if(KIND STREQUAL "assets")
  set(tail "namespace nines::assets {
static const Asset kAssets[] = {\n${table}    {nullptr, nullptr, 0}};
std::span<const Asset> all() { return {kAssets, ${index}}; }
const Asset* find(std::string_view name) {
  for (const Asset& asset : all()) {
    if (name == asset.name) return &asset;
  }
  return nullptr;
}
}  // namespace nines::assets\n")
elseif(KIND STREQUAL "shaders")
  set(tail "namespace nines {
const char* shader_text(std::string_view name) {
  struct Shader {
    const char* name;
    const unsigned char* text;
    unsigned size;
  };
  static const Shader kShaders[] = {\n${table}    {nullptr, nullptr, 0}};
  for (const Shader* shader = kShaders; shader->name != nullptr; ++shader) {
    if (name == shader->name) return reinterpret_cast<const char*>(shader->text);
  }
  return nullptr;
}
}  // namespace nines\n")
elseif(KIND STREQUAL "fonts")
  set(tail "namespace nines::fonts {\n")
  set(index 0)
  foreach(file IN LISTS files)
    get_filename_component(stem "${file}" NAME_WE)
    string(APPEND tail "FontBlob ${stem}() { return {kData${index}, sizeof(kData${index}) - 1}; }\n")
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND tail "}  // namespace nines::fonts\n")
endif()
file(WRITE "${OUT}" "${head}${arrays}\n${tail}")
