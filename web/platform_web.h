// The outside world in a browser: address bar, clipboard, downloads, dropped and picked files. Made by web_main, asked
// by Session; exports.cpp hands it what the page reports.
#pragma once

#include <string>
#include <string_view>

#include "app/platform.h"

namespace nines::web {

class PlatformWeb final : public app::Platform {
 public:
  // ---- what the page hands in
  void file(std::string name, std::string bytes);
  void paste(std::string text);        // pasted where no text field was waiting for it
  void address(std::string fragment);  // the fragment of the address bar changed
  void base(std::string text) { base_ = std::move(text); }
  void prefer(bool dark, bool reduced_motion);
  void tell(Severity severity, std::string text);

  // Around each frame: a link that came from the address bar must not be written back to it.
  void frame_ended() { address_is_right_ = false; }
  // While the browser's own copy event runs, copied text goes into it instead of through navigator.clipboard.
  void collect_copies(bool on) { collecting_ = on; }
  std::string take_copied();

  // ---- Platform
  double now_ms() override;
  app::PlatformEvents take_events() override;
  void set_clipboard(std::string_view text) override;
  void set_link(std::string_view fragment, bool replace) override;
  std::string link_base() override { return base_; }
  void pick_file() override;
  void save_file(std::string_view name, std::string_view bytes) override;
  std::string engine_name() override { return "WebAssembly"; }

 private:
  app::PlatformEvents events_;
  std::string base_;
  std::string copied_;
  bool collecting_ = false;
  bool address_is_right_ = true;  // until the first frame is over: opening an example at the start is no navigation
};

}  // namespace nines::web
