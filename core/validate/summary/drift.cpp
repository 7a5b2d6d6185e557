// What moved between two sets of texts judged by one contract: rates of verdicts and causes, wrapping, and the habits
// of writing that break readers (key order, layout, number style, length). See nines/summary.h.
#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

#include "base/json_reader.h"
#include "base/special.h"
#include "base/stats.h"
#include "validate/summary/parts.h"
#include "validate/syntax.h"

namespace nines {

namespace {

using validate::failed;
// Habits of one text.
struct Habits {
  bool wrapped = false;
  bool is_json = false;  // an object or array that reads
  bool pretty = false;   // over several lines
  std::string keys;  // of the root object, in order
  std::int64_t numbers = 0;
  std::int64_t fractions = 0;  // numbers written with '.' or an exponent
};

Habits habits_of(const Verdict& verdict, std::string_view text) {
  Habits out;
  out.wrapped =
      std::any_of(verdict.causes.begin(), verdict.causes.end(), [](const std::string& code) { return code[0] == 'W'; });
  const std::string_view value = verdict.has_repaired ? std::string_view(verdict.repaired) : text;
  const base::JsonReadResult read = base::read_json(value, validate::json_limits());
  if (!read.ok) return out;
  out.is_json = read.tree.node(0).kind == base::JsonKind::object || read.tree.node(0).kind == base::JsonKind::array;
  out.pretty = read.tree.source(0).find('\n') != std::string_view::npos;
  for (std::uint32_t i = 0; i < read.tree.nodes.size(); ++i) {
    const base::JsonNode& node = read.tree.node(i);
    if (node.kind == base::JsonKind::number) {
      ++out.numbers;
      out.fractions += read.tree.source(i).find_first_of(".eE") != std::string_view::npos ? 1 : 0;
    }
    if (node.has_key && node.parent == 0) out.keys += base::json_quote(read.tree.key(i));
  }
  return out;
}

using validate::ClusteredCount;
using validate::Items;

// Everything that is counted in one set of texts.
struct Measures {
  Measures(const Snapshot& from, Items of)
      : snapshot(from),
        items(std::move(of)),
        usable(items.count),
        wrapped(items.count),
        pretty(items.count),
        key_order(items.count),
        fractions(items.count) {}

  const Snapshot& snapshot;
  Items items;
  ClusteredCount usable, wrapped, pretty, key_order, fractions;
  std::vector<std::string> keys;  // of each text
  std::map<std::string, ClusteredCount> causes;

