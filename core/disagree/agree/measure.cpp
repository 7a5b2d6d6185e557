// The agreement report: which rows fit the data, their values, statuses and intervals (nines/agreement.h).
#include <algorithm>
#include <utility>

#include "base/bootstrap.h"
#include "base/stats.h"
#include "disagree/agree/by_rater.h"
#include "disagree/agree/item_types.h"
#include "disagree/agree/pooled.h"
#include "nines/agreement.h"
#include "nines/disagree.h"

namespace nines {
namespace {

using disagree::ItemTypes;
using disagree::Parts;
using disagree::PooledCoefficients;
using disagree::RaterCoefficients;
using disagree::RaterRows;
using Rows = std::vector<const AgreementInfo*>;

constexpr std::uint32_t kPooledStream = 2;
constexpr std::uint32_t kOneWayStream = 20;
constexpr std::uint32_t kRaterStream = 21;

bool is_one_way(Coefficient c) { return c == Coefficient::icc1 || c == Coefficient::icc1k; }
bool is_correlation(Coefficient c) { return c >= Coefficient::icc1 && c <= Coefficient::icc3k; }
bool is_by_rater(const AgreementInfo& row) { return row.need == AgreementNeed::rated_by_all; }

// Shown when nothing was asked for: the common ones that the data allow.
constexpr std::string_view kNominalRows[] = {"observed", "krippendorff_nominal", "fleiss",
                                             "cohen",    "brennan_prediger",     "gwet_ac1"};
constexpr std::string_view kOrderedRows[] = {"krippendorff_ordinal", "cohen_quadratic", "gwet_ac2_ordinal",
                                             "kendall_w"};
constexpr std::string_view kNumberRows[] = {
    "krippendorff_interval", "krippendorff_ratio", "icc1", "icc1k", "icc2", "icc2k", "icc3", "icc3k"};

Rows rows_that_fit(const Ratings& ratings, bool is_ordered) {
  Rows rows;
  const auto add = [&rows](std::span<const std::string_view> ids) {
    for (const std::string_view id : ids) rows.push_back(find_agreement(id));
  };
  add(kNominalRows);
  if (is_ordered || !ratings.numbers.empty()) add(kOrderedRows);
  if (!ratings.numbers.empty()) add(kNumberRows);
  return rows;
}

struct Measurer {
  const Ratings& ratings;
  const AgreementOptions& options;
  RunContext& run;
  ItemTypes types;
  std::vector<double> places;
  AgreementReport report;
  bool is_cancelled = false;

  // Why a row cannot be computed on these data at all; empty when it can.
  [[nodiscard]] std::string refusal(const AgreementInfo& row) const {
    const bool has_numbers = !ratings.numbers.empty();
    if (!has_numbers && (row.need == AgreementNeed::numbers || is_correlation(row.coefficient)))
      return "The values are not all numbers.";
    if (!has_numbers && !options.is_ordered && row.scale != Scale::nominal)
      return "The values have no order: they are not numbers, and no order was declared.";
    if (disagree::needs_matrix(row.scale) && ratings.values.size() > kMaxScaleValues)
      return "More than " + std::to_string(kMaxScaleValues) + " different values.";
    if (row.scale == Scale::ratio && !places.empty() && places.front() < 0) return "Ratios need values of 0 or more.";
    return "";
  }

  [[nodiscard]] base::ItemSample sample(std::int64_t used) const {
    base::ItemSample out;
    out.used = out.pairable = used;
    out.dropped = static_cast<std::int64_t>(ratings.items.size()) - used;
    out.bounds = base::Bounds::none;
    return out;
  }

  [[nodiscard]] Estimate without_value(const AgreementInfo& row, std::int64_t used) const {
    const std::string method = row.formula;
    if (report.ratings == 0)
      return base::no_estimate(EstimateStatus::no_data, "No record has a value to compare.", sample(0), method);
    if (report.raters == 1)
      return base::no_estimate(EstimateStatus::one_rater,
                               "Only one rater answered, so no item has two values to compare.", sample(0), method);
    if (report.pairable_items == 0)
      return base::no_estimate(EstimateStatus::no_pairable, "No item has two values to compare.", sample(0), method);
    if (used == 0)
      return base::no_estimate(EstimateStatus::no_pairable, "No item was rated exactly once by every rater.", sample(0),
                               method);
    return base::no_estimate(EstimateStatus::no_variation,
                             "Every value is the same, so nothing tells agreement from chance.", sample(used), method);
  }

