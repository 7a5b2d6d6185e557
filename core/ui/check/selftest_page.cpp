// The page of the self-test: the mutation score, which kinds of breakage get through, and each survivor as the least
// change of a passing answer, in place. See selftest.h.
#include <algorithm>

#include "ui/check/page.h"
#include "ui/check/selftest.h"
#include "ui/widgets/format.h"
#include "ui/widgets/sentence.h"

namespace nines::ui {
namespace {

constexpr std::size_t kMostShown = 40;

std::int64_t through(const SelftestRow& row) { return row.mutants - row.caught - row.tolerated; }

void draw_score(Frame& ui, const SelftestReport& report) {
  const Theme& t = ui.theme;
  const std::int64_t judged = report.mutants - report.tolerated;
  const Tip about{"Usable answers, each broken by one small change, given to the contract again.",
                  grouped(report.mutants) + " mutants of " + counted(report.texts, "answer")};
  std::vector<SentencePart> parts{{PartKind::words, "Of "},
                                  {PartKind::figure, grouped(judged), 0, {}, 0, about},
                                  {PartKind::words, " broken answers the contract catches "},
                                  {PartKind::figure, share_percent(report.caught, judged), t.detected, {}, 0, about}};
  if (report.survived > 0) {
    parts.push_back({PartKind::words, " and lets "});
    parts.push_back({PartKind::figure, grouped(report.survived), t.silent, {}, 0, about});
    parts.push_back({PartKind::words, " through"});
  }
  parts.push_back({PartKind::words, "."});
  sentence(ui, parts);
  ui.gap(20);
  const std::string interval = report.score.ci ? "caught " + interval_percent(*report.score.ci) : "";
  share_bar(
      ui,
      {{"CAUGHT", "caught", static_cast<double>(report.caught), t.detected, {}, share_percent(report.caught, judged)},
       {"THROUGH",
        "let through",
        static_cast<double>(report.survived),
        t.silent,
        {},
        share_percent(report.survived, judged)}},
      interval,
      {"Mutation score: caught of those that break the answer. DeMillo, Lipton and Sayward 1978.",
       report.score.method});
}

// What needs no attention, in one line each.
void draw_rest(Frame& ui, const SelftestReport& report) {
  std::int64_t caught = 0, tolerated = 0, absent = 0;
  for (const SelftestRow& row : report.rows) {
    if (row.mutants == 0)
      ++absent;
    else if (row.tolerated == row.mutants)
      ++tolerated;
    else if (through(row) == 0)
      ++caught;
  }
  std::string text = counted(caught, "kind is", "kinds are") + " always caught.";
  if (tolerated > 0)
    text += " " + counted(tolerated, "kind leaves", "kinds leave") + " the answer usable: a wrapper is allowed.";
  if (absent > 0) text += " " + counted(absent, "kind does", "kinds do") + " not apply to these answers.";
  if (report.not_passing > 0)
    text += " " + counted(report.not_passing, "answer that fails was", "answers that fail were") + " left out.";
  words(ui, ui.fonts.small, ui.theme.muted, text);
}

Tip row_tip(const SelftestRow& row) {
  Tip about{"Press to see only these.",
            "caught " + grouped(row.caught) + " of " + grouped(row.mutants - row.tolerated)};
  if (row.score.ci) about.formula += ", " + interval_percent(*row.score.ci);
  if (row.score.ci) about.source = row.score.ci->method;
  return about;
}

void draw_kind_row(Frame& ui, const SelftestRow& row) {
  const std::int64_t judged = row.mutants - row.tolerated;
  const bool chosen = ui.memory.selftest_kind == row.code;
  const double share = static_cast<double>(through(row)) / static_cast<double>(judged);
  const BarRow bar{"Kind " + row.code, row.code, row.name, grouped(through(row)) + " of " + grouped(judged), share,
                   ui.theme.silent,    chosen};
  if (bar_row(ui, bar, row_tip(row))) ui.memory.selftest_kind = chosen ? "" : row.code;
}

void draw_kinds(Frame& ui, const SelftestReport& report) {
  std::vector<const SelftestRow*> rows;
  for (const SelftestRow& row : report.rows) {
    if (through(row) > 0) rows.push_back(&row);
  }
  std::stable_sort(rows.begin(), rows.end(), [](const SelftestRow* a, const SelftestRow* b) {
    return through(*a) * (b->mutants - b->tolerated) > through(*b) * (a->mutants - a->tolerated);
  });
  const CardMark mark = begin_card(ui, rows.empty() ? "Nothing gets through" : "Which kinds get through");
  const ImVec2 at = Frame::at();
  const float right = ui.right;
  const float space = ui.px(28);
  const bool wide = ui.width() > ui.px(560) && rows.size() > 3;
  const float width = wide ? std::floor((ui.width() - space) / 2) : ui.width();
  const std::size_t half = wide ? (rows.size() + 1) / 2 : rows.size();
  float bottom = at.y;
  for (std::size_t column = 0; column * half < rows.size(); ++column) {
    begin_column(ui, at + ImVec2{static_cast<float>(column) * (width + space), 0}, width);
    for (std::size_t i = column * half; i < std::min(rows.size(), (column + 1) * half); ++i)
      draw_kind_row(ui, *rows[i]);
    bottom = std::max(bottom, end_column(ui));
    ui.right = right;
  }
  ImGui::SetCursorScreenPos({at.x, bottom});
  draw_rest(ui, report);
  end_card(ui, mark);
}

// ---- survivors

// A piece of a line of code, in one of three inks.
float draw_code(Frame& ui, ImVec2 at, float end, const std::string& text, PieceKind kind) {
  const Theme& t = ui.theme;
  const Type& type = ui.fonts.small_number;
  if (text.empty() || at.x >= end) return at.x;
  const std::string shown = fitted(type, text, end - at.x);
  const float width = text_width(type, shown);
  if (kind == PieceKind::added)
    ui.draw()->AddRectFilled({at.x, at.y}, {at.x + width, at.y + type.line}, faded(t.silent, 0.14F), ui.px(3));
  draw_text(ui.draw(), type, at, kind == PieceKind::added ? t.silent : t.muted, shown);
  const float middle = std::round(at.y + type.line / 2 + ui.px(1));
  if (kind == PieceKind::removed) ui.draw()->AddRectFilled({at.x, middle}, {at.x + width, middle + 1}, t.muted);
  return at.x + width;
}

std::string one_line(std::string_view text) {
  std::string out(text);
  std::replace(out.begin(), out.end(), '\n', ' ');
  return visible(out);
}

// The last `bytes` of a text, from the start of a character on.
std::string_view tail_of(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  std::size_t from = text.size() - bytes;
  while (from < text.size() && (static_cast<unsigned char>(text[from]) & 0xC0U) == 0x80U) ++from;
  return text.substr(from);
}

// "…"amount": 36.5~~, "currency"~~…": the change with what stands around it.
void draw_change(Frame& ui, const ImRect& line, std::string_view text, const Survivor& survivor) {
  constexpr std::size_t kBefore = 26;
  constexpr std::size_t kMost = 48;
  const Span span = survivor.mutant.change.span;
  const bool known = span.from <= span.to && span.to <= text.size();
  const std::string before = known ? one_line(tail_of(text.substr(0, span.from), kBefore)) : "";
  const std::string after = known ? one_line(text.substr(span.to, 4 * kMost)) : "";
  const bool cut = known && span.from > kBefore;
  float x = draw_code(ui, line.Min, line.Max.x, (cut ? "…" : "") + before, PieceKind::kept);
  x = draw_code(ui, {x, line.Min.y}, line.Max.x, one_line(survivor.before.substr(0, kMost)), PieceKind::removed);
  x = draw_code(ui, {x, line.Min.y}, line.Max.x, one_line(survivor.mutant.change.text.substr(0, kMost)),
                PieceKind::added);
  draw_code(ui, {x, line.Min.y}, line.Max.x, after, PieceKind::kept);
}

std::string_view text_of(const Frame& ui, std::size_t index) {
  const auto& report = ui.view.results.validate.value;
  if (!report || index >= report->verdicts.size()) return {};
  const Verdict& verdict = report->verdicts[index];
  if (verdict.has_text) return verdict.text;
  return ui.view.document.check.dataset.empty() ? std::string_view(ui.view.document.check.text) : std::string_view();
}

void draw_survivor(Frame& ui, const Survivor& survivor, const std::string& name) {
  const Theme& t = ui.theme;
  const ImVec2 at = Frame::at();
  const ImRect row{at, at + ImVec2{ui.width(), ui.px(52)}};
  const auto number = static_cast<std::int64_t>(survivor.mutant.source + 1);
  const std::string place =
      "answer " + grouped(number) + " · " + std::to_string(survivor.line) + ":" + std::to_string(survivor.column);
  ui.draw()->AddRectFilled(row.Min, {row.Max.x, row.Min.y + 1}, t.line);
  const float top = at.y + ui.px(8);
  const float right = text_width(ui.fonts.small_number, place);
  draw_text(ui.draw(), ui.fonts.small_number, {row.Max.x - right, top + ui.px(2)}, t.muted, place);
  const float width =
      draw_text(ui.draw(), ui.fonts.small_number, {at.x, top + ui.px(2)}, t.silent, survivor.mutant.code);
  draw_text_in(ui.draw(), ui.fonts.body,
               {{at.x + width + ui.px(10), top}, {row.Max.x - right - ui.px(8), top + ui.px(20)}}, t.text, name);
  draw_change(ui, {{at.x, at.y + ui.px(29)}, {row.Max.x, row.Max.y}}, text_of(ui, survivor.mutant.source), survivor);
  const std::string said = (survivor.before.empty() ? "nothing" : survivor.before) + " becomes " +
                           (survivor.mutant.change.text.empty() ? "nothing" : survivor.mutant.change.text);
  ui.mirror.note({"Survivor " + survivor.mutant.code, Role::text, place + ": " + said, row, true, true, 0});
  tip_over(ui, row, {"This answer still passes after the change.", one_line(said.substr(0, 400))});
  ImGui::Dummy(row.GetSize());
}

std::string kind_name(const SelftestReport& report, const std::string& code) {
  for (const SelftestRow& row : report.rows) {
    if (row.code == code) return row.name;
  }
  return code;
}

// One of each kind first: a hundred alike would hide the others.
std::vector<const Survivor*> chosen_survivors(const SelftestReport& report, const std::string& kind) {
  std::vector<const Survivor*> first, more;
  std::string last;
  for (const Survivor& one : report.survivors) {
    if (!kind.empty() && one.mutant.code != kind) continue;
    (one.mutant.code != last ? first : more).push_back(&one);
    last = one.mutant.code;
  }
  if (!kind.empty()) first.insert(first.end(), more.begin(), more.end());
  return first;
}

void draw_survivors(Frame& ui, const SelftestReport& report) {
  const std::string& kind = ui.memory.selftest_kind;
  const std::vector<const Survivor*> shown = chosen_survivors(report, kind);
  if (shown.empty()) return;
  const CardMark mark =
      begin_card(ui, kind.empty() ? "One of each, as the least change of an answer that passes" : "Still passing");
  const std::size_t count = std::min(kMostShown, shown.size());
  for (std::size_t i = 0; i < count; ++i) draw_survivor(ui, *shown[i], kind_name(report, shown[i]->mutant.code));
  end_card(ui, mark);
}

}  // namespace

void draw_selftest_page(Frame& ui) {
  const SelftestReport& report = *ui.view.results.selftest.answer.value;
  const auto gone = [&](const SelftestRow& row) { return row.code == ui.memory.selftest_kind && through(row) > 0; };
  if (std::none_of(report.rows.begin(), report.rows.end(), gone)) ui.memory.selftest_kind.clear();
  draw_score(ui, report);
  ui.gap(16);
  const ImVec2 at = Frame::at();
  if (link_at(ui, at, ui.fonts.small, "◂ back to the answers")) ui.memory.show_selftest = false;
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({ui.width(), ui.fonts.small.line});
  ui.gap(12);
  draw_kinds(ui, report);
  ui.gap(14);
  draw_survivors(ui, report);
}

void draw_selftest_notes(Frame& ui) {
  const SelftestReport& report = *ui.view.results.selftest.answer.value;
  const Theme& t = ui.theme;
  heading(ui, "SELF-TEST");
  ui.gap(12);
  words(ui, ui.fonts.body, t.text, "Usable answers, each broken by one small change, given to the contract again.");
  ui.gap(6);
  words(ui, ui.fonts.body, t.muted,
        "What gets through here gets through in production too: a required key, a range, a pattern or "
        "additionalProperties: false closes the gap.");
  ui.gap(12);
  data_row(ui, "Answers broken", grouped(report.texts), {"Answers that pass as they are."});
  data_row(ui, "Broken answers", grouped(report.mutants), {"Up to 100 of each kind, taken in turns from the answers."});
  data_row(ui, "Still usable", grouped(report.tolerated),
           {"Fences and words around the value, where they are allowed."});
  data_row(ui, "Engine", duration(ui.view.results.selftest.answer.ms));
  ui.gap(12);
  const Run runs[2] = {
      {"Mutation score.", &ui.fonts.small_strong, t.text},
      {" Caught of those that break the answer. DeMillo, Lipton and Sayward 1978.", &ui.fonts.small, t.muted}};
  note_card(ui, runs);
}

}  // namespace nines::ui
