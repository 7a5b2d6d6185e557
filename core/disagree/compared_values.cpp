// Outcome and compared value of a record (compared_values.h).
#include "disagree/compared_values.h"

#include "base/canonical.h"

namespace nines::disagree {
namespace {

// Null and blank labels mean that no label was given: counting them as an answer would count blanks
// as agreement.
std::optional<std::string> label_text(const Record& record) {
  if (record.label.empty()) return std::nullopt;
  std::string text = base::compared_text(record.label);
  if (text == "null" || text == "\"\"") return std::nullopt;
  return text;
}

}  // namespace

Outcome outcome_of(const Record& record, double pass_mark) {
  if (record.score) return *record.score >= pass_mark ? Outcome::right : Outcome::wrong;
  if (record.expected.empty()) return Outcome::unknown;
  const std::optional<std::string> label = label_text(record);
  if (!label && record.output.empty()) return Outcome::unknown;
  const std::string expected = base::compared_text(record.expected);
  const bool is_right =
      (label && *label == expected) || (!record.output.empty() && base::compared_text(record.output) == expected);
  return is_right ? Outcome::right : Outcome::wrong;
}

std::optional<std::string> compared_value(const Record& record, Outcome outcome, CompareBy by) {
  switch (by) {
    case CompareBy::label: return label_text(record);
    case CompareBy::correctness:
      if (outcome == Outcome::unknown) return std::nullopt;
      return std::string(outcome == Outcome::right ? "right" : "wrong");
    case CompareBy::automatic:
    case CompareBy::output: break;
  }
  if (record.output.empty()) return std::nullopt;
  return base::compared_text(record.output);
}

CompareBy choose_compared(const Corpus& corpus, std::span<const Outcome> outcomes) {
  std::size_t trials = 0;
  std::size_t labels = 0;
  std::size_t known = 0;
  std::size_t outputs = 0;
  for (std::size_t i = 0; i < corpus.records.size(); ++i) {
    const Record& record = corpus.records[i];
    if (is_mean_row(record)) continue;
    ++trials;
    labels += label_text(record) ? 1U : 0U;
    known += outcomes[i] != Outcome::unknown ? 1U : 0U;
    outputs += record.output.empty() ? 0U : 1U;
  }
  if (labels > 0 && 2 * labels >= trials) return CompareBy::label;
  if (known > 0 && (2 * known >= trials || outputs == 0)) return CompareBy::correctness;
  return outputs == 0 && labels > 0 ? CompareBy::label : CompareBy::output;
}

}  // namespace nines::disagree

std::optional<bool> nines::record_is_right(const Record& record, double pass_mark) {
  const disagree::Outcome outcome = disagree::outcome_of(record, pass_mark);
  if (outcome == disagree::Outcome::unknown) return std::nullopt;
  return outcome == disagree::Outcome::right;
}
