// The check of JSON texts, and what holds for every kind. See check.h.
#include "validate/check.h"

#include "base/text.h"
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

bool same_value(const CompiledContract::Impl& contract, std::string_view a, std::string_view b) {
  a = base::trim_ascii(a);
  b = base::trim_ascii(b);
  if (a == b) return true;
  const KindRow& row = kind_row(contract.contract.kind);
  return row.same_value != nullptr && row.same_value(contract, a, b);
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
