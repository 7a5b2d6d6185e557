// Contracts as JSON: {"kind": "json_schema" | "regex" | "labels" | "number", …, "wrapper": "allow" | "forbid"}.
#include "codec/schema_options.h"
#include "codec/structs.h"
#include "codec/write.h"

namespace nines::codec {
namespace {

const ContractInfo* find_contract(std::string_view id) {
  for (const ContractInfo& row : contract_table()) {
    if (id == row.id) return &row;
  }
  return nullptr;
}

std::string known_contracts() {
  std::string out;
  for (const ContractInfo& row : contract_table()) out += (out.empty() ? "" : ", ") + std::string(row.id);
  return out;
}

void read_number(ReadContext& context, ObjectReader& in, Contract& out) {
  out.has_target = in.has("target");
  out.target = in.any_number("target");
  out.unit = in.text("unit");
  const std::uint32_t tolerance = in.member("tolerance");
  if (tolerance == kNoNode) return;
  ObjectReader inner(context, tolerance, "tolerance");
  out.abs_tol = inner.number("abs", 0, 0, kAny);
  out.rel_tol = inner.number("rel", 0, 0, 1);
  inner.finish(UnknownMembers::fail);
}

void read_labels(ReadContext& context, ObjectReader& in, Contract& out) {
  in.required("labels");
  for (const std::uint32_t label : in.array("labels")) {
    if (context.tree.node(label).kind != JsonKind::string)
      context.fail(ErrorCode::wrong_type, label, "a label must be text, found " + context.quote(label));
    else
      out.labels.push_back(context.tree.string_value(label));
  }
  out.ignore_case = in.boolean("ignore_case", false);
}

void read_schema(ReadContext& context, ObjectReader& in, Contract& out) {
  if (in.has("schema_text")) {
    out.schema = in.text("schema_text");
  } else {
    const std::uint32_t schema = in.required("schema");
    if (schema != kNoNode) out.schema = std::string(context.tree.source(schema));
  }
  read_schema_options(context, in, out);
}

}  // namespace

Contract read_contract(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "a contract");
  Contract out;
  const std::uint32_t kind = in.required("kind");
  const std::string id = in.text("kind");
  const ContractInfo* info = find_contract(id);
  if (kind != kNoNode && info == nullptr) {
    context.fail(ErrorCode::unknown_kind, kind,
                 "no contract kind " + context.quote(kind) + "; known: " + known_contracts());
  }
  if (context.error || info == nullptr) return out;
  out.kind = info->kind;
  out.wrapper = in.choice("wrapper", kWrapperNames, WrapperPolicy::allow);
  switch (out.kind) {
    case ContractKind::json_schema: read_schema(context, in, out); break;
    case ContractKind::regex:
      in.required("pattern");
      out.pattern = in.text("pattern");
      break;
    case ContractKind::labels: read_labels(context, in, out); break;
    case ContractKind::number: read_number(context, in, out); break;
    default: break;
  }
  in.finish(UnknownMembers::fail);
  return out;
}

Contract read_contract_file(ReadContext& context, std::uint32_t node) {
  const JsonTree& tree = context.tree;
  const bool object = tree.node(node).kind == JsonKind::object;
  if (object && tree.member(node, "nines") != kNoNode) {
    ObjectReader in(context, node, "a contract file");
    in.whole("nines", kDocumentVersion, kDocumentVersion, kDocumentVersion);
    const std::uint32_t contract = in.required("contract");
    return contract == kNoNode ? Contract{} : read_contract(context, contract);
  }
  Contract out;  // a bare JSON Schema
  out.schema = std::string(tree.source(node));
  if (!object && tree.node(node).kind != JsonKind::boolean) {
    context.fail(ErrorCode::wrong_type, node,
                 "a contract is a contract file or a JSON Schema, found " + context.quote(node));
  }
  return out;
}

Json to_json(const Contract& contract) {
  Json out = Json::object();
  for (const ContractInfo& row : contract_table()) {
    if (row.kind == contract.kind) out["kind"] = row.id;
  }
  switch (contract.kind) {
    case ContractKind::json_schema:
      // A schema still being typed may not be JSON yet; it is kept as text, never lost.
      if (base::read_json(contract.schema).ok)
        out["schema"] = Json::parse(contract.schema, nullptr, false);
      else
        out["schema_text"] = contract.schema;
      write_schema_options(contract, out);
      break;
    case ContractKind::regex: out["pattern"] = contract.pattern; break;
    case ContractKind::labels:
      out["labels"] = contract.labels;
      if (contract.ignore_case) out["ignore_case"] = true;
      break;
    case ContractKind::number:
      if (contract.has_target) out["target"] = contract.target;
      if (contract.abs_tol > 0 || contract.rel_tol > 0)
        out["tolerance"] = {{"abs", contract.abs_tol}, {"rel", contract.rel_tol}};
      if (!contract.unit.empty()) out["unit"] = contract.unit;
      break;
    default: break;
  }
  if (contract.wrapper != WrapperPolicy::allow) out["wrapper"] = enum_id(kWrapperNames, contract.wrapper);
  return out;
}

}  // namespace nines::codec

namespace nines {

Result<Contract> contract_from_json(std::string_view text) {
  auto read = codec::read_text<Contract>(text, "", codec::read_contract_file);
  if (!read) return read.error();
  return std::move(read).value().first;
}

std::string json_from_contract(const Contract& contract) {
  return codec::dump_pretty({{"nines", kDocumentVersion}, {"contract", codec::to_json(contract)}});
}

}  // namespace nines
