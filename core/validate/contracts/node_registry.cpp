// The node classes a server knows. See node_registry.h.
#include "validate/contracts/node_registry.h"

#include <algorithm>

#include "base/text.h"
#include "validate/contracts/kinds.h"
#include "validate/finding.h"

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonTree;
using base::kNoNode;

Error registry_error(const JsonTree& tree, std::uint32_t node, const std::string& wanted) {
  return contract_error(ErrorCode::bad_value, wanted + ", found " + excerpt(tree.source(node)),
                        "/registry" + tree.pointer(node));
}

void read_list(const JsonTree& tree, std::uint32_t list, NodeInput& out) {
  out.type = "COMBO";
  out.has_list = true;
  for (std::uint32_t i = tree.node(list).first_child; i != kNoNode; i = tree.node(i).next_sibling) {
    out.list.emplace_back(tree.source(i));
  }
}

bool is_true(const JsonTree& tree, std::uint32_t node) {
  return node != kNoNode && tree.node(node).kind == JsonKind::boolean && tree.bool_value(node);
}

std::optional<double> number_of(const JsonTree& tree, std::uint32_t node) {
  if (node == kNoNode || tree.node(node).kind != JsonKind::number) return std::nullopt;
  return tree.number_value(node);
}

void read_options(const JsonTree& tree, std::uint32_t options, NodeInput& out) {
  const std::uint32_t list = tree.member(options, "options");
  if (out.type == "COMBO" && list != kNoNode && tree.node(list).kind == JsonKind::array) read_list(tree, list, out);
  out.min = number_of(tree, tree.member(options, "min"));
  out.max = number_of(tree, tree.member(options, "max"));
  out.socket_only = is_true(tree, tree.member(options, "forceInput"));
  const std::uint32_t control = tree.member(options, "control_after_generate");
  out.seed_control = out.seed_control || (control != kNoNode && tree.source(control) != "false");
  out.upload = is_true(tree, tree.member(options, "image_upload")) ||
               is_true(tree, tree.member(options, "video_upload")) ||
               is_true(tree, tree.member(options, "audio_upload"));
  const std::uint32_t standard = tree.member(options, "default");
  if (standard != kNoNode) out.default_json = std::string(tree.source(standard));
}

std::optional<Error> read_input(const JsonTree& tree, std::uint32_t node, bool required, NodeClass& out) {
  NodeInput input;
  input.name = tree.key(node);
  input.required = required;
  const std::uint32_t type = tree.node(node).kind == JsonKind::array ? tree.node(node).first_child : kNoNode;
  if (type == kNoNode) return registry_error(tree, node, "an input is [type] or [type, options]");
  if (tree.node(type).kind == JsonKind::array) {
    read_list(tree, type, input);
  } else if (tree.node(type).kind == JsonKind::string) {
    input.type = tree.string_value(type);
  } else {
    return registry_error(tree, type, "a type is a name or a list of values");
  }
  input.seed_control = input.type == "INT" && (input.name == "seed" || input.name == "noise_seed");
  const std::uint32_t options = tree.node(type).next_sibling;
  if (options != kNoNode && tree.node(options).kind == JsonKind::object) read_options(tree, options, input);
  out.inputs.push_back(std::move(input));
  return std::nullopt;
}

std::optional<Error> read_class(const JsonTree& tree, std::uint32_t node, NodeClass& out) {
  out.name = tree.key(node);
  if (tree.node(node).kind != JsonKind::object) return registry_error(tree, node, "a node class is an object");
  const std::uint32_t input = tree.member(node, "input");
  const bool has_input = input != kNoNode && tree.node(input).kind == JsonKind::object;
  for (const bool required : {true, false}) {
    if (!has_input) continue;
    const std::uint32_t group = tree.member(input, required ? "required" : "optional");
    if (group == kNoNode || tree.node(group).kind != JsonKind::object) continue;
    for (std::uint32_t i = tree.node(group).first_child; i != kNoNode; i = tree.node(i).next_sibling) {
      if (std::optional<Error> error = read_input(tree, i, required, out)) return error;
    }
  }
  const std::uint32_t output = tree.member(node, "output");
  if (output != kNoNode && tree.node(output).kind == JsonKind::array) {
    for (std::uint32_t i = tree.node(output).first_child; i != kNoNode; i = tree.node(i).next_sibling) {
      out.outputs.push_back(tree.node(i).kind == JsonKind::string ? tree.string_value(i) : "COMBO");
    }
  }
  out.is_output = is_true(tree, tree.member(node, "output_node"));
  return std::nullopt;
}

