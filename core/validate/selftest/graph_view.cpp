// Graphs as their mutators see them. See graph_view.h.
#include "validate/selftest/graph_view.h"

#include <algorithm>

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonTree;
using base::kNoNode;

std::string id_source(const JsonTree& tree, const GraphNode& node, bool is_ui) {
  return is_ui ? std::string(tree.source(tree.member(node.at, "id"))) : base::json_quote(node.id);
}

// The row of a link of the ui form, as a list; kNoNode for links written as objects.
std::uint32_t link_row(const JsonTree& tree, std::uint32_t root, std::string_view id) {
  const std::uint32_t links = tree.member(root, "links");
  if (links == kNoNode) return kNoNode;
  for (std::uint32_t i = tree.node(links).first_child; i != kNoNode; i = tree.node(i).next_sibling) {
    const bool is_row = tree.node(i).kind == JsonKind::array && tree.node(i).child_count >= 5;
    if (is_row && tree.source(tree.node(i).first_child) == id) return i;
  }
  return kNoNode;
}

}  // namespace

GraphView::GraphView(const Passing& passing)
    : tree(*passing.tree), registry(passing.registry), judge{tree, registry, misses} {
  root = graph_root(tree);
  is_ui = is_ui_form(tree, root);
  found = is_ui || is_api_form(tree, root);
  if (!found) return;
  graph = is_ui ? std::move(read_ui_graphs(judge, root).front()) : read_api_graph(judge, root);
}

const NodeClass* GraphView::class_of(const GraphNode& node) const {
  return registry != nullptr && node.real && node.active ? registry->find(node.type) : nullptr;
}

std::string_view GraphView::output_type(std::size_t node, std::size_t slot) const {
  const NodeClass* known = class_of(graph.nodes[node]);
  return known != nullptr && slot < known->outputs.size() ? std::string_view(known->outputs[slot]) : "";
}

std::unique_ptr<GraphView> view_of(const Passing& passing, bool needs_registry) {
  if (passing.tree == nullptr || (needs_registry && passing.registry == nullptr)) return nullptr;
  auto out = std::make_unique<GraphView>(passing);
  return out->found && out->misses.list.empty() ? std::move(out) : nullptr;
}

std::vector<GraphSite> linked_inputs(const GraphView& view) {
  std::vector<GraphSite> out;
  for (std::size_t n = 0; n < view.graph.nodes.size(); ++n) {
    const GraphNode& node = view.graph.nodes[n];
    for (std::size_t i = 0; i < node.inputs.size() && node.active && node.real; ++i) {
      if (node.inputs[i].source != kNoGraphNode) out.push_back({n, i});
    }
  }
  return out;
}

std::optional<Edit> lead_from(const GraphView& view, GraphSite site, std::size_t source, std::size_t slot) {
  const JsonTree& tree = view.tree;
  const std::uint32_t at = view.graph.nodes[site.node].inputs[site.input].at;
  const std::string from = id_source(tree, view.graph.nodes[source], view.is_ui);
  std::uint32_t id = kNoNode;
  if (view.is_ui) {
    const std::uint32_t row = link_row(tree, view.root, tree.source(tree.member(at, "link")));
    if (row == kNoNode) return std::nullopt;
    id = tree.node(tree.node(row).first_child).next_sibling;
  } else {
    id = tree.node(at).first_child;
  }
  const std::uint32_t slot_at = tree.node(id).next_sibling;
  return Edit{{tree.node(id).begin, tree.node(slot_at).end}, from + ", " + std::to_string(slot)};
}

std::vector<bool> fed_by(const Graph& graph, std::size_t node) {
  std::vector<bool> out(graph.nodes.size(), false);
  out[node] = true;
  for (bool grows = true; grows;) {
    grows = false;
    for (std::size_t n = 0; n < graph.nodes.size(); ++n) {
      const auto fed = [&](const GraphInput& input) { return input.source != kNoGraphNode && out[input.source]; };
      const std::vector<GraphInput>& inputs = graph.nodes[n].inputs;
      if (out[n] || std::none_of(inputs.begin(), inputs.end(), fed)) continue;
      out[n] = true;
      grows = true;
    }
  }
  return out;
}

namespace {

// The ui form while it is being written: links get numbers in the order in which they are met.
struct UiWriter {
  const GraphView& view;
  std::size_t links = 0;
  std::string link_rows;
  std::string nodes;

  bool add(std::size_t index);
  bool add_widget(const NodeInput& input, const GraphInput* given, std::string& row) const;
};

bool UiWriter::add_widget(const NodeInput& input, const GraphInput* given, std::string& row) const {
  if (given == nullptr) return false;
  row += (row.empty() ? "" : ", ") + std::string(view.tree.source(given->at));
  if (input.seed_control) row += ", \"fixed\"";
  if (input.upload) row += ", \"image\"";
  return true;
}

bool UiWriter::add(std::size_t index) {
  const GraphNode& node = view.graph.nodes[index];
  const NodeClass* known = view.class_of(node);
  if (known == nullptr) return false;
  std::string slots;
  std::string widgets;
  std::size_t used = 0;
  bool ended = false;  // the row of widgets can leave out only its end
  for (const NodeInput& input : known->inputs) {
    const auto given = std::find_if(node.inputs.begin(), node.inputs.end(),
                                    [&](const GraphInput& row) { return row.name == input.name; });
    const GraphInput* value = given == node.inputs.end() ? nullptr : &*given;
    used += value != nullptr ? 1U : 0U;
    if (has_widget(input)) {
      if (value != nullptr && (value->linked || ended || !value_fits(view.tree, input, value->at))) return false;
      ended = !add_widget(input, value, widgets);
      continue;
    }
    std::string link = "null";
    if (value != nullptr) {
      if (value->source == kNoGraphNode) return false;
      link = std::to_string(++links);
      const std::size_t slot =
          slots.empty() ? 0 : static_cast<std::size_t>(std::count(slots.begin(), slots.end(), '{'));
      link_rows += (link_rows.empty() ? "[" : ", [") + link + ", " +
                   base::json_quote(view.graph.nodes[value->source].id) + ", " + std::to_string(value->output) + ", " +
                   base::json_quote(node.id) + ", " + std::to_string(slot) + ", " + base::json_quote(input.type) + "]";
    }
    slots += (slots.empty() ? "" : ", ") + std::string("{\"name\": ") + base::json_quote(input.name) +
             ", \"type\": " + base::json_quote(input.type) + ", \"link\": " + link + "}";
  }
  if (used != node.inputs.size()) return false;
  std::string outputs;
  for (const std::string& type : known->outputs) {
    outputs += (outputs.empty() ? "" : ", ") + std::string("{\"name\": ") + base::json_quote(type) +
               ", \"type\": " + base::json_quote(type) + "}";
  }
  nodes += (nodes.empty() ? "" : ", ") + std::string("{\"id\": ") + base::json_quote(node.id) +
           ", \"type\": " + base::json_quote(node.type) + ", \"inputs\": [" + slots + "], \"outputs\": [" + outputs +
           "], \"widgets_values\": [" + widgets + "]}";
  return true;
}

}  // namespace

std::optional<std::string> ui_from_api(const GraphView& view) {
  UiWriter writer{view, 0, {}, {}};
  for (std::size_t i = 0; i < view.graph.nodes.size(); ++i) {
    if (!writer.add(i)) return std::nullopt;
  }
  return "{\"nodes\": [" + writer.nodes + "], \"links\": [" + writer.link_rows + "]}";
}

}  // namespace nines::validate
