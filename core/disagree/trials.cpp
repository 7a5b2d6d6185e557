// From records to comparable answers (trials.h).
#include "disagree/trials.h"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "disagree/interner.h"

namespace nines::disagree {
namespace {

// One record that counts as a trial, all texts as ranks. Ordered by identity first, so duplicates
// stand together.
struct Row {
  std::uint32_t item = 0;
  std::uint32_t model = 0;
  std::uint32_t trial = 0;
  std::uint32_t variant = 0;  // paraphrase, step and run: a row of another wording or run is not a duplicate
  std::int32_t value = kNoValue;
  Outcome outcome = Outcome::unknown;
  bool is_numbered = false;
  std::uint32_t record = 0;

  [[nodiscard]] auto identity() const { return std::tie(item, model, trial, variant); }
  [[nodiscard]] bool same_answer(const Row& other) const { return value == other.value && outcome == other.outcome; }
  bool operator<(const Row& other) const {
    return std::tie(item, model, trial, variant, value, outcome) <
           std::tie(other.item, other.model, other.trial, other.variant, other.value, other.outcome);
  }
};

class TrialBuilder {
 public:
  TrialBuilder(const Corpus& corpus, CompareBy by, double pass_mark) : corpus_(corpus) {
    outcomes_.reserve(corpus.records.size());
    for (const Record& record : corpus.records) outcomes_.push_back(outcome_of(record, pass_mark));
    out_.by = by == CompareBy::automatic ? choose_compared(corpus, outcomes_) : by;
  }

  TrialSet build() {
    std::vector<Row> rows = make_rows();
    std::sort(rows.begin(), rows.end());
    rows = without_duplicates(rows);
    fill_answers(rows);
    return std::move(out_);
  }

 private:
  std::vector<Row> make_rows() {
    Interner items;
    Interner models;
    Interner trials;
    Interner variants;
    Interner values;
    std::vector<Row> rows;
    std::size_t means = 0;
    std::size_t missing = 0;
    for (std::size_t i = 0; i < corpus_.records.size(); ++i) {
      const Record& record = corpus_.records[i];
      Row row;
      row.item = items.add(record.item);
      row.model = models.add(record.model);
      if (is_mean_row(record)) {
        ++means;
        continue;
      }
      row.trial = trials.add(record.trial);
      row.variant = variants.add(record.paraphrase + '\x1f' + record.step + '\x1f' + record.run);
      row.outcome = outcomes_[i];
      row.is_numbered = !record.trial.empty() || !record.run.empty();
      row.record = static_cast<std::uint32_t>(i);
      if (std::optional<std::string> text = compared_value(record, row.outcome, out_.by)) {
        row.value = static_cast<std::int32_t>(values.add(std::move(*text)));
      } else {
        ++missing;
      }
      rows.push_back(row);
    }
    rank_rows(rows, items, models, trials, variants, values);
    note_counts(means, missing);
    return rows;
  }

  void rank_rows(std::vector<Row>& rows, const Interner& items, const Interner& models, const Interner& trials,
                 const Interner& variants, const Interner& values) {
    std::vector<std::uint32_t> item_rank;
    std::vector<std::uint32_t> model_rank;
    std::vector<std::uint32_t> trial_rank;
    std::vector<std::uint32_t> variant_rank;
    std::vector<std::uint32_t> value_rank;
    out_.item_names = items.finish(item_rank);
    out_.model_names = models.finish(model_rank);
    trials.finish(trial_rank);
    variants.finish(variant_rank);
    out_.values = values.finish(value_rank);
    for (Row& row : rows) {
      row.item = item_rank[row.item];
      row.model = model_rank[row.model];
      row.trial = trial_rank[row.trial];
      row.variant = variant_rank[row.variant];
      if (row.value != kNoValue) row.value = static_cast<std::int32_t>(value_rank[static_cast<std::size_t>(row.value)]);
    }
  }

