// A fixed set of texts, found by their bytes: the keys an object may have, the strings an enum allows. Two words of a
// text (its first and its last eight bytes) and its length tell nearly all of them apart. Built by plan.cpp, asked by
// the fused validator. Never holds views into what it was built from.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace nines::validate {

inline constexpr std::uint32_t kNoName = 0xffffffffU;

// What a text is told apart by. Equal for equal texts.
struct NameKey {
  std::uint64_t head = 0;  // the first eight bytes, zeros behind a shorter text
  std::uint64_t tail = 0;  // the last eight of a longer one, else 0
  std::size_t size = 0;
};

// Bytes [at, at + size) of a text that ends at `end`.
inline NameKey name_key(const char* at, std::size_t size, const char* end) {
  NameKey out;
  out.size = size;
  if (size > 8) {
    std::memcpy(&out.head, at, 8);
    std::memcpy(&out.tail, at + size - 8, 8);
  } else if (end - at >= 8) {  // one load, and away with what is too much
    std::memcpy(&out.head, at, 8);
    const auto bits = static_cast<unsigned>(size * 8);
    out.head &= size == 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
  } else {
    std::memcpy(&out.head, at, size);
  }
  return out;
}
inline NameKey name_key(std::string_view text) { return name_key(text.data(), text.size(), text.data() + text.size()); }

// Over all bytes; equal for equal texts.
inline std::uint64_t hash_text(const NameKey& key, std::string_view text) {
  constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15ULL;
  const auto mix = [](std::uint64_t h) { return h ^ (h >> 29U); };
  std::uint64_t h = mix((key.head ^ key.size) * kOdd);
  h = mix((h ^ key.tail) * kOdd);
  for (std::size_t at = 8; at + 8 < text.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    h = mix((h ^ word) * kOdd);
  }
  return h * kOdd;
}

class NameTable {
 public:
  NameTable() = default;
  explicit NameTable(const std::vector<std::string_view>& names);

  [[nodiscard]] std::size_t size() const { return rows_.size(); }
  // Whether row `row` is the text at `at` that has this key.
  [[nodiscard]] bool is(std::uint32_t row, const NameKey& key, const char* at) const {
    const Row& one = rows_[row];
    if (one.key.size != key.size || one.key.head != key.head || one.key.tail != key.tail) return false;
    return key.size <= 16 || std::memcmp(at + 8, bytes_.data() + one.from + 8, key.size - 16) == 0;
  }
  // The row of the text, or kNoName. Short chains whatever the names: the seed is chosen for it.
  [[nodiscard]] std::uint32_t find(const NameKey& key, const char* at) const {
    if (rows_.empty()) return kNoName;
    for (std::size_t slot = hash(key); slots_[slot] != kNoName; slot = (slot + 1) & mask_) {
      if (is(slots_[slot], key, at)) return slots_[slot];
    }
    return kNoName;
  }

 private:
  struct Row {
    NameKey key;
    std::size_t from = 0;  // in bytes_
  };
  [[nodiscard]] std::size_t hash(const NameKey& key) const {
    std::uint64_t h = (key.head ^ seed_) * 0x9E3779B97F4A7C15ULL;
    h = (h ^ (h >> 32U) ^ key.tail ^ key.size) * 0xD6E8FEB86659FD93ULL;
    return static_cast<std::size_t>(h >> 32U) & mask_;
  }
  bool fill();

  std::vector<Row> rows_;
  std::string bytes_;
  std::vector<std::uint32_t> slots_;
  std::size_t mask_ = 0;
  std::uint64_t seed_ = 0;
};

}  // namespace nines::validate
