// The api form of a workflow graph: {"id": {"class_type": …, "inputs": {"name": value or ["id", n]}}}.
// See graph.h.
#include <algorithm>
#include <map>

#include "base/canonical.h"
#include "validate/contracts/graph.h"
#include "validate/json_equal.h"

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonTree;
using base::kNoNode;

bool is_node(const JsonTree& tree, std::uint32_t at) {
  return tree.node(at).kind == JsonKind::object && tree.member(at, "class_type") != kNoNode;
}

// ["4", 0]; an id that is a number is the slip of someone who knows the ui form.
bool is_link(const JsonTree& tree, std::uint32_t at) {
  if (tree.node(at).kind != JsonKind::array || tree.node(at).child_count != 2) return false;
  const std::uint32_t id = tree.node(at).first_child;
  const std::uint32_t slot = tree.node(id).next_sibling;
  const bool named = tree.node(id).kind == JsonKind::string || tree.node(id).kind == JsonKind::number;
  return named && tree.node(slot).kind == JsonKind::number;
}

class ApiReader {
 public:
  ApiReader(GraphJudge& judge, std::uint32_t root) : judge_(judge), tree_(judge.tree), root_(root) {}
  Graph read();

 private:
  void read_node(std::uint32_t at);
  void read_link(GraphNode& node, std::uint32_t at);
  void report_duplicates();

  GraphJudge& judge_;
  const JsonTree& tree_;
  std::uint32_t root_;
  Graph graph_;
  std::map<std::string, std::size_t> index_;  // the last node of an id: what readers keep
};

// G9: an id that stands twice.
void ApiReader::report_duplicates() {
  for (const std::uint32_t at : tree_.duplicate_keys) {
    if (tree_.node(at).parent != root_ || judge_.misses.full()) continue;
    const std::string id = tree_.key(at);
    std::uint32_t earlier = tree_.node(root_).first_child;
    while (tree_.key(earlier) != id) earlier = tree_.node(earlier).next_sibling;
    judge_.add_duplicate({tree_.node(at).key_begin, tree_.node(at).end}, earlier, at,
                         "the node id " + quoted(id) + " stands twice; readers keep the last");
  }
}

void ApiReader::read_link(GraphNode& node, std::uint32_t at) {
  const std::uint32_t id_at = tree_.node(at).first_child;
  const std::uint32_t slot_at = tree_.node(id_at).next_sibling;
  const bool is_text = tree_.node(id_at).kind == JsonKind::string;
  const bool is_number = tree_.node(id_at).kind == JsonKind::number;
  const std::string id = is_text     ? tree_.string_value(id_at)
                         : is_number ? base::canonical_decimal(tree_.source(id_at))
                                     : std::string(tree_.source(id_at));
  const auto found = index_.find(id);
  // Two numbers are a link only where there is such a node; else they may be a value.
  if (!is_text && found == index_.end()) {
    node.inputs.push_back({tree_.key(at), at, kNoGraphNode, 0, false});
    return;
  }
  if (!is_text) {
    judge_.add(id_at, "C4", "the id of a link is written as a number", "an id in quotes", base::json_quote(id),
               RepairLevel::b);
  }
  GraphInput input{tree_.key(at), at, kNoGraphNode, 0, true};
  const std::optional<double> slot = tree_.number_value(slot_at);
  const bool whole = slot && *slot >= 0 && *slot < 1e6 && *slot == std::floor(*slot);
  if (found == index_.end()) {
    judge_.add(at, "G3",
               "the input " + quoted(input.name) + " is linked to node " + quoted(id) + ", which does not exist",
               "the id of a node of the graph");
  } else if (!whole) {
    judge_.add(slot_at, "G3", "no node has an output number " + excerpt(tree_.source(slot_at)),
               "0 or a whole number above");
  } else {
    input.source = found->second;
    input.output = static_cast<std::int64_t>(*slot);
  }
  node.inputs.push_back(std::move(input));
}

void ApiReader::read_node(std::uint32_t at) {
  GraphNode& node = graph_.nodes[index_[tree_.key(at)]];
  const std::uint32_t inputs = tree_.member(at, "inputs");
  if (inputs == kNoNode) return;
  if (tree_.node(inputs).kind != JsonKind::object) {
    judge_.add(inputs, "C4", "inputs is no object", "an object of inputs");
    return;
  }
  node.input_at = inputs;
  for (std::uint32_t i = tree_.node(inputs).first_child; i != kNoNode; i = tree_.node(i).next_sibling) {
    if (is_link(tree_, i)) {
      read_link(node, i);
    } else {
      node.inputs.push_back({tree_.key(i), i, kNoGraphNode, 0, false});
    }
  }
}

Graph ApiReader::read() {
  report_duplicates();
  std::vector<std::uint32_t> members;
  for (std::uint32_t i = tree_.node(root_).first_child; i != kNoNode; i = tree_.node(i).next_sibling) {
    if (!is_node(tree_, i)) {
      judge_.add(i, "C1", "the node " + quoted(tree_.key(i)) + " has no class_type",
                 "an object with class_type and inputs");
      continue;
    }
    GraphNode node;
    node.id = tree_.key(i);
    node.at = i;
    node.type_at = tree_.member(i, "class_type");
    if (tree_.node(node.type_at).kind == JsonKind::string) {
      node.type = tree_.string_value(node.type_at);
    } else {
      judge_.add(node.type_at, "C4", "class_type is no text", "the name of a node class");
    }
    index_[node.id] = graph_.nodes.size();
    graph_.nodes.push_back(std::move(node));
    members.push_back(i);
  }
  for (std::size_t k = 0; k < members.size(); ++k) {
    const bool kept = index_[graph_.nodes[k].id] == k;
    graph_.nodes[k].active = kept;
    if (kept) read_node(members[k]);
  }
  return std::move(graph_);
}

}  // namespace

bool is_api_form(const JsonTree& tree, std::uint32_t root) {
  if (tree.node(root).kind != JsonKind::object) return false;
  for (std::uint32_t i = tree.node(root).first_child; i != kNoNode; i = tree.node(i).next_sibling) {
    if (is_node(tree, i)) return true;
  }
  return false;
}

Graph read_api_graph(GraphJudge& judge, std::uint32_t root) { return ApiReader(judge, root).read(); }

Finding GraphJudge::finding_at(std::uint32_t node, const char* code, std::string message, std::string expected) const {
  Finding out = make_finding(code, {tree.node(node).begin, tree.node(node).end}, std::move(message),
                             std::move(expected), excerpt(tree.source(node)));
  out.pointer = tree.pointer(node);
  return out;
}

void GraphJudge::add_duplicate(Span place, std::uint32_t earlier, std::uint32_t again, std::string message) {
  if (misses.full()) return misses.drop();
  Finding finding = finding_at(again, "G9", std::move(message), "each id once");
  finding.span = place;
  std::uint32_t before = earlier;
  for (std::uint32_t i = earlier; i != again; i = tree.node(i).next_sibling) before = i;
  if (json_equal(tree, earlier, tree, again))
    finding.edits.push_back({{tree.node(before).end, tree.node(again).end}, ""});
  misses.add(std::move(finding));
}

void GraphJudge::add(std::uint32_t node, const char* code, std::string message, std::string expected,
                     std::optional<std::string> replacement, RepairLevel level) {
  if (misses.full()) return misses.drop();
  Finding finding = finding_at(node, code, std::move(message), std::move(expected));
  if (replacement) finding.edits.push_back({finding.span, std::move(*replacement)});
  misses.add(std::move(finding), level);
}

}  // namespace nines::validate
