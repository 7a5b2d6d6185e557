// The browser program as one object: platform, workers, session, interface and the GL canvas. Made once by web_main;
// exports.cpp is how the page reaches it. Draws only when asked: frame() says when it wants to be asked again.
#pragma once

#include <SDL.h>

#include <memory>
#include <string>

#include "app/session.h"
#include "platform_web.h"
#include "ui/ui.h"
#include "worker_runner.h"

namespace nines::web {

class Shell {
 public:
  static constexpr double kIdle = -1;

  // False when there is no WebGL 2 canvas.
  bool start();
  // Draws one frame. Returns the ms until the next one is wanted: 0 = at once, negative = not before something happens.
  double frame();

  void settle_again() { settle_ = kSettleFrames; }
  // Text for the browser's copy event: what Ctrl+C or Ctrl+X would put on the clipboard now.
  std::string copy(bool cut);
  void paste(std::string text);
  void type(const std::string& text);  // from an input method or an on-screen keyboard
  void context_lost() { context_lost_ = true; }
  void context_restored();

  PlatformWeb& platform() { return platform_; }
  WorkerRunner& runner() { return runner_; }
  [[nodiscard]] long frames() const { return frames_; }
  [[nodiscard]] std::string mirror_json() const { return ui_->mirror_json(); }
  [[nodiscard]] std::string document_json() const { return session_->document_json(); }

 private:
  static constexpr int kSettleFrames = 3;  // ImGui takes input in on one frame and shows where it led on the next ones

  void set_up_imgui();
  void draw();
  void press(int key);

  PlatformWeb platform_;
  WorkerRunner runner_;
  std::unique_ptr<app::Session> session_;
  std::unique_ptr<ui::Ui> ui_;
  SDL_Window* window_ = nullptr;
  SDL_GLContext context_ = nullptr;
  std::string clipboard_;  // last text copied or pasted, for ImGui's text fields
  bool again_ = false;
  bool context_lost_ = false;
  int settle_ = kSettleFrames;
  long frames_ = 0;
};

// The one Shell, or nullptr when main() could not start it.
Shell* shell();

}  // namespace nines::web
