// nines-desktop: the window. Reads the command line, puts platform, job threads, session and interface together, and
// runs the event loop: it sleeps until something happens, so an idle window draws nothing.
//
//   SDL events ---> ImGui, PlatformNative        (input, dropped files, paste)
//   job threads --> a user event                 (an answer is ready)
//   Session::frame, Ui::wants_frame_in_ms -----> when to draw next
#include <SDL.h>
#include <imgui.h>
#include <imgui_impl_sdl2.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "desktop_app.h"
#include "desktop_options.h"
#include "nines/call.h"
#include "off_screen.h"
#include "platform_native.h"
#include "thread_runner.h"
#include "window.h"

namespace nines::native {
namespace {

constexpr double kLeastFrameMs =
    8;  // without vertical sync (remote displays) a drag must not draw a thousand frames a second

// Makes SDL_WaitEvent return. Any thread may call it.
void push_wake_event() {
  SDL_Event event{};
  event.type = SDL_USEREVENT;
  SDL_PushEvent(&event);
}

// Text pasted where no field waits for it is something to open: a link, or a file's content.
bool is_paste(const SDL_Event& event) {
  const bool v = event.type == SDL_KEYDOWN && event.key.keysym.sym == SDLK_v;
  return v && (event.key.keysym.mod & (KMOD_CTRL | KMOD_GUI)) != 0 && !ImGui::GetIO().WantTextInput;
}

void paste_clipboard(PlatformNative& platform) {
  char* text = SDL_GetClipboardText();
  if (text != nullptr) platform.paste(text);
  SDL_free(text);
}

// Returns false when the window is to close.
bool handle(SDL_Event& event, DesktopApp& app, PlatformNative& platform) {
  ImGui_ImplSDL2_ProcessEvent(&event);
  if (event.type == SDL_DROPFILE) {
    platform.open_path(event.drop.file);
    SDL_free(event.drop.file);
  } else if (event.type == SDL_DROPTEXT) {
    platform.paste(event.drop.file);
    SDL_free(event.drop.file);
  } else if (is_paste(event)) {
    paste_clipboard(platform);
  }
  // SDL puts a sentinel into the queue by itself; drawing for it would never end.
  if (event.type != SDL_POLLSENTINEL) app.settle_again();
  return event.type != SDL_QUIT;
}

// Sleeps until an event comes or the next frame is due, then takes everything that waits. False: close.
bool take_events(double wait_ms, DesktopApp& app, PlatformNative& platform) {
  SDL_Event event;
  const int timeout = wait_ms < 0 ? -1 : static_cast<int>(std::ceil(wait_ms));
  if (timeout != 0 && SDL_WaitEventTimeout(&event, timeout) == 1 && !handle(event, app, platform)) return false;
  while (SDL_PollEvent(&event) == 1) {
    if (!handle(event, app, platform)) return false;
  }
  return true;
}

// --close-after: counted from the first rest, so that a slow start says nothing about an idle window.
class Deadline {
 public:
  explicit Deadline(double seconds) : seconds_(seconds) {}
  void start() {
    if (seconds_ > 0 && end_ms_ < 0) end_ms_ = static_cast<double>(SDL_GetTicks64()) + seconds_ * 1000;
  }
  // Shortens `wait_ms` so that the loop wakes for the last second and for the end.
  [[nodiscard]] double limit(double wait_ms, long frames) {
    if (end_ms_ < 0) return wait_ms;
    const double left = end_ms_ - static_cast<double>(SDL_GetTicks64());
    if (left <= 1000 && before_last_second_ < 0) before_last_second_ = frames;
    const double until = std::max(1.0, left > 1000 ? left - 1000 : left);
    return wait_ms < 0 ? until : std::min(wait_ms, until);
  }
  [[nodiscard]] bool over() const { return end_ms_ >= 0 && static_cast<double>(SDL_GetTicks64()) >= end_ms_; }
  void report(long frames) const {
    if (seconds_ <= 0) return;
    std::printf("frames: %ld, in the last second: %ld\n", frames, frames - std::max(0L, before_last_second_));
  }

 private:
  double seconds_;
  double end_ms_ = -1;  // not yet counting
  long before_last_second_ = -1;
};

int run_window(Window& window, DesktopApp& app, PlatformNative& platform, const DesktopOptions& options) {
  Deadline deadline(options.close_after_s);
  double last_frame = platform.now_ms() - kLeastFrameMs;
  while (!deadline.over()) {
    // next_frame_ms counts from the end of the last frame; an event sets it to 0.
    const auto left = [&] {
      const double wish = window.minimized() ? -1 : app.next_frame_ms();
      return wish < 0 ? -1 : std::max(0.0, last_frame + std::max(wish, kLeastFrameMs) - platform.now_ms());
    };
    if (app.frames() > 1 && app.at_rest()) deadline.start();
    if (!take_events(deadline.limit(left(), app.frames()), app, platform)) break;
    if (left() != 0) continue;
    app.frame(window.pixel_ratio(), std::nullopt);
    window.present();
    last_frame = platform.now_ms();
  }
  deadline.report(app.frames());
  return EXIT_SUCCESS;
}

int run(const DesktopOptions& options) {
  Window window(options.width, options.height, !options.off_screen());
  if (!window.ok()) {
    std::fprintf(stderr, "nines-desktop: %s\n", window.error().c_str());
    return EXIT_FAILURE;
  }
  PlatformNative platform(push_wake_event);
  ThreadRunner runner(default_thread_count(), push_wake_event);
  // Off screen nothing may move: two runs give the same picture.
  if (options.dark || options.off_screen()) platform.prefer(options.dark.value_or(true), options.off_screen());
  for (const std::string& input : options.inputs) platform.open_argument(input);
  DesktopApp app(platform, runner);
  return options.off_screen() ? run_off_screen(window, app, options) : run_window(window, app, platform, options);
}

}  // namespace
}  // namespace nines::native

int main(int argc, char** argv) {
  const nines::Result<nines::native::DesktopOptions> options = nines::native::read_options(argc, argv);
  if (!options) {
    std::fprintf(stderr, "nines-desktop: %s\n%s", options.error().message.c_str(), nines::native::desktop_help());
    return 2;
  }
  if (options->help) return std::fputs(nines::native::desktop_help(), stdout) < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
  if (options->version) return std::printf("nines-desktop %s\n", nines::kVersion) < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
  return nines::native::run(*options);
}
