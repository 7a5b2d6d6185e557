// The SDL window with its GL context and Dear ImGui's two backends, as one object that cleans up after itself. Made by
// desktop_main. Knows nothing of Nines.
#pragma once

#include <SDL.h>

#include <string>

namespace nines::native {

class Window {
 public:
  // `shown` false: for pictures and scripts, never seen. Check ok() before anything else.
  Window(int width, int height, bool shown);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  [[nodiscard]] bool ok() const { return error_.empty(); }
  [[nodiscard]] const std::string& error() const { return error_; }
  [[nodiscard]] SDL_Window* handle() const { return window_; }
  // Framebuffer pixels per logical pixel.
  [[nodiscard]] float pixel_ratio() const;
  [[nodiscard]] bool minimized() const { return (SDL_GetWindowFlags(window_) & SDL_WINDOW_MINIMIZED) != 0; }
  void present() { SDL_GL_SwapWindow(window_); }

 private:
  bool open(int width, int height, bool shown);
  bool fail(const char* what);  // false, for return

  SDL_Window* window_ = nullptr;
  SDL_GLContext context_ = nullptr;
  bool imgui_ = false;
  std::string error_;
};

}  // namespace nines::native
