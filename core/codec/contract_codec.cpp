// Contracts as JSON: {"kind": "json_schema" | "labels" | "csv" | …, fields of the kind, "wrapper": "allow" |
// "forbid"}. One row for each kind says how its fields are read and written; contracts may stand inside others.
#include <algorithm>
#include <array>

#include "codec/contract_fields.h"

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

struct KindCodec {
  ContractKind kind;
  void (*read)(ContractReader& reader);
  void (*write)(const Contract& contract, Json& out);
};
constexpr std::array kKindCodecs{
    KindCodec{ContractKind::json_schema, read_schema_fields, write_schema_fields},
    KindCodec{ContractKind::regex, read_regex_fields, write_regex_fields},
    KindCodec{ContractKind::labels, read_label_fields, write_label_fields},
    KindCodec{ContractKind::number, read_number_fields, write_number_fields},
    KindCodec{ContractKind::jsonl, read_jsonl_fields, write_jsonl_fields},
    KindCodec{ContractKind::csv, read_csv_fields, write_csv_fields},
    KindCodec{ContractKind::fenced, read_fenced_fields, write_fenced_fields},
    KindCodec{ContractKind::tool_call, read_tool_fields, write_tool_fields},
    KindCodec{ContractKind::workflow, read_workflow_fields, write_workflow_fields},
    KindCodec{ContractKind::all_of, read_combined_fields, write_combined_fields},
    KindCodec{ContractKind::any_of, read_combined_fields, write_combined_fields},
};
static_assert(kKindCodecs.size() == static_cast<std::size_t>(ContractKind::any_of) + 1);

const KindCodec& codec_of(ContractKind kind) { return kKindCodecs[static_cast<std::size_t>(kind)]; }

}  // namespace

Contract read_contract_inside(ReadContext& context, std::uint32_t node, std::size_t depth) {
  Contract out;
  if (depth > kMaxContractDepth) {
    context.fail(ErrorCode::limit_exceeded, node,
                 "contracts inside contracts go deeper than " + std::to_string(kMaxContractDepth) + " levels");
    return out;
  }
  ObjectReader in(context, node, "a contract");
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
  ContractReader reader{context, in, out, depth};
  codec_of(out.kind).read(reader);
  in.finish(UnknownMembers::fail);
  return out;
}

Contract read_contract(ReadContext& context, std::uint32_t node) { return read_contract_inside(context, node, 0); }

namespace {

// {"kind": "labels", …} or {"contract": {…}}: as a JSON Schema it would have no known keyword and hold for everything.
bool is_bare_contract(const JsonTree& tree, std::uint32_t node) {
  const std::uint32_t kind = tree.member(node, "kind");
  const std::uint32_t contract = tree.member(node, "contract");
  const bool named =
      kind != kNoNode && tree.node(kind).kind == JsonKind::string && find_contract(tree.string_value(kind)) != nullptr;
  if (!named && contract == kNoNode) return false;
  constexpr std::string_view kKeywords[] = {"$schema",    "$ref",     "$defs", "$id",  "type",
                                            "properties", "required", "items", "enum", "const",
                                            "allOf",      "anyOf",    "oneOf", "not",  "definitions"};
  return std::none_of(std::begin(kKeywords), std::end(kKeywords),
                      [&](std::string_view keyword) { return tree.member(node, keyword) != kNoNode; });
}

}  // namespace

Contract read_contract_file(ReadContext& context, std::uint32_t node) {
  const JsonTree& tree = context.tree;
  const bool object = tree.node(node).kind == JsonKind::object;
  if (object && tree.member(node, "nines") != kNoNode) {
    ObjectReader in(context, node, "a contract file");
    in.whole("nines", kDocumentVersion, kDocumentVersion, kDocumentVersion);
    const std::uint32_t contract = in.required("contract");
    return contract == kNoNode ? Contract{} : read_contract(context, contract);
  }
  if (object && is_bare_contract(tree, node)) {
    context.fail(ErrorCode::missing_field, node,
                 "this is a contract without its file around it, not a JSON Schema; write {\"nines\": 1, "
                 "\"contract\": {\"kind\": ...}}");
    return {};
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
  codec_of(contract.kind).write(contract, out);
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
