// The command line of nines-desktop, as data. Read once by desktop_main.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "nines/status.h"

namespace nines::native {

struct DesktopOptions {
  std::vector<std::string> inputs;  // paths, "-", links
  int width = 1440;                 // logical pixels
  int height = 900;
  double scale = 1;          // framebuffer pixels per logical pixel, off screen only
  std::optional<bool> dark;  // --theme
  std::string screenshot;    // PNG, or PPM by its name
  std::string dump;          // JSON of mirror and document
  std::string script;
  int frames = 4;            // drawn at rest before a picture is taken
  double close_after_s = 0;  // 0 = stays open
  bool help = false;
  bool version = false;

  // The program runs unseen, does what it was asked, and ends.
  [[nodiscard]] bool off_screen() const { return !screenshot.empty() || !dump.empty() || !script.empty(); }
};

Result<DesktopOptions> read_options(int argc, char** argv);
const char* desktop_help();

}  // namespace nines::native
