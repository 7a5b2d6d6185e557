// Runs a checker. See cli_checker.h. The text waits in a file, since a checker may decide before it has read
// everything.
#include "cli_checker.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli_print.h"

namespace nines::cli {
namespace {

// In the child: the text as standard input, no output, a process group of its own so that what it starts ends with it.
[[noreturn]] void become(const std::string& command, const std::string& path) {
  setpgid(0, 0);
  const int in = open(path.c_str(), O_RDONLY);
  const int out = open("/dev/null", O_WRONLY);
  if (in < 0 || out < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0) _exit(126);
  execl("/bin/sh", "sh", "-c", command.c_str(), static_cast<char*>(nullptr));
  _exit(127);
}

// The child's status once it ended, or nothing when the time is over. Waits in short naps, longer as time goes on.
bool wait_for(pid_t child, double seconds, int& status) {
  using Clock = std::chrono::steady_clock;
  const auto end = Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  auto nap = std::chrono::microseconds(200);
  for (;;) {
    const pid_t ended = waitpid(child, &status, WNOHANG);
    if (ended == child) return true;
    if (ended < 0 && errno != EINTR) return false;
    if (Clock::now() >= end) return false;
    std::this_thread::sleep_for(nap);
    nap = std::min(nap * 2, std::chrono::microseconds(20'000));
  }
}

}  // namespace

Checker::Checker(std::string command, double seconds)
    : command_(std::move(command)),
      seconds_(seconds),
      path_(std::filesystem::temp_directory_path() / "nines-text-XXXXXX") {
  const int file = mkstemp(path_.data());
  if (file != -1) close(file);
}

Checker::~Checker() { std::remove(path_.c_str()); }

CheckerAnswer Checker::ask(const std::string& text) {
  std::ofstream(path_, std::ios::binary) << text;
  why_ = "it could not be started";
  const pid_t child = fork();
  if (child == 0) become(command_, path_);
  if (child < 0) return CheckerAnswer::failed;
  setpgid(child, child);  // whoever comes first
  int status = 0;
  if (!wait_for(child, seconds_, status)) {
    kill(-child, SIGKILL);
    waitpid(child, &status, 0);
    why_ = print("no answer within %g s", seconds_);
    return CheckerAnswer::failed;
  }
  if (WIFSIGNALED(status)) {
    why_ = print("killed by signal %d", WTERMSIG(status));
    return CheckerAnswer::failed;
  }
  const int code = WEXITSTATUS(status);
  if (code == 0) return CheckerAnswer::accepts;
  if (code < 126) return CheckerAnswer::refuses;
  why_ = print("exit code %d: ", code) + (code == 127   ? "there is no such command"
                                          : code == 126 ? "the command cannot be run"
                                                        : "it was ended by a signal");
  return CheckerAnswer::failed;
}

}  // namespace nines::cli
