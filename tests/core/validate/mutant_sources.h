// What the mutants are made from: outputs with the contract that each meets. Texts of our own, JSON that stands in the
// shared data (arguments and results of tool calls, answers of models), real workflow graphs in both forms.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "nines/validate.h"
#include "validate/contracts/node_registry.h"

namespace nines::test {

// kept: nothing but what stands there is allowed (types, keys, words, ranges, patterns). inferred: as infer_contract
// makes it from all texts of the same keys. graph: a workflow contract with a registry.
enum class MutantPool : std::uint8_t { kept, inferred, graph };

struct MutantSource {
  MutantPool pool = MutantPool::kept;
  std::string text;
  std::string schema;  // "" for graphs
  WorkflowForm form = WorkflowForm::any;
  std::shared_ptr<const CompiledContract> contract;
};

struct MutantSources {
  std::vector<MutantSource> of[3];  // by pool
  std::string registry_text;
  std::shared_ptr<const validate::NodeRegistry> registry;
  std::size_t real_texts = 0;
};

// Every source passes its contract as it stands. What of the shared data is absent is said and left out.
MutantSources mutant_sources();

// A value and nothing but it: the contract of mojibake, which only a contract that knows the words can tell.
CompiledContract exactly(const std::string& json);

}  // namespace nines::test
