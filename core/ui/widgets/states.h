// The states that every workspace has besides its answer: updating, error, empty with examples.
#pragma once

#include "ui/widgets/widgets.h"

namespace nines::ui {

// 1 while a figure is the newest, less once an update has taken longer than a blink.
template <class Report>
float freshness(const Frame& ui, const app::Answer<Report>& answer) {
  const bool slow = answer.updating && ui.memory.updating_since_s >= 0 && ui.now_s - ui.memory.updating_since_s > 0.15;
  return slow ? 0.45F : 1.0F;
}
// A quiet "updating" at the right end of the line above the cursor's.
void updating_mark(Frame& ui, float freshness);
// What happened, where, and what to do about it.
void error_card(Frame& ui, const Error& error);
// Rows that open an example.
void example_rows(Frame& ui);
std::string place_text(const Where& where);

}  // namespace nines::ui
