// Runs a schema program over a tree. Two evaluators that share nothing but the rules for single values: `holds` stops
// at the first failure and keeps nothing; `check_schema` follows every branch and says why. Called by the checks of
// contracts. Neither recurses, whatever the depth of schema or value.
#pragma once

#include "validate/finding.h"
#include "validate/schema/program.h"
#include "validate/schema/truth.h"

namespace nines::validate {

// Verdict only. Linear in the tree for a given schema; a schema that asks for the same thing along very many ways is
// handed to the other evaluator, which never decides the same question twice.
Truth holds(const SchemaProgram& program, const base::JsonTree& tree);

struct SchemaCheck {
  Truth verdict = Truth::yes;
  // Why it does not hold, in document order, one root cause each: of a union the nearest branch is explained. Where the
  // verdict is unknown: what could not be decided.
  FindingList misses;
  bool proposals = false;  // some of their edits are proposals (C): a near word of an enum, a key that is much alike
};
// Time and memory: at most (nodes of the schema) x (values of the tree).
SchemaCheck check_schema(const SchemaProgram& program, const base::JsonTree& tree);

}  // namespace nines::validate
