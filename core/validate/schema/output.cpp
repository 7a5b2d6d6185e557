// Every keyword of every schema that applied, as units of the standard output. See output.h.
#include "validate/schema/output.h"

#include <algorithm>

#include "validate/schema/uri.h"

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonTree;
using base::kNoNode;

struct Writer {
  struct Work {
    std::uint32_t unit = kNone;     // of the trace; kNone: true or false
    std::uint32_t keyword = kNone;  // tree node of the keyword; kNone: the schema itself
    std::uint32_t parent = kNone;   // true and false: the unit that applied them
    std::uint32_t at = kNone;       // and where they stand
    bool holds = true;
    Instance instance = 0;
    std::size_t depth = 0;
    std::string location;
  };

  void run(Truth verdict);
  void write_schema(const Work& work);
  void write_keyword(const Work& work);
  void push_edge(const Work& work, const TraceEdge& edge, std::vector<Work>& out) const;
  [[nodiscard]] bool applies(const TraceUnit& unit, const TraceEdge& edge) const;
  [[nodiscard]] std::uint32_t keyword_of(const SchemaNode& node, std::uint32_t at) const;
  [[nodiscard]] std::vector<TraceEdge> edges_of(const TraceUnit& unit, std::uint32_t keyword) const;
  [[nodiscard]] bool edges_hold(const TraceUnit& unit, std::uint32_t keyword,
                                const std::vector<TraceEdge>& edges) const;
  [[nodiscard]] std::string own_error(const TraceUnit& unit, std::uint32_t keyword) const;
  [[nodiscard]] std::string annotation_of(const TraceUnit& unit, std::uint32_t keyword,
                                          const std::vector<TraceEdge>& edges) const;
  [[nodiscard]] std::string absolute(const SchemaNode& node, std::uint32_t at) const;
  bool add(const Work& work, std::string absolute_location);

  const Trace& trace;
  SchemaOutput out{};
  std::vector<Work> todo{};
};

bool Writer::add(const Work& work, std::string absolute_location) {
  if (out.units.size() >= kMaxOutputUnits) {
    ++out.units_dropped;
    return false;
  }
  SchemaOutputUnit unit;
  unit.depth = work.depth;
  unit.valid = work.holds;
  unit.keyword_location = work.location;
  unit.absolute_keyword_location = std::move(absolute_location);
  unit.instance_location = trace.tree.pointer(node_of(work.instance));
  out.units.push_back(std::move(unit));
  return true;
}

// The resource's URI and the pointer from its root.
std::string Writer::absolute(const SchemaNode& node, std::uint32_t at) const {
  const SchemaResourceEntry& resource = trace.program.resources[node.resource];
  if (resource.uri.empty()) return {};
  const JsonTree& tree = trace.program.tree_of(node);
  const std::string pointer = tree.pointer(at);
  const std::string root = tree.pointer(resource.at);
  return resource.uri + '#' +
         percent_encode_fragment(pointer.starts_with(root) ? pointer.substr(root.size()) : pointer);
}

std::uint32_t Writer::keyword_of(const SchemaNode& node, std::uint32_t at) const {
  const JsonTree& tree = trace.program.tree_of(node);
  while (tree.node(at).parent != node.at) at = tree.node(at).parent;
  return at;
}

// then and else apply by what `if` says.
bool Writer::applies(const TraceUnit& unit, const TraceEdge& edge) const {
  if (edge.use.at == kNone) return false;
  if (edge.kind != EdgeKind::step || edge.branch == 0) return true;
  if (trace.program.steps[edge.row].kind != StepKind::condition) return true;
  const Truth condition = trace.truth_of_edge(trace.edges[trace.edges_of_step(unit, edge.row).from]);
  return condition == Truth::unknown || (condition == Truth::yes) == (edge.branch == 1);
}

std::vector<TraceEdge> Writer::edges_of(const TraceUnit& unit, std::uint32_t keyword) const {
  std::vector<TraceEdge> found;
  for (const IndexRange range : {unit.edges, unit.late_edges}) {
    for (std::uint32_t e = range.from; e < range.to; ++e) {
      const TraceEdge& edge = trace.edges[e];
      if (!applies(unit, edge)) continue;
      if (keyword_of(trace.program.nodes[unit.schema], edge.use.at) == keyword) found.push_back(edge);
    }
  }
  return found;
}

bool Writer::edges_hold(const TraceUnit& unit, std::uint32_t keyword, const std::vector<TraceEdge>& edges) const {
  if (edges.empty()) return true;
  const TraceEdge& first = edges.front();
  if (first.kind == EdgeKind::contains) return trace.truth_of_contains(unit) == Truth::yes;
  if (first.kind == EdgeKind::step) {
    const SchemaStep& step = trace.program.steps[first.row];
    // `if` itself claims nothing, then and else only their own.
    if (step.kind == StepKind::condition) {
      return step.at == keyword || trace.truth_of_edge(first) == Truth::yes;
    }
    return trace.truth_of_step(step, trace.edges_of_step(unit, first.row)) == Truth::yes;
  }
  return std::all_of(edges.begin(), edges.end(),
                     [&](const TraceEdge& edge) { return trace.truth_of_edge(edge) == Truth::yes; });
}

std::string Writer::own_error(const TraceUnit& unit, std::uint32_t keyword) const {
  const ValueAt value = trace.value_at(unit);
  const std::string place = schema_place(trace.program, value.node, keyword);
  for (const Miss& miss : find_misses(value, MissScope::all)) {
    Finding finding = finding_of(value, miss);
    if (finding.schema_pointer == place || finding.schema_pointer.starts_with(place + '/')) return finding.message;
  }
  return {};
}

