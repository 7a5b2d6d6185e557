// The outside world for tests: a clock that only moves when told, files and links handed in by the test, and a memory
// of what the session wanted to put outside.
#pragma once

#include <utility>

#include "app/platform.h"

namespace nines::app {

class NullPlatform final : public Platform {
 public:
  double now = 0;
  PlatformEvents next;
  std::string clipboard;
  std::string link;
  int pushed_links = 0;
  std::string saved_name;
  std::string saved_bytes;
  int file_picks = 0;

  double now_ms() override { return now; }
  PlatformEvents take_events() override { return std::exchange(next, PlatformEvents{}); }
  void set_clipboard(std::string_view text) override { clipboard = text; }
  void set_link(std::string_view fragment, bool replace) override {
    link = fragment;
    pushed_links += replace ? 0 : 1;
  }
  std::string link_base() override { return "page.html"; }
  void pick_file() override { ++file_picks; }
  void save_file(std::string_view name, std::string_view bytes) override {
    saved_name = name;
    saved_bytes = bytes;
  }
  std::string engine_name() override { return "test"; }
};

}  // namespace nines::app
