// Unsolved, disputed and suspect items, and what to take from them (nines/hard_items.h).
#include "nines/hard_items.h"

#include <algorithm>
#include <set>

#include "base/canonical.h"
#include "base/special.h"
#include "base/stats.h"
#include "disagree/hard_items/gold_suspicion.h"
#include "disagree/hard_items/skills.h"
#include "disagree/resample/item_rows.h"
#include "disagree/trials.h"

namespace nines {
namespace {

using disagree::ItemAnswers;
using disagree::Skills;
using disagree::Tally;
using Answers = std::vector<const RatedAnswer*>;

Tally known_of(const Answers& answers) {
  Tally tally;
  for (const RatedAnswer* answer : answers) {
    tally.right += answer->is_right.value_or(false) ? 1 : 0;
    tally.all += answer->is_right ? 1 : 0;
  }
  return tally;
}

std::map<std::string, std::int64_t> counts_of(const Answers& answers) {
  std::map<std::string, std::int64_t> counts;
  for (const RatedAnswer* answer : answers) {
    if (!answer->answer.empty()) ++counts[answer->answer];
  }
  return counts;
}

std::vector<UnsolvedItem> unsolved_items(const ItemAnswers& items) {
  std::vector<UnsolvedItem> out;
  for (const auto& [item, answers] : items) {
    const Tally known = known_of(answers);
    if (known.all == 0 || known.right > 0) continue;
    UnsolvedItem row;
    row.item = item;
    row.attempts = known.all;
    std::set<std::string> raters;
    for (const RatedAnswer* answer : answers) raters.insert(answer->rater);
    row.raters = static_cast<std::int64_t>(raters.size());
    if (known.all > 1) {
      row.rate_bound = base::clopper_pearson(0, known.all).high;
      for (const auto& [text, count] : counts_of(answers)) {
        if (2 * count > static_cast<std::int64_t>(answers.size())) row.agreed = text;
      }
    }
    out.push_back(std::move(row));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const UnsolvedItem& a, const UnsolvedItem& b) { return a.attempts > b.attempts; });
  return out;
}

double sorted_sum(std::vector<double> terms) {
  std::sort(terms.begin(), terms.end());
  return base::compensated_sum(terms);
}

// Log of the posterior of each answer up to a constant: sum over those who gave it of log(s (K - 1) / (1 - s)).
std::vector<std::pair<double, std::string>> log_votes(const std::map<std::string, std::vector<double>>& skills,
                                                      double categories) {
  std::vector<std::pair<double, std::string>> votes;
  for (const auto& [text, list] : skills) {
    std::vector<double> terms;
    for (const double s : list) terms.push_back(base::log(s * (categories - 1) / (1 - s)));
    votes.emplace_back(sorted_sum(std::move(terms)), text);
  }
  std::sort(votes.begin(), votes.end());
  return votes;
}

DisputedItem disputed_item(const std::string& item, const Answers& answers, const Skills& skills) {
  std::map<std::string, std::vector<double>> by_answer;
  std::vector<double> all;
  for (const RatedAnswer* answer : answers) {
    if (answer->answer.empty()) continue;
    const Tally elsewhere = skills.without(answer->rater, item);
    const double skill = static_cast<double>(elsewhere.right + 1) / static_cast<double>(elsewhere.all + 2);
    by_answer[answer->answer].push_back(skill);
    all.push_back(skill);
  }
  DisputedItem row;
  row.item = item;
  row.answers = static_cast<std::int64_t>(all.size());
  if (all.size() < 2) return row;
  const auto votes = log_votes(by_answer, std::max(2.0, static_cast<double>(by_answer.size())));
  std::vector<double> weights;
  for (const auto& [vote, text] : votes) weights.push_back(base::exp(vote - votes.back().first));
  const double total = sorted_sum(weights);
  std::vector<double> terms;
  for (const double weight : weights) {
    const double p = weight / total;
    if (p > 0) terms.push_back(-p * base::log(p));
  }
  row.posterior_entropy = sorted_sum(std::move(terms)) + 0.0;
  row.skill = sorted_sum(all) / static_cast<double>(all.size());
  row.score = row.posterior_entropy * row.skill;
  const bool is_tied = votes.size() > 1 && votes[votes.size() - 2].first == votes.back().first;
  if (!is_tied) row.consensus = votes.back().second;
  return row;
}

std::vector<DisputedItem> disputed_items(const ItemAnswers& items, const Skills& skills) {
  std::vector<DisputedItem> out;
  for (const auto& [item, answers] : items) {
    DisputedItem row = disputed_item(item, answers, skills);
    if (row.score > 0) out.push_back(std::move(row));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const DisputedItem& a, const DisputedItem& b) { return a.score > b.score; });
  return out;
}

