// Draws of items with replacement, as weights per type (bootstrap.h). Few types of many items are
// drawn by binomials, which is the same distribution at a cost that does not grow with the number
// of items.
#include <algorithm>
#include <cmath>

#include "base/bootstrap.h"
#include "base/rng.h"
#include "base/special.h"

namespace nines::base {
namespace {

// One stream of numbers for one draw; the counter moves on, also after a rejection.
class DrawSource {
 public:
  DrawSource(std::uint64_t seed, std::uint64_t stream) : words_(seed, stream) {}

  // Unbiased whole number below n (0 < n < 2^32): multiply-shift with rejection (Lemire 2019), two
  // from each 64-bit word.
  std::uint32_t below(std::uint32_t n) {
    const std::uint32_t threshold = (0U - n) % n;
    for (;;) {
      const std::uint64_t product = std::uint64_t{next_half()} * n;
      if (static_cast<std::uint32_t>(product) >= threshold) return static_cast<std::uint32_t>(product >> 32);
    }
  }

  // Uniform on (0, 1): odd multiples of 2^-53, never an end.
  double uniform() { return (static_cast<double>(words_.next() >> 12) + 0.5) * 0x1p-52; }

 private:
  std::uint32_t next_half() {
    if (!has_half_) {
      word_ = words_.next();
      has_half_ = true;
      return static_cast<std::uint32_t>(word_);
    }
    has_half_ = false;
    return static_cast<std::uint32_t>(word_ >> 32);
  }

  PhiloxReader words_;
  std::uint64_t word_ = 0;
  bool has_half_ = false;
};

// Binomial(n, p) by inversion outward from the mode: exact up to rounding, O(sqrt(n)) steps.
std::int64_t draw_binomial(std::int64_t n, double p, double u) {
  const double size = static_cast<double>(n);
  const double mode = std::min(size, std::floor((size + 1.0) * p));
  const double at_mode = binomial_pmf(mode, size, p);
  u -= at_mode;
  double low = mode;
  double high = mode;
  double p_low = at_mode;
  double p_high = at_mode;
  const double odds = p / (1.0 - p);
  while (u >= 0 && p_low + p_high > 1e-40) {
    p_high *= high < size ? (size - high) / (high + 1.0) * odds : 0;
    high += 1.0;
    u -= p_high;
    if (u < 0) return static_cast<std::int64_t>(high);
    p_low *= low > 0 ? low / (size - low + 1.0) / odds : 0;
    low -= 1.0;
    u -= p_low;
    if (u < 0) return static_cast<std::int64_t>(low);
  }
  return static_cast<std::int64_t>(mode);  // also for the 1e-15 of u that rounding leaves over
}

}  // namespace

ItemResampler::ItemResampler(std::span<const std::int64_t> multiplicity)
    : multiplicity_(multiplicity.begin(), multiplicity.end()) {
  for (const std::int64_t m : multiplicity_) items_ += m;
  NINES_ASSERT(items_ > 0 && items_ < (std::int64_t{1} << 32));
  // A binomial costs about 20 + its standard deviation; few types of many items are drawn that way.
  const double types = static_cast<double>(multiplicity_.size());
  const double by_type = types * (20.0 + std::sqrt(static_cast<double>(items_) / types));
  cost_ = std::min(items_, static_cast<std::int64_t>(by_type));
  if (cost_ < items_) return;
  for (std::size_t t = 0; t < multiplicity_.size(); ++t) {
    type_of_item_.insert(type_of_item_.end(), static_cast<std::size_t>(multiplicity_[t]),
                         static_cast<std::uint32_t>(t));
  }
}

void ItemResampler::draw(std::uint64_t seed, std::uint64_t stream, std::span<std::int64_t> weights) const {
  DrawSource source(seed, stream);
  std::fill(weights.begin(), weights.end(), 0);
  if (!type_of_item_.empty()) {
    const auto n = static_cast<std::uint32_t>(items_);
    for (std::int64_t i = 0; i < items_; ++i) ++weights[type_of_item_[source.below(n)]];
    return;
  }
  std::int64_t open_draws = items_;
  std::int64_t open_items = items_;
  for (std::size_t t = 0; t < weights.size() && open_draws > 0; ++t) {
    const double share = static_cast<double>(multiplicity_[t]) / static_cast<double>(open_items);
    weights[t] = multiplicity_[t] == open_items ? open_draws : draw_binomial(open_draws, share, source.uniform());
    open_draws -= weights[t];
    open_items -= multiplicity_[t];
  }
}

}  // namespace nines::base
