// Whole lines of a file through the system's own calls. See cli_lines.h.
#include "cli_lines.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

namespace nines::cli {

namespace {

constexpr std::string_view kMark = "\xEF\xBB\xBF";

}  // namespace

LineReader::LineReader(std::string path, std::size_t piece_bytes) : path_(std::move(path)), piece_bytes_(piece_bytes) {
  if (path_.empty()) {
    problem_ = "the name of the file to read is empty";
    return;
  }
  file_ = path_ == "-" ? STDIN_FILENO : ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
  if (file_ < 0) problem_ = "cannot read " + path_ + ": " + std::strerror(errno);
}

LineReader::~LineReader() {
  if (file_ > STDIN_FILENO) ::close(file_);
}

bool LineReader::fill(std::size_t bytes) {
  while (rest_.size() < bytes && !is_at_end_) {
    const std::size_t had = rest_.size();
    rest_.resize(std::max(bytes, had + (std::size_t{1} << 16)));
    const ssize_t got = ::read(file_, rest_.data() + had, rest_.size() - had);
    rest_.resize(had + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) problem_ = "cannot read " + (path_ == "-" ? "standard input" : path_) + ": " + std::strerror(errno);
    is_at_end_ = got <= 0;
  }
  return rest_.size() >= bytes;
}

// One past the last line ending that a piece may end on; 0 without one.
std::size_t LineReader::cut() const {
  const std::string_view text(rest_);
  std::size_t end = is_at_end_ ? text.size() : text.size() - std::min(kMark.size(), text.size());
  while (end > 0) {
    const std::size_t at = text.rfind('\n', end - 1);
    if (at == std::string_view::npos) return 0;
    if (!text.substr(at + 1).starts_with(kMark)) return at + 1;
    end = at;
  }
  return 0;
}

std::string LineReader::next() {
  if (!problem_.empty()) return "";
  std::size_t wanted = piece_bytes_;
  std::size_t end = 0;
  while (fill(wanted)) {
    end = cut();
    if (end > 0) break;
    wanted = rest_.size() * 2;  // a line longer than the piece
  }
  if (!problem_.empty()) return "";
  if (end == 0) end = rest_.size();
  std::string out = rest_.substr(0, end);
  rest_.erase(0, end);
  return out;
}

}  // namespace nines::cli
