// Files that tests read: of the repository, and of the shared data folder (NINES_TEST_DATA, default ../shared/data).
#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace nines::test {

inline std::string file_text(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline std::filesystem::path repository() { return NINES_ROOT; }

// "" where the folder is absent: the caller says what it skips.
inline std::filesystem::path shared_data() {
  const char* given = std::getenv("NINES_TEST_DATA");
  const std::filesystem::path folder =
      given != nullptr ? std::filesystem::path(given) : repository() / ".." / "shared" / "data";
  std::error_code error;
  return std::filesystem::is_directory(folder, error) ? folder : std::filesystem::path();
}

}  // namespace nines::test
