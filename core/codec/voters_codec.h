// A panel of raters as JSON: voters, coverage and the consensus without a key. Written only; part of the disagreement
// report.
#pragma once

#include "codec/write.h"
#include "nines/aggregate.h"
#include "nines/voters.h"

namespace nines::codec {

inline constexpr std::size_t kMaxListedPairs = 300;  // pairs of raters listed; more are counted

// {sentence, truth, models, mean_phi, mean_agree_wrong, agree_wrong_chance, kish, eigen, eigenvalues, …, pairs}
Json voters_json(const VoterReport& report, const Ratings& ratings);
// {sentence, union, best_single, routing_gain, next_model, models: [{model, solved, unique, beats}], greedy, …}
Json coverage_json(const CoverageReport& report, const Ratings& ratings);

// What a consensus is made of: the answers, who may be trusted, and what gold says of it where there is any.
struct ConsensusParts {
  const AggregateReport& answers;
  const AssumptionReport& assumptions;
  const CalibrationReport* calibration = nullptr;
  bool items = false;  // list every item
};
// {method, label, items, decided, tied, raters: [{rater, accuracy}], copies, adversaries, calibration?, item_answers?}
Json consensus_json(const ConsensusParts& parts, const Ratings& ratings);

}  // namespace nines::codec
