// Pairs of trials by item and trial (aligned.h).
#include "disagree/compare/aligned.h"

#include <algorithm>
#include <map>
#include <span>

#include "base/stats.h"

namespace nines::disagree {
namespace {

// Scores of one item by trial name; the unnamed ones are sorted.
using Trials = std::map<std::string, std::vector<double>>;
using Side = std::map<std::string, Trials>;

bool is_finite(double x) { return x - x == 0; }

Result<Side> side_of(const std::vector<TrialScore>& rows, Issues& issues) {
  Side side;
  for (const TrialScore& row : rows) {
    if (!is_finite(row.score))
      return Error{ErrorCode::bad_value, "the score of item \"" + row.item + "\" is not a finite number", {}};
    side[row.item][row.trial].push_back(row.score + 0.0);
  }
  std::int64_t repeated = 0;
  std::int64_t conflicting = 0;
  for (auto& [item, trials] : side) {
    for (auto& [trial, scores] : trials) {
      std::sort(scores.begin(), scores.end());
      if (trial.empty() || scores.size() == 1) continue;
      const bool is_same = scores.front() == scores.back();
      (is_same ? repeated : conflicting) += static_cast<std::int64_t>(scores.size()) - (is_same ? 1 : 0);
      scores.resize(is_same ? 1 : 0);
    }
    std::erase_if(trials, [](const auto& entry) { return entry.second.empty(); });
  }
  std::erase_if(side, [](const auto& entry) { return entry.second.empty(); });
  if (repeated + conflicting > 0)
    issues.push_back({Severity::warning,
                      "duplicate_rows",
                      std::to_string(repeated) + " repeated rows were counted once, " + std::to_string(conflicting) +
                          " contradicting ones were left out",
                      {}});
  return side;
}

std::vector<double> all_scores(const Trials& trials) {
  std::vector<double> out;
  for (const auto& [name, scores] : trials) out.insert(out.end(), scores.begin(), scores.end());
  std::sort(out.begin(), out.end());
  return out;
}

// The scores of trials that both sides have.
std::pair<std::vector<double>, std::vector<double>> matched(const Trials& a, const Trials& b) {
  std::pair<std::vector<double>, std::vector<double>> out;
  for (const auto& [trial, scores] : a) {
    const auto other = b.find(trial);
    if (other == b.end()) continue;
    // Which of several unnamed trials belong together is not known: all count, so that none is chosen by its score.
    out.first.insert(out.first.end(), scores.begin(), scores.end());
    out.second.insert(out.second.end(), other->second.begin(), other->second.end());
  }
  std::sort(out.first.begin(), out.first.end());
  std::sort(out.second.begin(), out.second.end());
  return out;
}

double mean_of(std::span<const double> sorted) {
  return base::compensated_sum(sorted) / static_cast<double>(sorted.size());
}

std::int64_t rows_of(const Side& side) {
  std::int64_t rows = 0;
  for (const auto& [item, trials] : side) {
    for (const auto& [trial, scores] : trials) rows += static_cast<std::int64_t>(scores.size());
  }
  return rows;
}

void note_scores(std::span<const double> scores, Aligned& out) {
  for (const double x : scores) {
    out.is_binary_single = out.is_binary_single && (x == 0 || x == 1);
    out.in_unit = out.in_unit && x >= 0 && x <= 1;
  }
  out.is_binary_single = out.is_binary_single && scores.size() == 1;
}

}  // namespace

Result<Aligned> align(const std::vector<TrialScore>& a, const std::vector<TrialScore>& b, AlignBy by) {
  Aligned out;
  const Result<Side> left = side_of(a, out.issues);
  if (!left) return left.error();
  const Result<Side> right = side_of(b, out.issues);
  if (!right) return right.error();
  std::int64_t used = 0;
  for (const auto& [item, trials] : *left) {
    const auto other = right->find(item);
    if (other == right->end()) continue;
    const auto [x, y] =
        by == AlignBy::item ? std::pair(all_scores(trials), all_scores(other->second)) : matched(trials, other->second);
    if (x.empty()) continue;
    note_scores(x, out);
    note_scores(y, out);
    const auto n = static_cast<std::int64_t>(x.size());
    const auto m = static_cast<std::int64_t>(y.size());
    used += n + m;
    out.trials += by == AlignBy::item ? n + m : std::min(n, m);
    out.items.push_back({item, mean_of(x), mean_of(y), n, m});
  }
  const auto both = static_cast<std::int64_t>(out.items.size());
  out.unmatched_items =
      static_cast<std::int64_t>(left->size()) - both + static_cast<std::int64_t>(right->size()) - both;
  const std::int64_t unmatched = rows_of(*left) + rows_of(*right) - used;
  if (unmatched > 0)
    out.issues.push_back({Severity::warning,
                          "unmatched_rows",
                          std::to_string(unmatched) + " rows have no counterpart on the other side and are left out",
                          {}});
  return out;
}

Result<std::vector<std::pair<std::string, std::vector<double>>>> scores_by_item(const std::vector<TrialScore>& rows,
                                                                                Issues& issues) {
  const Result<Side> side = side_of(rows, issues);
  if (!side) return side.error();
  std::vector<std::pair<std::string, std::vector<double>>> out;
  for (const auto& [item, trials] : *side) out.emplace_back(item, all_scores(trials));
  return out;
}

}  // namespace nines::disagree
