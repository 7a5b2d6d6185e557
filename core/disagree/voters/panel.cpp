// Shared parts of the measures of a panel (panel.h).
#include "disagree/voters/panel.h"

#include <array>
#include <cmath>

namespace nines::disagree {

std::optional<Error> check_panel(const Ratings& ratings, const VoterOptions& options) {
  if (!(options.level > 0 && options.level < 1))
    return Error{ErrorCode::out_of_range, "level must lie between 0 and 1", {}};
  if (ratings.raters.size() > kMaxPanel) {
    return Error{ErrorCode::limit_exceeded,
                 std::to_string(ratings.raters.size()) + " raters; a panel has at most " + std::to_string(kMaxPanel),
                 {}};
  }
  return std::nullopt;
}

Result<std::vector<std::uint32_t>> truth_of(const Ratings& ratings, std::span<const std::uint32_t> gold,
                                            RunContext& run) {
  if (!gold.empty()) {
    NINES_ASSERT(gold.size() == ratings.items.size());
    return std::vector<std::uint32_t>(gold.begin(), gold.end());
  }
  Result<AggregateReport> consensus = aggregate_ratings(ratings, {}, run);
  if (!consensus) return consensus.error();
  std::vector<std::uint32_t> out;
  for (const ItemConsensus& item : consensus->items) out.push_back(item.value.value_or(kNoGold));
  return out;
}

void note_panel(const OutcomeTable& table, Issues& issues) {
  if (table.tied_repeats > 0) {
    issues.push_back({Severity::warning,
                      "tied_repeats",
                      std::to_string(table.tied_repeats) + " times the repeats of a rater on an item tie; left out",
                      {}});
  }
  if (table.dropped_items > 0) {
    issues.push_back({Severity::warning,
                      "items_without_truth",
                      std::to_string(table.dropped_items) + " items have no known truth and are left out",
                      {}});
  }
}

std::string one_decimal(double x) {
  const auto tenths = static_cast<std::int64_t>(std::floor(std::fabs(x) * 10.0 + 0.5));
  return (x < 0 && tenths > 0 ? "-" : "") + std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

std::string voters_sentence(std::int64_t raters, double voters) {
  constexpr std::array kWords{"No",    "One",   "Two",  "Three", "Four",   "Five",  "Six",
                              "Seven", "Eight", "Nine", "Ten",   "Eleven", "Twelve"};
  const auto n = static_cast<std::size_t>(raters);
  const std::string word = n < kWords.size() ? kWords[n] : std::to_string(raters);
  const std::string number = one_decimal(voters);
  return word + (n == 1 ? " model, " : " models, ") + number + (number == "1.0" ? " voter." : " voters.");
}

}  // namespace nines::disagree