std::string expected_of(const Answers& answers) {
  std::set<std::string> texts;
  for (const RatedAnswer* answer : answers) {
    if (!answer->expected.empty()) texts.insert(answer->expected);
  }
  return texts.size() == 1 ? *texts.begin() : "";  // contradicting gold is none
}

std::vector<GoldenItem> golden_set(const ItemAnswers& items, const HardItemReport& report) {
  std::set<std::string> suspects;
  for (const GoldSuspicion& row : report.gold) {
    if (row.is_suspect) suspects.insert(row.item);
  }
  std::set<std::string> disputed;
  for (const DisputedItem& row : report.disputed) disputed.insert(row.item);
  std::vector<GoldenItem> out;
  for (const auto& [item, answers] : items) {
    const std::string expected = expected_of(answers);
    if (expected.empty() || suspects.contains(item)) continue;
    const Tally known = known_of(answers);
    const char* const reason = known.all > 0 && known.right == 0            ? "unsolved"
                               : known.right > 0 && known.right < known.all ? "flaky"
                               : disputed.contains(item)                    ? "disputed"
                                                                            : "";
    if (*reason != '\0') out.push_back({item, expected, reason});
  }
  return out;
}

std::string right_answer(const Answers& answers) {
  Answers right;
  for (const RatedAnswer* answer : answers) {
    if (answer->is_right.value_or(false)) right.push_back(answer);
  }
  std::string best;
  std::int64_t most = 0;
  for (const auto& [text, count] : counts_of(right)) {
    if (count <= most) continue;
    most = count;
    best = text;
  }
  return best.empty() ? expected_of(answers) : best;
}

void add_corrections(const ItemAnswers& items, HardItemReport& report) {
  for (const auto& [item, answers] : items) {
    const std::string correction = right_answer(answers);
    for (const RatedAnswer* answer : answers) {
      if (answer->is_right.value_or(true)) continue;
      if (correction.empty()) {
        ++report.without_correction;
      } else {
        report.corrections.push_back({item, answer->rater, answer->trial, answer->answer, correction});
      }
    }
  }
}

}  // namespace

Result<HardItemReport> hard_items(const std::vector<RatedAnswer>& answers, const HardItemOptions& options,
                                  RunContext& run) {
  if (options.permutations < 1 || options.permutations > kMaxPermutations)
    return Error{ErrorCode::out_of_range, "permutations is out of range", {"", "/permutations", 0, 0, 0}};
  if (!(options.false_discovery > 0 && options.false_discovery < 1))
    return Error{
        ErrorCode::out_of_range, "false_discovery must lie between 0 and 1", {"", "/false_discovery", 0, 0, 0}};
  HardItemReport report;
  const ItemAnswers items = disagree::group_answers(answers);
  const Skills skills(items);
  report.skill_from = skills.is_by_gold() ? "gold" : "consensus";
  report.unsolved = unsolved_items(items);
  if (items.empty()) {
    report.status = EstimateStatus::no_data;
    report.reason = "There are no answers.";
  } else if (skills.raters() < 2) {
    report.status = EstimateStatus::one_rater;
    report.reason = "Only one rater answered, so nothing tells hard items from a poor rater.";
  } else {
    report.disputed = disputed_items(items, skills);
    if (!disagree::gold_suspicions(items, skills, options, run, report.gold)) return disagree::cancelled_error();
  }
  report.golden_set = golden_set(items, report);
  add_corrections(items, report);
  if (run.cancelled()) return disagree::cancelled_error();
  return report;
}

std::vector<RatedAnswer> rated_answers(const Corpus& corpus, CompareBy by, double pass_mark) {
  const disagree::TrialSet trials = disagree::make_trials(corpus, by, pass_mark);
  std::vector<RatedAnswer> out;
  for (const disagree::Answer& answer : trials.answers) {
    const Record& record = corpus.records[answer.record];
    RatedAnswer row;
    row.item = record.item;
    row.rater = record.model;
    row.trial = record.trial;
    if (answer.value != disagree::kNoValue) row.answer = trials.values[static_cast<std::size_t>(answer.value)];
    if (!record.expected.empty()) row.expected = base::compared_text(record.expected);
    if (answer.outcome != disagree::Outcome::unknown) row.is_right = answer.outcome == disagree::Outcome::right;
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace nines
