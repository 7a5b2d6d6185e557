// A document with results on a Screen. Two kinds: Desk holds hand-made state and applies edits
// itself; SessionDesk runs the real Session with real engines, so figures on screen are computed.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "../app/null_platform.h"
#include "app/session.h"
#include "screen.h"

namespace nines::ui_test {

class Desk {
 public:
  Desk();
  Screen screen;
  Document document;
  app::Results results;
  app::Datasets datasets;
  app::SessionState state;
  std::vector<app::PendingEdit> edits;  // everything asked for so far
  std::vector<app::Request> requests;
  std::vector<std::string> refused;  // messages of edits that apply() would not make

  void frame();
  void frames(int count);
  bool click(std::string_view label, std::string_view role = "");
  void click_at(float x, float y);
  void drag(float x, float y, float dx, int steps);
  void press(int imgui_key);
  void type(std::string_view text);
  template <class Wanted>
  [[nodiscard]] const Wanted* last_edit() const {
    return edits.empty() ? nullptr : std::get_if<Wanted>(&edits.back().edit);
  }
};

// 20 x (3 tries of a measured step and a check), as in the mock-up, with a report in the shape the
// engine gives.
Document refund_document();
SimulateReport refund_report();
ValidateReport checked_report(std::int64_t texts);
DisagreeReport compared_report(std::int64_t models);
// Puts the three together with a dataset.
void fill(Desk& desk);

class SessionDesk {
 public:
  SessionDesk();
  Screen screen;
  app::NullPlatform platform;
  std::unique_ptr<app::JobRunner> runner;
  app::Session session;

  void settle(int most = 200);
  bool click(std::string_view label, std::string_view role = "");
  void drop(std::string name, std::string bytes);
};

}  // namespace nines::ui_test
