// What can be told about the raters before any gold is seen (nines/aggregate.h): copies, adversaries, too few raters.
#include <algorithm>
#include <cmath>
#include <string>

#include "base/special.h"
#include "disagree/aggregate/pooled.h"
#include "nines/aggregate.h"

namespace nines {
namespace {

using disagree::FitInput;
using disagree::PairExcess;
using disagree::PooledFit;

constexpr std::int64_t kEnoughRaters = 3;

std::int64_t median_raters(const Ratings& ratings) {
  std::vector<std::int64_t> counts;
  for (std::size_t item = 0; item < ratings.items.size(); ++item) {
    const std::span<const Rating> own = ratings.of_item(item);
    std::int64_t distinct = 0;
    for (std::size_t r = 0; r < own.size(); ++r) distinct += r == 0 || own[r].rater != own[r - 1].rater ? 1 : 0;
    if (distinct > 0) counts.push_back(distinct);
  }
  std::sort(counts.begin(), counts.end());
  return counts.empty() ? 0 : counts[(counts.size() - 1) / 2];
}

std::vector<CopiedPair> copied_pairs(const PooledFit& pooled) {
  std::vector<CopiedPair> out;
  const auto tested = static_cast<double>(disagree::tested_pairs(pooled.pairs));
  for (const PairExcess& pair : pooled.pairs) {
    if (pair.shared < disagree::kMinShared) continue;
    const double p = std::min(1.0, tested * disagree::copy_p_value(pair, pooled.copying.common));
    if (p > kAssumptionLevel || disagree::excess_share(pair) <= 0) continue;
    out.push_back({pair.a, pair.b, std::min(1.0, disagree::excess_share(pair)), p, pair.shared});
  }
  return out;
}

// Right answers of one rater, as the others see the truth, against what his habits would reach blindly.
struct AgainstChance {
  double answers = 0;
  double right = 0;
  double blind = 0;
  double variance = 0;
};

std::vector<double> truth_without(const FitInput& input, const PooledFit& pooled, std::size_t item,
                                  std::uint32_t rater) {
  const std::size_t values = input.values();
  std::vector<double> row(values);
  for (std::size_t k = 0; k < values; ++k) row[k] = disagree::safe_log(pooled.fit.posterior[item * values + k]);
  for (std::size_t r = input.ratings.item_begin[item]; r < input.ratings.item_begin[item + 1]; ++r) {
    const Rating& rating = input.ratings.ratings[r];
    if (rating.rater != rater && pooled.copying.of(rater, rating.rater) == 0) continue;
    const double* terms = pooled.fit.confusion.data() + disagree::cell(values, rating);
    for (std::size_t k = 0; k < values; ++k) row[k] -= pooled.fit.vote_weight[r] * terms[k];
  }
  disagree::normalise_log_row(row);
  return row;
}

std::vector<AgainstChance> against_chance(const FitInput& input, const PooledFit& pooled) {
  const Ratings& ratings = input.ratings;
  const std::size_t values = input.values();
  std::vector<AgainstChance> out(input.raters());
  std::vector<double> habit(input.raters() * values, 0);
  for (const Rating& rating : ratings.ratings) {
    habit[rating.rater * values + rating.value] += 1;
    out[rating.rater].answers += 1;
  }
  for (std::size_t item = 0; item < input.items(); ++item) {
    for (const Rating& rating : ratings.of_item(item)) {
      AgainstChance& tally = out[rating.rater];
      const std::vector<double> truth = truth_without(input, pooled, item, rating.rater);
      double blind = 0;
      for (std::size_t k = 0; k < values; ++k) blind += truth[k] * habit[rating.rater * values + k] / tally.answers;
      tally.right += truth[rating.value];
      tally.blind += blind;
      tally.variance += blind * (1.0 - blind);
    }
  }
  return out;
}

std::vector<SuspectRater> find_adversaries(const FitInput& input, const PooledFit& pooled) {
  std::vector<SuspectRater> out;
  const std::vector<AgainstChance> tallies = against_chance(input, pooled);
  const auto tested = static_cast<double>(std::count_if(tallies.begin(), tallies.end(), [](const AgainstChance& tally) {
    return tally.answers >= static_cast<double>(disagree::kMinShared) && tally.variance > 0;
  }));
  for (std::uint32_t rater = 0; rater < tallies.size(); ++rater) {
    const AgainstChance& tally = tallies[rater];
    if (tally.answers < static_cast<double>(disagree::kMinShared) || tally.variance <= 0) continue;
    // Half an answer of continuity, so that few answers do not raise an alarm sooner than they should.
    const double z = (tally.right + 0.5 - tally.blind) / std::sqrt(tally.variance);
    const double p = std::min(1.0, tested * base::normal_cdf(z));
    if (p <= kAssumptionLevel) out.push_back({rater, tally.right / tally.answers, tally.blind / tally.answers, p});
  }
  return out;
}

void add_issues(const Ratings& ratings, AssumptionReport& report) {
  const auto add = [&report](const char* code, std::string message) {
    report.issues.push_back({Severity::warning, code, std::move(message), {}});
  };
  if (!report.copies.empty()) {
    const CopiedPair& first = report.copies.front();
    add("copied_raters", std::to_string(report.copies.size()) +
                             " pairs of raters agree more than the truth explains, such as " + ratings.raters[first.a] +
                             " and " + ratings.raters[first.b] +
                             "; models that take raters for independent are too sure and may be wrong");
  }
  if (!report.adversaries.empty()) {
    add("adversaries", std::to_string(report.adversaries.size()) + " raters do worse than chance, such as " +
                           ratings.raters[report.adversaries.front().rater] + "; a plain vote counts them as right");
  }
  if (report.raters_of_an_item < kEnoughRaters) {
    add("too_few_raters", "Half of the items have at most " + std::to_string(report.raters_of_an_item) +
                              " raters: below three, nothing in the answers tells a good rater from a bad one");
  }
}

}  // namespace

Result<AssumptionReport> check_assumptions(const Ratings& ratings, const AggregateOptions& options, RunContext& run) {
  if (std::optional<Error> error = disagree::check_options(ratings, options)) return *std::move(error);
  AssumptionReport out;
  out.raters_of_an_item = median_raters(ratings);
  if (ratings.raters.size() >= 2) {
    const FitInput input{ratings, options, run};
    const PooledFit pooled = disagree::fit_pooled_with_pairs(input);
    if (pooled.fit.cancelled || run.cancelled()) return Error{ErrorCode::cancelled, "cancelled", {}};
    out.pairs_tested = disagree::tested_pairs(pooled.pairs);
    out.shared_error = pooled.copying.common;
    out.copies = copied_pairs(pooled);
    out.adversaries = find_adversaries(input, pooled);
    if (!disagree::is_paired(input)) {
      out.issues.push_back({Severity::note, "pairs_not_tested", "Too many raters or values to compare every pair", {}});
    }
  }
  add_issues(ratings, out);
  return out;
}

}  // namespace nines
