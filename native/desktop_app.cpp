// One frame of the desktop program. See desktop_app.h.
#include "desktop_app.h"

#include <SDL_opengl.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include <imgui_impl_sdl2.h>
#include <imgui_internal.h>

namespace nines::native {

void DesktopApp::frame(float pixel_ratio, const std::optional<OffScreenView>& off_screen) {
  if (off_screen) pixel_ratio = off_screen->scale;
  // The backend makes its font texture again from the new atlas when it has none.
  if (ui_.prepare(pixel_ratio, session_.state())) ImGui_ImplOpenGL3_DestroyDeviceObjects();
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplSDL2_NewFrame();
  ImGuiIO& io = ImGui::GetIO();
  if (off_screen) {
    io.DisplaySize = ImVec2(off_screen->width, off_screen->height);
    io.DisplayFramebufferScale = ImVec2(off_screen->scale, off_screen->scale);
  }
  ImGui::NewFrame();
  const bool again = session_.frame([this](const app::View& view, app::Outbox& outbox) { ui_.draw(view, outbox); });
  ImGui::Render();
  glViewport(0, 0, static_cast<int>(io.DisplaySize.x * io.DisplayFramebufferScale.x),
             static_cast<int>(io.DisplaySize.y * io.DisplayFramebufferScale.y));
  glClearColor(0, 0, 0, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  ++frames_;
  plan_next(again);
}

void DesktopApp::plan_next(bool again) {
  // ImGui spreads quick input (press and release in one go) over several frames.
  const bool input_waits = !ImGui::GetCurrentContext()->InputEventsQueue.empty();
  if (settle_ > 0) --settle_;
  next_frame_ms_ = again || input_waits || settle_ > 0 ? 0 : ui_.wants_frame_in_ms();
}

bool DesktopApp::at_rest() const {
  const bool still = next_frame_ms_ < 0 || next_frame_ms_ >= kMovementMs;
  return still && runner_.idle();
}

std::string DesktopApp::dump_json() const {
  return "{\"mirror\": " + ui_.mirror_json() + ",\n\"document\": " + session_.document_json() + "}\n";
}

}  // namespace nines::native
