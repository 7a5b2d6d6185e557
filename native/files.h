// Files of the desktop: read one whole with a limit, save one without ever overwriting. Called by the native platform
// and by desktop_main. Errors come back as words for people.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "app/platform.h"
#include "nines/status.h"

namespace nines::native {

// Larger files belong to the command line, which streams. Session, runner and engine each hold a copy.
inline constexpr std::size_t kMaxFileBytes = std::size_t{512} << 20;
inline constexpr int kMaxSaveNames = 1'000;  // "name (2).json" … before giving up

// In: a path, or "-" for standard input. Fails: not_found, unreadable (a folder, no permission), too_large.
Result<app::IncomingFile> read_file(const std::string& path);

// Where saved files go: the user's documents folder, else the current directory, else the home folder.
std::filesystem::path save_folder();

// Writes `bytes` under `name` in `folder`; an existing file is never touched, the new one gets a number instead.
// Whoever looks at the final name sees nothing or everything. Out: the path written. Fails: unreadable.
Result<std::filesystem::path> save_new_file(const std::filesystem::path& folder, std::string_view name,
                                            std::string_view bytes);

// Replaces what is there: for outputs that the caller named in full (screenshots, dumps).
bool write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace nines::native
