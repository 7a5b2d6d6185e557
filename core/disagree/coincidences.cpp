// Coincidence sums and the statistics of them (coincidences.h).
#include "disagree/coincidences.h"

#include <algorithm>
#include <memory>
#include <string>
#include <unordered_map>

namespace nines::disagree {
namespace {

// Whole-number sums over items, so that their order cannot matter.
struct Sums {
  std::int64_t answers = 0;             // n
  std::int64_t squares = 0;             // sum over values of n_c^2
  std::int64_t largest = 0;             // max n_c
  std::vector<std::int64_t> differing;  // by item size
};

class CoincidenceTable {
 public:
  explicit CoincidenceTable(const PatternTypes& types) : types_(types) {
    for (const ItemPattern& pattern : types.types) {
      sizes_.push_back(pattern.answers);
      entries_ += 1 + static_cast<std::int64_t>(pattern.shared.size());
    }
    std::sort(sizes_.begin(), sizes_.end());
    sizes_.erase(std::unique(sizes_.begin(), sizes_.end()), sizes_.end());
    for (const ItemPattern& pattern : types.types) {
      size_index_.push_back(
          static_cast<std::size_t>(std::lower_bound(sizes_.begin(), sizes_.end(), pattern.answers) - sizes_.begin()));
    }
    all_counts_.assign(types.value_count, 0);
    all_ = add_up(types.multiplicity, all_counts_);
  }

  void evaluate(std::span<const std::int64_t> weights, std::span<double> out) const {
    std::vector<std::int64_t> counts(types_.value_count, 0);
    finish(add_up(weights, counts), out);
  }

  // Prevalence keeps the count of the whole sample: finding the largest without one item would cost
  // a scan, and it is reported without interval.
  void leave_one_out(std::size_t type, std::span<double> out) const {
    Sums sums = all_;
    const ItemPattern& item = types_.types[type];
    sums.answers -= item.answers;
    sums.differing[size_index_[type]] -= item.differing;
    sums.squares -= item.own_squares;
    for (const auto& [value, count] : item.shared) sums.squares -= (2 * all_counts_[value] - count) * count;
    finish(sums, out);
  }

  [[nodiscard]] std::int64_t cost() const { return entries_ + static_cast<std::int64_t>(types_.value_count); }

 private:
  Sums add_up(std::span<const std::int64_t> weights, std::vector<std::int64_t>& counts) const {
    Sums sums;
    sums.differing.assign(sizes_.size(), 0);
    for (std::size_t t = 0; t < weights.size(); ++t) {
      if (weights[t] == 0) continue;
      const ItemPattern& item = types_.types[t];
      sums.answers += weights[t] * item.answers;
      sums.differing[size_index_[t]] += weights[t] * item.differing;
      sums.squares += weights[t] * weights[t] * item.own_squares;
      sums.largest = std::max(sums.largest, weights[t] * item.own_largest);
      for (const auto& [value, count] : item.shared) counts[value] += weights[t] * count;
    }
    for (const std::int64_t count : counts) {
      sums.squares += count * count;
      sums.largest = std::max(sums.largest, count);
    }
    return sums;
  }

  void finish(const Sums& sums, std::span<double> out) const {
    std::fill(out.begin(), out.end(), base::kUndefined);
    if (sums.answers < 2) return;
    double disagreement = 0;  // sum over items of d / (m - 1)
    for (std::size_t s = 0; s < sizes_.size(); ++s) {
      disagreement += static_cast<double>(sums.differing[s]) / static_cast<double>(sizes_[s] - 1);
    }
    const double n = static_cast<double>(sums.answers);
    const double differing = static_cast<double>(sums.answers * sums.answers - sums.squares);
    out[kObserved] = 1.0 - disagreement / n;
    out[kExpected] = 1.0 - differing / (n * (n - 1.0));
    out[kPrevalence] = static_cast<double>(sums.largest) / n;
    if (differing > 0) out[kAlpha] = 1.0 - (n - 1.0) * disagreement / differing;
  }

