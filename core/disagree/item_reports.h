// What the answers to each single item look like: class, clusters, consensus, entropy, outliers.
#pragma once

#include <vector>

#include "disagree/trials.h"

namespace nines::disagree {

// One report per item in name order. Clusters are the distinct compared values, commonest first,
// then by text. Consensus is the commonest value when alone at the top, else empty with `ties`.
// Outliers are "model/trial" of answers that differ from a majority (> 1/2). Entropy: plug-in,
// nats. Cost: O(answers log answers).
std::vector<ItemReport> item_reports(const Corpus& corpus, const TrialSet& trials);

// -sum p ln p over counts, in nats; the order of counts does not matter. In: counts >= 0. Source:
// Shannon 1948.
double plug_in_entropy(std::vector<std::int64_t> counts);

}  // namespace nines::disagree
