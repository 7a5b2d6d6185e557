// Files and standard streams through the system's own calls, because those say why. See cli_files.h.
#include "cli_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "write_all.h"

namespace nines::cli {
namespace {

std::string because(const char* what, const std::string& path, const char* stream) {
  const std::string name = path == "-" ? stream : path;
  return std::string("cannot ") + what + " " + name + ": " + std::strerror(errno);
}

bool read_all(int file, std::string& bytes) {
  char block[1 << 16];
  for (;;) {
    const ssize_t got = ::read(file, block, sizeof block);
    if (got == 0) return true;
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return false;
    bytes.append(block, static_cast<std::size_t>(got));
  }
}

}  // namespace

std::string read_file(const std::string& path, std::string& bytes) {
  bytes.clear();
  if (path.empty()) return "the name of the file to read is empty";
  if (path == "-") return read_all(STDIN_FILENO, bytes) ? "" : because("read", path, "standard input");
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return because("read", path, "");
  using FileFacts = struct stat;
  FileFacts about = {};
  if (::fstat(file, &about) == 0 && S_ISREG(about.st_mode)) bytes.reserve(static_cast<std::size_t>(about.st_size) + 1);
  const bool whole = read_all(file, bytes);
  const std::string problem = whole ? "" : because("read", path, "");
  ::close(file);
  return problem;
}

std::string write_file(const std::string& path, std::string_view bytes) {
  if (path.empty()) return "the name of the file to write is empty";
  if (path == "-") return write_all(STDOUT_FILENO, bytes) ? "" : because("write", path, "standard output");
  constexpr mode_t kOthersMayRead = 0666;
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kOthersMayRead);
  if (file < 0) return because("write", path, "");
  std::string problem = write_all(file, bytes) ? "" : because("write", path, "");
  if (::close(file) != 0 && problem.empty()) problem = because("write", path, "");
  return problem;
}

void guard_standard_output() {
  if (::fcntl(STDOUT_FILENO, F_GETFD) != -1 || errno != EBADF) return;
  // Read-only, so that every write fails and says so.
  const int stand_in = ::open("/dev/null", O_RDONLY);
  if (stand_in >= 0 && stand_in != STDOUT_FILENO) {
    ::dup2(stand_in, STDOUT_FILENO);
    ::close(stand_in);
  }
}

}  // namespace nines::cli
