// The table of findings: what, where, and the repair as old struck out, then new.
#include <algorithm>

#include "nines/catalog.h"
#include "ui/check/parts.h"
#include "ui/widgets/format.h"

namespace nines::ui {
namespace {

bool proposed(const Finding& finding) {
  const CauseInfo* info = find_cause(finding.code);
  return !finding.edits.empty() && info != nullptr && info->level[0] == 'C';
}

struct Repair {
  std::string old_text, new_text, word;
};

std::string one_line(std::string_view text) {
  std::string out(text.substr(0, 60));
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

Repair repair_of(const Finding& finding, const Shown& shown) {
  if (finding.edits.empty()) return {"", "", "no repair"};
  const bool removes = std::all_of(finding.edits.begin(), finding.edits.end(),
                                   [](const nines::Edit& edit) { return edit.text.empty(); });
  if (finding.edits.size() > 1 || !shown.has_text) return {"", "", removes ? "removed" : "rewritten"};
  const nines::Edit& edit = finding.edits.front();
  if (edit.span.to > shown.text.size() || edit.span.from > edit.span.to) return {"", one_line(edit.text), ""};
  const std::string_view old = shown.text.substr(edit.span.from, edit.span.to - edit.span.from);
  // A mark that small is not to be read struck through.
  if (removes && old.size() < 3) return {"", "", old == "," ? "comma removed" : "removed"};
  if (removes && (old.size() > 24 || old.find('\n') != std::string_view::npos)) return {"", "", "removed"};
  return {one_line(old), one_line(edit.text), ""};
}

// Right-aligned; returns where it begins.
float draw_repair(Frame& ui, const ImRect& row, const Finding& finding, const Shown& shown) {
  const Repair repair = repair_of(finding, shown);
  const Type& type = ui.fonts.small_number;
  const float y = row.GetCenter().y - type.line / 2;
  float x = row.Max.x;
  if (!repair.word.empty()) {
    x -= text_width(ui.fonts.body, repair.word);
    draw_text(ui.draw(), ui.fonts.body, {x, row.GetCenter().y - ui.fonts.body.line / 2}, ui.theme.muted, repair.word);
    return x;
  }
  const float half = row.GetWidth() * 0.22F;
  if (!repair.new_text.empty()) {
    const std::string text = fitted(type, repair.new_text, half);
    x -= text_width(type, text);
    draw_text(ui.draw(), type, {x, y}, proposed(finding) ? ui.theme.proposed : ui.theme.ok, text);
    x -= ui.px(6);
  }
  if (repair.old_text.empty()) return x;
  const std::string text = fitted(type, repair.old_text, half);
  const float width = text_width(type, text);
  x -= width;
  draw_text(ui.draw(), type, {x, y}, ui.theme.muted, text);
  const float middle = std::round(y + type.line / 2 + ui.px(1));
  ui.draw()->AddRectFilled({x - 1, middle}, {x + width + 1, middle + 1}, ui.theme.muted);
  return x;
}

void draw_row(Frame& ui, const ImRect& row, const Shown& shown, std::size_t index) {
  const Finding& finding = shown.verdict->findings[index];
  const bool chosen = shown_finding(ui, shown) == &finding;
  ImGui::PushID(static_cast<int>(index));
  const Hit hit =
      hit_area(ui, {"Finding " + std::to_string(index + 1) + ": " + finding.code, Role::option, finding.message}, row);
  ImGui::PopID();
  if (hit.pressed) {
    ui.memory.finding = index;
    if (ui.size != Size::wide) ui.memory.open_sheet = "inspector";
  }
  ui.draw()->AddRectFilled(row.Min, {row.Max.x, row.Min.y + 1}, ui.theme.line);
  if (hit.hovered || chosen)
    ui.draw()->AddRectFilled({row.Min.x + 1, row.Min.y + 1}, {row.Max.x - 1, row.Max.y},
                             faded(ui.theme.text, hit.hovered ? 0.04F : 0.03F));
  if (chosen) ui.draw()->AddRectFilled(row.Min, {row.Min.x + ui.px(2), row.Max.y}, ui.theme.accent);
  const ImRect inner{{row.Min.x + ui.px(14), row.Min.y}, {row.Max.x - ui.px(14), row.Max.y}};
  draw_text_in(ui.draw(), ui.fonts.small_number, inner, cause_colour(ui.theme, finding.code),
               finding.code == "unknown" ? "?" : finding.code);
  const float right = draw_repair(ui, inner, finding, shown) - ui.px(16);
  const float left = inner.Min.x + ui.px(44);
  const std::string place = finding_place(finding);
  const float place_width = text_width(ui.fonts.small_number, place) + ui.px(8);
  const std::string message = fitted(ui.fonts.body, finding.message, std::max(ui.px(40), right - left - place_width));
  draw_text_in(ui.draw(), ui.fonts.body, {{left, row.Min.y}, {right, row.Max.y}}, ui.theme.text, message);
  const float after = left + text_width(ui.fonts.body, message) + ui.px(8);
  if (after + place_width < right + ui.px(8))
    draw_text_in(ui.draw(), ui.fonts.small_number, {{after, row.Min.y}, {right, row.Max.y}}, ui.theme.muted, place);
  focus_ring(ui, hit, 2);
  tip(ui, {finding.message});
}

std::string title_of(const Shown& shown) {
  const std::vector<Finding>& findings = shown.verdict->findings;
  const auto with = [&](auto test) {
    return static_cast<std::int64_t>(std::count_if(findings.begin(), findings.end(), test));
  };
  const std::int64_t offered = with(proposed);
  const std::int64_t repaired = with([](const Finding& finding) { return !finding.edits.empty(); }) - offered;
  std::string title = counted(static_cast<std::int64_t>(findings.size() + shown.verdict->findings_dropped), "finding");
  if (repaired > 0) title += ", " + grouped(repaired) + " repaired";
  if (offered > 0) title += ", " + grouped(offered) + " proposed";
  return title;
}

}  // namespace

void draw_findings(Frame& ui, const Shown& shown) {
  constexpr std::size_t kMost = 200;
  const std::size_t count = std::min(kMost, shown.verdict->findings.size());
  const ImVec2 at = Frame::at();
  const float head = ui.px(42);
  const float line = ui.px(39);
  const ImVec2 size{ui.width(), head + static_cast<float>(count) * line};
  card_frame(ui, {at, at + size}, false, false);
  draw_text_in(ui.draw(), ui.fonts.body, {at + ImVec2{ui.px(14), 0}, at + ImVec2{size.x, head}}, ui.theme.text,
               title_of(shown));
  const CheckInput& check = ui.view.document.check;
  const bool acceptable =
      check.dataset.empty() && shown.verdict->has_repaired && shown.has_text && shown.verdict->repaired != shown.text;
  if (acceptable) {
    const float width = link_width(ui.fonts.body, "Accept repairs");
    const ImVec2 place{at.x + size.x - ui.px(14) - width, at.y + (head - ui.fonts.body.line) / 2};
    if (link_at(ui, place, ui.fonts.body, "Accept repairs")) {
      CheckInput next = check;
      next.text = shown.verdict->repaired;
      ui.out.push(app::SetCheck{std::move(next)});
    }
  }
  for (std::size_t i = 0; i < count; ++i) {
    const float top = at.y + head + static_cast<float>(i) * line;
    draw_row(ui, {{at.x, top}, {at.x + size.x, top + line}}, shown, i);
  }
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(size);
}

}  // namespace nines::ui
