// The pieces of the Check workspace, and which answer is on screen.
#pragma once

#include <string_view>

#include "ui/check/check.h"

namespace nines::ui {

// The answer on screen: the failing one nearest to what was asked for, or the first when none
// failed.
struct Shown {
  const Verdict* verdict = nullptr;
  bool has_text = false;
  std::string_view text;
  std::size_t place = 0;       // among the failing, 0-based
  std::size_t failing = 0;     // how many failed
  std::int64_t previous = -1;  // index to ask for, -1 = none
  std::int64_t next = -1;
};
Shown shown_answer(const Frame& ui, const ValidateReport& report);
// The finding chosen in the table; nullptr when the answer has none.
const Finding* shown_finding(const Frame& ui, const Shown& shown);

// Texts by what it takes to use them.
struct Usable {
  std::int64_t usable = 0, repairable = 0, lost = 0, open = 0;
};
Usable usable_of(const ValidateReport& report);

// Colour of a cause by its level of repair; what the level means in words.
ImU32 cause_colour(const Theme& theme, std::string_view code);
const char* level_meaning(std::string_view code);
std::string finding_place(const Finding& finding);

void draw_contract_fields(Frame& ui);
void draw_answer_text(Frame& ui, const Shown& shown);
void draw_findings(Frame& ui, const Shown& shown);

}  // namespace nines::ui
