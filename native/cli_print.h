// Text of fixed shape for the terminal: printf into a string, and columns. Used by the cli_*text files only.
#pragma once

#include <algorithm>
#include <cstdio>
#include <string>

namespace nines::cli {

// At most 511 bytes; what is longer is cut.
template <class... Args>
std::string print(const char* format, Args... args) {
  char buffer[512];
  const int size = std::snprintf(buffer, sizeof buffer, format, args...);
  return {buffer, static_cast<std::size_t>(std::clamp(size, 0, static_cast<int>(sizeof buffer) - 1))};
}

// For columns: a label may hold line breaks.
inline std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

// Filled up to `width`, and a space at least.
inline std::string pad(std::string text, std::size_t width) {
  text.resize(std::max(width, text.size() + 1), ' ');
  return text;
}

}  // namespace nines::cli
