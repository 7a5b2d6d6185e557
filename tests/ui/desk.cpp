// See desk.h.
#include "desk.h"

#include <imgui.h>

namespace nines::ui_test {
namespace {

template <class Frame>
bool click_with(Screen& screen, std::string_view label, std::string_view role, Frame frame) {
  const Widget* widget = screen.find(label, role);
  if (widget == nullptr || !widget->enabled || !widget->visible) return false;
  const float x = widget->x + widget->width / 2;
  const float y = widget->y + widget->height / 2;
  screen.move(x, y);
  frame();
  screen.button(true);
  frame();
  screen.button(false);
  frame();
  frame();
  return true;
}

}  // namespace

Desk::Desk() {
  state.engine_name = "test";
  state.reduced_motion = true;
}

void Desk::frame() {
  app::Outbox outbox;
  screen.draw({document, results, datasets, state, true, true}, outbox);
  for (const app::PendingEdit& pending : outbox.edits) {
    Result<Document> next = app::apply(document, pending.edit);
    if (next)
      document = std::move(next).value();
    else
      refused.push_back(next.error().message);
    edits.push_back(pending);
  }
  for (const app::Request& request : outbox.requests) {
    if (const auto* step = std::get_if<app::SelectStep>(&request)) state.selected = step->path;
    if (const auto* text = std::get_if<app::ShowText>(&request)) state.shown_text = text->index;
    if (const auto* item = std::get_if<app::ShowItem>(&request)) state.shown_item = item->index;
    if (const auto* text = std::get_if<app::TryText>(&request)) {
      results.trial.text = text->text;  // asked by drawing, not by a hand
      continue;
    }
    requests.push_back(request);
  }
}

void Desk::frames(int count) {
  for (int i = 0; i < count; ++i) frame();
}

bool Desk::click(std::string_view label, std::string_view role) {
  return click_with(screen, label, role, [this] { frame(); });
}

void Desk::click_at(float x, float y) { drag(x, y, 0, 0); }

void Desk::drag(float x, float y, float dx, int steps) {
  screen.move(x, y);
  frame();
  screen.button(true);
  frame();
  for (int i = 1; i <= steps; ++i) {
    screen.move(x + dx * static_cast<float>(i) / static_cast<float>(steps), y);
    frame();
  }
  screen.button(false);
  frames(2);
}

void Desk::press(int imgui_key) {
  screen.key(imgui_key, true);
  frame();
  screen.key(imgui_key, false);
  frames(2);
}

void Desk::type(std::string_view text) {
  screen.text(text);
  frames(static_cast<int>(text.size()) + 2);
}

SessionDesk::SessionDesk() : runner(app::make_inline_runner()), session(platform, *runner) {}

void SessionDesk::settle(int most) {
  for (int i = 0; i < most; ++i) {
    platform.now += 20;
    session.frame([this](const app::View& view, app::Outbox& outbox) { screen.draw(view, outbox); });
  }
}

bool SessionDesk::click(std::string_view label, std::string_view role) {
  return click_with(screen, label, role, [this] { settle(1); });
}

void SessionDesk::drop(std::string name, std::string bytes) {
  platform.next.files.push_back({std::move(name), std::move(bytes)});
  settle(12);
}

}  // namespace nines::ui_test
