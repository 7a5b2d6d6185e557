// OK / SILENT / DETECTED (or usable / repairable / lost) to scale.
#include <algorithm>

#include "ui/widgets/format.h"
#include "ui/widgets/sentence.h"

namespace nines::ui {
namespace {

std::string value_text(const Share& share) { return share.shown.empty() ? percent(share.value) : share.shown; }

// The longest text of a share that its part of the bar can hold; empty when none fits.
std::string inside_text(const Frame& ui, const Share& share, float width) {
  const float room = width - ui.px(20);
  const std::string value = value_text(share);
  const std::string both = share.name + " " + value;
  if (text_width(ui.fonts.number, both) <= room) return both;
  return text_width(ui.fonts.number, value) <= room ? value : "";
}

ImDrawFlags corners(bool first, bool last) {
  const ImDrawFlags left = first ? ImDrawFlags_RoundCornersLeft : 0;
  const ImDrawFlags both = left | (last ? ImDrawFlags_RoundCornersRight : 0);
  return both == 0 ? ImDrawFlags_RoundCornersNone : both;
}

// Draws the bar; returns which values found no room.
std::vector<bool> draw_bar(Frame& ui, const std::vector<Share>& shares, const ImRect& bar, float opacity) {
  std::vector<bool> outside(shares.size(), false);
  double total = 0;
  for (const Share& share : shares) total += std::max(0.0, share.value);
  float x = bar.Min.x;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const float target = total > 0 ? static_cast<float>(std::max(0.0, shares[i].value) / total) : 0;
    const float width = eased(ui, ImGui::GetID(shares[i].name.c_str()), target) * bar.GetWidth();
    const bool last = i + 1 == shares.size();
    const ImRect part{{std::round(x), bar.Min.y}, {last ? bar.Max.x : std::round(x + width), bar.Max.y}};
    x += width;
    const std::string text = inside_text(ui, shares[i], part.GetWidth());
    outside[i] = text.empty();
    ui.mirror.note({shares[i].name, Role::text, value_text(shares[i]), part, true, true, 0});
    if (part.GetWidth() < 0.5F) continue;
    const bool first = part.Min.x <= bar.Min.x + 0.5F;
    ui.draw()->AddRectFilled(part.Min, part.Max, faded(shares[i].colour, opacity), ui.px(metric::kRadiusSmall),
                             corners(first, part.Max.x >= bar.Max.x - 0.5F));
    draw_text_in(ui.draw(), ui.fonts.number, {{part.Min.x + ui.px(12), part.Min.y}, {part.Max.x, part.Max.y}},
                 ui.theme.on_end, text);
    tip_over(ui, part, shares[i].tip);
  }
  return outside;
}

// Squares with words, wrapped where the line ends. Returns the height used.
float draw_legend(Frame& ui, const std::vector<Share>& shares, const std::vector<bool>& outside, ImVec2 at, float width,
                  float reserved) {
  const Type& type = ui.fonts.small;
  ImVec2 pen = at;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const std::string words = shares[i].meaning + (outside[i] ? " " + value_text(shares[i]) : "");
    const float needed = ui.px(16) + text_width(type, words);
    const float limit = at.x + width - (pen.y == at.y ? reserved : 0);
    if (pen.x > at.x && pen.x + needed > limit) pen = {at.x, pen.y + type.line + ui.px(2)};
    const float half = ui.px(4.5F);
    const ImVec2 middle{pen.x + half, pen.y + type.line / 2};
    ui.draw()->AddRectFilled(middle - ImVec2{half, half}, middle + ImVec2{half, half}, shares[i].colour, ui.px(2));
    draw_text(ui.draw(), type, {pen.x + ui.px(16), pen.y}, ui.theme.muted, words);
    pen.x += needed + ui.px(22);
  }
  return pen.y + type.line - at.y;
}

}  // namespace

void share_bar(Frame& ui, const std::vector<Share>& shares, const std::string& summary, const Tip& about,
               float opacity) {
  const ImVec2 at = Frame::at();
  const float width = ui.width();
  const ImRect bar{at, at + ImVec2{width, ui.px(34)}};
  const std::vector<bool> outside = draw_bar(ui, shares, bar, opacity);
  const Type& type = ui.fonts.small;
  const float summary_width = text_width(type, summary);
  const ImVec2 legend{at.x, bar.Max.y + ui.px(8)};
  float all = 0;
  for (const Share& share : shares) all += ui.px(38) + text_width(type, share.meaning);
  const bool beside = all + summary_width + ui.px(40) < width;
  float height = draw_legend(ui, shares, outside, legend, width, beside ? summary_width + ui.px(16) : 0);
  const ImVec2 place =
      beside ? ImVec2{at.x + width - summary_width, legend.y} : ImVec2{at.x, legend.y + height + ui.px(2)};
  draw_text(ui.draw(), type, place, faded(ui.theme.muted, opacity), summary);
  const ImRect words{place, place + ImVec2{summary_width, type.line}};
  ui.mirror.note({"Summary", Role::text, summary, words, true, true, 0});
  tip_over(ui, words, about);
  if (!beside && !summary.empty()) height += type.line + ui.px(2);
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({width, legend.y + height - at.y});
}

}  // namespace nines::ui
