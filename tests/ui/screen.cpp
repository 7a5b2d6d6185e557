// See screen.h.
#include "screen.h"

#include <imgui.h>

#include <nlohmann/json.hpp>

namespace nines::ui_test {

Screen::Screen(float width, float height) {
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
  resize(width, height);
  ui_ = std::make_unique<ui::Ui>();
}

Screen::~Screen() {
  ui_.reset();
  ImGui::DestroyContext();
}

void Screen::resize(float width, float height) { ImGui::GetIO().DisplaySize = {width, height}; }

void Screen::draw(const app::View& view, app::Outbox& outbox) {
  ImGuiIO& io = ImGui::GetIO();
  io.DeltaTime = 1.0F / 60;
  if (ui_->prepare(1, view.state)) {
    unsigned char* pixels = nullptr;
    int width = 0;
    int height = 0;
    io.Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);
  }
  ImGui::NewFrame();
  ui_->draw(view, outbox);
  ImGui::Render();
  read_mirror();
}

void Screen::read_mirror() {
  const auto mirror = nlohmann::json::parse(ui_->mirror_json());
  widgets_.clear();
  id_clashes_ = mirror.at("id_clashes").get<std::size_t>();
  for (const auto& row : mirror.at("widgets")) {
    const auto& rect = row.at("rect");
    widgets_.push_back({row.at("label"), row.at("role"), row.at("value"), rect.at(0), rect.at(1), rect.at(2),
                        rect.at(3), row.at("enabled"), row.at("visible")});
  }
}

const Widget* Screen::find(std::string_view label, std::string_view role) const {
  const Widget* found = nullptr;
  for (const Widget& widget : widgets_) {
    if (widget.label != label || (!role.empty() && widget.role != role)) continue;
    if (found == nullptr || (!found->interactive() && widget.interactive())) found = &widget;
  }
  return found;
}

double Screen::wants_frame_in_ms() const { return ui_->wants_frame_in_ms(); }

void Screen::move(float x, float y) { ImGui::GetIO().AddMousePosEvent(x, y); }
void Screen::button(bool down) { ImGui::GetIO().AddMouseButtonEvent(0, down); }
void Screen::key(int imgui_key, bool down) { ImGui::GetIO().AddKeyEvent(static_cast<ImGuiKey>(imgui_key), down); }
void Screen::text(std::string_view text) { ImGui::GetIO().AddInputCharactersUTF8(std::string(text).c_str()); }
void Screen::touch() { ImGui::GetIO().AddMouseSourceEvent(ImGuiMouseSource_TouchScreen); }

}  // namespace nines::ui_test
