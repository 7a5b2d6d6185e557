// The check of JSON texts, and what holds for every kind. See check.h.
#include "validate/check.h"

#include <algorithm>

#include "base/text.h"
#include "validate/contracts/json_sequence.h"
#include "validate/contracts/kinds.h"
#include "validate/definition.h"
#include "validate/edited_text.h"
#include "validate/json_equal.h"
#include "validate/schema/evaluate.h"
#include "validate/schema/program.h"
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

// A schema for schemas: what looks like one may be the very value.
bool speaks_of_schemas(const SchemaProgram& program) {
  return std::any_of(program.properties.begin(), program.properties.end(),
                     [&](const PropertyRow& row) { return program.name(row.name) == "properties"; });
}

// The schema itself stands there, or one much like it.
bool echoes_schema(const CompiledContract::Impl& contract, const base::JsonTree& tree) {
  if (tree.node(0).kind != base::JsonKind::object || tree.node(0).child_count == 0) return false;
  const SchemaProgram& program = *contract.schema;
  if (is_definition(tree, 0) && !speaks_of_schemas(program)) return true;
  return !program.documents.empty() && json_equal(tree, 0, program.documents[0].tree, 0);
}

Finding echo_finding(std::string_view text) {
  const std::string_view words = base::trim_json_space(text);
  const auto from = static_cast<std::size_t>(words.data() - text.data());
  return make_finding("C13", {from, from + words.size()}, "a schema is given back instead of a value that meets it",
                      "a value", excerpt(words));
}

// The pointer as the text has it: a key that was renamed under its own name.
std::string pointer_before(std::string pointer, const std::vector<Finding>& renamed) {
  for (const Finding& rename : renamed) {
    const std::string now =
        rename.pointer.substr(0, rename.pointer.rfind('/') + 1) + base::pointer_escape(rename.expected);
    const bool below = pointer == now || pointer.starts_with(now + '/');
    if (below) pointer = rename.pointer + pointer.substr(now.size());
  }
  return pointer;
}

// What stands under a renamed key can be judged only by the name that was meant. Once: renamed keys inside are told
// without what they hold.
void judge_renamed(const SchemaProgram& schema, std::string_view text, Check& out) {
  std::vector<Finding> renamed;
  for (const Finding& miss : out.misses.items) {
    if (miss.code == "C3" && !miss.edits.empty()) renamed.push_back(miss);
  }
  if (renamed.empty() || out.misses.dropped > 0) return;
  EditedText named(text);
  named.apply(merged_edits(renamed));
  const base::JsonReadResult read = base::read_json(named.text(), json_limits());
  if (!read.ok) return;
  SchemaCheck again = check_schema(schema, read.tree);
  if (again.verdict == Truth::unknown) return;
  out.misses = FindingList{std::move(renamed), 0};
  const std::vector<Finding> names = out.misses.items;
  for (Finding& miss : named.original_findings(std::move(again.misses)).items) {
    miss.pointer = pointer_before(std::move(miss.pointer), names);
    out.misses.add(std::move(miss));
  }
  out.misses.dropped += again.misses.dropped;
  if (again.proposals) out.proposal = RepairLevel::c;
  std::stable_sort(out.misses.items.begin(), out.misses.items.end(),
                   [](const Finding& a, const Finding& b) { return a.span.from < b.span.from; });
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
    if (check.proposals) out.proposal = RepairLevel::c;
    if (!out.undecided) judge_renamed(*contract.schema, tree.text, out);
    if (!out.undecided && echoes_schema(contract, tree)) {
      out.misses = FindingList{{echo_finding(tree.text)}, 0};
      out.proposal = RepairLevel::c;
    }
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
