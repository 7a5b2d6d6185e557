// What moved between two sets of texts judged by one contract: rates of verdicts and causes, wrapping, and the habits
// of writing that break readers (key order, layout, number style, length). See nines/summary.h.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/json_reader.h"
#include "base/special.h"
#include "base/stats.h"
#include "validate/check.h"
#include "validate/summary/parts.h"
#include "validate/syntax.h"

namespace nines {

namespace {

using validate::failed;

// Habits of one text.
struct Habits {
  bool wrapped = false;
  bool pretty = false;
  bool has_keys = false;
  std::string keys;  // of the root object, in order
  std::int64_t numbers = 0;
  std::int64_t fractions = 0;  // numbers written with '.' or an exponent
};

Habits habits_of(const Verdict& verdict, std::string_view text) {
  Habits out;
  out.wrapped =
      std::any_of(verdict.causes.begin(), verdict.causes.end(), [](const std::string& code) { return code[0] == 'W'; });
  const std::string_view value = verdict.has_repaired ? std::string_view(verdict.repaired) : text;
  out.pretty = value.find('\n') != std::string_view::npos;
  const base::JsonReadResult read = base::read_json(value, validate::json_limits());
  if (!read.ok) return out;
  for (std::uint32_t i = 0; i < read.tree.nodes.size(); ++i) {
    const base::JsonNode& node = read.tree.node(i);
    if (node.kind == base::JsonKind::number) {
      ++out.numbers;
      out.fractions += read.tree.source(i).find_first_of(".eE") != std::string_view::npos ? 1 : 0;
    }
    if (node.has_key && node.parent == 0) out.keys += base::json_quote(read.tree.key(i));
  }
  out.has_keys = !out.keys.empty();
  return out;
}

struct Count {
  std::int64_t k = 0;
  std::int64_t n = 0;
  void add(bool hit) {
    ++n;
    k += hit ? 1 : 0;
  }
};

struct Measures {
  Count usable, wrapped, pretty, key_order, fractions;
  std::map<std::string, std::int64_t> causes;
  std::map<std::string, std::int64_t> orders;
  std::int64_t texts = 0;
  double length_sum = 0;
  double length_squares = 0;
};

std::string usual_order(const Measures& measures) {
  const auto most = std::max_element(measures.orders.begin(), measures.orders.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  return most == measures.orders.end() ? "" : most->first;
}

void count_text(const Verdict& verdict, std::string_view text, Measures& out) {
  const Habits habits = habits_of(verdict, text);
  ++out.texts;
  if (validate::decided(verdict)) out.usable.add(!failed(verdict));
  out.wrapped.add(habits.wrapped);
  out.pretty.add(habits.pretty);
  if (habits.has_keys) ++out.orders[habits.keys];
  out.fractions.k += habits.fractions;
  out.fractions.n += habits.numbers;
  for (const std::string& code : verdict.causes) ++out.causes[code];
  const auto length = static_cast<double>(text.size());
  out.length_sum += length;
  out.length_squares += length * length;
}

Measures measure(const Snapshot& snapshot) {
  Measures out;
  for (std::size_t i = 0; i < snapshot.verdicts->size(); ++i)
    count_text((*snapshot.verdicts)[i], (*snapshot.texts)[i], out);
  return out;
}

// Order of keys: how many follow the usual order of the set before.
void count_orders(const std::string& usual, Measures& measures) {
  for (const auto& row : measures.orders) {
    measures.key_order.n += row.second;
    if (row.first == usual) measures.key_order.k += row.second;
  }
}

double share_of(const Count& count) {
  return count.n == 0 ? 0 : static_cast<double>(count.k) / static_cast<double>(count.n);
}

DriftRow share_row(std::string id, const Count& before, const Count& after, double level) {
  DriftRow out;
  out.id = std::move(id);
  out.before = share_of(before);
  out.after = share_of(after);
  const double d = out.after - out.before;
  const Interval a = base::wilson_interval(after.k, after.n, level);
  const Interval b = base::wilson_interval(before.k, before.n, level);
  const auto hypot = [](double x, double y) { return std::sqrt(x * x + y * y); };
  out.difference = {d - hypot(out.after - a.low, b.high - out.before),
                    d + hypot(a.high - out.after, out.before - b.low), level, "Newcombe (Wilson, method 10)"};
  if (before.n == 0 || after.n == 0) return out;
  const auto n1 = static_cast<double>(before.n);
  const auto n2 = static_cast<double>(after.n);
  const double pooled = static_cast<double>(before.k + after.k) / (n1 + n2);
  const double error = std::sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
  if (error > 0) out.p_value = std::min(1.0, 2 * base::normal_cdf(-std::abs(d) / error));
  return out;
}

DriftRow length_row(const Measures& before, const Measures& after, double level) {
  DriftRow out;
  out.id = "length_bytes";
  const auto moments = [](const Measures& m, double& mean, double& square) {
    const auto n = static_cast<double>(m.texts);
    mean = n > 0 ? m.length_sum / n : 0;
    square = n > 1 ? std::max(0.0, (m.length_squares - n * mean * mean) / (n - 1)) / n : 0;
  };
  double v1 = 0;
  double v2 = 0;
  moments(before, out.before, v1);
  moments(after, out.after, v2);
  const double d = out.after - out.before;
  out.difference = {d, d, level, "Welch"};
  if (before.texts < 2 || after.texts < 2 || v1 + v2 <= 0) return out;
  const double df = (v1 + v2) * (v1 + v2) /
                    (v1 * v1 / static_cast<double>(before.texts - 1) + v2 * v2 / static_cast<double>(after.texts - 1));
  const double half = base::student_quantile(0.5 + level / 2, df) * std::sqrt(v1 + v2);
  out.difference = {d - half, d + half, level, "Welch"};
  const double t2 = d * d / (v1 + v2);
  out.p_value = base::beta_cdf(df / 2, 0.5, df / (df + t2));
  return out;
}

// Holm 1979: the p-values of all rows adjusted together.
void adjust(std::vector<DriftRow>& rows, double level) {
  std::vector<std::size_t> order(rows.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return rows[a].p_value < rows[b].p_value; });
  double least = 0;
  for (std::size_t rank = 0; rank < order.size(); ++rank) {
    DriftRow& row = rows[order[rank]];
    least = std::max(least, std::min(1.0, row.p_value * static_cast<double>(rows.size() - rank)));
    row.p_value = least;
    row.moved = least < 1 - level;
  }
}

}  // namespace

std::vector<DriftRow> validation_drift(const Snapshot& before, const Snapshot& after, double level) {
  Measures first = measure(before);
  Measures second = measure(after);
  const std::string usual = usual_order(first);
  count_orders(usual, first);
  count_orders(usual, second);
  std::vector<DriftRow> out;
  out.push_back(share_row("usable", first.usable, second.usable, level));
  out.push_back(share_row("wrapped", first.wrapped, second.wrapped, level));
  out.push_back(share_row("pretty", first.pretty, second.pretty, level));
  out.push_back(share_row("key_order", first.key_order, second.key_order, level));
  out.push_back(share_row("fractions", first.fractions, second.fractions, level));
  out.push_back(length_row(first, second, level));
  std::set<std::string> codes;
  for (const auto& row : first.causes) codes.insert(row.first);
  for (const auto& row : second.causes) codes.insert(row.first);
  for (const std::string& code : codes)
    out.push_back(share_row(code, {first.causes[code], first.texts}, {second.causes[code], second.texts}, level));
  adjust(out, level);
  return out;
}

}  // namespace nines
