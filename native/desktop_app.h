// Session, interface and job threads bound to one window: draws a frame and says when the next one is wanted. Used by
// the window's event loop and by the off-screen run; owns neither.
#pragma once

#include <optional>
#include <string>

#include "app/session.h"
#include "platform_native.h"
#include "thread_runner.h"
#include "ui/ui.h"

namespace nines::native {

// Draw into this instead of the window: logical size and framebuffer pixels per logical pixel.
struct OffScreenView {
  float width = 0;
  float height = 0;
  float scale = 1;
};

class DesktopApp {
 public:
  DesktopApp(PlatformNative& platform, ThreadRunner& runner) : runner_(runner), session_(platform, runner) {}

  // Draws one frame into the bound framebuffer. `pixel_ratio` is the window's; `off_screen` overrides size and ratio.
  void frame(float pixel_ratio, const std::optional<OffScreenView>& off_screen);

  // When to draw again if nothing comes in: 0 = at once, negative = never.
  [[nodiscard]] double next_frame_ms() const { return next_frame_ms_; }
  // Input arrived: ImGui needs a few frames to take it in and to show where it led.
  void settle_again() {
    settle_ = kSettleFrames;
    next_frame_ms_ = 0;
  }
  // Nothing is computed and nothing moves (carets and waiting tooltips apart).
  [[nodiscard]] bool at_rest() const;

  [[nodiscard]] long frames() const { return frames_; }
  [[nodiscard]] std::string mirror_json() const { return ui_.mirror_json(); }
  [[nodiscard]] std::string dump_json() const;

 private:
  static constexpr int kSettleFrames = 3;
  static constexpr double kMovementMs = 40;  // slower wishes are carets and tooltips that wait

  void plan_next(bool again);

  ThreadRunner& runner_;
  app::Session session_;
  ui::Ui ui_;
  int settle_ = kSettleFrames;
  double next_frame_ms_ = 0;
  long frames_ = 0;
};

}  // namespace nines::native
