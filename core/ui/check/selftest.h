// The self-test of the contract: its card in the left list, and its page in the middle.
#pragma once

#include "ui/check/parts.h"

namespace nines::ui {

void draw_selftest_card(Frame& ui, const ValidateReport& report);
// Whether the page is to be shown: it was opened, and there is a result to show.
bool shows_selftest(const Frame& ui);
void draw_selftest_page(Frame& ui);
void draw_selftest_notes(Frame& ui);  // beside the page

}  // namespace nines::ui
