// Window, GL 3.3 core context, ImGui context. See window.h.
#include "window.h"

#include <imgui.h>
#include <imgui_impl_opengl3.h>
#include <imgui_impl_sdl2.h>

namespace nines::native {

Window::Window(int width, int height, bool shown) { open(width, height, shown); }

bool Window::open(int width, int height, bool shown) {
  SDL_SetHint(SDL_HINT_IME_SHOW_UI, "1");
  SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");  // a tool is no game: leave the compositor on
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return fail("no display");
  SDL_EnableScreenSaver();  // SDL switches it off by itself
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_CORE);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 3);
  SDL_GL_SetAttribute(SDL_GL_DOUBLEBUFFER, 1);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
  SDL_GL_SetAttribute(SDL_GL_STENCIL_SIZE, 0);
  const Uint32 flags = SDL_WINDOW_OPENGL | SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI;
  window_ = SDL_CreateWindow("Nines", SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED, width, height,
                             flags | (shown ? SDL_WINDOW_SHOWN : SDL_WINDOW_HIDDEN));
  if (window_ == nullptr) return fail("no window");
  SDL_SetWindowMinimumSize(window_, 360, 320);
  context_ = SDL_GL_CreateContext(window_);
  if (context_ == nullptr) return fail("no OpenGL 3.3");
  SDL_GL_MakeCurrent(window_, context_);
  SDL_GL_SetSwapInterval(1);
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  imgui_ = true;
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  ImGui_ImplSDL2_InitForOpenGL(window_, context_);
  ImGui_ImplOpenGL3_Init("#version 330");
  return true;
}

Window::~Window() {
  if (imgui_) {
    ImGui_ImplOpenGL3_Shutdown();
    ImGui_ImplSDL2_Shutdown();
    ImGui::DestroyContext();
  }
  if (context_ != nullptr) SDL_GL_DeleteContext(context_);
  if (window_ != nullptr) SDL_DestroyWindow(window_);
  SDL_Quit();
}

float Window::pixel_ratio() const {
  int width = 0;
  int pixels = 0;
  SDL_GetWindowSize(window_, &width, nullptr);
  SDL_GL_GetDrawableSize(window_, &pixels, nullptr);
  return width > 0 && pixels > 0 ? static_cast<float>(pixels) / static_cast<float>(width) : 1.0F;
}

bool Window::fail(const char* what) {
  error_ = std::string(what) + ": " + SDL_GetError();
  return false;
}

}  // namespace nines::native
