// Shares with intervals over items. See shares.h.
#include "validate/summary/shares.h"

#include <algorithm>
#include <map>

#include "base/stats.h"
#include "nines/disagree.h"

namespace nines::validate {

namespace {

struct Sums {
  std::int64_t hits = 0;
  std::int64_t texts = 0;
  std::int64_t items = 0;
  double squares = 0;  // sum over items of (hits - share * texts)^2
};

Sums sums_of(const Flags& flags, const Items& items) {
  std::vector<std::int64_t> hits(items.count, 0);
  std::vector<std::int64_t> texts(items.count, 0);
  Sums out;
  for (std::size_t i = 0; i < items.of_text.size(); ++i) {
    if (flags.in[i] == 0) continue;
    ++texts[items.of_text[i]];
    hits[items.of_text[i]] += flags.hit[i];
    ++out.texts;
    out.hits += flags.hit[i];
  }
  const double share = out.texts == 0 ? 0 : static_cast<double>(out.hits) / static_cast<double>(out.texts);
  for (std::uint32_t item = 0; item < items.count; ++item) {
    if (texts[item] == 0) continue;
    ++out.items;
    const double rest = static_cast<double>(hits[item]) - share * static_cast<double>(texts[item]);
    out.squares += rest * rest;
  }
  return out;
}

double effective_texts(const Sums& sums, double share) {
  const auto n = static_cast<double>(sums.texts);
  const auto m = static_cast<double>(sums.items);
  if (sums.hits == 0 || sums.hits == sums.texts) return m;
  const double variance = m / (m - 1) * sums.squares / (n * n);
  const double deff = variance / (share * (1 - share) / n);
  return n / std::max(1.0, deff);
}

}  // namespace

Items number_items(const std::vector<TextFacts>& facts, std::size_t texts) {
  Items out;
  std::map<std::string_view, std::uint32_t> seen;
  for (std::size_t i = 0; i < texts; ++i) {
    if (facts.empty() || facts[i].item.empty()) {
      out.of_text.push_back(out.count++);
      continue;
    }
    const auto [place, added] = seen.emplace(facts[i].item, out.count);
    out.repeated = out.repeated || !added;
    out.count += added ? 1 : 0;
    out.of_text.push_back(place->second);
  }
  return out;
}

Estimate clustered_share(const Flags& flags, const Items& items, double level, std::string method) {
  const Sums sums = sums_of(flags, items);
  Estimate out;
  out.method = std::move(method);
  out.n_items = sums.items;
  if (sums.texts == 0) {
    out.status = EstimateStatus::no_data;
    out.reason = "No text counts for this.";
    return out;
  }
  out.value = static_cast<double>(sums.hits) / static_cast<double>(sums.texts);
  if (sums.items == sums.texts) {
    out.ci = base::wilson_interval(sums.hits, sums.texts, level);
  } else if (sums.items < kFewItems) {
    out.status = EstimateStatus::too_few_items;
    out.reason = "Only " + std::to_string(sums.items) + (sums.items == 1 ? " item" : " items") + " with repeats; " +
                 "an interval needs at least " + std::to_string(kFewItems) + ".";
  } else {
    out.ci = base::wilson_share(*out.value, effective_texts(sums, *out.value), level);
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
