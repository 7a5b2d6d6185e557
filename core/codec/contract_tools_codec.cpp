// The fields of the contract kinds for tool calls and workflow graphs. Tools are read as providers
// write them too. See contract_fields.h.
#include "codec/contract_fields.h"

namespace nines::codec {
namespace {

// {"name", "parameters"}, OpenAI's {"type": "function", "function": {…}}, Anthropic's {"name", "input_schema"}.
ToolSpec read_tool(ContractReader& reader, std::uint32_t at) {
  const JsonTree& tree = reader.context.tree;
  const std::uint32_t inner = tree.node(at).kind == JsonKind::object ? tree.member(at, "function") : kNoNode;
  if (inner != kNoNode) at = inner;
  ObjectReader in(reader.context, at, "a tool");
  ToolSpec out;
  in.required("name");
  out.name = in.text("name");
  for (const char* field : {"parameters", "input_schema", "inputSchema", "parametersJsonSchema"}) {
    const std::uint32_t schema = in.member(field);
    if (schema != kNoNode) out.parameters = std::string(tree.source(schema));
  }
  if (in.has("parameters_text")) out.parameters = in.text("parameters_text");
  for (const char* field : {"description", "strict", "type", "title", "annotations"}) in.allow(field);
  in.finish(UnknownMembers::fail);
  return out;
}

}  // namespace

void read_tool_fields(ContractReader& reader) {
  reader.in.required("tools");
  const std::vector<std::uint32_t> tools = reader.in.array("tools");
  if (tools.size() > kMaxTools) {
    reader.context.fail(ErrorCode::limit_exceeded, reader.in.member("tools"),
                        std::to_string(tools.size()) + " tools; at most " + std::to_string(kMaxTools) + " are allowed");
    return;
  }
  for (const std::uint32_t at : tools) reader.out.tools.push_back(read_tool(reader, at));
}

void write_tool_fields(const Contract& contract, Json& out) {
  out["tools"] = Json::array();
  for (const ToolSpec& tool : contract.tools) {
    Json row = {{"name", tool.name}};
    write_json_text(row, "parameters", "parameters_text", tool.parameters);
    out["tools"].push_back(std::move(row));
  }
}

void read_workflow_fields(ContractReader& reader) {
  reader.out.form = reader.in.choice("form", kWorkflowFormNames, WorkflowForm::any);
  const std::uint32_t registry = reader.in.member("registry");
  if (registry != kNoNode) reader.out.registry = std::string(reader.context.tree.source(registry));
  if (reader.in.has("registry_text")) reader.out.registry = reader.in.text("registry_text");
}

void write_workflow_fields(const Contract& contract, Json& out) {
  if (contract.form != WorkflowForm::any) out["form"] = enum_id(kWorkflowFormNames, contract.form);
  if (!contract.registry.empty()) write_json_text(out, "registry", "registry_text", contract.registry);
}

}  // namespace nines::codec
