// Answers against the truth (outcome_table.h).
#include "disagree/voters/outcome_table.h"

#include <map>

#include "nines/aggregate.h"

namespace nines::disagree {
namespace {

// The commonest value of one rater's repeats [from, to), ascending by value; kMissing when two share the top.
std::int32_t plurality(std::span<const Rating> repeats) {
  std::int32_t best = kMissing;
  std::size_t top = 0;
  for (std::size_t from = 0; from < repeats.size();) {
    std::size_t to = from;
    while (to < repeats.size() && repeats[to].value == repeats[from].value) ++to;
    if (to - from == top) best = kMissing;
    if (to - from > top) {
      top = to - from;
      best = static_cast<std::int32_t>(repeats[from].value);
    }
    from = to;
  }
  return best;
}

std::vector<std::int32_t> row_of(std::span<const Rating> own, std::uint32_t truth, OutcomeTable& table) {
  std::vector<std::int32_t> row(table.raters, kMissing);
  for (std::size_t from = 0; from < own.size();) {
    std::size_t to = from;
    while (to < own.size() && own[to].rater == own[from].rater) ++to;
    const std::int32_t value = plurality(own.subspan(from, to - from));
    table.tied_repeats += value == kMissing ? 1 : 0;
    row[own[from].rater] = value != kMissing && static_cast<std::uint32_t>(value) == truth ? kRight : value;
    from = to;
  }
  return row;
}

}  // namespace

OutcomeTable make_outcome_table(const Ratings& ratings, std::span<const std::uint32_t> truth) {
  OutcomeTable out;
  out.raters = ratings.raters.size();
  std::map<std::vector<std::int32_t>, std::vector<std::size_t>> patterns;
  for (std::size_t item = 0; item < ratings.items.size(); ++item) {
    if (truth[item] == kNoGold) {
      ++out.dropped_items;
      continue;
    }
    ++out.items;
    patterns[row_of(ratings.of_item(item), truth[item], out)].push_back(item);
  }
  out.pattern_of_item.assign(ratings.items.size(), OutcomeTable::kNoPattern);
  for (const auto& [row, items] : patterns) {
    for (const std::size_t item : items)
      out.pattern_of_item[item] = static_cast<std::uint32_t>(out.multiplicity.size());
    out.cells.insert(out.cells.end(), row.begin(), row.end());
    out.multiplicity.push_back(static_cast<std::int64_t>(items.size()));
  }
  return out;
}

}  // namespace nines::disagree
