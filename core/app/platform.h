// The whole outside world in one header: three implementations (native, web, null for tests). Called by Session only.
// Nothing else in the app touches files, the clipboard, the address bar or the clock.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nines/status.h"

namespace nines::app {

struct IncomingFile {
  std::string name;
  std::string bytes;
};

// A line for people that only the outside world can know: where a file was saved, why one was not read.
struct PlatformNotice {
  Severity severity = Severity::note;
  std::string text;
};

// What came in since the last frame.
struct PlatformEvents {
  std::vector<IncomingFile> files;   // dropped, picked, or named on the command line
  std::optional<std::string> link;   // fragment of the address bar ("#1.…", "#example=…"), when it changed
  std::optional<bool> prefers_dark;  // when the system says or changes it
  std::optional<bool> reduced_motion;
  std::vector<PlatformNotice> notices;  // shown as they come; the last one stays
};

// The fragment ("#1.…", "#example=…") if `text` is one link or address and nothing else, else "". Shells ask it about
// pasted text and command-line arguments; what the link holds is for codec.h to say.
inline std::string link_in(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kSpace);
  if (first == std::string_view::npos) return {};
  text = text.substr(first, text.find_last_not_of(kSpace) - first + 1);
  const std::size_t mark = text.find('#');
  if (mark == std::string_view::npos || text.find_first_of(kSpace) != std::string_view::npos) return {};
  if (mark > 0 && text.find("://") > mark) return {};
  const std::string_view fragment = text.substr(mark);
  const bool known = fragment.starts_with("#1.") || fragment.starts_with("#example=");
  return known ? std::string(fragment) : std::string();
}

class Platform {
 public:
  virtual ~Platform() = default;
  virtual double now_ms() = 0;  // monotonic
  virtual PlatformEvents take_events() = 0;
  virtual void set_clipboard(std::string_view text) = 0;
  virtual void set_link(std::string_view fragment, bool replace) = 0;  // address bar; no-op where there is none
  virtual std::string link_base() = 0;                                 // what stands before '#'; "" on the desktop
  virtual void pick_file() = 0;                                        // the file arrives later in take_events()
  virtual void save_file(std::string_view name, std::string_view bytes) = 0;  // a notice says where, or why not
  virtual std::string engine_name() = 0;  // "native" or "WebAssembly": for the status line
};

}  // namespace nines::app
