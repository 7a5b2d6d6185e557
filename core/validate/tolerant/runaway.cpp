// A text that was cut while it repeated itself. See machine.h.
#include <algorithm>
#include <vector>

#include "validate/tolerant/machine.h"

namespace nines::validate {

namespace {

constexpr std::size_t kTailBytes = 4'096;  // looked at
constexpr std::size_t kMinRepeats = 8;
constexpr std::size_t kMinRunawayBytes = 48;
constexpr std::size_t kMaxUnitBytes = kTailBytes / kMinRepeats;

}  // namespace

// The longest suffix that is one unit over and over: by the failure function of the reversed tail (Knuth, Morris,
// Pratt 1977), so linear in the tail.
std::size_t runaway_bytes(std::string_view text) {
  const std::size_t size = std::min(text.size(), kTailBytes);
  if (size < kMinRunawayBytes) return 0;
  const auto back = [&](std::size_t i) { return text[text.size() - 1 - i]; };
  std::vector<std::size_t> border(size, 0);
  std::size_t best = 0;
  for (std::size_t i = 1; i < size; ++i) {
    std::size_t k = border[i - 1];
    while (k > 0 && back(i) != back(k)) k = border[k - 1];
    if (back(i) == back(k)) ++k;
    border[i] = k;
    const std::size_t length = i + 1;
    const std::size_t unit = length - k;
    if (unit <= kMaxUnitBytes && length >= unit * kMinRepeats && length >= kMinRunawayBytes) best = length;
  }
  return best;
}

}  // namespace nines::validate
