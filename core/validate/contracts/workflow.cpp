// The workflow contract: a graph of nodes in the api or the ui form, with or without the server's
// node registry. See kinds.h and graph.h.
#include "validate/contracts/graph.h"
#include "validate/contracts/kinds.h"
#include "validate/syntax.h"

namespace nines::validate {

namespace {

using base::JsonTree;
using base::kNoNode;

void check_graphs(GraphJudge& judge, const std::vector<Graph>& graphs, std::uint32_t root) {
  for (const Graph& graph : graphs) {
    check_cycles(judge, graph);
    if (judge.registry != nullptr) check_classes(judge, graph);
  }
  check_outputs(judge, graphs, root);
}

void no_graph(GraphJudge& judge, std::string_view text) {
  if (judge.tree.node(0).kind == base::JsonKind::object && judge.tree.node(0).child_count == 0) {
    return judge.add(0, "G7", "the graph has no nodes", "a graph with an output node");
  }
  judge.add(0, "X9",
            "the JSON is no workflow graph: neither nodes with class_type nor \"nodes\" and \"links\" stand in " +
                quoted(text),
            "a workflow graph");
}

void wrong_form(GraphJudge& judge, std::uint32_t root, bool is_ui) {
  judge.add(root, "G10",
            is_ui ? "the graph is in the ui form where the api form is expected"
                  : "the graph is in the api form where the ui form is expected",
            is_ui ? "the api form" : "the ui form",
            is_ui ? api_from_ui(judge.tree, root, judge.registry) : std::nullopt, RepairLevel::b);
}

}  // namespace

std::uint32_t graph_root(const JsonTree& tree) {
  if (is_api_form(tree, 0) || is_ui_form(tree, 0) || tree.node(0).kind != base::JsonKind::object) return 0;
  for (const std::string_view name : {"prompt", "workflow"}) {
    const std::uint32_t inside = tree.member(0, name);
    if (inside != kNoNode && (is_api_form(tree, inside) || is_ui_form(tree, inside))) return inside;
  }
  return 0;
}

std::optional<Error> compile_workflow(Impl& out, std::size_t /*depth*/) {
  out.json = true;
  if (out.contract.registry.empty()) return std::nullopt;
  Result<NodeRegistry> registry = read_node_registry(out.contract.registry);
  if (!registry) return registry.error();
  out.registry = std::make_shared<const NodeRegistry>(std::move(registry).value());
  return std::nullopt;
}

Check check_workflow(const Impl& contract, std::string_view text) {
  Check out;
  const base::JsonReadResult read = base::read_json(text, json_limits());
  out.reads = read.ok;
  if (!read.ok) {
    out.misses.add(syntax_finding(text, read));
    return out;
  }
  Misses misses;
  GraphJudge judge{read.tree, contract.registry.get(), misses};
  const std::uint32_t root = graph_root(read.tree);
  const bool is_ui = is_ui_form(read.tree, root);
  if (is_ui || is_api_form(read.tree, root)) {
    const WorkflowForm form = contract.contract.form;
    if (form == (is_ui ? WorkflowForm::api : WorkflowForm::ui)) wrong_form(judge, root, is_ui);
    const std::vector<Graph> graphs = is_ui ? read_ui_graphs(judge, root) : std::vector{read_api_graph(judge, root)};
    check_graphs(judge, graphs, root);
  } else {
    no_graph(judge, text);
  }
  misses.give(out);
  return out;
}

}  // namespace nines::validate
