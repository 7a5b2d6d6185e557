// The pieces of the Check workspace, and which answer is on screen.
#pragma once

#include <string_view>

#include "ui/check/check.h"
#include "ui/check/repairs.h"

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
std::size_t finding_index(const Frame& ui, const Shown& shown);  // the answer must have findings
// Names what the text card shows: the verdict and the finding it stands at.
std::uint64_t page_key(const Frame& ui, const Shown& shown);
// Which repairs are taken, by finding; a panel may change them.
std::vector<int>& picks_of(Frame& ui, const Shown& shown);
Chosen chosen_repairs(Frame& ui, const Shown& shown);

// Causes of the answers that fail, most frequent first.
const std::vector<CauseCount>& failing_causes(Frame& ui, const ValidateReport& report);

// Texts by what it takes to use them.
struct Usable {
  std::int64_t usable = 0, repairable = 0, lost = 0, open = 0;
};
Usable usable_of(const ValidateReport& report);

// Colour of a cause by its level of repair; what the level means in words.
ImU32 cause_colour(const Theme& theme, std::string_view code);
const char* level_meaning(std::string_view code);
std::string cause_sign(std::string_view code);  // the code, or "?" where no cause fits
std::string finding_place(const Finding& finding);

// A name, a count and a bar to scale; pressed when `id` is not empty and it was.
struct BarRow {
  std::string id;    // label in the mirror of a row that can be pressed
  std::string code;  // stands before the name, in mono
  std::string name;
  std::string count;
  double share = 0;  // of the longest bar
  ImU32 colour = 0;
  bool chosen = false;
};
bool bar_row(Frame& ui, const BarRow& row, const Tip& about);
// "41 of 412 answers, [7.4, 13.2] %" and the method.
Tip share_tip(std::string text, std::int64_t count, std::int64_t of, const Estimate& share);

// The verdict of the text with the chosen repairs, in a row of its own; whether there is one to show.
bool has_trial(Frame& ui, const Shown& shown, const Chosen& chosen);
void draw_trial(Frame& ui, const ImRect& row, const Shown& shown, const Chosen& chosen);

void draw_contract_fields(Frame& ui);
void draw_schema_editor(Frame& ui);
void draw_across(Frame& ui, const ValidationSummary& summary, std::int64_t texts);
void draw_answer_text(Frame& ui, const Shown& shown);
void draw_repaired_text(Frame& ui, const Shown& shown);
void draw_findings(Frame& ui, const Shown& shown);

}  // namespace nines::ui
