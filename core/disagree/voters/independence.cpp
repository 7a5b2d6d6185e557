// Voters of a panel (nines/voters.h): all of it functions of sums over items, so that one table of sums and one set of
// resamples serve every number.
#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "base/bootstrap.h"
#include "base/stats.h"
#include "disagree/voters/jacobi.h"
#include "disagree/voters/outcome_table.h"
#include "disagree/voters/panel.h"
#include "nines/voters.h"

namespace nines {
namespace {

using base::ItemSample;
using base::kUndefined;
using disagree::kMissing;
using disagree::kRight;
using disagree::OutcomeTable;

constexpr std::uint32_t kStream = 0x707E;

// Sums of one item: five per pair, two per rater, then those of the panel.
struct Columns {
  std::size_t raters = 0;
  [[nodiscard]] std::size_t pairs() const { return raters * (raters - 1) / 2; }
  [[nodiscard]] std::size_t shared(std::size_t pair) const { return 5 * pair; }
  [[nodiscard]] std::size_t wrong_a(std::size_t pair) const { return 5 * pair + 1; }
  [[nodiscard]] std::size_t wrong_b(std::size_t pair) const { return 5 * pair + 2; }
  [[nodiscard]] std::size_t both(std::size_t pair) const { return 5 * pair + 3; }
  [[nodiscard]] std::size_t same(std::size_t pair) const { return 5 * pair + 4; }
  [[nodiscard]] std::size_t answered(std::size_t rater) const { return 5 * pairs() + 2 * rater; }
  [[nodiscard]] std::size_t right(std::size_t rater) const { return 5 * pairs() + 2 * rater + 1; }
  enum Panel : std::size_t { judged, majority, repeated, one_right, two_right, panel_columns };
  [[nodiscard]] std::size_t panel(Panel what) const { return 5 * pairs() + 2 * raters + what; }
  [[nodiscard]] std::size_t count() const { return 5 * pairs() + 2 * raters + panel_columns; }
};

// Statistics: three per pair, then those of the panel.
enum Whole : std::size_t {
  mean_phi,
  mean_agree,
  kish,
  eigen,
  majority,
  independent,
  beta_binomial,
  three_low,
  three_high,
  whole_count
};

void fill_row(const Columns& at, std::span<const std::int32_t> cells, double* row) {
  std::size_t pair = 0;
  double n = 0;
  double c = 0;
  for (std::size_t a = 0; a < cells.size(); ++a) {
    for (std::size_t b = a + 1; b < cells.size(); ++b, ++pair) {
      if (cells[a] == kMissing || cells[b] == kMissing) continue;
      const bool both = cells[a] != kRight && cells[b] != kRight;
      row[at.shared(pair)] = 1;
      row[at.wrong_a(pair)] = cells[a] != kRight ? 1 : 0;
      row[at.wrong_b(pair)] = cells[b] != kRight ? 1 : 0;
      row[at.both(pair)] = both ? 1 : 0;
      row[at.same(pair)] = both && cells[a] == cells[b] ? 1 : 0;
    }
    if (cells[a] == kMissing) continue;
    row[at.answered(a)] = 1;
    row[at.right(a)] = cells[a] == kRight ? 1 : 0;
    n += 1;
    c += cells[a] == kRight ? 1 : 0;
  }
  if (n > 0) {
    row[at.panel(Columns::judged)] = 1;
    row[at.panel(Columns::majority)] = 2 * c > n ? 1 : 2 * c == n ? 0.5 : 0;
  }
  if (n > 1) {
    row[at.panel(Columns::repeated)] = 1;
    row[at.panel(Columns::one_right)] = c / n;
    row[at.panel(Columns::two_right)] = c * (c - 1) / (n * (n - 1));
  }
}

double ratio(double a, double b) { return b > 0 ? a / b : kUndefined; }

double phi_of(double n, double a, double b, double both) {
  const double spread = a * (n - a) * b * (n - b);
  return spread > 0 ? (n * both - a * b) / std::sqrt(spread) : kUndefined;
}

// Poisson-binomial majority of raters with these accuracies; a tie counts half.
double unlike_majority(std::span<const double> accuracy) {
  std::vector<double> chance{1};
  for (const double p : accuracy) {
    chance.push_back(0);
    for (std::size_t k = chance.size(); k-- > 0;) chance[k] = chance[k] * (1.0 - p) + (k > 0 ? chance[k - 1] * p : 0);
  }
  double out = 0;
  const std::size_t n = accuracy.size();
  for (std::size_t k = (n + 1) / 2; k <= n; ++k) out += 2 * k == n ? 0.5 * chance[k] : chance[k];
  return out;
}

class PanelStatistics {
 public:
  PanelStatistics(const OutcomeTable& table, std::size_t values) : at_{table.raters}, values_(values) {
    std::int64_t answers = 0;
    std::int64_t judged = 0;
    for (std::size_t p = 0; p < table.multiplicity.size(); ++p) {
      std::int64_t own = 0;
      for (const std::int32_t cell : table.row(p)) own += cell == kMissing ? 0 : 1;
      answers += own * table.multiplicity[p];
      judged += own > 0 ? table.multiplicity[p] : 0;
      complete_ = complete_ && own == static_cast<std::int64_t>(table.raters);
    }
    typical_ = judged > 0 ? std::max<std::int64_t>(1, (2 * answers + judged) / (2 * judged)) : 1;
  }
  [[nodiscard]] const Columns& columns() const { return at_; }
  [[nodiscard]] bool is_complete() const { return complete_; }
  [[nodiscard]] std::size_t count() const { return 3 * at_.pairs() + whole_count; }
  [[nodiscard]] std::size_t whole(Whole what) const { return 3 * at_.pairs() + what; }

