// Tells what a file is by looking at its bytes, so that a drop needs no question.
#include "base/json_reader.h"
#include "base/sha256.h"
#include "nines/codec.h"

namespace nines {
namespace {

using base::JsonKind;
using base::kNoNode;

// A cut JSON file is still a JSON file: only the first bytes decide whether line one is a record.
bool first_line_is_object(std::string_view bytes) {
  const std::size_t end = bytes.find('\n');
  const base::JsonReadResult read = base::read_json(bytes.substr(0, end));
  return read.ok && read.tree.node(0).kind == JsonKind::object;
}

bool array_of_objects(const base::JsonTree& tree) {
  const std::uint32_t first = tree.node(0).first_child;
  return tree.node(0).kind == JsonKind::array && first != kNoNode && tree.node(first).kind == JsonKind::object;
}

}  // namespace

InputKind classify_input(std::string_view bytes) {
  bytes.remove_prefix(base::bom_bytes(bytes));
  const base::JsonReadResult read = base::read_json(bytes);
  if (!read.ok) return first_line_is_object(bytes) ? InputKind::records : InputKind::text;
  const base::JsonTree& tree = read.tree;
  if (array_of_objects(tree)) return InputKind::records;
  if (tree.node(0).kind != JsonKind::object) return InputKind::text;
  const auto has = [&](std::string_view key) { return tree.member(0, key) != kNoNode; };
  if (has("nines"))
    return has("contract") && !has("pipeline") && !has("check") ? InputKind::contract : InputKind::document;
  if (has("$schema") || (has("type") && has("properties"))) return InputKind::contract;
  return has("item") ? InputKind::records : InputKind::text;
}

std::string dataset_name_of(std::string_view bytes) { return base::sha256_hex(bytes); }

}  // namespace nines
