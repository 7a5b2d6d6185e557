// One draw an attempt, lanes side by side (checked_tries.h).
#include "simulate/sliced/checked_tries.h"

#include <algorithm>
#include <bit>

#include "simulate/sliced/lane_loops.h"

namespace nines::simulate {
namespace {

// ---------------------------------------------------------------- edges

struct Wide {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
};
Wide operator+(Wide a, Wide b) {
  Wide out{a.high + b.high, a.low + b.low};
  if (out.low < a.low) ++out.high;
  return out;
}

Threshold edge_at(Wide sum, bool is_all) {
  Threshold out;
  out.high = sum.high;
  out.low = sum.low;
  if (out.low != 0)
    out.digits = 128 - std::countr_zero(out.low);
  else if (out.high != 0)
    out.digits = 64 - std::countr_zero(out.high);
  out.sure = is_all;
  return out;
}

}  // namespace

void set_edges(CheckedTries& out, const AttemptRates& rates) {
  const Probability wrong = product(complement_of(rates.success), complement_of(rates.loud));
  const Probability outcomes[] = {product(rates.success, complement_of(rates.alarm)),
                                  product(rates.success, rates.alarm), product(wrong, rates.detect),
                                  product(wrong, complement_of(rates.detect)),
                                  product(complement_of(rates.success), rates.loud)};
  constexpr std::size_t kOutcomes = 5;
  std::array<Wide, kOutcomes> width{};
  std::size_t likeliest = 0;
  for (std::size_t i = 0; i < kOutcomes; ++i) {
    if (outcomes[i].p > outcomes[likeliest].p) likeliest = i;
  }
  // The likeliest takes what the others leave of 2^128: 0 when it is all there is.
  Wide others;
  for (std::size_t i = 0; i < kOutcomes; ++i) {
    if (i == likeliest) continue;
    const Threshold one = threshold_of(outcomes[i]);
    width[i] = {one.high, one.low};
    others = others + width[i];
  }
  width[likeliest] = Wide{~others.high, ~others.low} + Wide{0, 1};
  out.can_crash = outcomes[4].p > 0;
  const bool is_edge[] = {true, out.tells_flagged, true, out.can_crash};
  Wide sum;
  out.edges = 0;
  for (std::size_t i = 0; i + 1 < kOutcomes; ++i) {
    sum = sum + width[i];
    if (!is_edge[i]) continue;
    const bool is_all = sum.high == 0 && sum.low == 0 && likeliest <= i;  // 2^128
    out.below[static_cast<std::size_t>(out.edges++)] = edge_at(sum, is_all);
  }
  const double flagged = outcomes[1].p + outcomes[2].p;
  if (flagged > 0) out.wrong_if_flagged = threshold_of({outcomes[2].p / flagged, outcomes[1].p / flagged});
}

// ---------------------------------------------------------------- lanes

TriesState::TriesState(const CheckedTries& how, const LaneSet& lanes, const LaneSet& entered_wrong,
                       const LaneSet& entered_own)
    : todo(lanes),
      wrong(entered_wrong),
      own(entered_own),
      done(no_lanes()),
      exhausted(no_lanes()),
      crashed(no_lanes()) {
  const std::uint64_t most =
      how.passes > (std::uint64_t{1} << 32) / how.attempts ? ~std::uint64_t{0} : how.passes * how.attempts;
  for (std::size_t p = 0; p < kCallPlanes && (most >> p) != 0; ++p) calls[p] = no_lanes();
  pass_planes = static_cast<std::size_t>(std::bit_width(how.passes - 1));
  attempt_planes = static_cast<std::size_t>(std::bit_width(how.attempts - 1));
  const auto digit_of = [](std::size_t planes, std::uint64_t times, std::size_t p) {
    return ((((std::uint64_t{1} << planes) - times) >> p) & 1) != 0;
  };
  for (std::size_t p = 0; p < pass_planes; ++p)
    passes[p] = digit_of(pass_planes, how.passes, p) ? all_lanes() : no_lanes();
  for (std::size_t p = 0; p < attempt_planes; ++p) {
    first_attempt[p] = digit_of(attempt_planes, how.attempts, p);
    attempts[p] = first_attempt[p] ? all_lanes() : no_lanes();
  }
}

void play_tries(const CheckedTries& how, LaneRandom& random, TriesState& state, std::uint64_t most) {
  lane_loops().play_tries(how, random, state, most);
}

}  // namespace nines::simulate
