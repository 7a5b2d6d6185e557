// top bar / rail / list / main / inspector / status; see look.md for the numbers.
#include "ui/frame/layout.h"

#include <algorithm>

namespace nines::ui {

Layout layout_for(ImVec2 display, float scale) {
  const auto px = [scale](float length) { return std::round(length * scale); };
  const float w = display.x;
  const float h = display.y;
  Layout out;
  out.size = w < px(metric::kSheetsBelow) ? Size::sheets : w < px(metric::kDrawerBelow) ? Size::drawer : Size::wide;
  const bool narrow = out.size == Size::sheets;
  out.main_pad = px(narrow ? metric::kMainPadNarrow : metric::kMainPad);
  out.top = {{0, 0}, {w, px(metric::kTop)}};
  const float bottom = h - (narrow ? px(metric::kBottomRail) : 0);
  out.status = {{0, bottom - px(metric::kStatus)}, {w, bottom}};
  out.rail = narrow ? ImRect{{0, bottom}, {w, h}} : ImRect{{0, out.top.Max.y}, {px(metric::kRail), out.status.Min.y}};
  const float left = narrow ? 0 : out.rail.Max.x;
  const float floor = out.status.Min.y;
  // Just above the width where it becomes a sheet, the list gives way so that the middle stays readable.
  const float list = std::min(px(metric::kList), std::max(px(metric::kListLeast), w - left - px(metric::kMainLeast)));
  out.list = {{left, out.top.Max.y}, {left + list, floor}};
  out.inspector = {{w - px(metric::kInspector), out.top.Max.y}, {w, floor}};
  out.main = {{narrow ? 0 : out.list.Max.x, out.top.Max.y}, {out.size == Size::wide ? out.inspector.Min.x : w, floor}};
  if (narrow) {
    const float top = std::max(out.top.Max.y + px(40), out.rail.Min.y - std::round(h * 0.68F));
    out.list = out.inspector = {{0, top}, {w, out.rail.Min.y}};
  }
  return out;
}

}  // namespace nines::ui
