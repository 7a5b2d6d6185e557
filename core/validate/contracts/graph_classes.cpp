// A graph against the node classes of a server: unknown classes, missing inputs, links of another
// type (G1, G2, G3, G4), and the values of inputs. See graph.h.
#include <algorithm>

#include "base/text.h"
#include "validate/contracts/graph.h"
#include "validate/contracts/nearest_name.h"

namespace nines::validate {

namespace {

using base::JsonTree;
using base::kNoNode;

void unknown_class(GraphJudge& judge, const GraphNode& node) {
  if (judge.misses.full()) return judge.misses.drop();
  std::string message = "there is no node class " + quoted(node.type);
  const std::optional<std::string> near = nearest_name(judge.registry->names, node.type);
  if (near) message += "; the nearest is " + quoted(*near);
  judge.add(node.type_at, "G1", std::move(message), "a node class of the registry",
            near ? std::optional(base::json_quote(*near)) : std::nullopt);
}

// G2, with the registry's default as a proposal.
void missing_input(GraphJudge& judge, const GraphNode& node, const NodeInput& input) {
  const JsonTree& tree = judge.tree;
  if (judge.misses.full()) return judge.misses.drop();
  const std::uint32_t at = node.input_at != kNoNode ? node.input_at : node.at;
  Finding finding =
      judge.finding_at(at, "G2", "the input " + quoted(input.name) + " of " + quoted(node.type) + " is missing",
                       input.name + ": " + input.type);
  if (node.input_at != kNoNode && !input.default_json.empty()) {
    std::uint32_t last = tree.node(at).first_child;
    while (last != kNoNode && tree.node(last).next_sibling != kNoNode) last = tree.node(last).next_sibling;
    const std::size_t place = last != kNoNode ? tree.node(last).end : tree.node(at).begin + 1;
    finding.edits.push_back(
        {{place, place}, (last != kNoNode ? ", " : "") + base::json_quote(input.name) + ": " + input.default_json});
  }
  judge.misses.add(std::move(finding), RepairLevel::c);
}

const GraphInput* given_input(const GraphNode& node, std::string_view name) {
  const GraphInput* out = nullptr;
  for (const GraphInput& input : node.inputs) {
    if (input.name == name) out = &input;
  }
  return out;
}

void check_link(GraphJudge& judge, const Graph& graph, const NodeInput& input, const GraphInput& given) {
  const GraphNode& source = graph.nodes[given.source];
  const NodeClass* found = source.real && source.active ? judge.registry->find(source.type) : nullptr;
  if (found == nullptr) return;  // its types are not known, or it lets another node's through
  const auto slot = static_cast<std::size_t>(given.output);
  if (slot >= found->outputs.size()) {
    judge.add(given.at, "G3",
              "node " + excerpt(source.id) + " (" + excerpt(source.type) + ") has no output number " +
                  std::to_string(slot) + "; it has " + std::to_string(found->outputs.size()),
              "an output of the node");
    return;
  }
  if (types_meet(found->outputs[slot], input.type)) return;
  judge.add(given.at, "G4",
            "the input " + quoted(input.name) + " takes " + input.type + ", and output " + std::to_string(slot) +
                " of node " + excerpt(source.id) + " (" + excerpt(source.type) + ") gives " + found->outputs[slot],
            input.type);
}

// ["2", "0"] where ["2", 0] is meant: the slot as a number.
std::optional<std::string> link_inside(const base::JsonTree& tree, std::uint32_t value) {
  if (tree.node(value).kind != base::JsonKind::array || tree.node(value).child_count != 2) return std::nullopt;
  const std::uint32_t id = tree.node(value).first_child;
  const std::uint32_t slot = tree.node(id).next_sibling;
  if (tree.node(id).kind != base::JsonKind::string || tree.node(slot).kind != base::JsonKind::string) {
    return std::nullopt;
  }
  const std::string text = tree.string_value(slot);
  const bool digits = !text.empty() && text.size() < 6 && (text.size() == 1 || text[0] != '0') &&
                      text.find_first_not_of("0123456789") == std::string::npos;
  return digits ? std::optional("[" + std::string(tree.source(id)) + ", " + text + "]") : std::nullopt;
}

// The server converts what stands for INT, FLOAT, STRING and BOOLEAN (3.5 becomes 3, 5 becomes "5") and so accepts it;
// for a type that only links carry it converts nothing, and the run fails.
void check_unlinked(GraphJudge& judge, const NodeInput& input, std::uint32_t value) {
  if (!takes_link_only(*judge.registry, input)) return check_input_value(judge, input, value);
  judge.add(value, "G3",
            "the input " + quoted(input.name) + " takes " + input.type + ", which only a link can carry, and is " +
                excerpt(judge.tree.source(value)),
            "a link: [\"id\", output]", link_inside(judge.tree, value), RepairLevel::b);
}

void check_node(GraphJudge& judge, const Graph& graph, const GraphNode& node) {
  const NodeClass* node_class = judge.registry->find(node.type);
  if (node_class == nullptr) return unknown_class(judge, node);
  for (const NodeInput& input : node_class->inputs) {
    const GraphInput* given = given_input(node, input.name);
    const bool in_widgets = graph.is_ui && has_widget(input);
    const bool empty = given == nullptr || (graph.is_ui && !given->linked);
    if (empty) {
      if (input.required && !in_widgets) missing_input(judge, node, input);
    } else if (given->source != kNoGraphNode) {
      check_link(judge, graph, input, *given);
    } else if (!graph.is_ui && !given->linked) {
      check_unlinked(judge, input, given->at);
    }
  }
  if (graph.is_ui) check_widgets(judge, node, *node_class);
}

}  // namespace

void check_classes(GraphJudge& judge, const Graph& graph) {
  for (const GraphNode& node : graph.nodes) {
    if (node.active && node.real) check_node(judge, graph, node);
  }
}

}  // namespace nines::validate
