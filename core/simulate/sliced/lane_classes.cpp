// Drawing classes and laying out their thresholds (lane_classes.h).
#include "simulate/sliced/lane_classes.h"

#include <algorithm>

namespace nines::simulate {

void DrawnClasses::draw(LaneRandom& random, const LaneSet& lanes, const std::vector<std::uint64_t>& edges) {
  ++version_;
  present_.clear();
  edges_.assign(edges.size(), Edge{no_lanes(), lanes});
  bool is_open = !edges.empty();
  for (int i = 63; i >= 0 && is_open; --i) {
    const LaneSet bits = random.next();
    LaneSet sum = no_lanes();
    for (std::size_t k = 0; k < edges.size(); ++k) {
      LaneSet& open = edges_[k].open;
      if (((edges[k] >> i) & 1) != 0) {
        edges_[k].below |= open - bits;
        open &= bits;
      } else {
        open -= bits;
      }
      sum |= open;
    }
    is_open = any(sum);
  }
  LaneSet left = lanes;
  for (std::size_t k = 0; k < edges.size(); ++k) {
    const LaneSet here = left & edges_[k].below;
    if (any(here)) present_.push_back({k, here});
    left -= here;
  }
  if (any(left)) present_.push_back({edges.size(), left});
}

void LaneThresholds::start(const RateSet& rates, const DrawnClasses& classes) {
  version_ = classes.version();
  planes_.clear();
  sure_ = no_lanes();
  digits_ = 0;
  for (const DrawnClasses::Class& one : classes.present()) {
    const Threshold& here = rates.of_class[one.number];
    digits_ = std::max(digits_, here.digits);
    if (here.sure) sure_ |= one.lanes;
  }
}

// A few at a time: draws seldom need more.
void LaneThresholds::add_planes(const RateSet& rates, const DrawnClasses& classes) {
  constexpr int kAtOnce = 8;
  const int from = static_cast<int>(planes_.size());
  for (int i = from; i < from + kAtOnce; ++i) {
    LaneSet plane = no_lanes();
    for (const DrawnClasses::Class& one : classes.present()) {
      if (i < 128 && rates.of_class[one.number].digit(i) != 0) plane |= one.lanes;
    }
    planes_.push_back(plane);
  }
}

LaneSet LaneThresholds::toss(LaneRandom& random, const LaneSet& lanes, const RateSet& rates,
                             const DrawnClasses& classes) {
  if (version_ != classes.version()) start(rates, classes);
  LaneSet below = lanes & sure_;
  LaneSet open = lanes - sure_;
  for (int i = 0; i < digits_ && any(open);) {
    if (static_cast<std::size_t>(i) == planes_.size()) add_planes(rates, classes);
    i = toss_planes(random, open, below, planes_.data(), i, std::min(digits_, static_cast<int>(planes_.size())));
  }
  return below;
}

}  // namespace nines::simulate
