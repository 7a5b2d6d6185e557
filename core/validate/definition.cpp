// Definitions in the place of values. See definition.h.
#include "validate/definition.h"

namespace nines::validate {

bool is_definition(const base::JsonTree& tree, std::uint32_t node) {
  using base::JsonKind;
  if (tree.node(node).kind != JsonKind::object) return false;
  const std::uint32_t properties = tree.member(node, "properties");
  const std::uint32_t type = tree.member(node, "type");
  if (properties == base::kNoNode || tree.node(properties).kind != JsonKind::object) return false;
  if (type == base::kNoNode || tree.source(type) != "\"object\"") return false;
  for (std::uint32_t i = tree.node(properties).first_child; i != base::kNoNode; i = tree.node(i).next_sibling) {
    const JsonKind kind = tree.node(i).kind;
    if (kind != JsonKind::object && kind != JsonKind::boolean) return false;
  }
  return true;
}

}  // namespace nines::validate
