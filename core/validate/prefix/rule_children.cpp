// Items and properties of one rule: which schemas hold for each child. See rule_merge.h.
#include <algorithm>

#include "validate/prefix/rule_merge.h"

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonTree;
using base::kNoNode;

bool is_constant(Atom atom) { return (atom & kConstant) != 0; }
std::uint32_t node_of(Atom atom) { return atom & ~kConstant; }

// ---------------------------------------------------------------- items

struct ItemKeywords {
  std::uint32_t list = kNoNode;  // array of schemas for the first items
  std::uint32_t rest = kNoNode;
};

ItemKeywords item_keywords(const RuleSource& source, std::uint32_t schema) {
  const auto keyword = [&](const char* name) { return source.finder.keyword(schema, name); };
  const auto is_list = [&](std::uint32_t node) {
    return node != kNoNode && source.tree.node(node).kind == JsonKind::array;
  };
  const std::uint32_t items = keyword("items");
  if (source.finder.draft() == PrefixDraft::draft_7)
    return is_list(items) ? ItemKeywords{items, keyword("additionalItems")} : ItemKeywords{kNoNode, items};
  const std::uint32_t list = keyword("prefixItems");
  return {is_list(list) ? list : kNoNode, items};
}

// Nodes of the children of an array, or an empty list.
std::vector<std::uint32_t> children_of(const JsonTree& tree, std::uint32_t node) {
  std::vector<std::uint32_t> out;
  if (node == kNoNode) return out;
  for (std::uint32_t i = tree.node(node).first_child; i != kNoNode; i = tree.node(i).next_sibling) out.push_back(i);
  return out;
}

struct ItemPart {
  std::vector<std::uint32_t> list;
  std::uint32_t rest = kNoNode;
  bool constant = false;
};

void add_item(const RuleSource& source, const ItemPart& part, std::size_t index, AtomSet& out) {
  if (index < part.list.size())
    source.finder.add(part.list[index] | (part.constant ? kConstant : 0U), out);
  else if (part.constant)
    out.impossible = true;
  else if (part.rest != kNoNode)
    source.finder.add(part.rest, out);
}

// ---------------------------------------------------------------- properties

struct NamePattern {
  std::shared_ptr<const EcmaPattern> pattern;  // nullptr: cannot be decided here
  std::uint32_t schema = kNoNode;
};

struct ObjectPart {
  std::uint32_t members = kNoNode;  // properties, or the constant object
  std::uint32_t additional = kNoNode;
  std::vector<NamePattern> patterns;
  bool constant = false;
};

ObjectPart object_part(const RuleSource& source, Atom atom) {
  const JsonTree& tree = source.tree;
  ObjectPart out;
  out.constant = is_constant(atom);
  if (out.constant) {
    out.members = node_of(atom);
    return out;
  }
  const std::uint32_t properties = source.finder.keyword(atom, "properties");
  if (properties != kNoNode && tree.node(properties).kind == JsonKind::object) out.members = properties;
  out.additional = source.finder.keyword(atom, "additionalProperties");
  const std::uint32_t patterns = source.finder.keyword(atom, "patternProperties");
  if (patterns == kNoNode || tree.node(patterns).kind != JsonKind::object) return out;
  for (const std::uint32_t schema : children_of(tree, patterns)) {
    const auto compiled = compile_ecma_pattern(tree.key(schema), "");
    out.patterns.push_back({compiled ? *compiled : nullptr, schema});
  }
  return out;
}

void add_member(const RuleSource& source, const ObjectPart& part, const std::string& name, AtomSet& out) {
  const std::uint32_t member = part.members == kNoNode ? kNoNode : source.tree.member(part.members, name);
  if (member != kNoNode) source.finder.add(member | (part.constant ? kConstant : 0U), out);
  bool matched = member != kNoNode;
  for (const NamePattern& row : part.patterns) {
    const bool hit = row.pattern == nullptr || search(*row.pattern, name) != PatternMatch::no;
    matched = matched || hit;
    const bool sure = hit && row.pattern != nullptr && search(*row.pattern, name) == PatternMatch::yes;
    if (sure) source.finder.add(row.schema, out);
  }
  if (matched) return;
  if (part.constant) out.impossible = true;
  if (part.additional != kNoNode) source.finder.add(part.additional, out);
}

