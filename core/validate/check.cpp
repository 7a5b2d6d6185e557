// The check of each contract kind but number. See check.h.
#include "validate/check.h"

#include <algorithm>

#include "base/text.h"
#include "validate/json_equal.h"
#include "validate/number_text.h"
#include "validate/schema/evaluate.h"
#include "validate/syntax.h"

namespace nines::validate {

namespace {

constexpr std::size_t kMaxWordsOfAnswer = 3;  // more words than that without a label: no answer

Span trimmed_span(std::string_view text) {
  const std::string_view trimmed = base::trim_ascii(text);
  const std::size_t from = trimmed.empty() ? 0 : static_cast<std::size_t>(trimmed.data() - text.data());
  return {from, from + trimmed.size()};
}

std::size_t count_words(std::string_view text, std::size_t enough) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool space = base::is_ascii_space(c);
    if (!space && !inside && ++words > enough) break;
    inside = !space;
  }
  return words;
}

std::string listed(const std::vector<std::string>& labels) {
  std::string out;
  for (const std::string& label : labels) {
    if (out.size() > kQuoteBytes) break;
    out += (out.empty() ? "" : ", ") + label;
  }
  return "one of " + excerpt(out);
}

void add_duplicate_keys(const base::JsonTree& tree, FindingList& notes) {
  for (const std::uint32_t i : tree.duplicate_keys) {
    if (notes.full()) {
      ++notes.dropped;
      continue;
    }
    const base::JsonNode& node = tree.node(i);
    Finding finding =
        make_finding("S8", {node.key_begin, node.key_end},
                     "the key " + quoted(tree.key(i)) + " stood earlier in this object; readers keep the last value",
                     "each key once", excerpt(tree.source(i)));
    finding.pointer = tree.pointer(i);
    notes.add(std::move(finding));
  }
}

}  // namespace

Check check_value(const CompiledContract::Impl& contract, std::string_view text) {
  switch (contract.contract.kind) {
    case ContractKind::json_schema: return check_json(contract, text);
    case ContractKind::regex: return check_regex(contract, text);
    case ContractKind::labels: return check_label(contract, text);
    case ContractKind::number: return check_number(contract, text);
    default: break;
  }
  return {};
}

Check check_json(const CompiledContract::Impl& contract, std::string_view text) {
  Check out;
  const base::JsonReadResult read = base::read_json(text, json_limits());
  out.reads = read.ok;
  if (!read.ok) {
    out.misses.add(syntax_finding(text, read));
    return out;
  }
  out.holds = holds(*contract.schema, read.tree) == Truth::yes;
  if (!out.holds) {
    SchemaCheck check = check_schema(*contract.schema, read.tree);
    out.undecided = check.verdict == Truth::unknown;
    out.misses = std::move(check.misses);
  }
  add_duplicate_keys(read.tree, out.notes);
  return out;
}

// The last line ending belongs to the transport, not to the answer.
Check check_regex(const CompiledContract::Impl& contract, std::string_view text) {
  Check out;
  std::string_view body = text;
  if (body.ends_with('\n')) body.remove_suffix(1);
  if (body.size() < text.size() && body.ends_with('\r')) body.remove_suffix(1);
  out.holds = RE2::FullMatch(text, *contract.pattern) || RE2::FullMatch(body, *contract.pattern);
  if (out.holds) return out;
  const std::string pattern = excerpt(contract.contract.pattern);
  Finding finding = make_finding("C7", {0, text.size()}, quoted(body) + " does not match the pattern " + pattern,
                                 "a text that matches " + pattern + " from end to end", excerpt(body));
  finding.schema_pointer = "/pattern";
  out.misses.add(std::move(finding));
  return out;
}

Check check_label(const CompiledContract::Impl& contract, std::string_view text) {
  Check out;
  const Span span = trimmed_span(text);
  const std::string_view answer = text.substr(span.from, span.to - span.from);
  const std::string compared = contract.contract.ignore_case ? base::fold_ascii(answer) : std::string(answer);
  out.holds = std::binary_search(contract.labels.begin(), contract.labels.end(), compared);
  out.reads = out.holds;
  if (out.holds) return out;
  const std::string folded = base::fold_ascii(answer);
  const auto near = std::lower_bound(contract.folded_labels.begin(), contract.folded_labels.end(), folded,
                                     [](const auto& row, const std::string& wanted) { return row.first < wanted; });
  const bool case_only = near != contract.folded_labels.end() && near->first == folded;
  const bool wordy = count_words(answer, kMaxWordsOfAnswer) > kMaxWordsOfAnswer;
  Finding finding = make_finding(case_only || !wordy ? "C12" : "X9", span,
                                 quoted(answer) + (case_only || !wordy ? " is not a label" : " gives no label"),
                                 listed(contract.labels), excerpt(answer));
  finding.schema_pointer = "/labels";
  if (case_only) {
    out.reads = true;
    finding.message += ": only the case differs";
    // Two labels that differ by case alone leave no single repair.
    const bool single = near + 1 == contract.folded_labels.end() || (near + 1)->first != folded;
    if (single) finding.edits.push_back({span, near->second});
  }
  out.misses.add(std::move(finding));
  return out;
}

bool same_value(const CompiledContract::Impl& contract, std::string_view a, std::string_view b) {
  a = base::trim_ascii(a);
  b = base::trim_ascii(b);
  if (a == b) return true;
  switch (contract.contract.kind) {
    case ContractKind::json_schema: {
      const base::JsonReadResult left = base::read_json(a, json_limits());
      const base::JsonReadResult right = base::read_json(b, json_limits());
      return left.ok && right.ok && json_equal(left.tree, 0, right.tree, 0);
    }
    case ContractKind::labels: return contract.contract.ignore_case && base::equal_ignoring_ascii_case(a, b);
    case ContractKind::number: return same_number(a, b);
    default: return false;
  }
}

Finding blank_finding(std::string_view text) {
  return make_finding("X8", {0, text.size()}, text.empty() ? "the text is empty" : "the text is blank", "a value",
                      text.empty() ? "end of text" : excerpt(text));
}

}  // namespace nines::validate