  // Rows of one identity: equal answers count once; answers that contradict each other are all left
  // out, because which of them is true depends on the order of rows. Rows without trial or run are
  // repeats, not duplicates.
  std::vector<Row> without_duplicates(const std::vector<Row>& rows) {
    std::vector<Row> kept;
    kept.reserve(rows.size());
    std::size_t repeated = 0;
    std::size_t conflicting = 0;
    std::size_t unnumbered = 0;
    std::size_t first_line = 0;
    for (std::size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
      while (end < rows.size() && rows[end].identity() == rows[begin].identity()) ++end;
      if (end - begin > 1 && !rows[begin].is_numbered) unnumbered += end - begin;
      if (end - begin == 1 || !rows[begin].is_numbered) {
        kept.insert(kept.end(), rows.begin() + static_cast<std::ptrdiff_t>(begin),
                    rows.begin() + static_cast<std::ptrdiff_t>(end));
        continue;
      }
      if (rows[begin].same_answer(rows[end - 1])) {  // sorted: first and last equal means all equal
        kept.push_back(rows[begin]);
        repeated += end - begin - 1;
      } else {
        conflicting += end - begin;
      }
      for (std::size_t i = begin; i < end; ++i) {
        const std::size_t line = corpus_.records[rows[i].record].line;
        first_line = first_line == 0 ? line : std::min(first_line, line);
      }
    }
    if (repeated + conflicting > 0) {
      note(Severity::warning, "duplicate_rows",
           std::to_string(repeated + conflicting) + " rows repeat an (item, model, trial): " +
               std::to_string(repeated) + " with the same answer were counted once, " + std::to_string(conflicting) +
               " with contradicting answers were left out",
           first_line);
    }
    if (unnumbered > 0) {
      note(
          Severity::note, "unnumbered_trials",
          std::to_string(unnumbered) + " rows of one item and model carry no trial; each counts as a trial of its own");
    }
    return kept;
  }

  void fill_answers(const std::vector<Row>& rows) {
    out_.item_begin.assign(out_.item_names.size() + 1, 0);
    out_.answers.reserve(rows.size());
    for (const Row& row : rows) {
      ++out_.item_begin[row.item + 1];
      out_.answers.push_back({row.record, row.model, row.value, row.outcome});
    }
    for (std::size_t i = 1; i < out_.item_begin.size(); ++i) out_.item_begin[i] += out_.item_begin[i - 1];
  }

  void note_counts(std::size_t means, std::size_t missing) {
    if (means > 0) {
      note(Severity::warning, "mean_rows",
           std::to_string(means) + " rows are means of several trials (n > 1), not trials; they were left out");
    }
    if (missing > 0) {
      const char* what = out_.by == CompareBy::label         ? "label"
                         : out_.by == CompareBy::correctness ? "known correctness"
                                                             : "output";
      note(Severity::warning, "missing_values",
           std::to_string(missing) + " rows have no " + what + " and are not compared");
    }
  }

  void note(Severity severity, std::string code, std::string message, std::size_t line = 0) {
    out_.issues.push_back(
        {severity, std::move(code), std::move(message), {corpus_.name, "", 0, line, line > 0 ? std::size_t{1} : 0}});
  }

  const Corpus& corpus_;
  std::vector<Outcome> outcomes_;
  TrialSet out_;
};

}  // namespace

TrialSet make_trials(const Corpus& corpus, CompareBy by, double pass_mark) {
  return TrialBuilder(corpus, by, pass_mark).build();
}

std::vector<ItemCount> outcome_counts(const TrialSet& trials) {
  std::vector<ItemCount> counts(trials.item_names.size());
  for (std::size_t item = 0; item < counts.size(); ++item) {
    for (const Answer& answer : trials.of_item(item)) {
      counts[item].n += answer.outcome == Outcome::unknown ? 0 : 1;
      counts[item].c += answer.outcome == Outcome::right ? 1 : 0;
    }
  }
  return counts;
}

}  // namespace nines::disagree
