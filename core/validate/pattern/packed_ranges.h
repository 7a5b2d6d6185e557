// Reading the packed tables that tools/unicode_tables.py writes: numbers in base 32, low digits first, one character a
// digit, 32 added where another digit follows; a range is the gap since the last one and its length less one, and in
// tables with values the value. Used by the properties of patterns and the hostname formats. Linear in the table.
#pragma once

#include <cstdint>
#include <string_view>

namespace nines::validate {

class PackedReader {
 public:
  explicit PackedReader(std::string_view text) : text_(text) {}

  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }

  std::uint32_t number() {
    std::uint32_t out = 0;
    for (std::uint32_t shift = 0; at_ < text_.size(); shift += 5) {
      const std::uint32_t digit = digit_value(text_[at_++]);
      out |= (digit % 32) << shift;
      if (digit < 32) break;
    }
    return out;
  }

 private:
  static std::uint32_t digit_value(char c) {
    if (c >= 'a') return static_cast<std::uint32_t>(c - 'a') + 26;
    if (c == '_') return 63;
    if (c >= 'A') return static_cast<std::uint32_t>(c - 'A');
    if (c >= '0') return static_cast<std::uint32_t>(c - '0') + 52;
    return 62;  // -
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

// One range of a table: `value` only where the table has values.
struct PackedRange {
  char32_t from = 0;
  char32_t to = 0;
  std::uint32_t value = 0;
};

enum class PackedKind : std::uint8_t { set, values };

class PackedRanges {
 public:
  PackedRanges(std::string_view text, PackedKind kind) : in_(text), kind_(kind) {}

  bool next(PackedRange& out) {
    if (in_.at_end()) return false;
    out.from = next_ + in_.number();
    out.to = out.from + in_.number();
    out.value = kind_ == PackedKind::values ? in_.number() : 1;
    next_ = out.to + 1;
    return true;
  }

 private:
  PackedReader in_;
  PackedKind kind_;
  char32_t next_ = 0;
};

// The value of one code point, 0 where the table has none; of a set, 1 for its members.
inline std::uint32_t packed_value(std::string_view text, PackedKind kind, char32_t c) {
  PackedRanges ranges(text, kind);
  PackedRange range;
  while (ranges.next(range) && range.from <= c) {
    if (c <= range.to) return range.value;
  }
  return 0;
}

}  // namespace nines::validate
