// The reference file of the family (disagreement/golden.json), read once per test, and small readers of its tree.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.h"
#include "core/disagree/corpus_maker.h"

namespace nines::test {

class Golden {
 public:
  Golden() {
    bytes_ = data_file("disagreement/golden.json");
    if (bytes_) read_ = base::read_json(*bytes_);
  }
  explicit operator bool() const { return bytes_ && read_.ok; }
  [[nodiscard]] std::uint32_t member(std::uint32_t object, std::string_view key) const {
    return read_.tree.member(object, key);
  }
  [[nodiscard]] std::vector<std::uint32_t> children(std::uint32_t node) const {
    std::vector<std::uint32_t> out;
    if (node == base::kNoNode) return out;
    for (std::uint32_t child = read_.tree.node(node).first_child; child != base::kNoNode;
         child = read_.tree.node(child).next_sibling)
      out.push_back(child);
    return out;
  }
  [[nodiscard]] double number(std::uint32_t node) const { return read_.tree.number_value(node).value_or(-1e300); }
  [[nodiscard]] double number(std::uint32_t object, std::string_view key) const { return number(member(object, key)); }
  [[nodiscard]] std::vector<double> numbers(std::uint32_t node) const {
    std::vector<double> out;
    for (const std::uint32_t child : children(node)) out.push_back(number(child));
    return out;
  }

 private:
  std::optional<std::string> bytes_;
  base::JsonReadResult read_;
};

}  // namespace nines::test
