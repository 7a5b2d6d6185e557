// Disagreement: what several answers to one question tell. Pure functions over a Corpus. Resampling is always by item;
// every number is an Estimate with status and method; permuting rows changes nothing, bit for bit. Called by `call` and
// tests.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nines/agreement.h"
#include "nines/ratings.h"
#include "nines/run_context.h"
#include "nines/simulate.h"
#include "nines/values.h"

namespace nines {

inline constexpr std::size_t kMaxPassK = 64;  // largest k reported
inline constexpr std::int64_t kMaxBootstrap = 100'000;
inline constexpr std::int64_t kFewItems = 10;  // below: status too_few_items
inline constexpr std::int64_t kFewTrials = 5;  // below: issue few_trials

struct DisagreeOptions {
  CompareBy by = CompareBy::automatic;
  double pass_mark = 1;  // correct = score >= pass_mark
  std::uint64_t seed = 1;
  std::int64_t bootstrap = 2'000;
  bool items = false;  // list every item
  RaterBy rater = RaterBy::model_trial;
  std::vector<std::string> domain;        // categories in their order; empty: those that occur
  bool is_ordered = false;                // the order of `domain` means something, though it is not numbers
  std::vector<std::string> coefficients;  // rows of agreement_table(); empty: those that fit
};

enum class ItemClass : std::uint8_t { always, flaky, never, unknown };

struct AnswerCluster {
  std::string answer;  // canonical text of the compared value
  std::int64_t count = 0;
  std::vector<std::string> models;  // sorted, unique
};

struct ItemReport {
  std::string item;
  ItemClass item_class = ItemClass::unknown;
  std::int64_t correct = 0;  // c of n with known correctness
  std::int64_t trials = 0;
  std::string consensus;          // plurality answer; "" when tied
  std::vector<std::string> ties;  // answers sharing the top count, when more than one
  double entropy = 0;             // -sum p ln p over clusters, plug-in, nats
  std::vector<AnswerCluster> clusters;
  std::vector<std::string> outliers;  // "model/trial" of answers that differ from a majority (> 1/2) answer
};

struct PassEstimate {
  std::int64_t k = 0;
  Estimate estimate;
};

// One convention of pass^k: {"C(c,k)/C(n,k)", "(c/n)^k", "pooled p^k"}.
struct PassConvention {
  std::string id;
  std::string label;
  std::vector<PassEstimate> values;
};

struct DisagreeReport {
  std::int64_t items = 0;
  std::int64_t records = 0;
  std::int64_t models = 0;
  std::int64_t trials_min = 0;  // answers an item, those of all models together
  std::int64_t trials_max = 0;
  CompareBy compared_by = CompareBy::output;
  std::vector<PassEstimate> pass_at_k;
  std::vector<PassEstimate> pass_hat_k;  // default convention
  std::vector<PassConvention> pass_hat_k_conventions;
  Estimate flip_rate;  // mean over items of 2c(n-c)/(n(n-1))
  std::int64_t flaky_items = 0;
  std::int64_t always_items = 0;
  std::int64_t never_items = 0;
  Estimate outcome_consistency;
  AgreementReport agreement;
  std::vector<ItemReport> item_reports;
  Issues issues;
};

// Rows that repeat (item, model, trial): equal answers count once, contradicting ones are all left out (issue
// `duplicate_rows`); rows without trial and run are repeats. Blank or null labels are no labels.
// Fails: no_records, cancelled. Cost: O(records · log records + items · bootstrap).
Result<DisagreeReport> disagree_corpus(const Corpus& corpus, const DisagreeOptions& options, RunContext& run);

// Whether a record's answer is right: score >= pass_mark; without score, label or output equal to `expected`; nothing
// when that cannot be told.
std::optional<bool> record_is_right(const Record& record, double pass_mark);

// Correct answers and trials per item (all models pooled), for fit_item_counts. Items without known correctness are
// counted in `dropped`. Rows with n > 1 are means, not trials, and are dropped with an issue.
struct ItemCounts {
  std::vector<std::string> names;
  std::vector<ItemCount> counts;
  std::int64_t dropped = 0;
  Issues issues;
};
ItemCounts item_counts(const Corpus& corpus, double pass_mark);

// Reads JSON Lines of records, or one JSON array of them. Never fails as a whole: bad lines become issues with line and
// column. In: any bytes; `name` for messages. Cost: O(bytes).
inline constexpr std::size_t kMaxLineBytes = std::size_t{64} << 20;
inline constexpr std::size_t kMaxListedIssues = 100;
Corpus read_records(std::string_view bytes, std::string_view name);

}  // namespace nines