// A name as the schema writes it, by its literal. False for lone surrogates.
bool add_name(const JsonTree& tree, std::size_t begin, std::size_t end, std::vector<std::u32string>& out) {
  std::u32string name;
  if (!code_points_of(tree.text.substr(begin, end - begin), name)) return false;
  out.push_back(std::move(name));
  return true;
}

// Names of properties and of required; false when one cannot be held.
bool collect_names(const RuleSource& source, const PrefixRule& rule, std::vector<std::u32string>& names,
                   std::vector<std::u32string>& required) {
  const JsonTree& tree = source.tree;
  bool all = true;
  for (const Atom atom : rule.atoms) {
    const ObjectPart part = object_part(source, atom);
    if (part.members != kNoNode) {
      if (part.constant && tree.node(part.members).kind != JsonKind::object) continue;
      for (const std::uint32_t i : children_of(tree, part.members)) {
        all = add_name(tree, tree.node(i).key_begin, tree.node(i).key_end, part.constant ? required : names) && all;
      }
    }
    const std::uint32_t list = part.constant ? kNoNode : source.finder.keyword(atom, "required");
    if (list == kNoNode || tree.node(list).kind != JsonKind::array) continue;
    for (const std::uint32_t i : children_of(tree, list)) {
      if (tree.node(i).kind == JsonKind::string)
        all = add_name(tree, tree.node(i).begin, tree.node(i).end, required) && all;
    }
  }
  return all;
}

void sort_once(std::vector<std::u32string>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

}  // namespace

void merge_items(RuleSource& source, PrefixRule& rule) {
  if (!rule.array_ok) return;
  const JsonTree& tree = source.tree;
  std::vector<ItemPart> parts;
  std::size_t longest = 0;
  for (const Atom atom : rule.atoms) {
    ItemPart part;
    part.constant = is_constant(atom);
    if (part.constant && tree.node(node_of(atom)).kind != JsonKind::array) continue;
    const ItemKeywords words = part.constant ? ItemKeywords{node_of(atom), kNoNode} : item_keywords(source, atom);
    part.list = children_of(tree, words.list);
    part.rest = words.rest;
    longest = std::max(longest, part.list.size());
    if (part.constant) {
      rule.min_items = std::max<std::uint64_t>(rule.min_items, part.list.size());
      rule.max_items = std::min<std::uint64_t>(rule.max_items, part.list.size());
    }
    parts.push_back(std::move(part));
  }
  for (std::size_t i = 0; i <= longest; ++i) {
    AtomSet set;
    for (const ItemPart& part : parts) add_item(source, part, i, set);
    const std::uint32_t child = source.rule_for(std::move(set));
    if (i < longest)
      rule.prefix_items.push_back(child);
    else
      rule.items = child;
  }
}

void merge_properties(RuleSource& source, PrefixRule& rule) {
  if (!rule.object_ok) return;
  auto names = std::make_shared<TextList>();
  std::vector<std::u32string> required;
  const bool all_names = collect_names(source, rule, *names, required);
  names->insert(names->end(), required.begin(), required.end());
  sort_once(*names);
  sort_once(required);
  std::vector<ObjectPart> parts;
  for (const Atom atom : rule.atoms) {
    if (is_constant(atom) && source.tree.node(node_of(atom)).kind != JsonKind::object) continue;
    parts.push_back(object_part(source, atom));
  }
  for (const std::u32string& name : *names) {
    PropertyRule row;
    append_code_points(row.name, name);
    row.required = std::binary_search(required.begin(), required.end(), name);
    AtomSet set;
    for (const ObjectPart& part : parts) add_member(source, part, row.name, set);
    row.rule = source.rule_for(std::move(set));
    rule.required_count += row.required ? 1 : 0;
    rule.properties.push_back(std::move(row));
  }
  rule.names = std::move(names);
  AtomSet rest;
  for (const ObjectPart& part : parts) {
    if (part.constant) rest.impossible = true;
    if (part.additional != kNoNode) source.finder.add(part.additional, rest);
    for (const NamePattern& row : part.patterns) rule.name_patterns.push_back(row.pattern);
  }
  if (all_names) {
    rule.additional = source.rule_for(std::move(rest));
    return;
  }
  rule.late = true;
}

}  // namespace nines::validate
