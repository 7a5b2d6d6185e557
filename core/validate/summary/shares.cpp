// Shares with intervals over items. See shares.h.
#include "validate/summary/shares.h"

#include <algorithm>
#include <map>

#include "base/stats.h"
#include "nines/disagree.h"

namespace nines::validate {

namespace {

std::int64_t sum_of(const std::vector<std::int64_t>& values) {
  std::int64_t out = 0;
  for (const std::int64_t value : values) out += value;
  return out;
}

}  // namespace

std::int64_t ClusteredCount::hits() const { return sum_of(hits_); }
std::int64_t ClusteredCount::counted() const { return sum_of(counted_); }
std::int64_t ClusteredCount::items() const {
  return std::count_if(counted_.begin(), counted_.end(), [](std::int64_t count) { return count > 0; });
}

double ClusteredCount::share() const {
  const std::int64_t n = counted();
  return n == 0 ? 0 : static_cast<double>(hits()) / static_cast<double>(n);
}

double ClusteredCount::effective() const {
  const std::int64_t k = hits();
  const auto n = static_cast<double>(counted());
  const auto m = static_cast<double>(items());
  if (k == 0 || k == counted() || m < 2) return m;
  const double p = share();
  double squares = 0;
  for (std::size_t item = 0; item < hits_.size(); ++item) {
    const double rest = static_cast<double>(hits_[item]) - p * static_cast<double>(counted_[item]);
    squares += rest * rest;
  }
  const double variance = m / (m - 1) * squares / (n * n);
  return n / std::max(1.0, variance / (p * (1 - p) / n));
}

Items number_items(const std::vector<TextFacts>& facts, std::size_t texts) {
  Items out;
  std::map<std::string_view, std::uint32_t> seen;
  for (std::size_t i = 0; i < texts; ++i) {
    if (facts.empty() || facts[i].item.empty()) {
      out.of_text.push_back(out.count++);
      continue;
    }
    const auto [place, added] = seen.emplace(facts[i].item, out.count);
    out.count += added ? 1 : 0;
    out.of_text.push_back(place->second);
  }
  return out;
}

Estimate clustered_share(const Flags& flags, const Items& items, double level, std::string method) {
  ClusteredCount sums(items.count);
  for (std::size_t i = 0; i < items.of_text.size(); ++i) {
    if (flags.in[i] != 0) sums.add(items.of_text[i], flags.hit[i], 1);
  }
  Estimate out;
  out.method = std::move(method);
  out.n_items = sums.items();
  if (sums.counted() == 0) {
    out.status = EstimateStatus::no_data;
    out.reason = "No text counts for this.";
    return out;
  }
  out.value = sums.share();
  if (out.n_items == sums.counted()) {
    out.ci = base::wilson_interval(sums.hits(), sums.counted(), level);
  } else if (out.n_items < kFewItems) {
    out.status = EstimateStatus::too_few_items;
    out.reason = "Only " + std::to_string(out.n_items) + (out.n_items == 1 ? " item" : " items") + " with repeats; " +
                 "an interval needs at least " + std::to_string(kFewItems) + ".";
  } else {
    out.ci = base::wilson_share(*out.value, sums.effective(), level);
    out.ci->method = "Wilson at the effective sample size over items";
  }
  return out;
}

ShareRow share_row(std::string id, const Flags& flags, const Items& items, double level) {
  ShareRow out;
  out.id = std::move(id);
  for (std::size_t i = 0; i < flags.in.size(); ++i) {
    out.of += flags.in[i];
    out.count += flags.in[i] != 0 ? flags.hit[i] : 0;
  }
  out.share = clustered_share(flags, items, level, "share of texts");
  return out;
}

}  // namespace nines::validate
