// Workflow graphs: any bytes as a graph, with and without a registry and asked for in the api form, and
// any bytes as a registry. Built with replay_main.cpp (tools/cmake/tests.cmake).
#include <cstddef>
#include <cstdint>

#include "nines/validate.h"
#include "validate/finding.h"

namespace {

using namespace nines;

CompiledContract graph_contract(const char* registry, WorkflowForm form) {
  Contract contract;
  contract.kind = ContractKind::workflow;
  contract.registry = registry;
  contract.form = form;
  Result<CompiledContract> compiled = compile_contract(contract);
  NINES_ASSERT(compiled.has_value());
  return std::move(compiled).value();
}

const std::vector<CompiledContract>& contracts() {
  static const char* const kRegistry = R"({
    "A": {"input": {"required": {"seed": ["INT", {"min": 0}], "name": [["x", "y"]]},
      "optional": {"z": ["Z"]}}, "output": ["Z"]},
    "B": {"input": {"required": {"z": ["Z"]}}, "output": [], "output_node": true}})";
  static const std::vector<CompiledContract> all{graph_contract("", WorkflowForm::any),
                                                 graph_contract(kRegistry, WorkflowForm::any),
                                                 graph_contract(kRegistry, WorkflowForm::api)};
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Contract with_registry;
  with_registry.kind = ContractKind::workflow;
  with_registry.registry = text;
  static_cast<void>(compile_contract(with_registry).has_value());
  for (const CompiledContract& contract : contracts()) {
    const Verdict verdict = validate_text(contract, text, {RepairLevel::c});
    const std::vector<Edit> edits = validate::merged_edits(verdict.findings);
    const std::string edited = apply_edits(text, edits);
    NINES_ASSERT(apply_edits(edited, invert_edits(text, edits)) == text);
    if (!verdict.has_repaired) continue;
    const Verdict again = validate_text(contract, verdict.repaired, {});
    NINES_ASSERT(again.verdict == VerdictKind::pass && again.level == VerdictLevel::strict);
  }
  return 0;
}
