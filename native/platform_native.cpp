// The outside world on the desktop. See platform_native.h.
#include "platform_native.h"

#include <SDL.h>

#include <chrono>
#include <utility>

#include "files.h"
#include "nines/call.h"

namespace nines::native {

PlatformNative::PlatformNative(std::function<void()> wake) : wake_(std::move(wake)) {}

void PlatformNative::open_argument(const std::string& argument) {
  std::string link = app::link_in(argument);
  if (link.empty()) return open_path(argument);
  const std::lock_guard lock(mutex_);
  events_.link = std::move(link);
}

void PlatformNative::open_path(const std::string& path) {
  Result<app::IncomingFile> file = read_file(path);
  if (!file) return tell(Severity::error, file.error().message);
  {
    const std::lock_guard lock(mutex_);
    events_.files.push_back(std::move(file).value());
  }
  wake_();
}

void PlatformNative::paste(std::string_view text) {
  if (text.empty()) return;
  std::string link = app::link_in(text);
  const std::lock_guard lock(mutex_);
  if (!link.empty()) {
    events_.link = std::move(link);
  } else {
    events_.files.push_back({"pasted text", std::string(text)});
  }
}

void PlatformNative::prefer(bool dark, bool reduced_motion) {
  const std::lock_guard lock(mutex_);
  events_.prefers_dark = dark;
  events_.reduced_motion = reduced_motion;
}

double PlatformNative::now_ms() {
  using Clock = std::chrono::steady_clock;
  return std::chrono::duration<double, std::milli>(Clock::now().time_since_epoch()).count();
}

app::PlatformEvents PlatformNative::take_events() {
  const std::lock_guard lock(mutex_);
  return std::exchange(events_, {});
}

void PlatformNative::set_clipboard(std::string_view text) {
  if (SDL_SetClipboardText(std::string(text).c_str()) != 0) {
    tell(Severity::error, std::string("The clipboard did not take it: ") + SDL_GetError());
  }
}

void PlatformNative::pick_file() {
  const FileDialog::Start start = dialog_.open([this](const std::string& path) { open_path(path); });
  if (start == FileDialog::Start::no_program) {
    tell(Severity::warning,
         "There is no file dialog on this system (zenity or kdialog). Drop a file on the window, or name it on the "
         "command line.");
  }
}

void PlatformNative::save_file(std::string_view name, std::string_view bytes) {
  const Result<std::filesystem::path> saved = save_new_file(save_folder(), name, bytes);
  if (saved) return tell(Severity::note, "Saved as " + saved->string() + ".");
  tell(Severity::error, "Not saved. " + saved.error().message);
}

void PlatformNative::tell(Severity severity, std::string text) {
  {
    const std::lock_guard lock(mutex_);
    events_.notices.push_back({severity, std::move(text)});
  }
  wake_();
}

}  // namespace nines::native
