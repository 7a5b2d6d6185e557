// The table of findings: what, where, the repair as old struck out, then new, and whether it is taken.
#include <algorithm>

#include "ui/check/parts.h"
#include "ui/widgets/format.h"

namespace nines::ui {
namespace {

struct Repair {
  std::string old_text, new_text, word;
};

std::string one_line(std::string_view text) {
  std::string out(text.substr(0, 60));
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

// The reading that the row is about: the one taken, else the first there is.
int reading_of(const Finding& finding, int pick) { return pick >= 0 ? pick : finding.edits.empty() ? 1 : 0; }

Repair repair_of(const Finding& finding, int pick, const Shown& shown) {
  const std::vector<nines::Edit>& edits = edits_of(finding, reading_of(finding, pick));
  if (edits.empty()) return {"", "", "no repair"};
  const bool removes =
      std::all_of(edits.begin(), edits.end(), [](const nines::Edit& edit) { return edit.text.empty(); });
  if (edits.size() > 1 || !shown.has_text) return {"", "", removes ? "removed" : "rewritten"};
  const nines::Edit& edit = edits.front();
  if (edit.span.to > shown.text.size() || edit.span.from > edit.span.to) return {"", one_line(edit.text), ""};
  const std::string_view old = shown.text.substr(edit.span.from, edit.span.to - edit.span.from);
  // A mark that small is not to be read struck through.
  if (removes && old.size() < 3) return {"", "", old == "," ? "comma removed" : "removed"};
  if (removes && (old.size() > 24 || old.find('\n') != std::string_view::npos)) return {"", "", "removed"};
  return {one_line(old), one_line(edit.text), ""};
}

// Right-aligned; returns where it begins. What is not taken is quiet.
float draw_repair(Frame& ui, const ImRect& row, const Repair& repair, ImU32 colour) {
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
    draw_text(ui.draw(), type, {x, y}, colour, text);
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

// The box at a row's end: whether its repair is taken.
void draw_take(Frame& ui, const ImRect& place, const Finding& finding, std::size_t index, int& pick) {
  const Theme& t = ui.theme;
  const bool on = pick != kLeftAlone;
  const std::string label = "Repair " + std::to_string(index + 1) + ": " + finding.code;
  const Hit hit = hit_area(ui, {label, Role::toggle, on ? "on" : "off"}, place);
  if (hit.pressed) pick = on ? kLeftAlone : reading_of(finding, kLeftAlone);
  const float half = ui.px(8);
  const ImVec2 middle{std::round(place.GetCenter().x), std::round(place.GetCenter().y)};
  const ImRect box{middle - ImVec2{half, half}, middle + ImVec2{half, half}};
  const float radius = ui.px(4);
  if (on) {
    ui.draw()->AddRectFilled(box.Min, box.Max, t.accent, radius);
    draw_icon(ui.draw(), Icon::check, middle, t.on_accent, ui.scale, 14);
  } else {
    ui.draw()->AddRect(box.Min, box.Max, hit.hovered ? t.text : t.faint, radius);
  }
  Hit ring = hit;
  ring.rect = box;
  focus_ring(ui, ring, 4);
  tip(ui, {on ? "Taken. Press to leave these bytes as they are." : "Not taken. Press to take this repair."});
}

void draw_words(Frame& ui, const ImRect& row, const Finding& finding, float right) {
  draw_text_in(ui.draw(), ui.fonts.small_number, row, cause_colour(ui.theme, finding.code), cause_sign(finding.code));
  const float left = row.Min.x + ui.px(44);
  std::string place = finding_place(finding);
  if (readings_of(finding) > 1) place += (place.empty() ? "" : " · ") + counted(readings_of(finding), "reading");
  const float place_width = text_width(ui.fonts.small_number, place) + ui.px(8);
  const std::string message = fitted(ui.fonts.body, finding.message, std::max(ui.px(40), right - left - place_width));
  draw_text_in(ui.draw(), ui.fonts.body, {{left, row.Min.y}, {right, row.Max.y}}, ui.theme.text, message);
  const float after = left + text_width(ui.fonts.body, message) + ui.px(8);
  if (after + place_width < right + ui.px(8))
    draw_text_in(ui.draw(), ui.fonts.small_number, {{after, row.Min.y}, {right, row.Max.y}}, ui.theme.muted, place);
}

// What one row needs beside its place.
struct Table {
  const Shown& shown;
  std::vector<int>& picks;
  const Chosen& chosen;
};

void draw_row(Frame& ui, const ImRect& row, const Table& table, std::size_t index) {
  const Finding& finding = table.shown.verdict->findings[index];
  const bool chosen = finding_index(ui, table.shown) == index;
  const bool offers = readings_of(finding) > 0;
  const float box = ui.px(44);  // as large as a finger
  const ImRect words{row.Min, {row.Max.x - (offers ? box : ui.px(14)), row.Max.y}};
  ImGui::PushID(static_cast<int>(index));
  const Hit hit = hit_area(
      ui, {"Finding " + std::to_string(index + 1) + ": " + finding.code, Role::option, finding.message}, words);
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
  focus_ring(ui, hit, 2);
  tip(ui, {finding.message});
  const int pick = table.picks[index];
  const bool clash = table.chosen.left_out[index];
  const Repair repair = clash ? Repair{"", "", "overlaps one above"} : repair_of(finding, pick, table.shown);
  const ImU32 colour = pick == kLeftAlone ? ui.theme.muted : ui.theme.ok;
  const ImRect inner{{row.Min.x + ui.px(14), row.Min.y}, words.Max};
  draw_words(ui, inner, finding, draw_repair(ui, inner, repair, colour) - ui.px(16));
  if (offers) draw_take(ui, {{words.Max.x, row.Min.y + 1}, row.Max}, finding, index, table.picks[index]);
}

std::string title_of(const Shown& shown, const Chosen& chosen) {
  const std::vector<Finding>& findings = shown.verdict->findings;
  const auto offered =
      std::count_if(findings.begin(), findings.end(), [](const Finding& one) { return readings_of(one) > 0; });
  std::string title = counted(static_cast<std::int64_t>(findings.size() + shown.verdict->findings_dropped), "finding");
  if (offered > 0)
    title += ", " + grouped(static_cast<std::int64_t>(chosen.taken)) + " of " + counted(offered, "repair") + " taken";
  return title;
}

// Links at the head's right end, from right to left.
void draw_head(Frame& ui, const ImRect& head, const Table& table) {
  const Type& type = ui.fonts.body;
  float x = head.Max.x - ui.px(14);
  const float y = head.GetCenter().y - type.line / 2;
  const auto link = [&](const char* label) {
    x -= link_width(type, label);
    const bool pressed = link_at(ui, {x, y}, type, label);
    x -= ui.px(18);
    return pressed;
  };
  if (table.chosen.taken > 0 && table.shown.has_text) {
    const CheckInput& check = ui.view.document.check;
    const bool pasted = check.dataset.empty() && check.split == TextSplit::text;
    if (pasted && link("Accept repairs")) {
      CheckInput next = check;
      next.text = apply_edits(table.shown.text, table.chosen.edits);
      ui.out.push(app::SetCheck{std::move(next)});
    }
    if (link("Copy repaired"))
      ui.out.ask(app::CopyText{apply_edits(table.shown.text, table.chosen.edits), "Repaired answer"});
  }
  draw_text_in(ui.draw(), type, {{head.Min.x + ui.px(14), head.Min.y}, {x, head.Max.y}}, ui.theme.text,
               title_of(table.shown, table.chosen));
}

}  // namespace

void draw_findings(Frame& ui, const Shown& shown) {
  constexpr std::size_t kMost = 200;
  const std::size_t count = std::min(kMost, shown.verdict->findings.size());
  const ImVec2 at = Frame::at();
  const float head = ui.px(42);
  const float line = ui.px(39);
  const Chosen chosen = chosen_repairs(ui, shown);
  const bool judged = has_trial(ui, shown, chosen);
  const ImVec2 size{ui.width(), head + static_cast<float>(count) * line + (judged ? head : 0)};
  card_frame(ui, {at, at + size}, false, false);
  const Table table{shown, picks_of(ui, shown), chosen};
  draw_head(ui, {at, {at.x + size.x, at.y + head}}, table);
  for (std::size_t i = 0; i < count; ++i) {
    const float top = at.y + head + static_cast<float>(i) * line;
    draw_row(ui, {{at.x, top}, {at.x + size.x, top + line}}, table, i);
  }
  if (judged) draw_trial(ui, {{at.x, at.y + size.y - head}, at + size}, shown, chosen);
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(size);
}

}  // namespace nines::ui
