// The screens, frame by frame. draw() reads as the screen is built: frame, main, sides, bars,
// sheets, notice.
#include "ui/ui.h"

#include "ui/frame/layout.h"
#include "ui/frame/parts.h"
#include "ui/frame/region.h"
#include "ui/frame/workspaces.h"
#include "ui/gl/heatmap.h"

namespace nines::ui {

struct Ui::Impl {
  Fonts fonts;
  Memory memory;
  Mirror mirror;
  Heatmap heatmap;
  float ratio = 0;
  float scale = 0;
  int dark = -1;
};

namespace {

using Edge = RegionSpec::Edge;

void draw_list(Frame& ui, const Layout& layout) {
  const Edge edge = ui.size == Size::sheets ? Edge::top : Edge::right;
  begin_region(ui, {"list", layout.list, ui.theme.background, {ui.px(metric::kPad), ui.px(16)}, edge});
  workspace_info(ui.view.document.workspace).list(ui);
  end_region(ui);
}

void draw_inspector(Frame& ui, const Layout& layout) {
  const Edge edge = ui.size == Size::sheets ? Edge::top : Edge::left;
  begin_region(ui, {"inspector", layout.inspector, ui.theme.background, {ui.px(metric::kPad), ui.px(16)}, edge});
  workspace_info(ui.view.document.workspace).inspector(ui);
  end_region(ui);
}

void draw_main(Frame& ui, const Layout& layout) {
  const float slack = std::max(0.0F, layout.main.GetWidth() - 2 * layout.main_pad - ui.px(1120));
  const ImVec2 pad{layout.main_pad + std::floor(slack / 2), ui.px(ui.size == Size::sheets ? 18 : 24)};
  begin_region(ui, {"main", layout.main, ui.theme.background, pad});
  workspace_info(ui.view.document.workspace).main(ui);
  end_region(ui);
}

// Dims what lies behind a sheet; a tap on it closes the sheet.
void draw_scrim(Frame& ui, const Layout& layout) {
  const ImRect rect{{0, layout.top.Max.y}, layout.rail.Min + ImVec2{layout.rail.GetWidth(), 0}};
  ImGui::SetCursorScreenPos(rect.Min);
  ImGui::BeginChild("scrim", rect.GetSize(), 0,
                    ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NavFlattened);
  ui.draw()->AddRectFilled(rect.Min, rect.Max, faded(ui.theme.dark ? IM_COL32_BLACK : ui.theme.text, 0.5F));
  if (hit_area(ui, {"Close", Role::button}, rect).pressed) ui.memory.open_sheet.clear();
  ImGui::EndChild();
}

// What is open above the page: a sheet on narrow screens, the inspector's drawer on middling ones.
void draw_overlay(Frame& ui, const Layout& layout) {
  if (ui.size == Size::sheets && !ui.memory.open_sheet.empty()) draw_scrim(ui, layout);
  const bool list = ui.size == Size::sheets && sheet_open(ui, "list");
  const bool inspector = sheet_open(ui, "inspector");
  if (!list && !inspector) return;
  if (list)
    draw_list(ui, layout);
  else
    draw_inspector(ui, layout);
  if (ImGui::IsKeyPressed(ImGuiKey_Escape) && !ImGui::GetIO().WantTextInput) ui.memory.open_sheet.clear();
}

// Since when the answer on screen has been out of date; decides when figures are dimmed.
void watch_updates(Frame& ui) {
  const app::Results& results = ui.view.results;
  const bool updating = results.simulate.updating || results.validate.updating || results.disagree.updating;
  if (!updating)
    ui.memory.updating_since_s = -1;
  else if (ui.memory.updating_since_s < 0)
    ui.memory.updating_since_s = ui.now_s;
  if (updating) ui.memory.wish(60);
}

void draw_everything(Frame& ui, const Layout& layout) {
  draw_main(ui, layout);
  if (ui.size != Size::sheets) draw_list(ui, layout);
  if (ui.size == Size::wide) draw_inspector(ui, layout);
  draw_top_bar(ui, layout.top);
  draw_rail(ui, layout.rail);
  draw_status_line(ui, layout.status);
  draw_overlay(ui, layout);
  draw_notice(ui, layout.main);
  take_shortcuts(ui);
}

}  // namespace

Ui::Ui() : impl_(std::make_unique<Impl>()) {
  if (ImPlot::GetCurrentContext() == nullptr) ImPlot::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.IniFilename = nullptr;  // nothing about the layout is worth a file
  io.ConfigInputTrickleEventQueue = true;
}

Ui::~Ui() {
  if (ImPlot::GetCurrentContext() != nullptr) ImPlot::DestroyContext();
}

bool Ui::prepare(float pixel_ratio, const app::SessionState& state) {
  Impl& self = *impl_;
  const bool fonts = self.ratio != pixel_ratio || self.scale != state.text_scale;
  if (fonts) {
    self.ratio = pixel_ratio;
    self.scale = state.text_scale;
    self.fonts.build(pixel_ratio, state.text_scale);
  }
  if (fonts || self.dark != static_cast<int>(state.dark)) {
    self.dark = state.dark ? 1 : 0;
    apply_style(state.dark ? dark_theme() : light_theme(), state.text_scale);
  }
  return fonts;
}

void Ui::draw(const app::View& view, app::Outbox& outbox) {
  Impl& self = *impl_;
  self.mirror.clear();
  self.memory.next_frame_ms = -1;
  Frame ui{view, outbox, view.state.dark ? dark_theme() : light_theme(), self.fonts, self.memory, self.mirror};
  ui.heatmap = &self.heatmap;
  ui.scale = view.state.text_scale;
  ui.now_s = ImGui::GetTime();
  const ImVec2 display = ImGui::GetIO().DisplaySize;
  const Layout layout = layout_for(display, ui.scale);
  if (layout.size == Size::wide) self.memory.open_sheet.clear();
  ui.size = layout.size;
  watch_updates(ui);
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(display);
  ImGui::Begin("nines", nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoBackground |
                   ImGuiWindowFlags_NoScrollWithMouse);
  ui.draw()->AddRectFilled({0, 0}, display, ui.theme.background);
  draw_everything(ui, layout);
  ImGui::End();
}

double Ui::wants_frame_in_ms() const { return impl_->memory.next_frame_ms; }

std::string Ui::mirror_json() const { return impl_->mirror.json(); }

}  // namespace nines::ui
