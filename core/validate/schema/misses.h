// Which rules of one node one value misses, leaving its children aside: as data for weighing branches, in words for
// findings. Used by the tracing evaluator and its explanations.
#pragma once

#include <vector>

#include "validate/finding.h"
#include "validate/schema/value_rules.h"

namespace nines::validate {

enum class MissKind : std::uint8_t {
  type,
  allowed,  // enum, const; index: of the value set
  bound,    // index: of the bound
  min_length,
  max_length,
  pattern,
  format,
  content,
  min_members,
  max_members,
  min_elements,
  max_elements,
  unique,
  required,   // index: of the row
  dependent,  // index: of the row; other: of the dependency
};

struct Miss {
  MissKind kind = MissKind::type;
  std::uint32_t index = kNone;
  std::uint32_t other = kNone;
  bool unknown = false;  // it could not be decided
};

struct ValueAt {
  const SchemaProgram& program;
  const SchemaNode& node;
  const base::JsonTree& tree;
  Instance instance;
};

// A miss of type, enum or const stands alone: nothing else is worth saying of such a value.
std::vector<Miss> find_misses(const ValueAt& value);
inline bool is_identity(const Miss& miss) { return miss.kind == MissKind::type || miss.kind == MissKind::allowed; }

Finding finding_of(const ValueAt& value, const Miss& miss);

// A finding at a value with the place of a keyword.
Finding finding_at(const ValueAt& value, const char* code, std::uint32_t keyword_at, std::string message,
                   std::string expected);
Span span_of(const base::JsonTree& tree, Instance instance);

}  // namespace nines::validate
