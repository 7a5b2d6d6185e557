// Voters, coverage and consensus as JSON (voters_codec.h).
#include "codec/voters_codec.h"

#include <algorithm>

namespace nines::codec {
namespace {

Json estimates(const std::vector<Estimate>& rows) {
  Json out = Json::array();
  for (const Estimate& row : rows) out.push_back(to_json(row));
  return out;
}

Json names(const std::vector<std::uint32_t>& indices, const std::vector<std::string>& of) {
  Json out = Json::array();
  for (const std::uint32_t index : indices) out.push_back(of[index]);
  return out;
}

Json pair_json(const VoterPair& pair, const Ratings& ratings) {
  return {{"a", ratings.raters[pair.a]},
          {"b", ratings.raters[pair.b]},
          {"phi", to_json(pair.phi)},
          {"double_fault", to_json(pair.double_fault)},
          {"agree_when_both_wrong", to_json(pair.agree_when_both_wrong)}};
}

Json item_json(const AggregateReport& report, const Ratings& ratings, std::size_t item) {
  const ItemConsensus& one = report.items[item];
  Json out = {{"item", ratings.items[item]},
              {"answer", one.value ? Json(ratings.values[*one.value]) : Json(nullptr)},
              {"probability", one.probability}};
  if (!one.ties.empty()) out["ties"] = names(one.ties, ratings.values);
  return out;
}

Json warnings_json(const AssumptionReport& report, const Ratings& ratings) {
  Json copies = Json::array();
  for (const CopiedPair& pair : report.copies) {
    copies.push_back({{"a", ratings.raters[pair.a]},
                      {"b", ratings.raters[pair.b]},
                      {"copied", pair.copied},
                      {"p", pair.p_value},
                      {"shared_items", pair.shared_items}});
  }
  Json adversaries = Json::array();
  for (const SuspectRater& rater : report.adversaries) {
    adversaries.push_back({{"rater", ratings.raters[rater.rater]},
                           {"accuracy", rater.accuracy},
                           {"chance", rater.chance},
                           {"p", rater.p_value}});
  }
  return {{"copies", std::move(copies)}, {"adversaries", std::move(adversaries)}};
}

}  // namespace

Json voters_json(const VoterReport& report, const Ratings& ratings) {
  Json out = {{"sentence", report.sentence},
              {"truth", report.truth == TruthFrom::gold ? "gold" : "consensus"},
              {"models", ratings.raters},
              {"mean_phi", to_json(report.mean_phi)},
              {"mean_agree_wrong", to_json(report.mean_agree_wrong)},
              {"agree_wrong_chance", report.agree_wrong_chance},
              {"kish", to_json(report.kish_voters)},
              {"eigen", to_json(report.eigen_voters)},
              {"eigenvalues", report.eigenvalues},
              {"majority_accuracy", to_json(report.majority_accuracy)},
              {"independent_majority", to_json(report.independent_majority)},
              {"beta_binomial_majority", to_json(report.beta_binomial_majority)},
              {"vote_of_three_low", to_json(report.vote_of_three_low)},
              {"vote_of_three_high", to_json(report.vote_of_three_high)},
              {"pairs", Json::array()}};
  const std::size_t listed = std::min(report.pairs.size(), kMaxListedPairs);
  for (std::size_t i = 0; i < listed; ++i) out["pairs"].push_back(pair_json(report.pairs[i], ratings));
  if (listed < report.pairs.size()) out["more_pairs"] = report.pairs.size() - listed;
  return out;
}

Json coverage_json(const CoverageReport& report, const Ratings& ratings) {
  Json out = {{"sentence", report.sentence},
              {"union", to_json(report.union_coverage)},
              {"best_single", to_json(report.best_single)},
              {"routing_gain", to_json(report.routing_gain)},
              {"next_model", to_json(report.next_model)},
              {"models", Json::array()},
              {"greedy", Json::array()},
              {"any_of_k", estimates(report.any_of_k)},
              {"undominated", names(report.undominated, ratings.raters)},
              {"none_solve", report.none_solve.size()}};
  for (std::size_t i = 0; i < report.raters.size(); ++i) {
    const RaterCoverage& row = report.raters[i];
    out["models"].push_back({{"model", ratings.raters[i]},
                             {"solved", to_json(row.solved)},
                             {"unique", row.unique},
                             {"beats", names(row.beats, ratings.raters)}});
  }
  for (const CoverageStep& step : report.greedy) {
    out["greedy"].push_back({{"model", ratings.raters[step.rater]},
                             {"coverage", to_json(step.coverage)},
                             {"gain", to_json(step.gain)}});
  }
  return out;
}

Json consensus_json(const ConsensusParts& parts, const Ratings& ratings) {
  const AggregateReport& report = parts.answers;
  const AggregateMethodInfo& method = aggregate_method_info(report.method);
  std::size_t decided = 0;
  std::size_t tied = 0;
  for (const ItemConsensus& item : report.items) {
    decided += item.value ? 1U : 0U;
    tied += item.ties.empty() ? 0U : 1U;
  }
  Json out = {{"method", method.id},          {"label", method.label}, {"items", report.items.size()},
              {"decided", decided},           {"tied", tied},          {"values", ratings.values.size()},
              {"iterations", report.iterations}};
  for (const EstimateStatusInfo& row : estimate_status_table()) {
    if (row.status == report.status) out["status"] = row.id;
  }
  if (!report.reason.empty()) out["reason"] = report.reason;
  out["raters"] = Json::array();
  for (std::size_t i = 0; i < report.rater_accuracy.size(); ++i)
    out["raters"].push_back({{"rater", ratings.raters[i]}, {"accuracy", to_json(report.rater_accuracy[i])}});
  out.update(warnings_json(parts.assumptions, ratings));
  if (parts.calibration != nullptr) {
    out["calibration"] = {{"accuracy", to_json(parts.calibration->accuracy)},
                          {"calibration_error", to_json(parts.calibration->calibration_error)},
                          {"brier", to_json(parts.calibration->brier)}};
  }
  if (!parts.items) return out;
  out["item_answers"] = Json::array();
  for (std::size_t item = 0; item < report.items.size(); ++item)
    out["item_answers"].push_back(item_json(report, ratings, item));
  return out;
}

}  // namespace nines::codec
