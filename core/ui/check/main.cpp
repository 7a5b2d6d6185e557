// The middle of the Check workspace: sentence, shares, the answer on screen, its findings.
#include <algorithm>

#include "nines/catalog.h"
#include "ui/check/parts.h"
#include "ui/check/selftest.h"
#include "ui/check/streaming.h"
#include "ui/widgets/format.h"
#include "ui/widgets/sentence.h"
#include "ui/widgets/states.h"

namespace nines::ui {
namespace {

SentencePart part(const ValidateReport& report, std::int64_t count, ImU32 colour, const char* what) {
  Tip about{what, grouped(count) + " of " + grouped(report.texts)};
  if (report.usable.ci)
    about.source = "usable " + interval_percent(*report.usable.ci) + ", " + report.usable.ci->method;
  return {PartKind::figure, share_percent(count, report.texts), colour, {}, 0, about};
}

// One text has no shares: it is usable, repairable or lost.
std::vector<SentencePart> one_answer(const Theme& t, const ValidateReport& report) {
  const Usable u = usable_of(report);
  const auto say = [](const char* text, ImU32 colour) { return SentencePart{PartKind::verdict, text, colour}; };
  if (u.usable > 0)
    return {{PartKind::words, "This answer is "}, say("usable", t.usable), {PartKind::words, " as it is."}};
  if (u.repairable > 0)
    return {{PartKind::words, "This answer is usable after "},
            say("mechanical repair", t.repairable),
            {PartKind::words, "."}};
  if (u.open > 0) return {{PartKind::words, "Whether this answer is usable cannot be decided."}};
  return {{PartKind::words, "This answer is "},
          say("lost", t.lost),
          {PartKind::words, ": no repair without guessing meets the contract."}};
}

std::vector<SentencePart> many_answers(const Theme& t, const ValidateReport& report) {
  const Usable u = usable_of(report);
  std::vector<SentencePart> parts{
      {PartKind::words, "Of "},
      {PartKind::figure, grouped(report.texts), 0, {}, 0, {"Texts checked."}},
      {PartKind::words, " answers "},
      part(report, u.usable, t.usable, "The contract holds as the text stands, wrapper rules included."),
      {PartKind::words, " are usable as they are"}};
  if (u.repairable > 0) {
    parts.push_back({PartKind::words, ", "});
    parts.push_back(
        part(report, u.repairable, t.repairable, "The contract holds after mechanical edits up to the allowed level."));
    parts.push_back({PartKind::words, " after mechanical repair"});
  }
  parts.push_back({PartKind::words, ". "});
  parts.push_back(part(report, u.lost, t.lost, "No mechanical repair meets the contract."));
  parts.push_back({PartKind::words, " are lost."});
  if (u.open > 0) parts.push_back({PartKind::words, " " + share_percent(u.open, report.texts) + " cannot be decided."});
  return parts;
}

void draw_shares(Frame& ui, const ValidateReport& report, float fresh) {
  const Usable u = usable_of(report);
  const Theme& t = ui.theme;
  const auto share = [&](const char* name, const char* meaning, std::int64_t count, ImU32 colour) {
    return Share{name, meaning, static_cast<double>(count), colour, {}, share_percent(count, report.texts)};
  };
  std::vector<Share> shares{share("USABLE", "as they are", u.usable, t.usable),
                            share("REPAIRABLE", "after mechanical repair", u.repairable, t.repairable),
                            share("LOST", "lost", u.lost, t.lost)};
  if (u.open > 0) shares.push_back(share("OPEN", "cannot be decided", u.open, t.detected));
  const std::string summary = report.usable.ci ? "usable " + interval_percent(*report.usable.ci) : "";
  share_bar(ui, shares, summary, {"95 % interval of the share that is usable as it is.", report.usable.method}, fresh);
}

void step_link(Frame& ui, ImVec2 at, const char* label, std::int64_t target) {
  if (target < 0) {
    draw_text(ui.draw(), ui.fonts.small, at, ui.theme.faint, label);
    ui.mirror.note({label,
                    Role::link,
                    "",
                    {at, at + ImVec2{text_width(ui.fonts.small, label), ui.fonts.small.line}},
                    false,
                    true,
                    0});
  } else if (link_at(ui, at, ui.fonts.small, label)) {
    ui.out.ask(app::ShowText{target});
    ui.memory.finding = kFirstFinding;
  }
}

// "failing answer 7 of 412 with X1 · refunds.jsonl:12"
std::string place_of(const Frame& ui, const Shown& shown, std::int64_t texts) {
  if (texts == 1) return "";
  std::string where = shown.failing == 0 ? "every answer passes"
                                         : "failing answer " + grouped(static_cast<std::int64_t>(shown.place + 1)) +
                                               " of " + grouped(static_cast<std::int64_t>(shown.failing));
  if (!ui.memory.cause.empty()) where += " with " + (ui.memory.cause == "unknown" ? "no known cause" : ui.memory.cause);
  const std::string place = place_text(shown.verdict->origin);
  return place.empty() ? where : where + " · " + place;
}

// Two ways to look at one answer. Returns the width.
float draw_ways(Frame& ui, ImVec2 at) {
  const Theme& t = ui.theme;
  const Type& type = ui.fonts.small;
  float x = at.x;
  const auto way = [&](const char* label, bool repaired) {
    const bool on = ui.memory.show_repaired == repaired;
    const float width = text_width(type, label) + ui.px(20);
    const ImRect rect{{x, at.y - ui.px(4)}, {x + width, at.y + type.line + ui.px(4)}};
    const Hit hit = hit_area(ui, {label, Role::tab, on ? "selected" : ""}, rect);
    if (on || hit.hovered)
      ui.draw()->AddRectFilled(rect.Min, rect.Max, on ? t.raised : faded(t.text, 0.04F), ui.px(metric::kRadiusSmall));
    if (on) ui.draw()->AddRect(rect.Min, rect.Max, t.line, ui.px(metric::kRadiusSmall));
    draw_text(ui.draw(), type, {x + ui.px(10), at.y}, on || hit.hovered ? t.text : t.muted, label);
    focus_ring(ui, hit, metric::kRadiusSmall);
    if (hit.pressed) ui.memory.show_repaired = repaired;
    x += width + ui.px(2);
  };
  way("As written", false);
  way("With repairs", true);
  return x - at.x;
}

void draw_steps(Frame& ui, const Shown& shown, std::int64_t texts, bool repairable) {
  const ImVec2 at = Frame::at();
  const Type& type = ui.fonts.small;
  const float next = text_width(type, "next ▸");
  const float previous = text_width(type, "◂ previous");
  const float end = at.x + ui.width();
  const float links = shown.failing > 1 ? next + previous + ui.px(30) : 0;
  const bool narrow = ui.size == Size::sheets && repairable && texts > 1;
  const float ways = repairable ? draw_ways(ui, at) + ui.px(14) : 0;
  const float row = narrow ? ui.px(28) : 0;  // the ways stand in a line of their own
  draw_text_in(ui.draw(), type, {{at.x + (narrow ? 0 : ways), at.y + row}, {end - links, at.y + row + type.line}},
               ui.theme.muted, place_of(ui, shown, texts));
  if (shown.failing > 1) {
    step_link(ui, {end - next - previous - ui.px(14), at.y + row}, "◂ previous", shown.previous);
    step_link(ui, {end - next, at.y + row}, "next ▸", shown.next);
  }
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({ui.width(), row + type.line});
}

void draw_empty(Frame& ui) {
  sentence_placeholder(ui, "Is this output usable? Paste an answer, or drop a file of answers here.");
  ui.gap(24);
  if (button_here(ui, {"Open a file", Look::primary})) ui.out.ask(app::ActionId::open_file);
  ui.gap(24);
  heading(ui, "EXAMPLES");
  ui.gap(12);
  example_rows(ui);
}

void draw_answer(Frame& ui, const ValidateReport& report) {
  const Shown shown = shown_answer(ui, report);
  if (shown.verdict == nullptr) return;
  const auto& findings = shown.verdict->findings;
  const bool repairable = shown.has_text && std::any_of(findings.begin(), findings.end(),
                                                        [](const Finding& one) { return readings_of(one) > 0; });
  if (report.texts > 1 || repairable) {
    draw_steps(ui, shown, report.texts, repairable);
    ui.gap(12);
  }
  if (repairable && ui.memory.show_repaired)
    draw_repaired_text(ui, shown);
  else if (shown.has_text)
    draw_answer_text(ui, shown);
  draw_stream_line(ui, shown);
  ui.gap(14);
  if (!findings.empty()) draw_findings(ui, shown);
}

void draw_result(Frame& ui, const ValidateReport& report, float fresh) {
  if (report.texts > 1) {
    draw_shares(ui, report, fresh);
    ui.gap(20);
  }
  draw_answer(ui, report);
  if (report.summary && report.texts > 1) draw_across(ui, *report.summary, report.texts);
}

bool edits_schema(const Frame& ui) {
  return ui.memory.show_contract && ui.view.document.check.contract.kind == ContractKind::json_schema;
}

StatusItem content_chip(const Frame& ui, const ValidateReport& report) {
  const Theme& t = ui.theme;
  const bool judged = report.summary && report.summary->content && report.summary->content->judged > 0;
  const std::string label =
      judged ? "content judged for " + grouped(report.summary->content->judged) : "format only, content not judged";
  const std::vector<Run> why =
      judged ? std::vector<Run>{{"These answers have an expected one.", &ui.fonts.small_strong, t.text},
                                {" Right needs both: a form that can be used and the content that was expected.",
                                 &ui.fonts.small, t.muted}}
             : std::vector<Run>{{"Only the format is judged.", &ui.fonts.small_strong, t.text},
                                {" An answer can meet the contract and still be wrong: that takes expected answers.",
                                 &ui.fonts.small, t.muted}};
  return {StatusKind::chip, label, 0, app::ActionId::dismiss_notice, why};
}

}  // namespace

void draw_check_main(Frame& ui) {
  const auto& answer = ui.view.results.validate;
  const float fresh = freshness(ui, answer);
  const bool nothing = ui.view.document.check.text.empty() && ui.view.document.check.dataset.empty();
  const bool judged = answer.value && answer.value->texts > 0 && !answer.error;
  if (shows_selftest(ui) && !edits_schema(ui)) return draw_selftest_page(ui);
  if (nothing && !edits_schema(ui)) return draw_empty(ui);
  if (judged) {
    sentence(ui, answer.value->texts == 1 ? one_answer(ui.theme, *answer.value) : many_answers(ui.theme, *answer.value),
             fresh);
  } else {
    sentence_placeholder(ui, answer.error   ? "This could not be checked."
                             : nothing      ? "What must an answer look like?"
                             : answer.value ? "There is no answer in this input."
                                            : "Checking…");
  }
  ui.gap(20);
  updating_mark(ui, fresh);
  if (edits_schema(ui)) draw_schema_editor(ui);
  if (answer.error) return error_card(ui, *answer.error);
  if (judged) draw_result(ui, *answer.value, fresh);
}

std::vector<StatusItem> check_status(const Frame& ui) {
  const Theme& t = ui.theme;
  const auto& answer = ui.view.results.validate;
  std::vector<StatusItem> items;
  if (answer.error) return {{StatusKind::state, "cannot be checked", t.silent}};
  if (!answer.value) return {{StatusKind::state, answer.updating ? "checking" : "waiting for an answer", t.muted}};
  items.push_back({StatusKind::state, answer.updating ? "updating" : grouped(answer.value->texts) + " checked",
                   answer.updating ? t.muted : t.ok});
  items.push_back({StatusKind::text, duration(answer.ms)});
  items.push_back(content_chip(ui, *answer.value));
  for (const Issue& issue : answer.value->issues) {
    items.push_back(
        {StatusKind::chip, issue.code, 0, app::ActionId::dismiss_notice, {{issue.message, &ui.fonts.small, t.text}}});
  }
  return items;
}

}  // namespace nines::ui
