// Pictures as files, for --screenshot: PNG with a small compressor of its own, PPM when the name says so. Flat screens
// compress well by repeating the pixel before and the row above, so no library is needed for it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace nines::native {

// 8-bit RGB, rows from top to bottom.
struct Picture {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgb;
};

std::string png_from(const Picture& picture);
std::string ppm_from(const Picture& picture);

}  // namespace nines::native
