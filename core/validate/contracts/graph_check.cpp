// What must hold for a graph as a whole: no cycles, something to run for. See graph.h.
#include <algorithm>

#include "validate/contracts/graph.h"

namespace nines::validate {

namespace {

constexpr std::size_t kNamedNodes = 20;  // of one cycle, in words

// Nodes that remain when those that nothing is fed by are taken away again and again (Kahn 1962).
std::vector<std::size_t> feed_counts(const Graph& graph) {
  std::vector<std::size_t> feeds(graph.nodes.size(), 0);
  for (const GraphNode& node : graph.nodes) {
    for (const GraphInput& input : node.inputs) {
      if (input.source != kNoGraphNode) ++feeds[input.source];
    }
  }
  std::vector<std::size_t> free;
  for (std::size_t i = 0; i < feeds.size(); ++i) {
    if (feeds[i] == 0) free.push_back(i);
  }
  while (!free.empty()) {
    const std::size_t at = free.back();
    free.pop_back();
    for (const GraphInput& input : graph.nodes[at].inputs) {
      if (input.source != kNoGraphNode && --feeds[input.source] == 0) free.push_back(input.source);
    }
  }
  return feeds;
}

void report_cycle(GraphJudge& judge, const Graph& graph, const std::vector<std::size_t>& cycle) {
  std::string words;
  for (std::size_t i = 0; i < cycle.size() && i < kNamedNodes; ++i) words += graph.nodes[cycle[i]].id + " -> ";
  words += cycle.size() > kNamedNodes ? "..." : graph.nodes[cycle.front()].id;
  judge.add(graph.nodes[cycle.front()].at, "G8", "these nodes feed each other in a circle: " + excerpt(words),
            "a graph without cycles");
}

}  // namespace

void check_cycles(GraphJudge& judge, const Graph& graph) {
  const std::vector<std::size_t> remaining = feed_counts(graph);
  // What remains feeds something that remains: going on from there must end in a circle.
  std::vector<std::size_t> next(graph.nodes.size(), kNoGraphNode);
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    for (const GraphInput& input : graph.nodes[i].inputs) {
      if (remaining[i] > 0 && input.source != kNoGraphNode) next[input.source] = i;
    }
  }
  std::vector<std::size_t> walk_of(graph.nodes.size(), 0);  // 0: not seen yet
  std::size_t walk = 0;
  for (std::size_t start = 0; start < graph.nodes.size(); ++start) {
    if (next[start] == kNoGraphNode || walk_of[start] != 0) continue;
    ++walk;
    std::vector<std::size_t> path;
    std::size_t at = start;
    for (; walk_of[at] == 0; at = next[at]) {
      walk_of[at] = walk;
      path.push_back(at);
    }
    if (walk_of[at] == walk) report_cycle(judge, graph, {std::find(path.begin(), path.end(), at), path.end()});
  }
}

void check_outputs(GraphJudge& judge, const std::vector<Graph>& graphs, std::uint32_t root) {
  bool any = false;
  for (const Graph& graph : graphs) {
    for (const GraphNode& node : graph.nodes) {
      if (!node.active || !node.real) continue;
      const NodeClass* found = judge.registry != nullptr ? judge.registry->find(node.type) : nullptr;
      // A class that is not known, or no registry at all: it may be one.
      any = any || found == nullptr || found->is_output;
    }
  }
  if (any) return;
  judge.add(root, "G7", "no node of the graph is an output: there is nothing to run for", "an output node");
}

}  // namespace nines::validate
