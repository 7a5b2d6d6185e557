// Joins the schemas that hold at one place into one rule: the keywords of each narrow it further. Used by
// rule_compile.cpp, which gives the rules of the places below.
#pragma once

#include "validate/prefix/schema_atoms.h"

namespace nines::validate {

// What merging one rule needs to know about the others.
class RuleSource {
 public:
  RuleSource(const base::JsonTree& of_tree, const AtomFinder& of_finder) : tree(of_tree), finder(of_finder) {}
  virtual ~RuleSource() = default;
  virtual std::uint32_t rule_for(AtomSet set) = 0;
  const base::JsonTree& tree;
  const AtomFinder& finder;
};

// Types, bounds, lengths, counts and patterns of every schema in the rule.
void merge_limits(const RuleSource& source, PrefixRule& rule);
// enum and const: after merge_limits, since what they list must also meet the rest. May replace the atoms of arrays and
// objects by the one constant that is left.
void merge_listed(const RuleSource& source, PrefixRule& rule);
// Items and properties: after merge_listed.
void merge_items(RuleSource& source, PrefixRule& rule);
void merge_properties(RuleSource& source, PrefixRule& rule);

}  // namespace nines::validate
