// Slices reweighted to a stated mix (nines/conditions.h).
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/stats.h"
#include "disagree/resample/item_rows.h"
#include "nines/conditions.h"

namespace nines {
namespace {

using base::ItemSample;

using Items = std::map<std::string, std::map<std::string, std::vector<double>>>;  // by slice, item

struct Mix {
  std::map<std::string, double> shares;
  bool is_scaled = false;
};

bool is_finite(double x) { return x - x == 0; }

Result<Mix> read_mix(const std::vector<SliceShare>& given) {
  Mix mix;
  std::vector<double> shares;
  for (const SliceShare& entry : given) {
    if (!is_finite(entry.share) || entry.share < 0)
      return Error{ErrorCode::bad_value, "the share of slice \"" + entry.slice + "\" must be finite and >= 0", {}};
    if (!mix.shares.emplace(entry.slice, entry.share).second)
      return Error{ErrorCode::bad_value, "slice \"" + entry.slice + "\" stands twice in the mix", {}};
    shares.push_back(entry.share);
  }
  std::sort(shares.begin(), shares.end());
  const double sum = base::compensated_sum(shares);
  if (!(sum > 0)) return Error{ErrorCode::bad_value, "the shares of the mix sum to 0", {}};
  mix.is_scaled = std::fabs(sum - 1) > 1e-9;
  for (auto& [slice, share] : mix.shares) share /= sum;
  return mix;
}

double mean_of(std::vector<double> scores) {
  std::sort(scores.begin(), scores.end());
  return base::compensated_sum(scores) / static_cast<double>(scores.size());
}

struct Sample {
  Items items;  // of the slices of the mix
  std::int64_t in_two = 0;
  std::set<std::string> outside;  // slices not in the mix
  std::int64_t dropped = 0;       // rows of them
};

Result<Sample> read_scores(const std::vector<SliceScore>& scores, const Mix& mix) {
  Sample sample;
  std::map<std::string, std::set<std::string>> slices_of;
  for (const SliceScore& row : scores) {
    if (!is_finite(row.score))
      return Error{ErrorCode::bad_value, "the score of item \"" + row.item + "\" is not a finite number", {}};
    if (!mix.shares.contains(row.slice)) {
      sample.outside.insert(row.slice);
      ++sample.dropped;
      continue;
    }
    sample.items[row.slice][row.item].push_back(row.score + 0.0);
    slices_of[row.item].insert(row.slice);
  }
  for (const auto& [item, slices] : slices_of) sample.in_two += slices.size() > 1 ? 1 : 0;
  return sample;
}

void add_issues(const Mix& mix, const Sample& sample, ProductionReport& report) {
  const auto add = [&report](const char* code, std::string message) {
    report.issues.push_back({Severity::warning, code, std::move(message), {}});
  };
  if (mix.is_scaled) add("mix_scaled", "the shares of the mix do not sum to 1 and were scaled");
  if (!sample.outside.empty())
    add("slice_not_in_mix", std::to_string(sample.dropped) +
                                " rows belong to slices that the mix does not name, such "
                                "as \"" +
                                *sample.outside.begin() + "\"");
  if (sample.in_two > 0)
    add("items_in_two_slices", std::to_string(sample.in_two) + " items stand in several slices and count in each");
}

// Names of the slices that have a share but no item.
std::vector<std::string> missing_slices(const Mix& mix, const Sample& sample, double& covered) {
  std::vector<std::string> missing;
  base::CompensatedSum sum;
  for (const auto& [slice, share] : mix.shares) {
    if (sample.items.contains(slice)) {
      sum.add(share);
    } else if (share > 0) {
      missing.push_back(slice);
    }
  }
  covered = missing.empty() ? 1.0 : sum.value();
  return missing;
}

// Statistics: plain mean, mean of each slice, weighted mean. Columns: count and sum of each slice.
disagree::ItemRows::Finish statistics(std::vector<double> shares) {
  return [shares = std::move(shares)](std::span<const double> sums, std::span<double> out) {
    double count = 0;
    base::CompensatedSum all;
    base::CompensatedSum weighted;
    bool is_defined = true;
    for (std::size_t s = 0; s < shares.size(); ++s) {
      count += sums[2 * s];
      all.add(sums[2 * s + 1]);
      out[1 + s] = disagree::ratio(sums[2 * s + 1], sums[2 * s]);
      if (shares[s] == 0) continue;
      is_defined = is_defined && base::is_defined(out[1 + s]);
      weighted.add(shares[s] * out[1 + s]);
    }
    out[0] = disagree::ratio(all.value(), count);
    out[shares.size() + 1] = is_defined ? weighted.value() : base::kUndefined;
  };
}

base::BootstrapResult resample(const Mix& mix, const Sample& sample, const ResampleOptions& options, RunContext& run) {
  const std::size_t slices = mix.shares.size();
  std::map<std::string, std::vector<double>> rows;  // by item: its slices stay together when it is drawn
  std::vector<double> shares;
  for (const auto& [slice, share] : mix.shares) {
    const auto found = sample.items.find(slice);
    if (found != sample.items.end()) {
      for (const auto& [item, scores] : found->second) {
        std::vector<double>& row = rows.try_emplace(item, 2 * slices, 0.0).first->second;
        row[2 * shares.size()] = 1;
        row[2 * shares.size() + 1] = mean_of(scores);
      }
    }
    shares.push_back(share);
  }
  disagree::ItemRows table(2 * slices);
  for (const auto& [item, row] : rows) table.add(row);
  if (rows.empty()) return {};
  return table.bootstrap(slices + 2, statistics(shares), disagree::plan_of(options, disagree::Stream::slices), run);
}

}  // namespace

Result<ProductionReport> reweight_to_production(const std::vector<SliceScore>& scores,
                                                const std::vector<SliceShare>& given, const ResampleOptions& options,
                                                RunContext& run) {
  if (std::optional<Error> error = disagree::bad_options(options)) return *error;
  const Result<Mix> mix = read_mix(given);
  if (!mix) return mix.error();
  const Result<Sample> sample = read_scores(scores, *mix);
  if (!sample) return sample.error();
  ProductionReport report;
  add_issues(*mix, *sample, report);
  const std::vector<std::string> missing = missing_slices(*mix, *sample, report.covered);
  const base::BootstrapResult result = resample(*mix, *sample, options, run);
  if (result.cancelled || run.cancelled()) return disagree::cancelled_error();
  ItemSample all;
  all.dropped = sample->dropped;
  all.bounds = base::Bounds::none;
  std::size_t index = 0;
  for (const auto& [slice, share] : mix->shares) {
    const auto found = sample->items.find(slice);
    ItemSample own;
    own.used = own.pairable = found == sample->items.end() ? 0 : static_cast<std::int64_t>(found->second.size());
    own.bounds = base::Bounds::none;
    all.used += own.used;
    const char* const method = "mean over the items of the slice";
    report.slices.push_back(
        {slice, share,
         own.used == 0 ? base::no_estimate(EstimateStatus::no_data, "Slice \"" + slice + "\" has no item.", own, method)
                       : base::item_estimate(result.values[1 + index], result.intervals[1 + index], own, method)});
    ++index;
  }
  all.pairable = all.used;
  const std::string tested = "mean over items, as tested";
  const std::string weighted = "sum over slices of share x mean of the slice (post-stratified)";
  if (all.used == 0) {
    report.as_tested = base::no_estimate(EstimateStatus::no_data, "No item lies in a slice of the mix.", all, tested);
  } else {
    report.as_tested = base::item_estimate(result.values[0], result.intervals[0], all, tested);
  }
  if (!missing.empty()) {
    report.in_production = base::no_estimate(
        EstimateStatus::no_data,
        "Slice \"" + missing.front() + "\" is part of production but has no item" +
            (missing.size() == 1 ? "." : ", nor have " + std::to_string(missing.size() - 1) + " more slices."),
        all, weighted);
  } else {
    report.in_production = base::item_estimate(result.values[index + 1], result.intervals[index + 1], all, weighted);
  }
  return report;
}

}  // namespace nines
