// The screens. One call a frame draws everything from a const View and fills the Outbox. Called by
// the shells and tests inside a running ImGui frame; knows no SDL, no files and no JSON.
#pragma once

#include <memory>
#include <string>

#include "app/view.h"

namespace nines::ui {

class Ui {
 public:
  Ui();
  ~Ui();
  Ui(const Ui&) = delete;
  Ui& operator=(const Ui&) = delete;

  // Rebuilds fonts and style when pixel ratio, text scale or theme changed. Call before
  // ImGui::NewFrame. Returns true when the font atlas changed (the backend must upload its texture
  // again). `pixel_ratio` = framebuffer pixels per logical pixel.
  bool prepare(float pixel_ratio, const app::SessionState& state);

  // Draws one frame. `width`, `height` in logical pixels.
  void draw(const app::View& view, app::Outbox& outbox);

  // Something on screen still moves or blinks: draw again after this many ms (negative: idle).
  [[nodiscard]] double wants_frame_in_ms() const;

  // Every interactive widget and readable value of the last frame as JSON:
  // {"widgets": [{"label", "role", "value", "rect": [x, y, w, h], "enabled"}…]}: tests click by it,
  // an accessibility mirror reads it.
  [[nodiscard]] std::string mirror_json() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace nines::ui
