// The disagreement report of a corpus, in one call (nines/disagree.h): trials, outcome measures,
// agreement, items, warnings.
#include "nines/disagree.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/bootstrap.h"
#include "base/outcomes.h"
#include "disagree/item_reports.h"
#include "disagree/outcome_measures.h"
#include "disagree/ratings/ratings_of.h"
#include "disagree/trials.h"

namespace nines {
namespace {

using disagree::Answer;
using disagree::TrialSet;

void add_issue(DisagreeReport& report, Severity severity, const char* code, std::string message) {
  report.issues.push_back({severity, code, std::move(message), {}});
}

void count_trials(const TrialSet& trials, DisagreeReport& report) {
  std::int64_t few = 0;
  for (std::size_t item = 0; item < trials.item_names.size(); ++item) {
    const auto count = static_cast<std::int64_t>(trials.of_item(item).size());
    report.trials_min = item == 0 ? count : std::min(report.trials_min, count);
    report.trials_max = std::max(report.trials_max, count);
    few += count > 0 && count < kFewTrials ? 1 : 0;
  }
  if (few == 0) return;
  add_issue(report, Severity::warning, "few_trials",
            std::to_string(few) + " of " + std::to_string(trials.item_names.size()) + " items have fewer than " +
                std::to_string(kFewTrials) + " trials, so what one item does is known only roughly");
}

// Byte-identical repeats of one model, everywhere: then n trials are worth one.
void warn_identical_repeats(const Corpus& corpus, const TrialSet& trials, DisagreeReport& report) {
  const auto bytes = [&corpus](const Answer& answer) -> const std::string& {
    const Record& record = corpus.records[answer.record];
    return record.output.empty() ? record.label : record.output;
  };
  std::size_t repeated = 0;
  for (std::size_t item = 0; item < trials.item_names.size(); ++item) {
    const std::span<const Answer> answers = trials.of_item(item);
    for (std::size_t i = 1; i < answers.size(); ++i) {
      if (answers[i].model != answers[i - 1].model || bytes(answers[i]).empty()) continue;
      if (bytes(answers[i]) != bytes(answers[i - 1])) return;
      ++repeated;
    }
  }
  if (repeated == 0) return;
  add_issue(report, Severity::warning, "identical_repeats",
            "all repeats of every item are byte for byte the same: they look cached or made "
            "without sampling, and are not independent trials");
}

void warn_pooled_models(const TrialSet& trials, DisagreeReport& report) {
  if (trials.model_names.size() < 2) return;
  add_issue(report, Severity::note, "models_pooled",
            "the answers of " + std::to_string(trials.model_names.size()) +
                " models are pooled per item: pass@k and pass^k speak of k answers from any of "
                "them; select one model for its own figures");
}

void warn_fewer_draws(const DisagreeOptions& options, std::int64_t wanted, DisagreeReport& report) {
  if (options.bootstrap == wanted) return;
  add_issue(report, Severity::warning, "out_of_range",
            "bootstrap " + std::to_string(options.bootstrap) + " is outside [0, " + std::to_string(kMaxBootstrap) +
                "]; " + std::to_string(wanted) + " was used");
}

Result<AgreementReport> agreement_of(const Corpus& corpus, const TrialSet& trials, const DisagreeOptions& options,
                                     std::int64_t draws, RunContext& run) {
  RatingOptions how;
  how.rater = options.rater;
  how.domain = options.domain;
  AgreementOptions what;
  what.ids = options.coefficients;
  what.is_ordered = options.is_ordered;
  what.seed = options.seed;
  what.bootstrap = draws;
  what.progress_from = 0.4;
  return measure_agreement(disagree::ratings_of(corpus, trials, how), what, run);
}

}  // namespace

Result<DisagreeReport> disagree_corpus(const Corpus& corpus, const DisagreeOptions& options, RunContext& run) {
  if (corpus.records.empty())
    return Error{ErrorCode::no_records, "there are no records to compare", {corpus.name, "", 0, 0, 0}};
  const TrialSet trials = disagree::make_trials(corpus, options.by, options.pass_mark);
  DisagreeReport report;
  report.items = static_cast<std::int64_t>(trials.item_names.size());
  report.records = static_cast<std::int64_t>(corpus.records.size());
  report.models = static_cast<std::int64_t>(trials.model_names.size());
  report.compared_by = trials.by;
  report.issues = trials.issues;
  const std::int64_t draws = std::clamp<std::int64_t>(options.bootstrap, 0, kMaxBootstrap);
  warn_fewer_draws(options, draws, report);
  count_trials(trials, report);
  warn_identical_repeats(corpus, trials, report);
  warn_pooled_models(trials, report);

  base::BootstrapPlan plan;
  plan.seed = options.seed;
  plan.draws = draws;
  plan.stream = base::kOutcomeStream;
  plan.progress_from = 0.1;
  plan.progress_to = 0.4;
  const Error cancelled{ErrorCode::cancelled, "cancelled while comparing answers", {}};
  if (!disagree::add_outcome_measures(disagree::outcome_counts(trials), plan, run, report)) return cancelled;
  Result<AgreementReport> agreement = agreement_of(corpus, trials, options, draws, run);
  if (!agreement) return agreement.error();
  report.agreement = std::move(agreement.value());
  std::move(report.agreement.issues.begin(), report.agreement.issues.end(), std::back_inserter(report.issues));
  report.agreement.issues.clear();
  if (options.items) report.item_reports = disagree::item_reports(corpus, trials);
  return report;
}

ItemCounts item_counts(const Corpus& corpus, double pass_mark) {
  const TrialSet trials = disagree::make_trials(corpus, CompareBy::correctness, pass_mark);
  ItemCounts out;
  out.issues = trials.issues;
  const std::vector<ItemCount> counts = disagree::outcome_counts(trials);
  for (std::size_t item = 0; item < counts.size(); ++item) {
    if (counts[item].n == 0) {
      ++out.dropped;
      continue;
    }
    out.names.push_back(trials.item_names[item]);
    out.counts.push_back(counts[item]);
  }
  return out;
}

}  // namespace nines
