// Failing texts by step, length and position, with a test for a trend where the groups have an order. See parts.h.
#include <algorithm>
#include <cmath>
#include <map>

#include "base/special.h"
#include "base/text.h"
#include "validate/summary/parts.h"

namespace nines::validate {

namespace {

constexpr std::uint32_t kNoGroup = 0xffffffffU;

struct Grouping {
  std::vector<std::string> names;
  std::vector<std::uint32_t> of_text;
  bool ordered = false;
};

GroupRow group_row(const Judged& judged, const Grouping& groups, std::uint32_t group) {
  GroupRow out;
  out.name = groups.names[group];
  Flags flags;
  std::map<std::string, std::int64_t> roots;
  for (std::size_t i = 0; i < judged.verdicts.size(); ++i) {
    const Verdict& verdict = judged.verdicts[i];
    const bool in = groups.of_text[i] == group && decided(verdict);
    flags.in.push_back(in ? 1 : 0);
    flags.hit.push_back(in && failed(verdict) ? 1 : 0);
    out.texts += flags.in.back();
    out.failed += flags.hit.back();
    if (flags.hit.back() != 0 && !verdict.causes.empty()) ++roots[verdict.causes.front()];
  }
  out.failing = clustered_share(flags, judged.items, judged.options.level, "share of texts that fail");
  const std::vector<CauseCount> ranked = ranked_causes({roots.begin(), roots.end()});
  if (!ranked.empty()) out.top_cause = ranked.front().code;
  return out;
}

// The score statistic sum x (y - p) with its variance over items; Rao & Scott 1992 for the clustered form.
std::optional<Trend> trend_of(const Judged& judged, const Grouping& groups) {
  double texts = 0;
  double fails = 0;
  double position = 0;
  const auto counts = [&](std::size_t i) { return groups.of_text[i] != kNoGroup && decided(judged.verdicts[i]); };
  for (std::size_t i = 0; i < judged.verdicts.size(); ++i) {
    if (!counts(i)) continue;
    texts += 1;
    fails += failed(judged.verdicts[i]) ? 1 : 0;
    position += groups.of_text[i];
  }
  if (texts == 0 || fails == 0 || fails == texts) return std::nullopt;
  const double share = fails / texts;
  const double middle = position / texts;
  std::vector<double> of_item(judged.items.count, 0);
  for (std::size_t i = 0; i < judged.verdicts.size(); ++i) {
    if (!counts(i)) continue;
    const double y = failed(judged.verdicts[i]) ? 1 : 0;
    of_item[judged.items.of_text[i]] += (static_cast<double>(groups.of_text[i]) - middle) * (y - share);
  }
  double sum = 0;
  double squares = 0;
  for (const double item : of_item) {
    sum += item;
    squares += item * item;
  }
  if (squares <= 0) return std::nullopt;
  Trend out;
  out.z = sum / std::sqrt(squares);
  out.p_value = std::min(1.0, 2 * base::normal_cdf(-std::abs(out.z)));
  out.method = "Cochran-Armitage trend test, variance over items";
  return out;
}

Breakdown broken_down(const Judged& judged, const Grouping& groups) {
  Breakdown out;
  for (std::uint32_t group = 0; group < groups.names.size(); ++group) {
    if (out.rows.size() < kMaxBreakdownRows)
      out.rows.push_back(group_row(judged, groups, group));
    else
      ++out.dropped;
  }
  if (groups.ordered && groups.names.size() > 1) out.trend = trend_of(judged, groups);
  return out;
}

std::string byte_range(std::size_t from, std::size_t to) {
  return from == to ? std::to_string(from) + " bytes" : std::to_string(from) + " to " + std::to_string(to) + " bytes";
}

}  // namespace

Breakdown by_step(const Judged& judged) {
  Grouping groups;
  std::map<std::string, std::uint32_t> seen;
  for (std::size_t i = 0; i < judged.verdicts.size(); ++i) {
    const std::string step = judged.facts.empty() ? "" : judged.facts[i].step;
    if (step.empty()) {
      groups.of_text.push_back(kNoGroup);
      continue;
    }
    const auto place = seen.emplace(step, static_cast<std::uint32_t>(groups.names.size()));
    if (place.second) groups.names.push_back(step);
    groups.of_text.push_back(place.first->second);
  }
  return broken_down(judged, groups);
}

// Groups of about equally many texts; texts of one length are never split.
Breakdown by_length(const Judged& judged) {
  Grouping groups;
  groups.ordered = true;
  std::map<std::size_t, std::size_t> lengths;
  for (const std::string_view text : judged.texts) ++lengths[text.size()];
  const std::size_t wanted = (judged.texts.size() + kLengthGroups - 1) / kLengthGroups;
  std::map<std::size_t, std::uint32_t> group_of;
  std::size_t from = 0;
  std::size_t held = 0;
  for (const auto& row : lengths) {
    if (held == 0) from = row.first;
    held += row.second;
    group_of[row.first] = static_cast<std::uint32_t>(groups.names.size());
    if (held < wanted && row.first != lengths.rbegin()->first) continue;
    groups.names.push_back(byte_range(from, row.first));
    held = 0;
  }
  for (const std::string_view text : judged.texts) groups.of_text.push_back(group_of[text.size()]);
  return broken_down(judged, groups);
}

Breakdown by_position(const Judged& judged) {
  Grouping groups;
  groups.ordered = true;
  constexpr auto kLast = static_cast<std::int64_t>(kMaxPositions) - 1;
  std::int64_t most = -1;
  for (const TextFacts& facts : judged.facts) most = std::max(most, facts.position);
  for (std::int64_t i = 0; i <= std::min(most, kLast); ++i)
    groups.names.push_back(std::to_string(i + 1) + (i == kLast && most > kLast ? " and later" : ""));
  for (std::size_t i = 0; i < judged.verdicts.size(); ++i) {
    const std::int64_t position = judged.facts.empty() ? -1 : std::min(judged.facts[i].position, kLast);
    groups.of_text.push_back(position < 0 ? kNoGroup : static_cast<std::uint32_t>(position));
  }
  return groups.names.size() < 2 ? Breakdown{} : broken_down(judged, groups);
}

}  // namespace nines::validate
