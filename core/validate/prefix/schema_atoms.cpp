// Which schema objects hold at one place. See schema_atoms.h.
#include "validate/prefix/schema_atoms.h"

#include <algorithm>

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonTree;
using base::kNoNode;

// Keywords whose failure is found by the complete check alone. `when_true`: only with the value true.
struct LateKeyword {
  const char* name;
  bool when_true;
};
constexpr LateKeyword kLateKeywords[] = {
    {"anyOf", false},
    {"oneOf", false},
    {"not", false},
    {"if", false},
    {"contains", false},
    {"dependentSchemas", false},
    {"dependentRequired", false},
    {"dependencies", false},
    {"propertyNames", false},
    {"patternProperties", false},
    {"multipleOf", false},
    {"unevaluatedItems", false},
    {"unevaluatedProperties", false},
    {"uniqueItems", true},
    {"$dynamicRef", false},
    {"$recursiveRef", false},
};

bool is_string(const JsonTree& tree, std::uint32_t node) {
  return node != kNoNode && tree.node(node).kind == JsonKind::string;
}

std::string_view without_empty_fragment(std::string_view uri) {
  if (uri.ends_with('#')) uri.remove_suffix(1);
  return uri;
}

PrefixDraft draft_named(std::string_view uri) {
  uri = without_empty_fragment(uri);
  if (uri == "https://json-schema.org/draft/2020-12/schema") return PrefixDraft::draft_2020_12;
  if (uri == "http://json-schema.org/draft-07/schema" || uri == "https://json-schema.org/draft-07/schema")
    return PrefixDraft::draft_7;
  return PrefixDraft::other;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool coded =
        text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0;
    out += coded ? static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2])) : text[i];
    if (coded) i += 2;
  }
  return out;
}

// The node an RFC 6901 pointer names below `from`, or kNoNode.
std::uint32_t node_at(const JsonTree& tree, std::uint32_t from, std::string_view pointer) {
  while (!pointer.empty() && from != kNoNode) {
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    std::string step;
    for (std::size_t i = 1; i < end; ++i) {
      const bool escape = pointer[i] == '~' && i + 1 < end;
      step += escape ? (pointer[i + 1] == '1' ? '/' : '~') : pointer[i];
      i += escape ? 1 : 0;
    }
    pointer.remove_prefix(end);
    if (tree.node(from).kind == JsonKind::object) {
      from = tree.member(from, step);
      continue;
    }
    std::uint32_t child = tree.node(from).kind == JsonKind::array ? tree.node(from).first_child : kNoNode;
    while (child != kNoNode && std::to_string(tree.node(child).index_in_parent) != step)
      child = tree.node(child).next_sibling;
    from = child;
  }
  return from;
}

}  // namespace

AtomFinder::AtomFinder(const JsonTree& tree, FormatPolicy formats)
    : tree_(tree), formats_(formats), draft_(PrefixDraft::draft_2020_12) {
  if (tree.node(0).kind != JsonKind::object) return;
  const std::uint32_t named = tree.member(0, "$schema");
  if (is_string(tree, named)) draft_ = draft_named(tree.string_value(named));
}

std::uint32_t AtomFinder::keyword(std::uint32_t schema, std::string_view name) const {
  if (draft_ == PrefixDraft::draft_7 && is_string(tree_, tree_.member(schema, "$ref"))) return kNoNode;
  return tree_.member(schema, name);
}

bool AtomFinder::is_late(std::uint32_t schema) const {
  for (const LateKeyword& row : kLateKeywords) {
    const std::uint32_t value = keyword(schema, row.name);
    if (value == kNoNode) continue;
    if (!row.when_true || tree_.source(value) == "true") return true;
  }
  return formats_ == FormatPolicy::assert_all && keyword(schema, "format") != kNoNode;
}

// A schema inside that names a draft of its own is read by other rules than these.
bool AtomFinder::is_foreign(std::uint32_t schema) const {
  if (draft_ == PrefixDraft::other) return true;
  const std::uint32_t named = tree_.member(schema, "$schema");
  return is_string(tree_, named) && draft_named(tree_.string_value(named)) != draft_;
}

// The schema whose $id governs references at `schema`.
std::uint32_t AtomFinder::resource_of(std::uint32_t schema) const {
  for (std::uint32_t at = schema; at != 0; at = tree_.node(at).parent) {
    if (tree_.node(at).kind != JsonKind::object) continue;
    const std::uint32_t id = keyword(at, "$id");
    if (is_string(tree_, id) && !tree_.string_value(id).starts_with('#')) return at;
  }
  return 0;
}

// The schema that "#", "#/pointer" or "#anchor" names, or kNoNode.
std::uint32_t AtomFinder::resolve(std::uint32_t schema, std::string_view reference) const {
  if (!reference.starts_with('#')) return kNoNode;
  const std::string fragment = percent_decoded(reference.substr(1));
  const std::uint32_t resource = resource_of(schema);
  if (fragment.empty() || fragment.front() == '/') return node_at(tree_, resource, fragment);
  const bool old = draft_ == PrefixDraft::draft_7;
  std::uint32_t found = kNoNode;
  for (std::uint32_t i = 0; i < tree_.nodes.size(); ++i) {
    if (tree_.node(i).kind != JsonKind::object) continue;
    const std::uint32_t name = tree_.member(i, old ? "$id" : "$anchor");
    if (!is_string(tree_, name) || resource_of(i) != resource) continue;
    if (tree_.string_value(name) != (old ? '#' + fragment : fragment)) continue;
    if (found != kNoNode) return kNoNode;  // one of them may stand inside a value: the complete check knows
    found = i;
  }
  return found;
}

void AtomFinder::add_object(std::uint32_t schema, std::vector<std::uint32_t>& todo, AtomSet& out) const {
  out.late = out.late || is_late(schema);
  const std::uint32_t reference = tree_.member(schema, "$ref");
  if (is_string(tree_, reference)) {
    const std::uint32_t target = resolve(schema, tree_.string_value(reference));
    const bool found = target != kNoNode &&
                       (tree_.node(target).kind == JsonKind::object || tree_.node(target).kind == JsonKind::boolean);
    if (found)
      todo.push_back(target);
    else
      out.late = true;
  }
  const std::uint32_t all = keyword(schema, "allOf");
  if (all == kNoNode || tree_.node(all).kind != JsonKind::array) return;
  for (std::uint32_t i = tree_.node(all).first_child; i != kNoNode; i = tree_.node(i).next_sibling) todo.push_back(i);
}

void AtomFinder::add(Atom atom, AtomSet& out) const {
  std::vector<std::uint32_t> todo;
  const auto insert = [&out](Atom one) {
    const auto at = std::lower_bound(out.atoms.begin(), out.atoms.end(), one);
    const bool fresh = at == out.atoms.end() || *at != one;
    if (fresh) out.atoms.insert(at, one);
    return fresh;
  };
  if ((atom & kConstant) != 0)
    insert(atom);
  else
    todo.push_back(atom);
  while (!todo.empty()) {
    const std::uint32_t node = todo.back();
    todo.pop_back();
    const JsonKind kind = tree_.node(node).kind;
    if (kind == JsonKind::boolean) out.impossible = out.impossible || !tree_.bool_value(node);
    if (kind != JsonKind::object || tree_.node(node).child_count == 0) continue;
    if (is_foreign(node)) {
      out.late = true;
      continue;
    }
    if (insert(node)) add_object(node, todo, out);
  }
}

}  // namespace nines::validate
