// Reads the command line of nines-desktop: one table row per option. See desktop_options.h.
#include "desktop_options.h"

#include <array>
#include <cstdlib>
#include <string_view>

namespace nines::native {
namespace {

constexpr int kLeastSide = 200;
constexpr int kMostSide = 8'192;
constexpr double kMostScale = 4;
constexpr int kMostFrames = 10'000;
constexpr double kMostSeconds = 86'400;

bool read_number(const std::string& text, double least, double most, double& out) {
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  if (text.empty() || *end != '\0' || !(value >= least && value <= most)) return false;
  out = value;
  return true;
}

bool set_size(DesktopOptions& options, const std::string& value) {
  const std::size_t cross = value.find('x');
  if (cross == std::string::npos) return false;
  double width = 0;
  double height = 0;
  if (!read_number(value.substr(0, cross), kLeastSide, kMostSide, width)) return false;
  if (!read_number(value.substr(cross + 1), kLeastSide, kMostSide, height)) return false;
  options.width = static_cast<int>(width);
  options.height = static_cast<int>(height);
  return true;
}

bool set_scale(DesktopOptions& options, const std::string& value) {
  return read_number(value, 0.5, kMostScale, options.scale);
}

bool set_theme(DesktopOptions& options, const std::string& value) {
  if (value != "dark" && value != "light") return false;
  options.dark = value == "dark";
  return true;
}

bool set_frames(DesktopOptions& options, const std::string& value) {
  double frames = 0;
  if (!read_number(value, 1, kMostFrames, frames)) return false;
  options.frames = static_cast<int>(frames);
  return true;
}

bool set_close_after(DesktopOptions& options, const std::string& value) {
  return read_number(value, 0.1, kMostSeconds, options.close_after_s);
}

bool set_screenshot(DesktopOptions& options, const std::string& value) { return !(options.screenshot = value).empty(); }
bool set_dump(DesktopOptions& options, const std::string& value) { return !(options.dump = value).empty(); }
bool set_script(DesktopOptions& options, const std::string& value) { return !(options.script = value).empty(); }

struct OptionRow {
  std::string_view name;
  bool (*set)(DesktopOptions&, const std::string&);
  const char* expects;
};
constexpr std::array kOptions{
    OptionRow{"--size", set_size, "WIDTHxHEIGHT, each 200 to 8192"},
    OptionRow{"--scale", set_scale, "a number from 0.5 to 4"},
    OptionRow{"--theme", set_theme, "dark or light"},
    OptionRow{"--frames", set_frames, "a whole number from 1 to 10000"},
    OptionRow{"--close-after", set_close_after, "seconds"},
    OptionRow{"--screenshot", set_screenshot, "a file name"},
    OptionRow{"--dump-mirror", set_dump, "a file name"},
    OptionRow{"--script", set_script, "a file name"},
};

const OptionRow* find_option(std::string_view name) {
  for (const OptionRow& row : kOptions) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

Error usage(std::string message) { return {ErrorCode::bad_value, std::move(message), {}}; }

}  // namespace

Result<DesktopOptions> read_options(int argc, char** argv) {
  DesktopOptions out;
  bool only_inputs = false;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (only_inputs || argument == "-" || !argument.starts_with('-')) {
      out.inputs.push_back(argument);
    } else if (argument == "--") {
      only_inputs = true;
    } else if (argument == "--help" || argument == "-h") {
      out.help = true;
    } else if (argument == "--version") {
      out.version = true;
    } else {
      const OptionRow* row = find_option(argument);
      if (row == nullptr) return usage("unknown option " + argument);
      if (i + 1 == argc || !row->set(out, argv[i + 1])) return usage(argument + " needs " + row->expects);
      ++i;
    }
  }
  return out;
}

const char* desktop_help() {
  return R"(nines-desktop [option]... [file | link]...

Opens pipelines, contracts and records (.jsonl), or a link ("#1.…", "#example=NAME", a whole address).
"-" reads standard input.

  --size WxH           size of the window (1440x900)
  --theme dark|light
  --close-after S      closes S seconds after it first rests; says how many frames the last one drew

Without a window on screen; the program ends when it is done:
  --screenshot FILE    picture of the window (.png or .ppm) once everything is computed
  --dump-mirror FILE   what is on screen and the document, as JSON
  --scale S            pixels per logical pixel of the picture (1)
  --frames N           frames drawn at rest before the picture (4)
  --script FILE        plays lines first: click LABEL | drag LABEL DX [DY] | type LABEL TEXT | key CHORD |
                       wait | shot FILE | dump FILE   (quote what holds spaces; # starts a comment)
)";
}

}  // namespace nines::native
