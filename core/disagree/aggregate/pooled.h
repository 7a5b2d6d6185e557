// The pooled model with what it found out about pairs, for those who ask about the raters rather than the items.
#pragma once

#include <vector>

#include "disagree/aggregate/dependence.h"
#include "disagree/aggregate/latent.h"

namespace nines::disagree {

struct PooledFit {
  LatentFit fit;  // posteriors as the model has them, not tempered
  Copying copying;
  std::vector<PairExcess> pairs;  // under the last fit; empty when pairs are not looked at
};
PooledFit fit_pooled_with_pairs(const FitInput& input);

}  // namespace nines::disagree
