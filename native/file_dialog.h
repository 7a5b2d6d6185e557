// The desktop's file dialog: a helper program that most desktops bring (zenity, kdialog), run beside the window so that
// drawing goes on. Used by the native platform. Never runs a shell.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <functional>
#include <string>
#include <thread>

namespace nines::native {

class FileDialog {
 public:
  // Called on another thread with the path chosen; not called when the dialog was closed without one.
  using Chosen = std::function<void(std::string path)>;

  FileDialog() = default;
  ~FileDialog();
  FileDialog(const FileDialog&) = delete;
  FileDialog& operator=(const FileDialog&) = delete;

  enum class Start { opened, already_open, no_program };
  Start open(Chosen chosen);

 private:
  void wait_for(pid_t child, int output, const Chosen& chosen);

  std::thread reader_;
  std::atomic<pid_t> child_{0};
  std::atomic<bool> busy_{false};
};

}  // namespace nines::native
