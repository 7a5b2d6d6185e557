// The interface over a null backend: frames are drawn into lists that nobody renders. Tests read
// the mirror and click by label through it, as a person reads and clicks.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/view.h"
#include "ui/ui.h"

namespace nines::ui_test {

struct Widget {
  std::string label, role, value;
  float x = 0, y = 0, width = 0, height = 0;
  bool enabled = true;
  bool visible = true;
  [[nodiscard]] bool interactive() const { return role != "text" && role != "heading" && role != "img"; }
};

// One ImGui context with one Ui. `draw` is one frame.
class Screen {
 public:
  explicit Screen(float width = 1440, float height = 900);
  ~Screen();
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;

  void resize(float width, float height);
  void draw(const app::View& view, app::Outbox& outbox);

  [[nodiscard]] const std::vector<Widget>& widgets() const { return widgets_; }
  // Empty role = any; an interactive widget is preferred to a text of the same label. nullptr when
  // there is none.
  [[nodiscard]] const Widget* find(std::string_view label, std::string_view role = "") const;
  [[nodiscard]] std::size_t id_clashes() const { return id_clashes_; }
  [[nodiscard]] double wants_frame_in_ms() const;

  // Input for the next frame.
  void move(float x, float y);
  void button(bool down);
  void key(int imgui_key, bool down);
  void text(std::string_view text);
  void touch();  // the pointer is a finger from now on

 private:
  void read_mirror();
  std::unique_ptr<ui::Ui> ui_;
  std::vector<Widget> widgets_;
  std::size_t id_clashes_ = 0;
};

}  // namespace nines::ui_test
