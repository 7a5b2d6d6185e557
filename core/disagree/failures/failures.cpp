// Causes of failure and their stability (nines/failures.h).
#include "nines/failures.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/special.h"
#include "base/stats.h"
#include "disagree/item_reports.h"
#include "disagree/resample/item_rows.h"

namespace nines {
namespace {

using base::ItemSample;

using ItemCauses = std::map<std::string, std::map<std::string, std::int64_t>>;  // by item, cause

// What an item adds: no column names a cause but the top one, so renaming causes changes no resample.
enum Column : std::size_t { kFailures, kUnknown, kTop, kPaired, kSame, kColumns };
enum Statistic : std::size_t { kTopShare, kUnknownShare, kStability, kStatistics };

constexpr std::array<const char*, kStatistics> kMethods{
    "failures of the commonest known cause / failures",
    "failures without known cause / failures",
    "mean over items of sum c(c-1) / (m(m-1)) over known causes",
};

std::vector<CauseShare> shares_of(const ItemCauses& items, std::int64_t failures) {
  std::map<std::string, CauseShare> causes;
  for (const auto& [item, counts] : items) {
    for (const auto& [cause, count] : counts) {
      CauseShare& share = causes[cause];
      share.cause = cause;
      share.failures += count;
      ++share.items;
    }
  }
  std::vector<CauseShare> out;
  for (auto& [cause, share] : causes) {
    share.share = static_cast<double>(share.failures) / static_cast<double>(failures);
    out.push_back(share);
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const CauseShare& a, const CauseShare& b) { return a.failures > b.failures; });
  return out;
}

std::vector<std::string> commonest(const std::vector<CauseShare>& causes) {
  std::vector<std::string> top;
  std::int64_t most = 0;
  for (const CauseShare& share : causes) {
    if (share.cause.empty()) continue;
    if (top.empty()) most = share.failures;
    if (share.failures == most) top.push_back(share.cause);
  }
  return top;
}

std::array<double, kColumns> row_of(const std::map<std::string, std::int64_t>& counts, const std::string& top) {
  std::array<double, kColumns> row{};
  std::int64_t known = 0;
  std::int64_t same = 0;
  for (const auto& [cause, count] : counts) {
    row[kFailures] += static_cast<double>(count);
    if (cause.empty()) {
      row[kUnknown] += static_cast<double>(count);
      continue;
    }
    if (cause == top) row[kTop] = static_cast<double>(count);
    known += count;
    same += count * (count - 1);
  }
  if (known > 1) {
    row[kPaired] = 1;
    row[kSame] = static_cast<double>(same) / static_cast<double>(known * (known - 1));
  }
  return row;
}

void finish(std::span<const double> sums, std::span<double> out) {
  out[kTopShare] = disagree::ratio(sums[kTop], sums[kFailures]);
  out[kUnknownShare] = disagree::ratio(sums[kUnknown], sums[kFailures]);
  out[kStability] = disagree::ratio(sums[kSame], sums[kPaired]);
}

struct Counted {
  std::int64_t failures = 0;
  std::int64_t known = 0;
  std::int64_t paired = 0;  // items with two known failures
  std::int64_t items = 0;
};

Estimate estimate_of(Statistic which, const base::BootstrapResult& from, const Counted& counted) {
  ItemSample sample{counted.items, counted.paired, 0, base::Bounds::unit};
  if (which == kStability) {
    sample.used = counted.paired;
    sample.dropped = counted.items - counted.paired;
  }
  const char* const method = kMethods[which];
  if (counted.failures == 0)
    return base::no_estimate(EstimateStatus::no_data, "There are no failures.", sample, method);
  if (counted.known == 0 && which != kUnknownShare)
    return base::no_estimate(EstimateStatus::no_data, "No failure has a known cause.", sample, method);
  if (!base::is_defined(from.values[which]))
    return base::no_estimate(EstimateStatus::no_pairable, "No item failed twice with known causes.", sample, method);
  return base::item_estimate(from.values[which], from.intervals[which], sample, method);
}

// What two failures share by chance and the effective number of causes, without interval: resampled items repeat, which
// biases both.
void add_pooled(const std::vector<std::int64_t>& known, const Counted& counted, FailureReport& report) {
  const ItemSample sample{counted.items, counted.paired, 0, base::Bounds::none};
  const char* const chance = "sum c(c-1) / (m(m-1)) over known causes of all items together";
  const char* const effective = "exp of the plug-in entropy of known causes";
  if (counted.known == 0) {
    const char* const why = counted.failures == 0 ? "There are no failures." : "No failure has a known cause.";
    report.chance = base::no_estimate(EstimateStatus::no_data, why, sample, chance);
    report.effective_causes = base::no_estimate(EstimateStatus::no_data, why, sample, effective);
    return;
  }
  report.effective_causes = base::no_estimate(EstimateStatus::ok, "", sample, effective);
  report.effective_causes.value = base::exp(disagree::plug_in_entropy(known));
  if (counted.known == 1) {
    report.chance =
        base::no_estimate(EstimateStatus::no_pairable, "Only one failure has a known cause.", sample, chance);
    return;
  }
  std::int64_t same = 0;
  for (const std::int64_t count : known) same += count * (count - 1);
  report.chance = base::no_estimate(EstimateStatus::ok, "", sample, chance);
  report.chance.value = static_cast<double>(same) / static_cast<double>(counted.known * (counted.known - 1));
}

// Which of several equally common causes is followed through resamples would be a choice of names.
void drop_tied_interval(FailureReport& report) {
  if (report.top.size() < 2) return;
  report.top_share.ci.reset();
  if (report.top_share.status != EstimateStatus::ok) return;
  report.top_share.status = EstimateStatus::degenerate_ci;
  report.top_share.reason = std::to_string(report.top.size()) + " causes are equally common, so none is the top one.";
}

}  // namespace

Result<FailureReport> failure_predictability(const std::vector<Failure>& failures, const ResampleOptions& options,
                                             RunContext& run) {
  if (std::optional<Error> error = disagree::bad_options(options)) return *error;
  ItemCauses items;
  for (const Failure& failure : failures) ++items[failure.item][failure.cause];
  FailureReport report;
  Counted counted;
  counted.failures = report.failures = static_cast<std::int64_t>(failures.size());
  counted.items = report.items = static_cast<std::int64_t>(items.size());
  report.causes = shares_of(items, std::max<std::int64_t>(1, counted.failures));
  report.top = commonest(report.causes);
  std::vector<std::int64_t> known;
  for (const CauseShare& share : report.causes) {
    if (share.cause.empty()) continue;
    known.push_back(share.failures);
    counted.known += share.failures;
  }
  const Result<EntropyReport> entropy = entropy_of_counts(known);
  if (entropy) report.entropy = *entropy;
  disagree::ItemRows rows(kColumns);
  const std::string top = report.top.empty() ? "" : report.top.front();
  for (const auto& [item, counts] : items) {
    const std::array<double, kColumns> row = row_of(counts, top);
    counted.paired += row[kPaired] > 0 ? 1 : 0;
    rows.add(row);
  }
  base::BootstrapResult result;
  if (counted.failures > 0)
    result = rows.bootstrap(kStatistics, finish, disagree::plan_of(options, disagree::Stream::failures), run);
  if (result.cancelled || run.cancelled()) return disagree::cancelled_error();
  report.top_share = estimate_of(kTopShare, result, counted);
  report.unknown_share = estimate_of(kUnknownShare, result, counted);
  report.stability = estimate_of(kStability, result, counted);
  add_pooled(known, counted, report);
  drop_tied_interval(report);
  return report;
}

}  // namespace nines