  void finish(std::span<const double> sums, std::span<double> out) const {
    pairs(sums, out);
    panel(sums, out);
    eigen_of(out);
  }

  // Correlation matrix of the raters whose errors vary; pairs without a phi of their own stand at the mean.
  [[nodiscard]] std::vector<double> matrix(std::span<const double> statistics, std::size_t& size) const {
    std::vector<std::size_t> kept;
    for (std::size_t a = 0; a < at_.raters; ++a) {
      if (has_phi(statistics, a)) kept.push_back(a);
    }
    size = kept.size();
    std::vector<double> out(size * size, 1);
    for (std::size_t x = 0; x < size; ++x) {
      for (std::size_t y = x + 1; y < size; ++y) {
        const double phi = statistics[3 * pair_of(kept[x], kept[y])];
        out[x * size + y] = out[y * size + x] = base::is_defined(phi) ? phi : statistics[whole(mean_phi)];
      }
    }
    return out;
  }

 private:
  [[nodiscard]] std::size_t pair_of(std::size_t a, std::size_t b) const {
    return a * at_.raters - a * (a + 1) / 2 + b - a - 1;
  }
  [[nodiscard]] bool has_phi(std::span<const double> statistics, std::size_t a) const {
    for (std::size_t b = 0; b < at_.raters; ++b) {
      if (b != a && base::is_defined(statistics[3 * pair_of(std::min(a, b), std::max(a, b))])) return true;
    }
    return false;
  }

  void pairs(std::span<const double> sums, std::span<double> out) const {
    base::CompensatedSum phis;
    double defined = 0;
    double both = 0;
    double same = 0;
    for (std::size_t p = 0; p < at_.pairs(); ++p) {
      const double n = sums[at_.shared(p)];
      const double phi = phi_of(n, sums[at_.wrong_a(p)], sums[at_.wrong_b(p)], sums[at_.both(p)]);
      out[3 * p] = phi;
      out[3 * p + 1] = ratio(sums[at_.both(p)], n);
      out[3 * p + 2] = values_ > 2 ? ratio(sums[at_.same(p)], sums[at_.both(p)]) : kUndefined;
      both += sums[at_.both(p)];
      same += sums[at_.same(p)];
      if (!base::is_defined(phi)) continue;
      phis.add(phi);
      defined += 1;
    }
    const double mean = defined > 0 ? phis.value() / defined : kUndefined;
    out[whole(mean_phi)] = mean;
    out[whole(mean_agree)] = values_ > 2 ? ratio(same, both) : kUndefined;
    const auto n = static_cast<double>(at_.raters);
    out[whole(kish)] = base::is_defined(mean) ? kish_voters(n, mean).value_or(kUndefined) : kUndefined;
  }

  void panel(std::span<const double> sums, std::span<double> out) const {
    out[whole(majority)] = ratio(sums[at_.panel(Columns::majority)], sums[at_.panel(Columns::judged)]);
    std::vector<double> accuracy;
    for (std::size_t a = 0; a < at_.raters; ++a) {
      const double share = ratio(sums[at_.right(a)], sums[at_.answered(a)]);
      if (base::is_defined(share)) accuracy.push_back(share);
    }
    const double n = sums[at_.panel(Columns::repeated)];
    const double m1 = ratio(sums[at_.panel(Columns::one_right)], n);
    const double m2 = ratio(sums[at_.panel(Columns::two_right)], n);
    for (const Whole what : {independent, beta_binomial, three_low, three_high}) out[whole(what)] = kUndefined;
    if (!base::is_defined(m1)) return;
    out[whole(independent)] = complete_ ? unlike_majority(accuracy) : majority_accuracy(typical_, std::min(1.0, m1), 0);
    const double spread = m1 * (1.0 - m1);
    const double rho = spread > 0 ? std::clamp((m2 - m1 * m1) / spread, 0.0, 1.0) : 0;
    out[whole(beta_binomial)] = majority_accuracy(typical_, std::min(1.0, m1), rho);
    if (const auto bounds = vote_of_three(m1, m2)) {
      out[whole(three_low)] = bounds->first;
      out[whole(three_high)] = bounds->second;
    }
  }

