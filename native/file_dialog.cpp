// Starts zenity or kdialog and reads the path it prints. See file_dialog.h.
#include "file_dialog.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace nines::native {
namespace {

struct Helper {
  const char* program;
  std::array<const char*, 3> arguments;
};
constexpr std::array kHelpers{
    Helper{"zenity", {"--file-selection", "--title=Open in Nines", nullptr}},
    Helper{"kdialog", {"--title", "Open in Nines", "--getopenfilename"}},
};

bool on_path(const char* program) {
  const char* path = std::getenv("PATH");
  std::string_view rest = path == nullptr ? "" : path;
  while (!rest.empty()) {
    const std::size_t end = rest.find(':');
    const std::string file = std::string(rest.substr(0, end)) + "/" + program;
    if (::access(file.c_str(), X_OK) == 0) return true;
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  }
  return false;
}

const Helper* find_helper() {
  for (const Helper& helper : kHelpers) {
    if (on_path(helper.program)) return &helper;
  }
  return nullptr;
}

// Starts the helper with its standard output in a pipe. Returns the reading end, or -1.
int spawn(const Helper& helper, pid_t& child) {
  std::array<int, 2> ends{-1, -1};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return -1;
  std::array<char*, 5> argv{};
  std::size_t count = 0;
  argv[count++] = const_cast<char*>(helper.program);
  for (const char* argument : helper.arguments) {
    if (argument != nullptr) argv[count++] = const_cast<char*>(argument);
  }
  child = ::fork();
  if (child == 0) {  // other threads run: nothing but system calls until exec
    ::dup2(ends[1], STDOUT_FILENO);
    ::execvp(helper.program, argv.data());
    ::_exit(127);
  }
  ::close(ends[1]);
  if (child > 0) return ends[0];
  ::close(ends[0]);
  return -1;
}

std::string read_to_end(int file) {
  std::string out;
  std::array<char, 4096> block{};
  for (;;) {
    const ssize_t got = ::read(file, block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    out.append(block.data(), static_cast<std::size_t>(got));
  }
  ::close(file);
  while (!out.empty() && (out.back() == '\n' || out.back() == '\r')) out.pop_back();
  return out;
}

}  // namespace

FileDialog::~FileDialog() {
  const pid_t child = child_;
  if (child > 0) ::kill(child, SIGTERM);  // the window closes: so does its dialog
  if (reader_.joinable()) reader_.join();
}

FileDialog::Start FileDialog::open(Chosen chosen) {
  if (busy_) return Start::already_open;
  const Helper* helper = find_helper();
  if (helper == nullptr) return Start::no_program;
  if (reader_.joinable()) reader_.join();
  pid_t child = 0;
  const int output = spawn(*helper, child);
  if (output < 0) return Start::no_program;
  busy_ = true;
  child_ = child;
  reader_ = std::thread([this, child, output, chosen = std::move(chosen)] { wait_for(child, output, chosen); });
  return Start::opened;
}

void FileDialog::wait_for(pid_t child, int output, const Chosen& chosen) {
  std::string path = read_to_end(output);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  child_ = 0;
  busy_ = false;
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0 && !path.empty()) chosen(std::move(path));
}

}  // namespace nines::native
