// The label contract: one of a list of labels, or several, or none. See kinds.h.
#include <algorithm>

#include "base/text.h"
#include "validate/contracts/kinds.h"
#include "validate/contracts/label_list.h"
#include "validate/contracts/misses.h"

namespace nines::validate {

namespace {

bool is_one(const Impl& contract) { return contract.contract.min_labels == 1 && contract.contract.max_labels == 1; }

std::optional<Error> check_counts(const Contract& contract) {
  if (contract.min_labels < 0) {
    return contract_error(ErrorCode::bad_value, "min must be at least 0, found " + std::to_string(contract.min_labels),
                          "/min");
  }
  if (contract.max_labels < contract.min_labels || contract.max_labels < 1) {
    return contract_error(ErrorCode::bad_value,
                          "max must be at least 1 and at least min, found " + std::to_string(contract.max_labels),
                          "/max");
  }
  return std::nullopt;
}

// The label an item names when only its case, spaces and punctuation differ; at the ends of an answer
// punctuation belongs to what stands around it.
std::optional<std::string> near_label(const Impl& contract, std::string_view item, bool inside_list) {
  const std::string folded = base::fold_ascii(item);
  if (has_key(contract.folded_labels, folded)) return only_label(contract.folded_labels, folded);
  const auto is_edge = [](char c) {
    return static_cast<unsigned char>(c) >= 0x80 || base::is_ascii_letter(c) || base::is_ascii_digit(c);
  };
  if (!inside_list && (item.empty() || !is_edge(item.front()) || !is_edge(item.back()))) return std::nullopt;
  return only_label(contract.loose_labels, loose_key(item));
}

bool starts_negated(std::string_view item) {
  constexpr std::string_view kPrefixes[] = {"not ", "no ", "non-", "non ", "never "};
  return std::any_of(std::begin(kPrefixes), std::end(kPrefixes), [&](std::string_view prefix) {
    return base::equal_ignoring_ascii_case(item.substr(0, prefix.size()), prefix);
  });
}

Finding label_finding(const Impl& contract, const char* code, Span span, std::string_view found, const char* says) {
  Finding out = make_finding(code, span, quoted(found) + says, listed_labels(contract.labels), excerpt(found));
  out.schema_pointer = "/labels";
  return out;
}

Check check_one(const Impl& contract, std::string_view answer, Span span) {
  Check out;
  out.holds = is_label(contract, answer);
  out.reads = out.holds;
  if (out.holds) return out;
  const bool case_only = has_key(contract.folded_labels, base::fold_ascii(answer));
  const std::optional<std::string> near = near_label(contract, answer, false);
  const bool wordy = count_words(answer, kMaxWordsOfAnswer) > kMaxWordsOfAnswer;
  const bool close = case_only || near || !wordy;
  Finding finding =
      label_finding(contract, close ? "C12" : "X9", span, answer, close ? " is not a label" : " gives no label");
  if (case_only || near) {
    out.reads = true;
    finding.message += case_only ? ": only the case differs" : ": only case, spaces and punctuation differ";
    // Two labels that differ by no more than that leave no single repair.
    if (near) finding.edits.push_back({span, *near});
  }
  out.misses.add(std::move(finding));
  return out;
}

// C10: how many labels there are against how many are asked for.
void check_count(const Impl& contract, std::size_t count, Span span, std::string_view answer, Misses& misses) {
  const auto has = static_cast<std::int64_t>(count);
  const Contract& c = contract.contract;
  if (has >= c.min_labels && has <= c.max_labels) return;
  const bool few = has < c.min_labels;
  const std::string bound =
      few ? "at least " + std::to_string(c.min_labels) : "at most " + std::to_string(c.max_labels);
  Finding finding = make_finding("C10", span, std::to_string(count) + " labels where " + bound + " are asked for",
                                 bound, excerpt(answer));
  finding.schema_pointer = few ? "/min" : "/max";
  misses.add(std::move(finding));
}

void check_item(const Impl& contract, const LabelItem& item, bool quote, Misses& misses) {
  const bool negated = starts_negated(item.text);
  Finding finding = label_finding(contract, "C12", item.span, item.text, " is not a label");
  const std::optional<std::string> near = negated ? std::nullopt : near_label(contract, item.text, true);
  if (negated) finding.message += ": it says what the answer is not";
  if (near) {
    finding.message += ": only case, spaces and punctuation differ";
    finding.edits.push_back({item.span, quote ? base::json_quote(*near) : *near});
  }
  misses.add(std::move(finding));
}

Check check_several(const Impl& contract, std::string_view answer, Span span) {
  Check out;
  Misses misses;
  const bool named = is_label(contract, answer);
  if (!named && says_none(answer)) {
    out.reads = true;
    check_count(contract, 0, span, answer, misses);
    misses.give(out);
    return out;
  }
  const std::vector<LabelItem> items = read_label_list(contract, answer, span.from);
  std::vector<std::string> seen;
  bool any = false;
  bool prose = false;
  for (const LabelItem& item : items) {
    const std::optional<std::string> near = item.known ? std::nullopt : near_label(contract, item.text, true);
    any = any || item.known || near;
    const bool wordy = count_words(item.text, kMaxWordsOfAnswer) > kMaxWordsOfAnswer;
    const bool heading = item.text.find(':') != std::string::npos || loose_key(item.text).empty();
    prose = prose || (!item.known && !near && (wordy || heading));
    if (!item.known && misses.full()) misses.drop();
    if (!item.known && !misses.full()) check_item(contract, item, answer[item.span.from - span.from] == '"', misses);
    seen.push_back(compared_label(contract, near ? *near : item.text));
  }
  std::sort(seen.begin(), seen.end());
  const auto twice = std::adjacent_find(seen.begin(), seen.end());
  if (twice != seen.end()) {
    misses.notes.add(label_finding(contract, "C12", span, *twice, " stands twice; it counts once"));
  }
  seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
  out.reads = any && !prose;
  if (!out.reads) {
    misses = {};
    misses.add(label_finding(contract, prose ? "X9" : "C12", span, answer,
                             prose ? " gives no list of labels" : " is not a label"));
  } else {
    check_count(contract, seen.size(), span, answer, misses);
  }
  misses.give(out);
  return out;
}

}  // namespace

std::optional<Error> compile_labels(Impl& out, std::size_t /*depth*/) {
  const std::vector<std::string>& given = out.contract.labels;
  if (given.empty()) return contract_error(ErrorCode::bad_value, "labels is empty; give at least one", "/labels");
  if (given.size() > kMaxLabels) {
    return contract_error(
        ErrorCode::limit_exceeded,
        std::to_string(given.size()) + " labels; at most " + std::to_string(kMaxLabels) + " are allowed", "/labels");
  }
  for (std::size_t i = 0; i < given.size(); ++i) {
    const std::string label(base::trim_ascii(given[i]));
    if (label.empty()) {
      return contract_error(ErrorCode::bad_value, "the label " + quoted(given[i]) + " is blank",
                            "/labels/" + std::to_string(i));
    }
    out.labels.push_back(compared_label(out, label));
    out.folded_labels.emplace_back(base::fold_ascii(label), label);
    out.loose_labels.emplace_back(loose_key(label), label);
  }
  std::sort(out.labels.begin(), out.labels.end());
  out.labels.erase(std::unique(out.labels.begin(), out.labels.end()), out.labels.end());
  sort_keys(out.folded_labels);
  sort_keys(out.loose_labels);
  if (const std::optional<Error> error = check_counts(out.contract)) return error;
  if (out.contract.min_labels > static_cast<std::int64_t>(out.labels.size())) {
    return contract_error(ErrorCode::bad_value,
                          "min asks for " + std::to_string(out.contract.min_labels) + " labels and there are " +
                              std::to_string(out.labels.size()) + ": no text can meet that",
                          "/min");
  }
  return std::nullopt;
}

Check check_labels(const Impl& contract, std::string_view text) {
  const std::string_view answer = base::trim_ascii(text);
  const std::size_t from = answer.empty() ? 0 : static_cast<std::size_t>(answer.data() - text.data());
  const Span span{from, from + answer.size()};
  if (is_one(contract) || answer.empty()) return check_one(contract, answer, span);
  return check_several(contract, answer, span);
}

bool same_labels(const Impl& contract, std::string_view a, std::string_view b) {
  if (is_one(contract)) return contract.contract.ignore_case && base::equal_ignoring_ascii_case(a, b);
  const auto set_of = [&](std::string_view text) {
    std::vector<std::string> out;
    if (text.empty() || (!is_label(contract, text) && says_none(text))) return out;
    for (const LabelItem& item : read_label_list(contract, text, 0)) out.push_back(compared_label(contract, item.text));
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  };
  return set_of(a) == set_of(b);
}

}  // namespace nines::validate
