// The token table and the style that follows from it.
#include "ui/widgets/theme.h"

namespace nines::ui {
namespace {

constexpr ImU32 rgb(unsigned hex) { return IM_COL32((hex >> 16) & 0xFF, (hex >> 8) & 0xFF, hex & 0xFF, 0xFF); }

constexpr Theme make(bool dark) {
  const auto pick = [dark](unsigned in_dark, unsigned in_light) { return rgb(dark ? in_dark : in_light); };
  Theme t{};
  t.dark = dark;
  t.background = pick(0x0e1217, 0xf7f8fa);
  t.rail = pick(0x0a0d11, 0xeef0f3);
  t.panel = pick(0x141a21, 0xffffff);
  t.raised = pick(0x1b222b, 0xf1f3f6);
  t.line = pick(0x262f3a, 0xdfe3e8);
  t.text = pick(0xe8ecf1, 0x171c22);
  t.muted = pick(0x8e99a8, 0x5d6875);
  t.faint = pick(0x7f8a99, 0x66707c);  // the faintest that text may be: 4.5 : 1 on every surface
  t.ok = pick(0x35c2a5, 0x0b7562);
  t.silent = pick(0xf0663f, 0xbd3a15);
  t.detected = pick(0xe9b44c, 0x8a5d00);
  t.accent = pick(0x6ea8fe, 0x2563c9);
  t.on_end = pick(0x0e1217, 0xffffff);
  t.on_accent = pick(0x0a0d11, 0xffffff);
  t.usable = pick(0x5aa9e6, 0x1668ad);
  t.repairable = pick(0xa78bfa, 0x6b46c8);
  t.lost = pick(0x98a2b0, 0x5d6875);
  t.proposed = pick(0xf08cb4, 0xb02a66);
  t.accent_down = pick(0x3d5f92, 0x9dbbe8);
  const unsigned clusters[2][6] = {{0x4a7fd0, 0xa78bfa, 0x56b3bd, 0xd88fb6, 0xc7b070, 0x8b95a3},
                                   {0x3f74c6, 0x8a63e0, 0x2f8f9a, 0xb95a8c, 0x94792a, 0x76808c}};
  for (int i = 0; i < 6; ++i) t.cluster[i] = rgb(clusters[dark ? 0 : 1][i]);
  return t;
}

constexpr Theme kDark = make(true);
constexpr Theme kLight = make(false);

ImVec4 vec(ImU32 colour) { return ImGui::ColorConvertU32ToFloat4(colour); }

void apply_plot_style(const Theme& theme, float scale) {
  ImPlotStyle plot;
  plot.PlotPadding = {0, 0};
  plot.LabelPadding = {8 * scale, 8 * scale};
  plot.PlotBorderSize = 0;
  plot.MinorAlpha = 0;
  plot.MajorTickLen = plot.MinorTickLen = {0, 0};
  plot.MajorGridSize = {1, 1};
  plot.PlotMinSize = {40, 40};
  plot.Colors[ImPlotCol_FrameBg] = plot.Colors[ImPlotCol_PlotBg] = plot.Colors[ImPlotCol_PlotBorder] = {0, 0, 0, 0};
  plot.Colors[ImPlotCol_AxisBg] = plot.Colors[ImPlotCol_AxisBgHovered] =
      plot.Colors[ImPlotCol_AxisBgActive] = {0, 0, 0, 0};
  plot.Colors[ImPlotCol_AxisText] = vec(theme.muted);
  plot.Colors[ImPlotCol_AxisGrid] = plot.Colors[ImPlotCol_AxisTick] = vec(theme.line);
  plot.Colors[ImPlotCol_Crosshairs] = vec(theme.muted);
  ImPlot::GetStyle() = plot;
}

void apply_colours(ImGuiStyle& style, const Theme& theme) {
  const ImVec4 none{0, 0, 0, 0};
  for (ImVec4& colour : style.Colors) colour = none;
  style.Colors[ImGuiCol_Text] = vec(theme.text);
  style.Colors[ImGuiCol_TextDisabled] = vec(theme.faint);
  style.Colors[ImGuiCol_PopupBg] = vec(theme.raised);
  style.Colors[ImGuiCol_Border] = vec(theme.line);
  style.Colors[ImGuiCol_ScrollbarGrab] = vec(theme.line);
  style.Colors[ImGuiCol_ScrollbarGrabHovered] = style.Colors[ImGuiCol_ScrollbarGrabActive] = vec(theme.faint);
  style.Colors[ImGuiCol_TextSelectedBg] = vec(faded(theme.accent, 0.35F));
  style.Colors[ImGuiCol_NavHighlight] = vec(theme.accent);
}

}  // namespace

const Theme& dark_theme() { return kDark; }
const Theme& light_theme() { return kLight; }

ImU32 faded(ImU32 colour, float opacity) {
  const auto alpha = static_cast<float>(colour >> IM_COL32_A_SHIFT) * opacity;
  return (colour & ~IM_COL32_A_MASK) | (static_cast<ImU32>(alpha + 0.5F) << IM_COL32_A_SHIFT);
}

ImU32 mixed(ImU32 under, ImU32 over, float share) {
  ImVec4 a = vec(under);
  const ImVec4 b = vec(over);
  a = {a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share, a.z + (b.z - a.z) * share, 1};
  return ImGui::ColorConvertFloat4ToU32(a);
}

void apply_style(const Theme& theme, float scale) {
  ImGuiStyle style;
  style.WindowPadding = {0, 0};
  style.WindowBorderSize = 0;
  style.ChildBorderSize = 0;
  style.PopupBorderSize = 1;
  style.PopupRounding = metric::kRadius * scale;
  style.FramePadding = {0, 0};
  style.FrameBorderSize = 0;
  style.ItemSpacing = {0, 0};
  style.ItemInnerSpacing = {0, 0};
  style.ScrollbarSize = 10 * scale;
  style.ScrollbarRounding = 5 * scale;
  style.AntiAliasedLinesUseTex = false;  // the texture path is a hair too soft for 1-px lines
  style.CircleTessellationMaxError = 0.15F;
  style.HoverStationaryDelay = 0.1F;
  style.HoverDelayShort = 0.15F;
  style.HoverDelayNormal = 0.35F;
  apply_colours(style, theme);
  ImGui::GetStyle() = style;
  apply_plot_style(theme, scale);
}

}  // namespace nines::ui