  const PatternTypes& types_;
  std::vector<std::int64_t> sizes_;      // distinct m, ascending
  std::vector<std::size_t> size_index_;  // by type
  std::vector<std::int64_t> all_counts_;
  Sums all_;
  std::int64_t entries_ = 0;
};

// (value, count) of one item, values ascending.
std::vector<std::pair<std::uint32_t, std::int64_t>> counted_values(std::span<const Answer> answers) {
  std::vector<std::uint32_t> values;
  for (const Answer& answer : answers) {
    if (answer.value != kNoValue) values.push_back(static_cast<std::uint32_t>(answer.value));
  }
  std::sort(values.begin(), values.end());
  std::vector<std::pair<std::uint32_t, std::int64_t>> counts;
  for (const std::uint32_t value : values) {
    if (counts.empty() || counts.back().first != value) counts.emplace_back(value, 0);
    ++counts.back().second;
  }
  return counts;
}

// Splits an item's values into shared ones (renumbered without gaps) and its own.
class PatternMaker {
 public:
  explicit PatternMaker(const TrialSet& trials)
      : items_with_(trials.values.size(), 0), number_(trials.values.size(), kUnnumbered) {
    for (std::size_t item = 0; item < trials.item_names.size(); ++item) {
      for (const auto& [value, count] : counted_values(trials.of_item(item))) ++items_with_[value];
    }
  }

  ItemPattern make(std::span<const std::pair<std::uint32_t, std::int64_t>> counts) {
    ItemPattern out;
    std::int64_t squares = 0;
    for (const auto& [value, count] : counts) {
      out.answers += count;
      squares += count * count;
      if (items_with_[value] == 1) {
        out.own_squares += count * count;
        out.own_largest = std::max(out.own_largest, count);
        continue;
      }
      if (number_[value] == kUnnumbered) number_[value] = shared_++;
      out.shared.emplace_back(number_[value], count);
    }
    out.differing = out.answers * out.answers - squares;
    return out;
  }

  [[nodiscard]] std::size_t shared() const { return shared_; }

 private:
  static constexpr std::uint32_t kUnnumbered = 0xffffffffU;
  std::vector<std::uint32_t> items_with_;
  std::vector<std::uint32_t> number_;
  std::uint32_t shared_ = 0;
};

std::string key_of(ItemPattern& pattern) {
  std::sort(pattern.shared.begin(), pattern.shared.end());
  std::string key;
  for (const auto& [value, count] : pattern.shared) {
    key += std::to_string(value);
    key += ':';
    key += std::to_string(count);
    key += ' ';
  }
  return key;
}

}  // namespace

PatternTypes pattern_types(const TrialSet& trials) {
  PatternTypes out;
  PatternMaker maker(trials);
  std::unordered_map<std::string, std::size_t> type_of_key;
  for (std::size_t item = 0; item < trials.item_names.size(); ++item) {
    const auto counts = counted_values(trials.of_item(item));
    if (counts.empty()) continue;
    ++out.valued_items;
    if (counts.size() == 1 && counts.front().second == 1) continue;
    ++out.pairable_items;
    ItemPattern pattern = maker.make(counts);
    std::size_t type = out.types.size();
    // An item with values of its own is like no other.
    if (pattern.own_squares == 0) type = type_of_key.try_emplace(key_of(pattern), type).first->second;
    if (type == out.types.size()) {
      out.types.push_back(std::move(pattern));
      out.multiplicity.push_back(0);
    }
    ++out.multiplicity[type];
  }
  out.value_count = maker.shared();
  return out;
}

base::ItemStatistics coincidence_statistics(const PatternTypes& types) {
  const auto table = std::make_shared<const CoincidenceTable>(types);
  base::ItemStatistics out;
  out.count = kCoincidenceStatistics;
  out.cost = table->cost();
  out.evaluate = [table](std::span<const std::int64_t> weights, std::span<double> row) {
    table->evaluate(weights, row);
  };
  out.leave_one_out = [table](std::size_t type, std::span<double> row) { table->leave_one_out(type, row); };
  return out;
}

}  // namespace nines::disagree