  void add_row(const AgreementInfo& row, const Parts& parts, const std::optional<Interval>& interval, double error,
               const std::optional<Interval>& analytic, std::int64_t used) {
    AgreementRow out;
    out.id = row.id;
    if (base::is_defined(parts.seen)) out.observed = parts.seen;
    if (base::is_defined(parts.chance)) out.expected = parts.chance;
    if (!base::is_defined(parts.value) || used == 0) {
      out.estimate = without_value(row, used);
    } else {
      base::ItemSample of = sample(used);
      if (row.coefficient == Coefficient::percent && types.sizes.size() == 1) of.bounds = base::Bounds::unit;
      out.estimate = base::item_estimate(parts.value, interval, of, row.formula);
      if (base::is_defined(error)) out.standard_error = error;
      out.analytic = analytic;
    }
    out.estimate.n_items = report.items;
    report.rows.push_back(std::move(out));
  }

  base::BootstrapResult bootstrap(std::span<const std::int64_t> multiplicity, const base::ItemStatistics& statistics,
                                  std::int64_t used, std::uint32_t stream, double from, double to) {
    base::BootstrapPlan plan;
    plan.seed = options.seed;
    plan.stream = stream;
    plan.draws = used < kFewItems ? 0 : options.bootstrap;  // too few items have no interval
    plan.level = options.level;
    const double rest = 1.0 - options.progress_from;
    plan.progress_from = options.progress_from + rest * from;
    plan.progress_to = options.progress_from + rest * to;
    base::BootstrapResult out = base::item_bootstrap(multiplicity, statistics, plan, run);
    is_cancelled = is_cancelled || out.cancelled;
    return out;
  }

  void add_pooled(const Rows& rows) {
    if (rows.empty()) return;
    if (report.pairable_items == 0) return refuse(rows, 0);
    const PooledCoefficients pooled(types, places, rows);
    const base::BootstrapResult result =
        bootstrap(types.multiplicity, pooled.statistics(), report.pairable_items, kPooledStream, 0, 0.6);
    const std::vector<Parts> parts = pooled.parts();
    const std::vector<double> errors = pooled.standard_errors();
    for (std::size_t r = 0; r < rows.size(); ++r) {
      add_row(*rows[r], parts[r], result.intervals[r], errors[r], student_interval(*rows[r], parts[r].value, errors[r]),
              report.pairable_items);
    }
  }

  // value +- t * error with items - 1 degrees of freedom, never above 1 (Gwet 2014, section 5.5). Alpha knows nothing
  // of items with one rating.
  [[nodiscard]] std::optional<Interval> student_interval(const AgreementInfo& row, double value, double error) const {
    const std::int64_t items = row.coefficient == Coefficient::krippendorff ? report.pairable_items : report.items;
    if (!base::is_defined(error) || !base::is_defined(value) || items < 2) return std::nullopt;
    const double t = base::student_quantile(0.5 * (1.0 + options.level), static_cast<double>(items - 1));
    return Interval{value - t * error, std::min(1.0, value + t * error), options.level, "linearised, Student's t"};
  }

  void add_one_way(const Rows& rows) {
    if (rows.empty()) return;
    if (report.pairable_items == 0) return refuse(rows, 0);
    const base::BootstrapResult result = bootstrap(types.multiplicity, disagree::one_way_statistics(types, places),
                                                   report.items, kOneWayStream, 0.6, 0.7);
    const std::vector<std::optional<Interval>> exact = disagree::one_way_intervals(types, places, options.level);
    for (const AgreementInfo* row : rows) {
      const std::size_t at = row->coefficient == Coefficient::icc1 ? 0 : 1;
      add_row(*row, {result.values[at], base::kUndefined, base::kUndefined}, result.intervals[at], base::kUndefined,
              exact[at], report.items);
    }
  }

  void add_by_rater(const Rows& rows) {
    if (rows.empty()) return;
    const RaterRows table = disagree::rater_rows(ratings);
    if (table.is_too_large) {
      report.issues.push_back(
          {Severity::note,
           "too_many_ratings",
           "measures that tell raters apart are left out: raters times items, or times values, are more than " +
               std::to_string(kMaxRaterCells),
           {}});
      return;
    }
    if (table.items == 0 || table.raters < 2) return refuse(rows, 0);
    const RaterCoefficients by_rater(table, places, rows);
    const base::BootstrapResult result =
        bootstrap(table.multiplicity, by_rater.statistics(), table.items, kRaterStream, 0.7, 1);
    const std::vector<Parts> parts = by_rater.parts();
    const std::vector<double> errors = by_rater.standard_errors();
    const std::vector<std::optional<Interval>> exact = by_rater.intervals(options.level);
    for (std::size_t r = 0; r < rows.size(); ++r)
      add_row(*rows[r], parts[r], result.intervals[r], errors[r], exact[r], table.items);
  }

