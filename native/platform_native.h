// The outside world on the desktop: files, the clipboard, the clock, links given as arguments. Made by desktop_main,
// asked by Session; the event loop hands it what SDL reports. Draws nothing.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <string_view>

#include "app/platform.h"
#include "file_dialog.h"

namespace nines::native {

class PlatformNative final : public app::Platform {
 public:
  // `wake` asks for a frame; called from any thread.
  explicit PlatformNative(std::function<void()> wake);

  // ---- what the shell hands in
  void open_argument(const std::string& argument);  // a path, "-", or a link
  void open_path(const std::string& path);
  void paste(std::string_view text);  // pasted where no text field was waiting for it
  void prefer(bool dark, bool reduced_motion);

  // ---- Platform
  double now_ms() override;
  app::PlatformEvents take_events() override;
  void set_clipboard(std::string_view text) override;
  void set_link(std::string_view, bool) override {}
  std::string link_base() override { return {}; }
  void pick_file() override;
  void save_file(std::string_view name, std::string_view bytes) override;
  std::string engine_name() override { return "native"; }

 private:
  void tell(Severity severity, std::string text);

  std::function<void()> wake_;
  std::mutex mutex_;  // the file dialog answers on its own thread
  app::PlatformEvents events_;
  FileDialog dialog_;  // last: its thread uses the members above
};

}  // namespace nines::native
