// Bit-parallel alignment (bit_matrix.h).
#include "disagree/text/bit_matrix.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

namespace nines::disagree {
namespace {

constexpr std::size_t kWord = 64;

// For each character of the pattern the rows where it stands, as words of 64 bits.
class Occurrences {
 public:
  explicit Occurrences(std::u32string_view pattern)
      : words_((pattern.size() + kWord - 1) / kWord), letters_(pattern.begin(), pattern.end()) {
    std::sort(letters_.begin(), letters_.end());
    letters_.erase(std::unique(letters_.begin(), letters_.end()), letters_.end());
    rows_.assign((letters_.size() + 1) * words_, 0);  // the last row: a character that never stands
    for (std::size_t i = 0; i < pattern.size(); ++i)
      rows_[index_of(pattern[i]) * words_ + i / kWord] |= std::uint64_t{1} << (i % kWord);
  }
  [[nodiscard]] const std::uint64_t* of(char32_t letter) const { return rows_.data() + index_of(letter) * words_; }
  [[nodiscard]] std::size_t words() const { return words_; }

 private:
  [[nodiscard]] std::size_t index_of(char32_t letter) const {
    const auto at = std::lower_bound(letters_.begin(), letters_.end(), letter);
    const bool is_known = at != letters_.end() && *at == letter;
    return is_known ? static_cast<std::size_t>(at - letters_.begin()) : letters_.size();
  }

  std::size_t words_;
  std::vector<char32_t> letters_;
  std::vector<std::uint64_t> rows_;
};

}  // namespace

std::size_t edit_distance(std::u32string_view a, std::u32string_view b) {
  if (a.empty() || b.empty()) return a.size() + b.size();
  const Occurrences rows(a);
  const std::size_t words = rows.words();
  std::vector<std::uint64_t> up(words, ~std::uint64_t{0});
  std::vector<std::uint64_t> down(words, 0);
  const std::uint64_t last = std::uint64_t{1} << ((a.size() - 1) % kWord);
  std::size_t distance = a.size();
  for (const char32_t letter : b) {
    const std::uint64_t* match = rows.of(letter);
    std::uint64_t up_carry = 1;  // the first row grows by one a column
    std::uint64_t down_carry = 0;
    for (std::size_t w = 0; w < words; ++w) {
      const std::uint64_t eq = match[w] | down_carry;
      const std::uint64_t cross = (((eq & up[w]) + up[w]) ^ up[w]) | eq | down[w];
      std::uint64_t grow = down[w] | ~(cross | up[w]);
      std::uint64_t shrink = up[w] & cross;
      if (w + 1 == words) {
        distance += (grow & last) != 0 ? 1U : 0U;
        distance -= (shrink & last) != 0 ? 1U : 0U;
      }
      const std::uint64_t grow_out = grow >> (kWord - 1);
      const std::uint64_t shrink_out = shrink >> (kWord - 1);
      grow = (grow << 1) | up_carry;
      shrink = (shrink << 1) | down_carry;
      up_carry = grow_out;
      down_carry = shrink_out;
      up[w] = shrink | ~(cross | grow);
      down[w] = cross & grow;
    }
  }
  return distance;
}

std::size_t common_subsequence(std::u32string_view a, std::u32string_view b) {
  if (a.empty() || b.empty()) return 0;
  const Occurrences rows(a);
  const std::size_t words = rows.words();
  std::vector<std::uint64_t> open(words, ~std::uint64_t{0});
  for (const char32_t letter : b) {
    const std::uint64_t* match = rows.of(letter);
    std::uint64_t carry = 0;
    for (std::size_t w = 0; w < words; ++w) {
      const std::uint64_t hit = open[w] & match[w];
      const std::uint64_t sum = open[w] + hit;
      const std::uint64_t with_carry = sum + carry;
      carry = (sum < open[w] ? 1U : 0U) | (with_carry < sum ? 1U : 0U);
      open[w] = with_carry | (open[w] - hit);
    }
  }
  std::size_t length = 0;
  for (std::size_t w = 0; w < words; ++w) {
    const std::size_t used = std::min(kWord, a.size() - w * kWord);
    const std::uint64_t mask = used == kWord ? ~std::uint64_t{0} : (std::uint64_t{1} << used) - 1;
    length += static_cast<std::size_t>(std::popcount(~open[w] & mask));
  }
  return length;
}

}  // namespace nines::disagree
