// What compile_contract makes of a contract: the parts of its kind, ready to run. Read by the
// checks and the searches for values; never changed after it was built.
#pragma once

#include <re2/re2.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "nines/validate.h"
#include "validate/fast/plan.h"
#include "validate/schema/program.h"

namespace nines {

struct CompiledContract::Impl {
  Contract contract;
  std::shared_ptr<const validate::SchemaProgram> schema;  // json_schema
  std::shared_ptr<const validate::FastPlan> fast;         // json_schema: the same for the fused validator
  std::shared_ptr<const RE2> pattern;                     // regex
  // labels: as compared (trimmed, folded when case is ignored), sorted, each once; and the same
  // with case folded in any event, for near misses, with the label each stands for.
  std::vector<std::string> labels;
  std::vector<std::pair<std::string, std::string>> folded_labels;
  std::string unit;  // number: trimmed
};

namespace validate {

// RE2 set up as Nines uses it, or why not. `where` is the pointer of the pattern in the contract.
Result<std::shared_ptr<const RE2>> compile_pattern(const std::string& pattern, std::string where);

}  // namespace validate

}  // namespace nines
