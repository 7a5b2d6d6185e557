// The one loop that writes to a file descriptor, for the command line and the desktop.
#pragma once

#include <unistd.h>

#include <cerrno>
#include <string_view>

namespace nines {

// Whether every byte was written; errno says why not. Goes on after an interruption.
inline bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(file, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace nines
