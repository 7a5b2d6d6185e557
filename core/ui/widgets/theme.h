// Colours and lengths of the interface, from design/look.md. One row per token, dark and light;
// panels name a token, never a colour. Called by every drawing function; holds no state.
#pragma once

#include <cstdint>

#include "ui/widgets/im.h"

namespace nines::ui {

struct Theme {
  bool dark = true;
  ImU32 background, rail, panel, raised, line;
  ImU32 text, muted, faint;
  ImU32 ok, silent, detected, accent;
  ImU32 on_end;                    // words on the coloured parts of a bar
  ImU32 on_accent;                 // words on a primary button
  ImU32 usable, repairable, lost;  // Check's own ramp
  ImU32 proposed;                  // a repair that is offered, not made
  ImU32 accent_down;               // second tint of the accent: what pulls down
  ImU32 cluster[6];                // answers without gold, by size
};

const Theme& dark_theme();
const Theme& light_theme();

// `colour` with its opacity multiplied.
ImU32 faded(ImU32 colour, float opacity);
// `share` of `over` on top of `under`, opaque.
ImU32 mixed(ImU32 under, ImU32 over, float share);

// Fixed lengths of the frame in logical pixels before text scale; everything else sits on the 8-px
// grid.
namespace metric {
inline constexpr float kListLeast = 240, kMainLeast = 360;  // what the list gives up for the middle
inline constexpr float kTop = 52, kRail = 72, kList = 296, kInspector = 312, kStatus = 30, kBottomRail = 56;
inline constexpr float kDrawerBelow = 1100, kSheetsBelow = 700;
inline constexpr float kPad = 16, kMainPad = 28, kMainPadNarrow = 16;
inline constexpr float kRadius = 8, kRadiusSmall = 6;
inline constexpr float kMainMax = 960;  // a sentence wider than this is hard to read
}  // namespace metric

// Sets ImGui's and ImPlot's styles, so that what they draw themselves (text fields, popups, plots)
// matches.
void apply_style(const Theme& theme, float scale);

}  // namespace nines::ui
