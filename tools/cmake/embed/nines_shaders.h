// The files under shaders/, compiled in. They hold no #version line: the caller puts the platform's first.
#pragma once
#include <string_view>

namespace nines {

// `name` is the file name without ".glsl" ("heatmap.frag"). nullptr when there is none.
const char* shader_text(std::string_view name);

}  // namespace nines
