// The methods as one table, and the report that all of them give (nines/aggregate.h).
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "base/special.h"
#include "base/stats.h"
#include "disagree/aggregate/latent.h"
#include "nines/aggregate.h"
#include "nines/disagree.h"

namespace nines::disagree {

std::optional<Error> check_options(const Ratings& ratings, const AggregateOptions& options) {
  const auto bad = [](ErrorCode code, std::string message) { return Error{code, std::move(message), {}}; };
  if (!(options.level > 0 && options.level < 1)) return bad(ErrorCode::out_of_range, "level must lie between 0 and 1");
  if (options.max_iterations < 1) return bad(ErrorCode::out_of_range, "max_iterations must be at least 1");
  if (options.starts < 1) return bad(ErrorCode::out_of_range, "starts must be at least 1");
  if (!(options.tolerance >= 0)) return bad(ErrorCode::out_of_range, "tolerance must be 0 or more");
  const std::size_t values = std::max<std::size_t>(1, ratings.values.size());
  const std::size_t raters = std::max<std::size_t>(1, ratings.raters.size());
  if (values > kMaxConfusionCells / values / raters) {
    return bad(ErrorCode::limit_exceeded, std::to_string(raters) + " raters and " + std::to_string(values) +
                                              " values need more than " + std::to_string(kMaxConfusionCells) +
                                              " cells of confusion tables");
  }
  if (ratings.items.size() > kMaxPosteriorCells / values) {
    return bad(ErrorCode::limit_exceeded, std::to_string(ratings.items.size()) + " items and " +
                                              std::to_string(values) + " values need more than " +
                                              std::to_string(kMaxPosteriorCells) + " posterior probabilities");
  }
  return std::nullopt;
}

}  // namespace nines::disagree