  void count(std::size_t i);
  [[nodiscard]] std::string usual_order() const;
  void count_orders(const std::string& usual);
  [[nodiscard]] ClusteredCount cause(const std::string& code) const;
};

void Measures::count(std::size_t i) {
  const Verdict& verdict = snapshot.verdicts[i];
  const Habits habits = habits_of(verdict, snapshot.texts[i]);
  const std::uint32_t item = items.of_text[i];
  if (validate::decided(verdict)) usable.add(item, failed(verdict) ? 0 : 1, 1);
  wrapped.add(item, habits.wrapped ? 1 : 0, 1);
  if (habits.is_json) pretty.add(item, habits.pretty ? 1 : 0, 1);
  fractions.add(item, habits.fractions, habits.numbers);
  keys.push_back(habits.keys);
  for (const std::string& code : verdict.causes) causes.emplace(code, items.count).first->second.add(item, 1, 0);
}

std::string Measures::usual_order() const {
  std::map<std::string, std::int64_t> orders;
  for (const std::string& order : keys) ++orders[order];
  orders.erase("");
  const auto most =
      std::max_element(orders.begin(), orders.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == orders.end() ? "" : most->first;
}

void Measures::count_orders(const std::string& usual) {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (!keys[i].empty()) key_order.add(items.of_text[i], keys[i] == usual ? 1 : 0, 1);
  }
}

ClusteredCount Measures::cause(const std::string& code) const {
  const auto found = causes.find(code);
  ClusteredCount out = found == causes.end() ? ClusteredCount(items.count) : found->second;
  for (const std::uint32_t item : items.of_text) out.add(item, 0, 1);
  return out;
}

Interval wilson_of(const ClusteredCount& count, double level) {
  return base::wilson_share(count.share(), count.effective(), level);
}

DriftRow share_row(std::string id, const ClusteredCount& before, const ClusteredCount& after, double level) {
  DriftRow out;
  out.id = std::move(id);
  out.before = before.share();
  out.after = after.share();
  if (before.counted() == 0 || after.counted() == 0) {
    out.reason = "one of the sets has nothing to count";
    return out;
  }
  const double d = out.after - out.before;
  const Interval a = wilson_of(after, level);
  const Interval b = wilson_of(before, level);
  const auto hypot = [](double x, double y) { return std::sqrt(x * x + y * y); };
  out.difference = Interval{d - hypot(out.after - a.low, b.high - out.before),
                            d + hypot(a.high - out.after, out.before - b.low), level,
                            "Newcombe (Wilson, method 10) at the effective sample sizes"};
  out.p_value = 1;
  const double n1 = before.effective();
  const double n2 = after.effective();
  const double pooled = (out.before * n1 + out.after * n2) / (n1 + n2);
  const double error = std::sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
  if (error > 0) out.p_value = std::min(1.0, 2 * base::normal_cdf(-std::abs(d) / error));
  return out;
}

// Mean length over items (each item the mean of its texts), and the squared error of that mean.
struct MeanLength {
  double mean = 0;
  double square = 0;
  double items = 0;
};

MeanLength mean_length(const Measures& from) {
  std::vector<double> sums(from.items.count, 0);
  std::vector<double> texts(from.items.count, 0);
  for (std::size_t i = 0; i < from.items.of_text.size(); ++i) {
    sums[from.items.of_text[i]] += static_cast<double>(from.snapshot.texts[i].size());
    texts[from.items.of_text[i]] += 1;
  }
  MeanLength out;
  out.items = from.items.count;
  if (out.items == 0) return out;
  for (std::size_t item = 0; item < sums.size(); ++item) sums[item] /= texts[item];
  // Said of the means themselves: the rounded mean of equal numbers may differ from them, and would be a tiny spread.
  const bool constant = std::adjacent_find(sums.begin(), sums.end(), std::not_equal_to<>()) == sums.end();
  for (const double length : sums) out.mean += length / out.items;
  if (constant) out.mean = sums.front();
  for (std::size_t item = 0; item < sums.size() && !constant; ++item) {
    const double rest = sums[item] - out.mean;
    out.square += rest * rest / (out.items - 1) / out.items;
  }
  return out;
}

DriftRow length_row(const Measures& before, const Measures& after, double level) {
  DriftRow out;
  out.id = "length_bytes";
  const MeanLength a = mean_length(before);
  const MeanLength b = mean_length(after);
  out.before = a.mean;
  out.after = b.mean;
  const double d = out.after - out.before;
  const double square = a.square + b.square;
  if (a.items < 2 || b.items < 2) out.reason = "fewer than two items in one of the sets";
  if (out.reason.empty() && square <= 0) out.reason = "no two items of a set differ in length";
  if (!out.reason.empty()) return out;
  const double df = square * square / (a.square * a.square / (a.items - 1) + b.square * b.square / (b.items - 1));
  const double half = base::student_quantile(0.5 + level / 2, df) * std::sqrt(square);
  out.difference = Interval{d - half, d + half, level, "Welch over items"};
  out.p_value = base::beta_cdf(df / 2, 0.5, df / (df + d * d / square));
  return out;
}

// Holm 1979: the p-values of all rows adjusted together.
void adjust(std::vector<DriftRow>& rows, double level) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].p_value) order.push_back(i);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return *rows[a].p_value < *rows[b].p_value; });
  double least = 0;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    DriftRow& row = rows[order[rank]];
    least = std::max(least, std::min(1.0, *row.p_value * static_cast<double>(order.size() - rank)));
    row.p_value = least;
    row.moved = least < 1 - level;
  }
}

}  // namespace

std::vector<DriftRow> validation_drift(const Snapshot& before, const Snapshot& after, double level) {
  Measures first(before, validate::number_items(before.facts, before.verdicts.size()));
  Measures second(after, validate::number_items(after.facts, after.verdicts.size()));
  for (std::size_t i = 0; i < before.verdicts.size(); ++i) first.count(i);
  for (std::size_t i = 0; i < after.verdicts.size(); ++i) second.count(i);
  const std::string usual = first.usual_order();
  first.count_orders(usual);
  second.count_orders(usual);
  std::vector<DriftRow> out;
  out.push_back(share_row("usable", first.usable, second.usable, level));
  out.push_back(share_row("wrapped", first.wrapped, second.wrapped, level));
  const auto add_habit = [&](const char* id, const ClusteredCount& then, const ClusteredCount& now) {
    if (then.counted() > 0 && now.counted() > 0) out.push_back(share_row(id, then, now, level));
  };
  add_habit("pretty", first.pretty, second.pretty);
  add_habit("key_order", first.key_order, second.key_order);
  add_habit("fractions", first.fractions, second.fractions);
  out.push_back(length_row(first, second, level));
  std::set<std::string> codes;
  for (const auto& row : first.causes) codes.insert(row.first);
  for (const auto& row : second.causes) codes.insert(row.first);
  for (const std::string& code : codes) out.push_back(share_row(code, first.cause(code), second.cause(code), level));
  adjust(out, level);
  return out;
}

}  // namespace nines
