// Ways of breaking what a passing text says, as rows of two tables. Used by mutants.cpp, which adds those that break
// how it is written (nines/mutate.h).
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "base/json_reader.h"
#include "base/rng.h"
#include "nines/selftest.h"
#include "validate/contracts/node_registry.h"

namespace nines::validate {

// A text to break: its tree when it is JSON, and what is known of the contract it meets.
struct Passing {
  std::string_view text;
  const base::JsonTree* tree = nullptr;
  std::string_view schema;
  const NodeRegistry* registry = nullptr;  // of a workflow contract that has one
  WorkflowForm form = WorkflowForm::any;
};

// A number below `count` (> 0), from the row of draws.
std::size_t drawn(base::PhiloxReader& draws, std::size_t count);

// The edit that breaks the text, or nothing where it does not apply.
using MutateFunction = std::optional<Edit> (*)(const Passing& passing, base::PhiloxReader& draws);

struct Mutator {
  BreakageInfo info;
  MutateFunction mutate;
};

std::span<const Mutator> contract_mutators();  // C1 to C14: values that a good contract refuses
std::span<const Mutator> graph_mutators();     // G1 to G11: workflow graphs that a server refuses
std::span<const Mutator> answer_mutators();    // right answers made wrong

// Nodes of the tree of one kind; with `keyed`, members of objects only.
std::vector<std::uint32_t> nodes_of(const Passing& passing, base::JsonKind kind);
std::vector<std::uint32_t> members_of(const Passing& passing);
// A child with the comma that belongs to it: the one after it, else the one before.
Span with_comma(const base::JsonTree& tree, std::uint32_t node);
// The place of a value, whole.
Edit replaced(const Passing& passing, std::uint32_t node, std::string text);

}  // namespace nines::validate
