// What the text with the repairs chosen here would be worth: asked for when the choice changes, said below the findings
// before anything is accepted.
#include <algorithm>

#include "nines/catalog.h"
#include "ui/check/parts.h"
#include "ui/widgets/format.h"

namespace nines::ui {
namespace {

constexpr std::size_t kMostBytes = std::size_t{1} << 20;  // a longer text is judged when it is accepted

struct Outcome {
  ImU32 colour;
  std::string words;
};

std::string named_causes(const Verdict& verdict) {
  constexpr std::size_t kMostNamed = 2;
  std::string out;
  for (std::size_t i = 0; i < std::min(kMostNamed, verdict.causes.size()); ++i) {
    const CauseInfo* info = find_cause(verdict.causes[i]);
    out += (i > 0 ? ", " : "") +
           (info == nullptr ? std::string("no known cause") : std::string(info->code) + " " + info->name);
  }
  return out + (verdict.causes.size() > kMostNamed ? ", …" : "");
}

Outcome outcome_of(const Theme& t, const Verdict& verdict) {
  switch (verdict.verdict) {
    case VerdictKind::pass: return {t.usable, "With these repairs the answer is usable."};
    case VerdictKind::not_decidable: return {t.detected, "With these repairs it cannot be decided."};
    case VerdictKind::fail: break;
  }
  return {t.lost, "With these repairs it still fails: " + named_causes(verdict) + "."};
}

}  // namespace

bool has_trial(Frame& ui, const Shown& shown, const Chosen& chosen) {
  return shown.has_text && chosen.taken > 0 && shown.text.size() <= kMostBytes && !ui.view.results.validate.updating;
}

void draw_trial(Frame& ui, const ImRect& row, const Shown& shown, const Chosen& chosen) {
  const app::Trial& trial = ui.view.results.trial;
  std::string text = apply_edits(shown.text, chosen.edits);
  const bool asked = trial.text == text;
  if (!asked) ui.out.ask(app::TryText{std::move(text)});
  const bool known = asked && trial.answer.value && !trial.answer.updating && !trial.answer.value->verdicts.empty();
  const Theme& t = ui.theme;
  const Outcome outcome =
      known ? outcome_of(t, trial.answer.value->verdicts.front()) : Outcome{t.faint, "Judging these repairs…"};
  ui.draw()->AddRectFilled(row.Min, {row.Max.x, row.Min.y + 1}, t.line);
  const float radius = ui.px(4);
  const ImVec2 dot{row.Min.x + ui.px(14) + radius, std::round(row.GetCenter().y)};
  ui.draw()->AddCircleFilled(dot, radius, outcome.colour, 16);
  const ImRect words{{dot.x + radius + ui.px(10), row.Min.y}, {row.Max.x - ui.px(14), row.Max.y}};
  draw_text_in(ui.draw(), ui.fonts.body, words, known ? t.text : t.muted, outcome.words);
  ui.mirror.note({"With these repairs", Role::text, outcome.words, row, true, true, 0});
}

}  // namespace nines::ui