namespace nines {
namespace {

using disagree::FitInput;
using disagree::LatentFit;

constexpr std::array kMethods{
    AggregateMethodInfo{AggregateMethod::majority, "majority", "Majority vote", "Every vote counts the same.",
                        "share of votes; ties stay ties"},
    AggregateMethodInfo{AggregateMethod::worker_agreement, "worker_agreement", "Worker agreement (Wawa)",
                        "A vote counts as often as its rater agrees with the majority.",
                        "Appen, worker agreement with aggregate; one round"},
    AggregateMethodInfo{AggregateMethod::dawid_skene, "dawid_skene", "Dawid-Skene",
                        "Every rater has a confusion table of his own; independent given the truth.",
                        "Dawid & Skene 1979, Applied Statistics 28:20-28"},
    AggregateMethodInfo{AggregateMethod::one_coin, "one_coin", "One-coin Dawid-Skene",
                        "Every rater has one accuracy; wrong answers are spread evenly.",
                        "Zhang, Chen, Zhou & Jordan 2016, Spectral methods meet EM, section 2"},
    AggregateMethodInfo{AggregateMethod::mace, "mace", "MACE", "A rater knows the truth, or answers from habit.",
                        "Hovy et al. 2013, NAACL, section 2"},
    AggregateMethodInfo{AggregateMethod::glad, "glad", "GLAD",
                        "Items differ in ease and raters in skill; wrong answers are spread evenly.",
                        "Whitehill et al. 2009, NIPS 22"},
    AggregateMethodInfo{
        AggregateMethod::pooled, "pooled", "Pooled tables, shared votes",
        "Confusion tables drawn towards what raters share; copies share their vote.",
        "Nines; after Paun et al. 2018 (hierarchical models), Dong et al. 2009 (dependence), Kish 1965"},
};

constexpr LatentFit (*kFits[])(const FitInput&) = {disagree::fit_majority,    disagree::fit_worker_agreement,
                                                   disagree::fit_dawid_skene, disagree::fit_one_coin,
                                                   disagree::fit_mace,        disagree::fit_glad,
                                                   disagree::fit_pooled};

ItemConsensus consensus_of(std::span<const double> row) {
  ItemConsensus out;
  out.probability = *std::max_element(row.begin(), row.end());
  const double tied = out.probability - kTieTolerance;
  if (std::count_if(row.begin(), row.end(), [tied](double p) { return p >= tied; }) == 1) {
    out.value = static_cast<std::uint32_t>(std::max_element(row.begin(), row.end()) - row.begin());
    return out;
  }
  for (std::uint32_t k = 0; k < row.size(); ++k) {
    if (row[k] >= tied) out.ties.push_back(k);
  }
  return out;
}

// Items and probabilities of one rater's answers being the truth.
struct AnswerTally {
  std::int64_t items = 0;
  double answers = 0;
  double right = 0;
  double doubt = 0;  // sum of p (1 - p): what is not known about which answers are right
};

std::vector<AnswerTally> tally_answers(const Ratings& ratings, std::span<const double> posterior) {
  std::vector<AnswerTally> out(ratings.raters.size());
  const std::size_t values = ratings.values.size();
  for (std::size_t item = 0; item < ratings.items.size(); ++item) {
    const std::span<const Rating> own = ratings.of_item(item);
    for (std::size_t r = 0; r < own.size(); ++r) {
      AnswerTally& tally = out[own[r].rater];
      const double p = std::min(1.0, posterior[item * values + own[r].value]);
      tally.items += r == 0 || own[r - 1].rater != own[r].rater ? 1 : 0;
      tally.answers += 1;
      tally.right += p;
      tally.doubt += p * (1.0 - p);
    }
  }
  return out;
}

// Wilson's interval over items, widened by what is not known about the truth.
Estimate accuracy_estimate(const AnswerTally& tally, double level, EstimateStatus fit_status) {
  Estimate out;
  out.method = "expected share of answers that are the consensus; Wilson over items, with the doubt about the truth";
  out.n_items = tally.items;
  out.n_pairable = tally.items;
  if (tally.items == 0) {
    out.status = EstimateStatus::no_data;
    out.reason = "This rater answered nothing.";
    return out;
  }
  const double share = std::clamp(tally.right / tally.answers, 0.0, 1.0);
  out.value = share;
  if (tally.items < kFewItems) {
    out.status = EstimateStatus::too_few_items;
    out.reason = tally.items == 1 ? "Only one item." : "Only " + std::to_string(tally.items) + " items.";
    return out;
  }
  const double n = static_cast<double>(tally.items);
  const double sampling = share * (1.0 - share) / n;
  const double doubt = tally.doubt / (tally.answers * tally.answers);
  const double effective = sampling > 0 ? n * sampling / (sampling + doubt) : n;
  out.ci = base::wilson_share(share, effective, level);
  if (fit_status == EstimateStatus::not_converged) {
    out.status = EstimateStatus::not_converged;
    out.reason = "The fit behind it did not settle.";
  }
  return out;
}

void set_status(const Ratings& ratings, const LatentFit& fit, AggregateReport& out) {
  if (ratings.ratings.empty()) {
    out.status = EstimateStatus::no_data;
    out.reason = "No item has an answer.";
  } else if (ratings.raters.size() == 1) {
    out.status = EstimateStatus::one_rater;
    out.reason = "Only one rater: his answers stand, and nothing says how good they are.";
  } else if (!fit.converged) {
    out.status = EstimateStatus::not_converged;
    out.reason = "The iteration did not settle within " + std::to_string(fit.iterations) + " steps.";
  }
}

AggregateReport report_of(const Ratings& ratings, const AggregateOptions& options, LatentFit fit) {
  AggregateReport out;
  out.method = options.method;
  out.values = ratings.values.size();
  set_status(ratings, fit, out);
  for (std::size_t item = 0; item < ratings.items.size(); ++item) {
    const std::span<const double> row(fit.posterior.data() + item * out.values, out.values);
    out.items.push_back(ratings.of_item(item).empty() ? ItemConsensus{} : consensus_of(row));
  }
  for (const AnswerTally& tally : tally_answers(ratings, fit.posterior))
    out.rater_accuracy.push_back(accuracy_estimate(tally, options.level, out.status));
  out.vote_weight = std::move(fit.vote_weight);
  if (out.vote_weight.empty()) out.vote_weight.assign(ratings.ratings.size(), 1);
  out.posterior = std::move(fit.posterior);
  out.prevalence = std::move(fit.prevalence);
  out.trace = std::move(fit.trace);
  out.iterations = fit.iterations;
  out.issues = std::move(fit.issues);
  return out;
}

}  // namespace

std::span<const AggregateMethodInfo> aggregate_method_table() { return kMethods; }
const AggregateMethodInfo& aggregate_method_info(AggregateMethod method) {
  return kMethods[static_cast<std::size_t>(method)];
}

Result<AggregateReport> aggregate_ratings(const Ratings& ratings, const AggregateOptions& options, RunContext& run) {
  if (std::optional<Error> error = disagree::check_options(ratings, options)) return *std::move(error);
  LatentFit fit;
  fit.posterior.assign(ratings.items.size() * ratings.values.size(), 0);
  fit.prevalence.assign(ratings.values.size(), 0);
  // One rater's answers are all there is: every model would only echo them.
  const bool alone = ratings.raters.size() <= 1;
  const FitInput input{ratings, options, run};
  const std::size_t method = alone ? 0 : static_cast<std::size_t>(options.method);
  if (!ratings.ratings.empty()) fit = kFits[method](input);
  if (fit.cancelled || run.cancelled()) return Error{ErrorCode::cancelled, "cancelled", {}};
  return report_of(ratings, options, std::move(fit));
}

}  // namespace nines
