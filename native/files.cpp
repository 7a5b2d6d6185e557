// Reading and saving files on the desktop. See files.h.
#include "files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <system_error>

#include "write_all.h"

namespace nines::native {
namespace {

namespace fs = std::filesystem;
using Stream = std::unique_ptr<std::FILE, int (*)(std::FILE*)>;

Error problem(ErrorCode code, const std::string& name, const std::string& why) { return {code, name + ": " + why, {}}; }

Error too_large(const std::string& name) {
  return problem(ErrorCode::too_large, name,
                 "larger than " + std::to_string(kMaxFileBytes >> 20) +
                     " MB, which is what the window reads. Use the command line for it.");
}

// The name as one plain file name: no folder, no control characters, not hidden.
std::string safe_name(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool bad = static_cast<unsigned char>(c) < 0x20 || c == '/' || c == '\\' || c == 0x7f;
    out += bad ? '-' : c;
  }
  const std::size_t first = out.find_first_not_of(". ");
  return first == std::string::npos ? "nines" : out.substr(first);
}

// Writes beside the final name first, so that a full disk or a crash leaves no half file under it.
bool write_and_rename(const fs::path& path, std::string_view bytes) {
  const std::string temporary = path.string() + "." + std::to_string(::getpid()) + ".tmp";
  const int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  if (file < 0) return false;
  const bool written = write_all(file, bytes) && ::fsync(file) == 0;
  const bool closed = ::close(file) == 0;
  if (written && closed && std::rename(temporary.c_str(), path.c_str()) == 0) return true;
  ::unlink(temporary.c_str());
  return false;
}

bool is_folder(const fs::path& path) {
  std::error_code ignored;
  return !path.empty() && fs::is_directory(path, ignored);
}

bool can_write(const fs::path& path) { return is_folder(path) && ::access(path.c_str(), W_OK) == 0; }

const char* environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

}  // namespace

Result<app::IncomingFile> read_file(const std::string& path) {
  const bool standard_input = path == "-";
  const std::string name = standard_input ? "standard input" : fs::path(path).filename().string();
  if (!standard_input && is_folder(path))
    return problem(ErrorCode::unreadable, path, "this is a folder. Name a file in it.");
  const Stream stream = standard_input ? Stream(stdin, [](std::FILE*) { return 0; })
                                       : Stream(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!stream)
    return problem(errno == ENOENT ? ErrorCode::not_found : ErrorCode::unreadable, path, std::strerror(errno));
  app::IncomingFile out{name, {}};
  std::error_code size_error;
  const std::uintmax_t size = standard_input ? 0 : fs::file_size(path, size_error);
  if (!size_error && size > kMaxFileBytes) return too_large(name);
  if (!size_error) out.bytes.reserve(size);
  // The size is only a hint: pipes and growing files are read to their end.
  constexpr std::size_t kBlock = std::size_t{1} << 20;
  const auto block = std::make_unique<char[]>(kBlock);
  while (const std::size_t got = std::fread(block.get(), 1, kBlock, stream.get())) {
    if (out.bytes.size() + got > kMaxFileBytes) return too_large(name);
    out.bytes.append(block.get(), got);
  }
  if (std::ferror(stream.get()) != 0) return problem(ErrorCode::unreadable, path, "reading stopped before the end");
  return out;
}

fs::path save_folder() {
  const fs::path named = environment("XDG_DOCUMENTS_DIR");
  const fs::path home = environment("HOME");
  for (const fs::path& folder : {named, home.empty() ? fs::path() : home / "Documents"}) {
    if (can_write(folder)) return folder;
  }
  std::error_code ignored;
  const fs::path here = fs::current_path(ignored);
  return can_write(here) ? here : home;
}

Result<fs::path> save_new_file(const fs::path& folder, std::string_view name, std::string_view bytes) {
  const fs::path plain = safe_name(name);
  for (int i = 1; i <= kMaxSaveNames; ++i) {
    const std::string number = i == 1 ? "" : " (" + std::to_string(i) + ")";
    const fs::path path = folder / (plain.stem().string() + number + plain.extension().string());
    // Making the name ours first is what keeps a file that appears meanwhile from being overwritten.
    const int reserved = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (reserved < 0 && errno == EEXIST) continue;
    if (reserved < 0)
      return problem(ErrorCode::unreadable, path.string(), std::string("cannot be written: ") + std::strerror(errno));
    ::close(reserved);
    if (write_and_rename(path, bytes)) return path;
    ::unlink(path.c_str());
    return problem(ErrorCode::unreadable, path.string(), "could not be written in full, so nothing was left there");
  }
  return problem(ErrorCode::unreadable, plain.string(),
                 "there are already " + std::to_string(kMaxSaveNames) + " files of that name");
}

bool write_file(const fs::path& path, std::string_view bytes) {
  std::error_code ignored;
  if (path.has_parent_path()) fs::create_directories(path.parent_path(), ignored);
  return write_and_rename(path, bytes);
}

}  // namespace nines::native
