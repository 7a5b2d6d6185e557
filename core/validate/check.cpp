// The check of JSON texts, and what holds for every kind. See check.h.
#include "validate/check.h"

#include "base/text.h"
#include "validate/contracts/json_sequence.h"
#include "validate/contracts/kinds.h"
#include "validate/json_equal.h"
#include "validate/schema/evaluate.h"
#include "validate/syntax.h"

namespace nines::validate {

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

Check check_value(const CompiledContract::Impl& contract, std::string_view text) {
  return kind_row(contract.contract.kind).check(contract, text);
}

FusedVerdict fused_verdict(const CompiledContract::Impl& contract, std::string_view text) {
  if (contract.fast == nullptr) return FusedVerdict::unsure;
  FusedValidator fused;
  return fused.read(*contract.fast, text, FusedAsk::verdict);
}

bool meets(const CompiledContract::Impl& contract, std::string_view text) {
  if (contract.contract.kind != ContractKind::json_schema) return check_value(contract, text).holds;
  const FusedVerdict found = fused_verdict(contract, text);
  if (found != FusedVerdict::unsure) return found == FusedVerdict::holds;
  const base::JsonReadResult read = base::read_json(text, json_limits());
  return read.ok && holds(*contract.schema, read.tree) == Truth::yes;
}

bool same_value(const CompiledContract::Impl& contract, std::string_view a, std::string_view b) {
  a = base::trim_ascii(a);
  b = base::trim_ascii(b);
  if (a == b) return true;
  const KindRow& row = kind_row(contract.contract.kind);
  return row.same_value != nullptr && row.same_value(contract, a, b);
}

namespace {

// W10: one value after the other where an array of them is expected. Only when the contract leaves no
// doubt: no value does alone, and their array does.
std::optional<Check> array_from_values(const CompiledContract::Impl& contract, std::string_view text) {
  const std::string_view words = base::trim_json_space(text);
  if (words.empty() || words.front() != '{') return std::nullopt;
  const std::optional<JsonSequence> values = read_values(text);
  if (!values || values->values.size() < 2) return std::nullopt;
  for (const Span& value : values->values) {
    if (meets(contract, text.substr(value.from, value.to - value.from))) return std::nullopt;
  }
  Check out;
  out.misses.add(lines_for_array(text, *values));
  if (!meets(contract, apply_edits(text, out.misses.items.front().edits))) return std::nullopt;
  out.reads = true;
  out.proposal = RepairLevel::b;
  return out;
}

Check check_tree(const CompiledContract::Impl& contract, const base::JsonTree& tree, FusedVerdict found) {
  Check out;
  out.reads = true;
  out.holds = found != FusedVerdict::misses && holds(*contract.schema, tree) == Truth::yes;
  if (!out.holds) {
    SchemaCheck check = check_schema(*contract.schema, tree);
    out.holds = check.verdict == Truth::yes;
    out.undecided = check.verdict == Truth::unknown;
    out.misses = std::move(check.misses);
  }
  add_duplicate_keys(tree, out.notes);
  return out;
}

}  // namespace

Check check_to_repair(const CompiledContract::Impl& contract, std::string_view text, FusedVerdict found) {
  if (contract.contract.kind != ContractKind::json_schema) return check_value(contract, text);
  if (found == FusedVerdict::unsure) found = fused_verdict(contract, text);
  Check out;
  out.reads = out.holds = found == FusedVerdict::holds;
  if (out.holds) return out;
  if (found != FusedVerdict::not_json) {
    const base::JsonReadResult read = base::read_json(text, json_limits());
    if (read.ok) return check_tree(contract, read.tree, found);
  }
  if (std::optional<Check> array = array_from_values(contract, text)) return std::move(*array);
  return out;
}

Check check_json(const CompiledContract::Impl& contract, std::string_view text) {
  const base::JsonReadResult read = base::read_json(text, json_limits());
  if (read.ok) return check_tree(contract, read.tree, FusedVerdict::unsure);
  if (std::optional<Check> array = array_from_values(contract, text)) return std::move(*array);
  Check out;
  out.misses.add(syntax_finding(text, read));
  return out;
}

bool same_json(const CompiledContract::Impl& /*contract*/, std::string_view a, std::string_view b) {
  const base::JsonReadResult left = base::read_json(a, json_limits());
  const base::JsonReadResult right = base::read_json(b, json_limits());
  return left.ok && right.ok && json_equal(left.tree, 0, right.tree, 0);
}

Finding blank_finding(std::string_view text) {
  return make_finding("X8", {0, text.size()}, text.empty() ? "the text is empty" : "the text is blank", "a value",
                      text.empty() ? "end of text" : excerpt(text));
}

}  // namespace nines::validate
