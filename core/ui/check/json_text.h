// JSON as text on screen: set out over lines, and where a value stands in it. Looks at tokens alone, so it works on
// what is still being typed; judges nothing.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace nines::ui {

// The same tokens, two spaces a level, short arrays and objects on one line.
std::string tidy_json(std::string_view text);
// Where the value that a JSON pointer names begins; of what is not there, the nearest value around it.
std::size_t byte_of_pointer(std::string_view text, std::string_view pointer);
// 1-based.
std::size_t line_of_byte(std::string_view text, std::size_t byte);

}  // namespace nines::ui
