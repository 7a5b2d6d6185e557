// Whether a value can hold no more under its contract. See full.h.
#include "validate/full.h"

#include "base/json_reader.h"

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonTree;
using base::kNoNode;

// Every name under "properties" is there and no other is allowed. A reference may make the words beside it void.
bool has_all_members(const JsonTree& schema, const JsonTree& value) {
  const std::uint32_t other = schema.member(0, "additionalProperties");
  const std::uint32_t properties = schema.member(0, "properties");
  if (other == kNoNode || schema.source(other) != "false" || properties == kNoNode) return false;
  if (schema.member(0, "patternProperties") != kNoNode || schema.member(0, "$ref") != kNoNode) return false;
  if (schema.node(properties).kind != JsonKind::object) return false;
  for (std::uint32_t k = schema.node(properties).first_child; k != kNoNode; k = schema.node(k).next_sibling) {
    if (value.member(0, schema.key(k)) == kNoNode) return false;
  }
  return true;
}

bool has_all_elements(const JsonTree& schema, const JsonTree& value) {
  const std::uint32_t most = schema.member(0, "maxItems");
  if (most == kNoNode || schema.member(0, "$ref") != kNoNode) return false;
  return schema.source(most) == std::to_string(value.node(0).child_count);
}

}  // namespace

bool is_full(const CompiledContract::Impl& contract, std::string_view text) {
  if (contract.contract.kind != ContractKind::json_schema) return false;
  const base::JsonReadResult schema = base::read_json(contract.contract.schema);
  const base::JsonReadResult value = base::read_json(text);
  if (!schema.ok || !value.ok || schema.tree.node(0).kind != JsonKind::object) return false;
  if (value.tree.node(0).kind == JsonKind::object) return has_all_members(schema.tree, value.tree);
  return value.tree.node(0).kind == JsonKind::array && has_all_elements(schema.tree, value.tree);
}

}  // namespace nines::validate
