// Frames, clipboard keys and the GL canvas of the browser program. See shell.h.
#include "shell.h"

#include <GLES3/gl3.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include <imgui_impl_sdl2.h>
#include <imgui_internal.h>

#include <utility>

#include "host.h"

namespace nines::web {
namespace {

constexpr int kFramesToCopy = 4;  // press, take in, release, and one to be sure

// SDL tells of every event here the moment the browser does; the frame that follows takes it from the queue.
int on_event(void* user, SDL_Event* event) {
  if (event->type == SDL_POLLSENTINEL) return 1;  // SDL's own, at each poll: drawing for it would never end
  static_cast<Shell*>(user)->settle_again();
  host_wake();
  return 1;
}

void on_text_input(ImGuiViewport*, ImGuiPlatformImeData* data) {
  host_text_input(data->WantVisible ? 1 : 0, static_cast<double>(data->InputPos.x),
                  static_cast<double>(data->InputPos.y), static_cast<double>(data->InputLineHeight));
}

}  // namespace

bool Shell::start() {
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return false;
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
  SDL_GL_SetAttribute(SDL_GL_DOUBLEBUFFER, 1);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_STENCIL_SIZE, 0);
  constexpr Uint32 kFlags = SDL_WINDOW_OPENGL | SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI;
  window_ = SDL_CreateWindow("Nines", 0, 0, 1440, 900, kFlags);  // the style sheet sizes the canvas
  if (window_ == nullptr) return false;
  context_ = SDL_GL_CreateContext(window_);
  if (context_ == nullptr) return false;
  SDL_GL_MakeCurrent(window_, context_);
  set_up_imgui();
  ui_ = std::make_unique<ui::Ui>();
  session_ = std::make_unique<app::Session>(platform_, runner_);
  SDL_AddEventWatch(on_event, this);
  return true;
}

void Shell::set_up_imgui() {
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigMacOSXBehaviors = host_is_apple() != 0;
  ImGui_ImplSDL2_InitForOpenGL(window_, context_);
  ImGui_ImplOpenGL3_Init("#version 300 es");
  // SDL's clipboard here is a variable of its own; the page knows the real one.
  io.ClipboardUserData = this;
  io.GetClipboardTextFn = [](void* user) { return static_cast<Shell*>(user)->clipboard_.c_str(); };
  io.SetClipboardTextFn = [](void* user, const char* text) {
    static_cast<Shell*>(user)->clipboard_ = text;
    static_cast<Shell*>(user)->platform_.set_clipboard(text);
  };
  io.SetPlatformImeDataFn = on_text_input;
}

double Shell::frame() {
  if (context_lost_) return kIdle;
  SDL_Event event;
  while (SDL_PollEvent(&event) == 1) ImGui_ImplSDL2_ProcessEvent(&event);
  draw();
  SDL_GL_SwapWindow(window_);
  const bool input_waits = !ImGui::GetCurrentContext()->InputEventsQueue.empty();
  if (settle_ > 0) --settle_;
  return again_ || input_waits || settle_ > 0 ? 0 : ui_->wants_frame_in_ms();
}

void Shell::draw() {
  int width = 0;
  int pixels = 0;
  SDL_GetWindowSize(window_, &width, nullptr);
  SDL_GL_GetDrawableSize(window_, &pixels, nullptr);
  const float ratio = width > 0 && pixels > 0 ? static_cast<float>(pixels) / static_cast<float>(width) : 1.0F;
  // The backend makes its font texture again from the new atlas when it has none.
  if (ui_->prepare(ratio, session_->state())) ImGui_ImplOpenGL3_DestroyDeviceObjects();
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplSDL2_NewFrame();
  ImGui::NewFrame();
  again_ = session_->frame([this](const app::View& view, app::Outbox& outbox) { ui_->draw(view, outbox); });
  platform_.frame_ended();
  ImGui::Render();
  const ImGuiIO& io = ImGui::GetIO();
  glViewport(0, 0, static_cast<int>(io.DisplaySize.x * io.DisplayFramebufferScale.x),
             static_cast<int>(io.DisplaySize.y * io.DisplayFramebufferScale.y));
  glClearColor(0, 0, 0, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
  ++frames_;
}

void Shell::press(int key) {
  ImGuiIO& io = ImGui::GetIO();
  const ImGuiKey modifier = io.ConfigMacOSXBehaviors ? ImGuiMod_Super : ImGuiMod_Ctrl;
  io.AddKeyEvent(modifier, true);
  io.AddKeyEvent(static_cast<ImGuiKey>(key), true);
  io.AddKeyEvent(static_cast<ImGuiKey>(key), false);
  io.AddKeyEvent(modifier, false);
  settle_again();
}

std::string Shell::copy(bool cut) {
  if (context_lost_) return {};
  platform_.take_copied();
  platform_.collect_copies(true);
  press(cut ? ImGuiKey_X : ImGuiKey_C);
  for (int i = 0; i < kFramesToCopy; ++i) draw();
  platform_.collect_copies(false);
  return platform_.take_copied();
}

void Shell::paste(std::string text) {
  if (!ImGui::GetIO().WantTextInput) {
    platform_.paste(std::move(text));
    return settle_again();
  }
  clipboard_ = std::move(text);
  press(ImGuiKey_V);
}

void Shell::type(const std::string& text) {
  ImGui::GetIO().AddInputCharactersUTF8(text.c_str());
  settle_again();
}

void Shell::context_restored() {
  // Everything made in the lost context is gone; the names it left behind are deleted with their owners.
  context_lost_ = false;
  ImGui_ImplOpenGL3_DestroyDeviceObjects();
  ui_.reset();  // first: the old one takes its plotting context with it
  ui_ = std::make_unique<ui::Ui>();
  settle_again();
}

}  // namespace nines::web
