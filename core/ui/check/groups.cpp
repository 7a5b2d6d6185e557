// See groups.h.
#include "ui/check/groups.h"

#include <algorithm>

#include "nines/catalog.h"
#include "ui/widgets/format.h"

namespace nines::ui {
namespace {

constexpr double kTrend = 0.05;  // below: drawn unasked

float high_of(const GroupRow& row) {
  const double share = row.failing.ci ? row.failing.ci->high : row.failing.value.value_or(0);
  return static_cast<float>(share);
}

// A dot at the share, a bar over its interval.
void draw_group(Frame& ui, const ImRect& column, const GroupRow& row, float most) {
  const float floor = column.Max.y;
  const float height = column.GetHeight();
  const auto y_of = [&](double share) { return floor - static_cast<float>(share) / most * height; };
  const float x = std::round(column.GetCenter().x);
  const ImU32 colour = ui.theme.accent;
  if (row.failing.ci)
    ui.draw()->AddRectFilled({x - ui.px(1), y_of(row.failing.ci->high)}, {x + ui.px(1), y_of(row.failing.ci->low)},
                             faded(colour, 0.45F), ui.px(1));
  if (row.failing.value) ui.draw()->AddCircleFilled({x, y_of(*row.failing.value)}, ui.px(4), colour, 20);
  ui.mirror.note({row.name, Role::text, grouped(row.failed) + " of " + grouped(row.texts), column, true, true, 0});
  tip_over(ui, column, group_tip(row));
}

void draw_picture(Frame& ui, const Breakdown& breakdown) {
  const ImVec2 at = Frame::at();
  const float width = ui.width();
  const float height = ui.px(96);
  float most = 0.01F;
  for (const GroupRow& row : breakdown.rows) most = std::max(most, high_of(row));
  const ImRect plot{at + ImVec2{0, ui.px(20)}, at + ImVec2{width, height}};
  const auto rule = [&](float y) { ui.draw()->AddRectFilled({at.x, y}, {at.x + width, y + 1}, ui.theme.line); };
  rule(plot.Min.y);
  rule(plot.Max.y);
  const std::string top = percent(static_cast<double>(most));
  draw_text(ui.draw(), ui.fonts.small, {plot.Max.x - text_width(ui.fonts.small, top), at.y}, ui.theme.muted, top);
  const float pitch = width / static_cast<float>(breakdown.rows.size());
  for (std::size_t i = 0; i < breakdown.rows.size(); ++i) {
    const float x = plot.Min.x + static_cast<float>(i) * pitch;
    draw_group(ui, {{x, plot.Min.y}, {x + pitch, plot.Max.y}}, breakdown.rows[i], most);
  }
  const Type& type = ui.fonts.small;
  const float y = plot.Max.y + ui.px(4);
  const float half = width / 2 - ui.px(8);
  draw_text(ui.draw(), type, {at.x, y}, ui.theme.muted, fitted(type, breakdown.rows.front().name, half));
  const std::string last = fitted(type, breakdown.rows.back().name, half);
  if (breakdown.rows.size() > 1)
    draw_text(ui.draw(), type, {at.x + width - text_width(type, last), y}, ui.theme.muted, last);
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({width, height + ui.px(24)});
}

std::string trend_text(const Breakdown& breakdown, const char* what) {
  if (!breakdown.trend) return "Too few answers to say whether failures rise or fall.";
  const Trend& trend = *breakdown.trend;
  const std::string p = trend.p_value < 0.001 ? "p < .001" : "p = " + correlation(trend.p_value);
  if (trend.p_value >= kTrend) return std::string("Failures neither rise nor fall with ") + what + " (" + p + ").";
  return std::string(trend.z > 0 ? "Failures rise with " : "Failures fall with ") + what + " (" + p + ").";
}

}  // namespace

Tip group_tip(const GroupRow& row) {
  const CauseInfo* info = find_cause(row.top_cause);
  std::string text = row.name;
  if (info != nullptr) text += ". Mostly " + std::string(info->code) + " " + info->name + ".";
  return share_tip(std::move(text), row.failed, row.texts, row.failing);
}

void draw_groups(Frame& ui, const GroupsSpec& spec, const Breakdown& breakdown) {
  if (breakdown.rows.size() < 2) return;
  const bool moves = breakdown.trend && breakdown.trend->p_value < kTrend;
  const bool opened = ui.memory.open_groups == spec.what;
  const CardMark mark = begin_card(ui, spec.title);
  const ImVec2 at = Frame::at();
  const std::string said = trend_text(breakdown, spec.what);
  words(ui, ui.fonts.small, ui.theme.muted, said);
  if (breakdown.trend)
    tip_over(ui, {at, {at.x + ui.width(), Frame::at().y}},
             {"Test for a trend in ordered groups.", "z = " + trimmed(breakdown.trend->z), breakdown.trend->method});
  ui.gap(8);
  if (moves || opened) draw_picture(ui, breakdown);
  if (!moves) {
    const ImVec2 place = Frame::at();
    const std::string label = opened ? "Hide" : "Show";
    if (link_at(ui, place, ui.fonts.small, label, label + " " + spec.title))
      ui.memory.open_groups = opened ? "" : spec.what;
    ImGui::SetCursorScreenPos(place);
    ImGui::Dummy({ui.width(), ui.fonts.small.line});
  }
  if (breakdown.dropped > 0)
    words(ui, ui.fonts.small, ui.theme.muted, grouped(static_cast<std::int64_t>(breakdown.dropped)) + " more groups");
  end_card(ui, mark);
  ui.gap(12);
}

}  // namespace nines::ui
