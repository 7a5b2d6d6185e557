// Contracts that the tests of the kinds share.
#pragma once

#include "core/validate/verdict_rows.h"

namespace nines::test {

inline Contract part_contract(ContractKind kind, std::vector<Contract> parts) {
  Contract out;
  out.kind = kind;
  out.parts = std::move(parts);
  return out;
}
inline Contract jsonl_contract(Contract each) { return part_contract(ContractKind::jsonl, {std::move(each)}); }
inline Contract all_contract(std::vector<Contract> parts) {
  return part_contract(ContractKind::all_of, std::move(parts));
}
inline Contract any_contract(std::vector<Contract> parts) {
  return part_contract(ContractKind::any_of, std::move(parts));
}
inline Contract fenced_contract(std::string language, std::vector<Contract> body = {}) {
  Contract out = part_contract(ContractKind::fenced, std::move(body));
  out.language = std::move(language);
  return out;
}
inline CsvColumn column(std::string name, ColumnType type) {
  CsvColumn out;
  out.name = std::move(name);
  out.type = type;
  return out;
}
inline CsvColumn text_column(std::string name) { return column(std::move(name), ColumnType::text); }
// A column where an empty cell is fine.
inline CsvColumn note_column() {
  CsvColumn out = column("note", ColumnType::label);
  out.labels = {"cold", "the \"old\" town"};
  out.nullable = true;
  return out;
}
inline Contract csv_contract(std::vector<CsvColumn> columns) {
  Contract out;
  out.kind = ContractKind::csv;
  out.columns = std::move(columns);
  return out;
}
inline Contract tool_contract(std::vector<ToolSpec> tools) {
  Contract out;
  out.kind = ContractKind::tool_call;
  out.tools = std::move(tools);
  return out;
}
inline Contract workflow_contract(std::string registry, WorkflowForm form = WorkflowForm::any) {
  Contract out;
  out.kind = ContractKind::workflow;
  out.registry = std::move(registry);
  out.form = form;
  return out;
}

inline const char* const kSmallRegistry = R"({
  "LoadImage": {"input": {"required": {"image": ["STRING", {}]}},
      "output": ["IMAGE"], "output_node": false},
  "EmptyLatent": {"input": {"required": {"width": ["INT", {"default": 512, "min": 16, "max": 4096}]}},
      "output": ["LATENT"]},
  "Blend": {"input": {"required": {"image": ["IMAGE"]},
      "optional": {"amount": ["FLOAT", {"default": 0.5, "min": 0, "max": 1}]}},
            "output": ["IMAGE"]},
  "Sample": {"input": {"required": {"sampler": [["euler", "dpm"], {}],
      "steps": ["INT", {"default": 20, "min": 1, "max": 100}]}},
             "output": [],
      "output_node": true},
  "KSampler": {"input": {"required": {"model": ["MODEL"], "seed": ["INT", {"default": 0, "min": 0}],
      "steps": ["INT", {"default": 20, "min": 1, "max": 10000}],
      "name": [["euler", "dpm"]]}},
      "output": ["LATENT"],
      "output_node": true},
  "Model": {"input": {"required": {}},
      "output": ["MODEL"]},
  "SaveImage": {"input": {"required": {"images": ["IMAGE"]}, "optional": {"prefix": ["STRING", {"default": "out"}]}},
                "output": [],
      "output_node": true}})";

}  // namespace nines::test