  void refuse(const Rows& rows, std::int64_t used) {
    for (const AgreementInfo* row : rows) add_row(*row, {}, std::nullopt, base::kUndefined, std::nullopt, used);
  }

  void add_refused(const AgreementInfo& row, std::string reason) {
    AgreementRow out;
    out.id = row.id;
    out.estimate = base::no_estimate(EstimateStatus::no_data, std::move(reason), sample(0), row.formula);
    out.estimate.n_items = report.items;
    report.rows.push_back(std::move(out));
  }

  void describe() {
    report.items = types.items;
    report.pairable_items = types.pairable_items;
    report.ratings = static_cast<std::int64_t>(ratings.ratings.size());
    report.raters = static_cast<std::int64_t>(ratings.raters.size());
    report.issues = ratings.issues;
    const std::size_t q = ratings.values.size();
    const bool has_matrix = q <= kMaxCoincidences && q > 0;
    if (has_matrix) report.coincidences.assign(q, std::vector<double>(q, 0));
    std::vector<std::int64_t> counts(q, 0);
    for (std::size_t t = 0; t < types.types.size(); ++t) {
      const disagree::ItemType& type = types.types[t];
      if (type.answers < 2) continue;
      for (const auto& [a, of_a] : type.counts) {
        counts[a] += types.multiplicity[t] * of_a;
        if (!has_matrix) continue;
        for (const auto& [b, of_b] : type.counts) {
          const auto pairs = static_cast<double>(types.multiplicity[t] * of_a * (a == b ? of_b - 1 : of_b));
          report.coincidences[a][b] += pairs / static_cast<double>(type.answers - 1);
        }
      }
    }
    for (std::size_t v = 0; v < q; ++v) report.prevalence.push_back({ratings.values[v], counts[v]});
  }

  // The rows stand in the order in which they were asked for, whatever way each is computed.
  void sort_rows(const Rows& wanted) {
    std::vector<AgreementRow> sorted;
    for (const AgreementInfo* row : wanted) {
      const auto found = std::find_if(report.rows.begin(), report.rows.end(),
                                      [row](const AgreementRow& r) { return r.id == row->id; });
      if (found != report.rows.end()) sorted.push_back(*found);
    }
    report.rows = std::move(sorted);
  }
};

Result<Rows> wanted_rows(const Ratings& ratings, const AgreementOptions& options) {
  if (options.ids.empty()) return rows_that_fit(ratings, options.is_ordered);
  Rows rows;
  for (const std::string& id : options.ids) {
    const AgreementInfo* row = find_agreement(id);
    if (row == nullptr) return Error{ErrorCode::unknown_kind, "there is no coefficient '" + id + "'", {}};
    if (std::find(rows.begin(), rows.end(), row) == rows.end()) rows.push_back(row);
  }
  return rows;
}

}  // namespace

Result<AgreementReport> measure_agreement(const Ratings& ratings, const AgreementOptions& options, RunContext& run) {
  Result<Rows> wanted = wanted_rows(ratings, options);
  if (!wanted) return wanted.error();
  Measurer measurer{ratings, options, run, disagree::item_types(ratings), disagree::places_of(ratings), {}, false};
  measurer.describe();
  Rows pooled;
  Rows one_way;
  Rows by_rater;
  for (const AgreementInfo* row : wanted.value()) {
    if (std::string reason = measurer.refusal(*row); !reason.empty()) {
      measurer.add_refused(*row, std::move(reason));
      continue;
    }
    (is_one_way(row->coefficient) ? one_way : is_by_rater(*row) ? by_rater : pooled).push_back(row);
  }
  measurer.add_pooled(pooled);
  measurer.add_one_way(one_way);
  measurer.add_by_rater(by_rater);
  if (measurer.is_cancelled || run.cancelled())
    return Error{ErrorCode::cancelled, "cancelled while measuring agreement", {}};
  measurer.sort_rows(wanted.value());
  return std::move(measurer.report);
}

}  // namespace nines
