// Records with a length and an outcome (fit_inputs.h).
#include <cmath>
#include <map>
#include <optional>

#include "base/json_reader.h"
#include "base/text.h"
#include "bridge/fit_inputs.h"

namespace nines::bridge {
namespace {

std::optional<double> number_of(std::string_view json) {
  const base::JsonReadResult read = base::read_json(json);
  if (!read.ok || read.tree.node(0).kind != base::JsonKind::number) return std::nullopt;
  return read.tree.number_value(0);
}

const std::string* tag_of(const Record& record, std::string_view name) {
  for (const auto& [tag, text] : record.tags) {
    if (tag == name) return &text;
  }
  return nullptr;
}

// Successes and trials, or why not.
struct Outcome {
  double successes = 0;
  double trials = 1;
  std::string problem;
};

Outcome outcome_of(const Record& record, double pass_mark) {
  const std::string* k = tag_of(record, "k");
  if (k != nullptr && record.n) {
    const std::optional<double> count = number_of(*k);
    const auto n = static_cast<double>(*record.n);
    if (!count || *count < 0 || *count > n || std::floor(*count) != *count)
      return {0, 0, "\"k\" is " + base::shorten(*k, 40) + "; expected a whole number from 0 to n"};
    return {*count, n, ""};
  }
  if (record.n && *record.n > 1) {
    const auto n = static_cast<double>(*record.n);
    if (!record.score || *record.score < 0 || *record.score > 1)
      return {0, 0, "a row that is a mean of n runs needs a score from 0 to 1"};
    return {*record.score * n, n, ""};
  }
  const std::optional<bool> right = record_is_right(record, pass_mark);
  if (!right) return {0, 0, "whether the run was right is not known: no score, success, k of n, or expected answer"};
  return {*right ? 1.0 : 0.0, 1, ""};
}

std::string length_problem(const std::string* text, std::string_view field) {
  const std::string name = "\"" + std::string(field) + "\"";
  return text == nullptr ? "the row has no " + name
                         : name + " is " + base::shorten(*text, 40) + "; a length is a number above 0";
}

}  // namespace

LengthGroups length_groups(const Corpus& corpus, std::string_view field, double pass_mark) {
  LengthGroups out;
  std::map<std::string, std::size_t> group_of;
  for (const Record& record : corpus.records) {
    const std::string* text = tag_of(record, field);
    const std::optional<double> length = text == nullptr ? std::nullopt : number_of(*text);
    const Outcome outcome = outcome_of(record, pass_mark);
    const bool has_length = length && *length > 0;
    if (!has_length || !outcome.problem.empty()) {
      ++out.dropped;
      if (out.issues.size() < kMaxListedIssues) {
        Where where{corpus.name, "", 0, record.line, 1};
        out.issues.push_back({Severity::warning, "row_left_out",
                              has_length ? outcome.problem : length_problem(text, field), std::move(where)});
      }
      continue;
    }
    const auto [at, is_new] = group_of.emplace(record.model, out.groups.size());
    if (is_new) out.groups.push_back({record.model, {}});
    out.groups[at->second].points.push_back({record.item, *length, outcome.successes, outcome.trials});
  }
  return out;
}

}  // namespace nines::bridge
