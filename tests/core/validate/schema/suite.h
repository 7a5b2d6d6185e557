// The official JSON Schema suite, where it is installed: its files, its remote schemas as resources, its cases one by
// one. Shared by the tests that run over it.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/json_reader.h"
#include "validate/schema/compile.h"

namespace nines::test {

inline std::filesystem::path suite_folder() {
  const char* root = std::getenv("NINES_TEST_DATA");
  return std::filesystem::path(root != nullptr ? root : "../shared/data") / "validation/JSON-Schema-Test-Suite";
}

inline std::string file_bytes(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

// The .json files right in a folder, by name.
inline std::vector<std::filesystem::path> json_files(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> out;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".json") out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

// What the suite serves at http://localhost:1234.
inline std::vector<SchemaResource> suite_remotes() {
  std::vector<SchemaResource> out;
  const std::filesystem::path root = suite_folder() / "remotes";
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.path().extension() != ".json") continue;
    const std::string name = std::filesystem::relative(entry.path(), root).generic_string();
    out.push_back({"http://localhost:1234/" + name, file_bytes(entry.path())});
  }
  std::sort(out.begin(), out.end(), [](const SchemaResource& a, const SchemaResource& b) { return a.uri < b.uri; });
  return out;
}

// The elements of an array, or members of an object.
inline std::vector<std::uint32_t> children(const base::JsonTree& tree, std::uint32_t node) {
  std::vector<std::uint32_t> out;
  if (node == base::kNoNode) return out;
  for (std::uint32_t i = tree.node(node).first_child; i != base::kNoNode; i = tree.node(i).next_sibling) {
    out.push_back(i);
  }
  return out;
}

inline std::string text_of(const base::JsonTree& tree, std::uint32_t object, const char* key) {
  const std::uint32_t found = tree.member(object, key);
  return found == base::kNoNode ? std::string() : tree.string_value(found);
}

}  // namespace nines::test