std::string Writer::annotation_of(const TraceUnit& unit, std::uint32_t keyword,
                                  const std::vector<TraceEdge>& edges) const {
  if (is_key(unit.instance)) return {};  // a key is no value that could be annotated
  const SchemaNode& node = trace.program.nodes[unit.schema];
  const JsonTree& schema = trace.program.tree_of(node);
  const auto* first = trace.program.annotations.data() + node.annotations.from;
  const auto* last = trace.program.annotations.data() + node.annotations.to;
  if (std::find(first, last, keyword) != last) {
    const bool content = schema.key(keyword).starts_with("content");
    if (content && kind_of(trace.tree, unit.instance) != JsonKind::string) return {};
    return std::string(schema.source(keyword));
  }
  if (edges.empty()) return {};
  std::string list;
  switch (edges.front().kind) {
    case EdgeKind::prefix:
      if (edges.size() == trace.tree.node(unit.instance).child_count) return "true";
      return std::to_string(edges.size() - 1);
    case EdgeKind::rest: return "true";
    case EdgeKind::property:
    case EdgeKind::pattern_property:
    case EdgeKind::additional:
    case EdgeKind::contains:
    case EdgeKind::unevaluated:
      for (const TraceEdge& edge : edges) {
        if (trace.truth_of_edge(edge) != Truth::yes) continue;
        const base::JsonNode& child = trace.tree.node(edge.instance);
        list += (list.empty() ? "" : ",") + (child.has_key ? base::json_quote(trace.tree.key(edge.instance))
                                                           : std::to_string(child.index_in_parent));
      }
      return '[' + list + ']';
    default: return {};
  }
}

void Writer::push_edge(const Work& work, const TraceEdge& edge, std::vector<Work>& out_edges) const {
  const SchemaNode& node = trace.program.nodes[trace.units[work.unit].schema];
  const JsonTree& schema = trace.program.tree_of(node);
  Work child;
  child.unit = edge.unit;
  child.parent = work.unit;
  child.at = edge.use.at;
  child.holds = trace.truth_of_edge(edge) == Truth::yes;
  child.instance = edge.instance;
  child.depth = work.depth + 1;
  child.location = work.location + schema.pointer(edge.use.at).substr(schema.pointer(work.keyword).size());
  out_edges.push_back(std::move(child));
}

void Writer::write_schema(const Work& work) {
  if (work.unit == kNone) {
    const SchemaNode& node = trace.program.nodes[trace.units[work.parent].schema];
    if (add(work, absolute(node, work.at)) && !work.holds) out.units.back().error = "the contract allows no value here";
    return;
  }
  const SchemaNode& node = trace.program.nodes[trace.units[work.unit].schema];
  if (!add(work, absolute(node, node.at))) return;
  const JsonTree& schema = trace.program.tree_of(node);
  std::vector<Work> keywords;
  for (std::uint32_t i = schema.node(node.at).first_child; i != kNoNode; i = schema.node(i).next_sibling) {
    Work keyword = work;
    keyword.keyword = i;
    keyword.depth = work.depth + 1;
    keyword.location = work.location + '/' + base::pointer_escape(schema.key(i));
    keywords.push_back(std::move(keyword));
  }
  todo.insert(todo.end(), std::make_move_iterator(keywords.rbegin()), std::make_move_iterator(keywords.rend()));
}

void Writer::write_keyword(const Work& work) {
  const TraceUnit& unit = trace.units[work.unit];
  const SchemaNode& node = trace.program.nodes[unit.schema];
  const std::vector<TraceEdge> edges = edges_of(unit, work.keyword);
  std::string error = own_error(unit, work.keyword);
  Work keyword = work;
  keyword.holds = error.empty() && edges_hold(unit, work.keyword, edges);
  if (!add(keyword, absolute(node, work.keyword))) return;
  const bool below = std::any_of(edges.begin(), edges.end(),
                                 [&](const TraceEdge& edge) { return trace.truth_of_edge(edge) != Truth::yes; });
  SchemaOutputUnit& written = out.units.back();
  if (!keyword.holds) {
    written.error = error.empty() && !below ? "the value does not meet this keyword" : error;
  } else {
    written.annotation = annotation_of(unit, work.keyword, edges);
  }
  std::vector<Work> children;
  for (const TraceEdge& edge : edges) push_edge(keyword, edge, children);
  todo.insert(todo.end(), std::make_move_iterator(children.rbegin()), std::make_move_iterator(children.rend()));
}

void Writer::run(Truth verdict) {
  Work root;
  root.holds = verdict == Truth::yes;
  if (trace.units.empty()) {
    if (add(root, {}) && !root.holds) out.units.back().error = "the contract allows no value here";
    return;
  }
  root.unit = 0;
  todo.push_back(std::move(root));
  while (!todo.empty()) {
    const Work work = std::move(todo.back());
    todo.pop_back();
    if (work.keyword == kNone) {
      write_schema(work);
    } else {
      write_keyword(work);
    }
  }
}

}  // namespace

SchemaOutput verbose_output(const Trace& trace, Truth verdict) {
  Writer writer{trace};
  writer.run(verdict);
  writer.out.format = SchemaOutputFormat::verbose;
  writer.out.verdict = verdict == Truth::yes  ? VerdictKind::pass
                       : verdict == Truth::no ? VerdictKind::fail
                                              : VerdictKind::not_decidable;
  return std::move(writer.out);
}

}  // namespace nines::validate