  // Sum of eigenvalues = n, sum of their squares = sum of squared entries: no rotation is needed for the ratio.
  void eigen_of(std::span<double> out) const {
    std::size_t n = 0;
    const std::vector<double> m = matrix(out, n);
    base::CompensatedSum squares;
    for (const double x : m) squares.add(x * x);
    const auto size = static_cast<double>(n);
    out[whole(eigen)] = n >= 2 ? size * size / squares.value() : kUndefined;
  }

  Columns at_;
  std::size_t values_;
  bool complete_ = true;
  std::int64_t typical_ = 1;
};

base::BootstrapResult resample(const OutcomeTable& table, const PanelStatistics& statistics,
                               const VoterOptions& options, const RunContext& run) {
  base::AdditiveStatistics sums;
  sums.columns = statistics.columns().count();
  sums.count = statistics.count();
  sums.rows.assign(table.multiplicity.size() * sums.columns, 0);
  for (std::size_t p = 0; p < table.multiplicity.size(); ++p)
    fill_row(statistics.columns(), table.row(p), sums.rows.data() + p * sums.columns);
  sums.finish = [&statistics](std::span<const double> from, std::span<double> out) { statistics.finish(from, out); };
  base::BootstrapPlan plan;
  plan.seed = options.seed;
  plan.stream = kStream;
  plan.draws = options.bootstrap;
  plan.level = options.level;
  return base::item_bootstrap(table.multiplicity, base::additive_statistics(std::move(sums), table.multiplicity), plan,
                              run);
}

struct WholeText {
  const char* method;
  const char* without_gold;  // which way errors against the consensus bend it
  base::Bounds bounds;
};
// In the order of Whole.
constexpr std::array<WholeText, whole_count> kTexts{
    WholeText{"mean over pairs of the phi coefficient of their errors", "too low: shared errors become the consensus",
              base::Bounds::none},
    WholeText{"share of the same wrong answer among pairs that are both wrong",
              "too low: an error that most share counts as right", base::Bounds::unit},
    WholeText{"Kish: n / (1 + (n - 1) mean phi)", "too high: shared errors become the consensus", base::Bounds::none},
    WholeText{"participation ratio of the eigenvalues of the correlation of errors; low for few items",
              "too high: shared errors become the consensus", base::Bounds::none},
    WholeText{"observed: more than half are right, a tie counts half", "too high: the consensus is the majority's",
              base::Bounds::unit},
    WholeText{"Poisson-binomial of the raters' accuracies, as if errors were independent",
              "too high: raters agree with a consensus they made", base::Bounds::unit},
    WholeText{"beta-binomial of the mean and intraclass correlation",
              "too high: raters agree with a consensus they made", base::Bounds::unit},
    WholeText{"sharp lower bound 3 m2 - 2 m3 from the first two moments",
              "too high: raters agree with a consensus they made", base::Bounds::unit},
    WholeText{"sharp upper bound 3 m2 - 2 m3 from the first two moments",
              "too high: raters agree with a consensus they made", base::Bounds::unit},
};

std::string method_text(const std::string& method, const char* bias, TruthFrom truth) {
  return truth == TruthFrom::gold ? method : method + "; against the consensus, " + bias;
}

Estimate estimate_of(const base::BootstrapResult& result, std::size_t at, const ItemSample& sample, std::string method,
                     const char* undefined) {
  if (sample.used > 0 && !base::is_defined(result.values[at]))
    return base::no_estimate(EstimateStatus::no_variation, undefined, sample, std::move(method));
  return base::item_estimate(result.values[at], result.intervals[at], sample, std::move(method));
}

constexpr const char* kNoSpread = "A rater of each pair is right throughout or wrong throughout.";
constexpr const char* kNoneBoth = "With two values, or without an item that two get wrong, this is not defined.";

void add_pairs(const OutcomeTable& table, const base::BootstrapResult& result, VoterReport& report) {
  std::size_t pair = 0;
  for (std::uint32_t a = 0; a < table.raters; ++a) {
    for (std::uint32_t b = a + 1; b < table.raters; ++b, ++pair) {
      ItemSample sample;
      for (std::size_t p = 0; p < table.multiplicity.size(); ++p) {
        const auto row = table.row(p);
        sample.used += row[a] == kMissing || row[b] == kMissing ? 0 : table.multiplicity[p];
      }
      sample.pairable = sample.used;
      sample.dropped = table.items + table.dropped_items - sample.used;
      VoterPair out{a, b, {}, {}, {}};
      const char* bias = "too low: shared errors become the consensus";
      out.double_fault = estimate_of(result, 3 * pair + 1, sample,
                                     method_text("share of items that both get wrong", bias, report.truth), "");
      out.agree_when_both_wrong = estimate_of(
          result, 3 * pair + 2, sample, method_text("same wrong answer, of both wrong", bias, report.truth), kNoneBoth);
      sample.bounds = base::Bounds::none;
      out.phi = estimate_of(result, 3 * pair, sample, method_text("phi coefficient of errors", bias, report.truth),
                            kNoSpread);
      report.pairs.push_back(std::move(out));
    }
  }
}

void add_whole(const OutcomeTable& table, const PanelStatistics& statistics, const base::BootstrapResult& result,
               VoterReport& report) {
  const std::array<Estimate*, whole_count> into{&report.mean_phi,
                                                &report.mean_agree_wrong,
                                                &report.kish_voters,
                                                &report.eigen_voters,
                                                &report.majority_accuracy,
                                                &report.independent_majority,
                                                &report.beta_binomial_majority,
                                                &report.vote_of_three_low,
                                                &report.vote_of_three_high};
  ItemSample sample;
  for (std::size_t p = 0; p < table.multiplicity.size(); ++p) {
    std::int64_t answers = 0;
    for (const std::int32_t cell : table.row(p)) answers += cell == kMissing ? 0 : 1;
    sample.used += answers > 0 ? table.multiplicity[p] : 0;
    sample.pairable += answers > 1 ? table.multiplicity[p] : 0;
  }
  sample.dropped = table.items + table.dropped_items - sample.used;
  for (std::size_t what = 0; what < whole_count; ++what) {
    sample.bounds = kTexts[what].bounds;
    *into[what] = estimate_of(result, statistics.whole(static_cast<Whole>(what)), sample,
                              method_text(kTexts[what].method, kTexts[what].without_gold, report.truth),
                              what == mean_agree ? kNoneBoth : kNoSpread);
  }
  std::size_t size = 0;
  std::vector<double> matrix = statistics.matrix(result.values, size);
  if (size >= 2) report.eigenvalues = disagree::symmetric_eigenvalues(std::move(matrix), size);
}

}  // namespace

Result<VoterReport> measure_voters(const Ratings& ratings, std::span<const std::uint32_t> gold,
                                   const VoterOptions& options, RunContext& run) {
  if (std::optional<Error> error = disagree::check_panel(ratings, options)) return *std::move(error);
  VoterReport out;
  out.raters = static_cast<std::int64_t>(ratings.raters.size());
  out.truth = gold.empty() ? TruthFrom::consensus : TruthFrom::gold;
  if (ratings.values.size() > 2) out.agree_wrong_chance = 1.0 / static_cast<double>(ratings.values.size() - 1);
  Result<std::vector<std::uint32_t>> truth = disagree::truth_of(ratings, gold, run);
  if (!truth) return truth.error();
  const OutcomeTable table = disagree::make_outcome_table(ratings, truth.value());
  disagree::note_panel(table, out.issues);
  if (ratings.raters.size() < 2) {
    const Estimate none = base::no_estimate(EstimateStatus::one_rater, "Voters need two raters.", {}, "");
    for (Estimate* into :
         {&out.mean_phi, &out.mean_agree_wrong, &out.kish_voters, &out.eigen_voters, &out.majority_accuracy,
          &out.independent_majority, &out.beta_binomial_majority, &out.vote_of_three_low, &out.vote_of_three_high})
      *into = none;
    return out;
  }
  const PanelStatistics statistics(table, ratings.values.size());
  base::BootstrapResult result = resample(table, statistics, options, run);
  if (result.cancelled) return Error{ErrorCode::cancelled, "cancelled", {}};
  if (!statistics.is_complete()) {
    out.issues.push_back({Severity::note,
                          "incomplete_panel",
                          "Not every rater answered every item: majorities are of those who did",
                          {}});
  }
  add_pairs(table, result, out);
  add_whole(table, statistics, result, out);
  if (out.kish_voters.value) out.sentence = disagree::voters_sentence(out.raters, *out.kish_voters.value);
  return out;
}

}  // namespace nines
