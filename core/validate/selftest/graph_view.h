// A passing workflow graph as the mutators of graphs see it, and what several of them need. Included by the files
// graph_*.cpp of this folder.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "validate/contracts/graph.h"
#include "validate/selftest/mutator.h"

namespace nines::validate {

struct GraphView {
  explicit GraphView(const Passing& passing);

  const base::JsonTree& tree;
  const NodeRegistry* registry;
  Misses misses;
  GraphJudge judge;
  std::uint32_t root = 0;
  bool found = false;
  bool is_ui = false;
  Graph graph;  // without the subgraphs of the ui form

  [[nodiscard]] const NodeClass* class_of(const GraphNode& node) const;
  [[nodiscard]] std::string_view output_type(std::size_t node, std::size_t slot) const;
};
// Nothing where the text is no graph, or `needs_registry` and there is none.
std::unique_ptr<GraphView> view_of(const Passing& passing, bool needs_registry);

struct GraphSite {
  std::size_t node = 0;
  std::size_t input = 0;
};
// Inputs fed by another node of the graph, in nodes that run.
std::vector<GraphSite> linked_inputs(const GraphView& view);
// What of the text makes a link lead from another node's output; nothing for links that are written otherwise.
std::optional<Edit> lead_from(const GraphView& view, GraphSite site, std::size_t source, std::size_t slot);
// The node itself and all that it feeds, one after the other.
std::vector<bool> fed_by(const Graph& graph, std::size_t node);

// The ui form of an api graph, for a registry that knows all its classes; nothing where an input has a widget and a
// link, or is unknown.
std::optional<std::string> ui_from_api(const GraphView& view);

}  // namespace nines::validate
