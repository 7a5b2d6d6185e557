// What compile_contract makes of a contract: the parts of its kind, ready to run. Read by the
// checks and the searches for values; never changed after it was built.
#pragma once

#include <re2/re2.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "nines/validate.h"
#include "validate/schema/program.h"

namespace nines {

namespace validate {

struct NodeRegistry;

// A column of a csv contract: where it stands in the contract, and what its cells are compared with.
struct CompiledColumn {
  std::string loose_name;
  std::vector<std::string> labels;  // sorted
  std::vector<std::pair<std::string, std::string>> loose_labels;
  std::shared_ptr<const RE2> pattern;
};

struct CompiledTool {
  std::string name;
  std::size_t part = 0;  // index of the contract of its arguments
};

}  // namespace validate

struct CompiledContract::Impl {
  Contract contract;
  bool json = false;                                      // the text is one JSON value: the repairs of JSON apply
  bool nests = false;                                     // its check diagnoses pieces of the text by itself
  std::shared_ptr<const validate::SchemaProgram> schema;  // json_schema
  std::shared_ptr<const RE2> pattern;                     // regex
  // labels: as compared (trimmed, folded when case is ignored), sorted, each once; and the same
  // with case folded in any event, for near misses, with the label each stands for.
  std::vector<std::string> labels;
  std::vector<std::pair<std::string, std::string>> folded_labels;
  // The same without case, spaces and punctuation.
  std::vector<std::pair<std::string, std::string>> loose_labels;
  std::string unit;                                // number: trimmed
  std::vector<std::shared_ptr<const Impl>> parts;  // all_of, any_of, jsonl, fenced; tool_call: one for each tool
  std::vector<validate::CompiledColumn> columns;   // csv
  std::vector<validate::CompiledTool> tools;       // tool_call, sorted by name
  std::shared_ptr<const validate::NodeRegistry> registry;  // workflow; null without one
};

namespace validate {

// RE2 set up as Nines uses it, or why not. `where` is the pointer of the pattern in the contract.
Result<std::shared_ptr<const RE2>> compile_pattern(const std::string& pattern, std::string where);

}  // namespace validate

}  // namespace nines
