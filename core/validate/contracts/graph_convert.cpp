// The ui form of a graph rewritten as the api form, as the editor does it when it sends a graph: with
// the registry's names for the widget values, muted nodes left out, reroutes and bypassed nodes
// followed to where the data comes from. See graph.h.
#include <algorithm>
#include <map>

#include "validate/contracts/graph.h"

namespace nines::validate {

namespace {

using base::JsonTree;
using base::kNoNode;

constexpr std::size_t kMaxHops = 1'000;  // reroutes in a row

struct Source {
  std::size_t node = kNoGraphNode;
  std::int64_t output = 0;
};

// Where the data of an input comes from behind reroutes and bypassed nodes.
Source follow(const Graph& graph, const GraphInput& input) {
  Source out{input.source, input.output};
  for (std::size_t hop = 0; hop < kMaxHops && out.node != kNoGraphNode; ++hop) {
    const GraphNode& node = graph.nodes[out.node];
    if (node.type != "Reroute") return out;
    if (node.inputs.empty()) return {};
    out = {node.inputs[0].source, node.inputs[0].output};
  }
  return {};
}

// The values of a node's widgets by input name; nothing when the row does not line up.
std::optional<std::map<std::string, std::uint32_t>> widget_values(const JsonTree& tree, const GraphNode& node,
                                                                  const NodeClass& node_class) {
  std::map<std::string, std::uint32_t> out;
  std::uint32_t value = node.widgets == kNoNode ? kNoNode : tree.node(node.widgets).first_child;
  for (const NodeInput& input : node_class.inputs) {
    if (!has_widget(input)) continue;
    if (value == kNoNode) {
      if (input.required) return std::nullopt;
      continue;
    }
    if (!value_fits(tree, input, value)) return std::nullopt;
    out[input.name] = value;
    value = tree.node(value).next_sibling;
    if (value != kNoNode && (input.seed_control || input.upload)) value = tree.node(value).next_sibling;
  }
  return out;
}

std::optional<std::string> api_node(const JsonTree& tree, const Graph& graph, const GraphNode& node,
                                    const NodeClass& node_class) {
  const auto values = widget_values(tree, node, node_class);
  if (!values) return std::nullopt;
  std::string inputs;
  for (const NodeInput& input : node_class.inputs) {
    const auto given = std::find_if(node.inputs.begin(), node.inputs.end(),
                                    [&](const GraphInput& row) { return row.name == input.name && row.linked; });
    std::string written;
    if (given != node.inputs.end()) {
      const Source source = follow(graph, *given);
      if (source.node == kNoGraphNode || !graph.nodes[source.node].real || !graph.nodes[source.node].active)
        return std::nullopt;
      written = "[" + base::json_quote(graph.nodes[source.node].id) + ", " + std::to_string(source.output) + "]";
    } else if (const auto value = values->find(input.name); value != values->end()) {
      written = tree.source(value->second);
    } else {
      continue;
    }
    inputs += (inputs.empty() ? "" : ", ") + base::json_quote(input.name) + ": " + written;
  }
  return base::json_quote(node.id) + ": {\"class_type\": " + base::json_quote(node.type) + ", \"inputs\": {" + inputs +
         "}}";
}

}  // namespace

std::optional<std::string> api_from_ui(const JsonTree& tree, std::uint32_t root, const NodeRegistry* registry) {
  if (registry == nullptr) return std::nullopt;
  Misses misses;
  GraphJudge judge{tree, registry, misses};
  const std::vector<Graph> graphs = read_ui_graphs(judge, root);
  if (graphs.size() != 1 || !misses.list.empty()) return std::nullopt;
  std::string out;
  for (const GraphNode& node : graphs[0].nodes) {
    if (!node.real || !node.active) continue;
    const NodeClass* node_class = registry->find(node.type);
    if (node_class == nullptr) return std::nullopt;
    const std::optional<std::string> written = api_node(tree, graphs[0], node, *node_class);
    if (!written) return std::nullopt;
    out += (out.empty() ? "" : ",\n ") + *written;
  }
  return '{' + out + '}';
}

}  // namespace nines::validate