// The next of the types in "A,B".
std::string_view next_type(std::string_view& rest) {
  const std::size_t comma = std::min(rest.find(','), rest.size());
  const std::string_view out = base::trim_ascii(rest.substr(0, comma));
  rest.remove_prefix(std::min(comma + 1, rest.size()));
  return out;
}

}  // namespace

const NodeClass* NodeRegistry::find(std::string_view name) const {
  const auto found = std::lower_bound(classes.begin(), classes.end(), name,
                                      [](const NodeClass& row, std::string_view wanted) { return row.name < wanted; });
  return found != classes.end() && found->name == name ? &*found : nullptr;
}

Result<NodeRegistry> read_node_registry(std::string_view json) {
  base::JsonLimits limits;
  limits.max_depth = kMaxJsonDepth;
  limits.max_bytes = kMaxTextBytes;
  const base::JsonReadResult read = base::read_json(json, limits);
  if (!read.ok) {
    Error error = base::json_error(read.error, json, "registry");
    error.where.pointer = "/registry" + error.where.pointer;
    return error;
  }
  const JsonTree& tree = read.tree;
  if (tree.node(0).kind != JsonKind::object) return registry_error(tree, 0, "a registry is an object of node classes");
  if (tree.node(0).child_count > kMaxNodeClasses) {
    return contract_error(ErrorCode::limit_exceeded,
                          std::to_string(tree.node(0).child_count) + " node classes; at most " +
                              std::to_string(kMaxNodeClasses) + " are allowed",
                          "/registry");
  }
  NodeRegistry out;
  for (std::uint32_t i = tree.node(0).first_child; i != kNoNode; i = tree.node(i).next_sibling) {
    NodeClass row;
    if (std::optional<Error> error = read_class(tree, i, row)) return *error;
    out.classes.push_back(std::move(row));
  }
  std::stable_sort(out.classes.begin(), out.classes.end(),
                   [](const NodeClass& a, const NodeClass& b) { return a.name < b.name; });
  for (const NodeClass& row : out.classes) {
    out.names.push_back(row.name);
    out.made.insert(out.made.end(), row.outputs.begin(), row.outputs.end());
  }
  std::sort(out.made.begin(), out.made.end());
  out.made.erase(std::unique(out.made.begin(), out.made.end()), out.made.end());
  return out;
}

namespace {

bool is_field_type(std::string_view type) {
  constexpr std::string_view kTypes[] = {"INT", "FLOAT", "STRING", "BOOLEAN", "COMBO"};
  return std::find(std::begin(kTypes), std::end(kTypes), type) != std::end(kTypes);
}

}  // namespace

bool has_widget(const NodeInput& input) { return !input.socket_only && is_field_type(input.type); }

bool takes_link_only(const NodeRegistry& registry, const NodeInput& input) {
  if (input.type.empty() || input.type == "*") return false;
  for (std::string_view rest = input.type; !rest.empty();) {
    const std::string_view one = next_type(rest);
    const bool made = std::binary_search(registry.made.begin(), registry.made.end(), one);
    if (is_field_type(one) || !made) return false;
  }
  return true;
}

const NodeInput* find_input(const NodeClass& node_class, std::string_view name) {
  for (const NodeInput& input : node_class.inputs) {
    if (input.name == name) return &input;
  }
  return nullptr;
}

bool types_meet(std::string_view from, std::string_view to) {
  if (from == to || from == "*" || to == "*" || from.empty() || to.empty()) return true;
  for (std::string_view rest = from; !rest.empty();) {
    const std::string_view one = next_type(rest);
    for (std::string_view others = to; !others.empty();) {
      if (one == next_type(others)) return true;
    }
  }
  return false;
}

}  // namespace nines::validate
