// The outside world in a browser. See platform_web.h.
#include "platform_web.h"

#include <emscripten.h>

#include <utility>

#include "host.h"

namespace nines::web {

void PlatformWeb::file(std::string name, std::string bytes) {
  events_.files.push_back({std::move(name), std::move(bytes)});
}

void PlatformWeb::paste(std::string text) {
  std::string link = app::link_in(text);
  if (!link.empty()) {
    events_.link = std::move(link);
  } else if (!text.empty()) {
    file("pasted text", std::move(text));
  }
}

void PlatformWeb::address(std::string fragment) {
  events_.link = std::move(fragment);
  address_is_right_ = true;
}

void PlatformWeb::prefer(bool dark, bool reduced_motion) {
  events_.prefers_dark = dark;
  events_.reduced_motion = reduced_motion;
}

void PlatformWeb::tell(Severity severity, std::string text) { events_.notices.push_back({severity, std::move(text)}); }

std::string PlatformWeb::take_copied() { return std::exchange(copied_, {}); }

double PlatformWeb::now_ms() { return emscripten_get_now(); }

app::PlatformEvents PlatformWeb::take_events() { return std::exchange(events_, {}); }

void PlatformWeb::set_clipboard(std::string_view text) {
  if (collecting_) {
    copied_ = text;
  } else {
    host_set_clipboard(text.data(), text.size());
  }
}

void PlatformWeb::set_link(std::string_view fragment, bool replace) {
  if (!address_is_right_) host_set_link(fragment.data(), fragment.size(), replace ? 1 : 0);
}

void PlatformWeb::pick_file() { host_pick_file(); }

void PlatformWeb::save_file(std::string_view name, std::string_view bytes) {
  host_save_file(name.data(), name.size(), bytes.data(), bytes.size());
  tell(Severity::note, "Saved as " + std::string(name) + ".");
}

}  // namespace nines::web
