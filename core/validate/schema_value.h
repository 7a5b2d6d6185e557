// What a single value misses in a single schema, leaving its children aside. Used by
// schema_check.cpp only.
#pragma once

#include "validate/schema_program.h"

namespace nines::validate {

struct ValueCheck {
  const SchemaProgram& program;
  const SchemaNode& schema;
  const base::JsonTree& tree;
  std::uint32_t node;
};

// type, enum, const: is it the right kind of value at all? True when a miss was added.
bool check_identity(const ValueCheck& value, FindingList& misses);
// Bounds, lengths, counts and pattern; each that is missed is added.
void check_extent(const ValueCheck& value, FindingList& misses);
// The schema `false`.
Finding nothing_allowed(const base::JsonTree& tree, std::uint32_t node);

}  // namespace nines::validate
