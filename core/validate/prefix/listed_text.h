// Which texts of a sorted list can still become the string being read: for enum and const strings and for the keys of
// closed objects. Used by the prefix machine. Steps cost the logarithm of the list.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "validate/prefix/string_scan.h"

namespace nines::validate {

using TextList = std::vector<std::u32string>;  // sorted, each once

class ListedText {
 public:
  ListedText() = default;
  explicit ListedText(std::shared_ptr<const TextList> list)
      : list_(std::move(list)), end_(list_ == nullptr ? 0 : static_cast<std::uint32_t>(list_->size())) {}

  void feed(char32_t c);
  // Whether a text goes on with a character out of one of the ranges.
  [[nodiscard]] bool can_take(const CodeRange (&ranges)[2]) const;
  [[nodiscard]] bool is_alive() const { return from_ < end_; }
  // Index of the text that has just been read from end to end, or -1.
  [[nodiscard]] std::int64_t exact() const;
  // The shortest rest of a text that is still possible.
  [[nodiscard]] std::u32string shortest_rest() const;

 private:
  std::shared_ptr<const TextList> list_;
  std::uint32_t from_ = 0;
  std::uint32_t end_ = 0;
  std::size_t at_ = 0;
};

// The code points of a JSON string literal that the reader has accepted. False when one is a lone surrogate, which a
// list cannot hold.
bool code_points_of(std::string_view literal, std::u32string& out);
void append_code_points(std::string& out, const std::u32string& text);

}  // namespace nines::validate
