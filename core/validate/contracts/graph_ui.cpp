// The ui form of a workflow graph as the editor saves it: {"nodes": […], "links": […]}, links as
// [id, from, slot, to, slot, type] or as objects, with subgraphs under "definitions". See graph.h.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/canonical.h"
#include "validate/contracts/graph.h"

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonTree;
using base::kNoNode;

// Nodes that only the editor knows: the server never sees them.
constexpr std::array<std::string_view, 12> kEditorNodes{"Note",
                                                        "MarkdownNote",
                                                        "Reroute",
                                                        "PrimitiveNode",
                                                        "Reroute (rgthree)",
                                                        "Label (rgthree)",
                                                        "GetNode",
                                                        "SetNode",
                                                        "Bookmark (rgthree)",
                                                        "Fast Groups Bypasser (rgthree)",
                                                        "Fast Groups Muter (rgthree)",
                                                        "Anything Everywhere"};
constexpr std::string_view kGroupNode = "workflow";  // "workflow/name" or "workflow>name"

struct UiLink {
  std::uint32_t at = kNoNode;
  std::string from;
  std::string to;
  std::int64_t from_slot = 0;
  std::int64_t to_slot = 0;
};

std::string id_text(const JsonTree& tree, std::uint32_t at) {
  if (at == kNoNode) return "";
  if (tree.node(at).kind == JsonKind::string) return tree.string_value(at);
  // 74 and 74.0 are one id.
  return tree.node(at).kind == JsonKind::number ? base::canonical_decimal(tree.source(at))
                                                : std::string(tree.source(at));
}

std::int64_t slot_of(const JsonTree& tree, std::uint32_t at) {
  if (at == kNoNode || tree.node(at).kind != JsonKind::number) return -1;
  const std::optional<double> value = tree.number_value(at);
  return value && *value >= 0 && *value < 1e6 ? static_cast<std::int64_t>(*value) : -1;
}

std::uint32_t list_at(const JsonTree& tree, std::uint32_t object, std::string_view name) {
  const std::uint32_t out = tree.member(object, name);
  return out != kNoNode && tree.node(out).kind == JsonKind::array ? out : kNoNode;
}

std::uint32_t first_of(const JsonTree& tree, std::uint32_t list) {
  return list == kNoNode ? kNoNode : tree.node(list).first_child;
}

std::vector<std::uint32_t> children(const JsonTree& tree, std::uint32_t list) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t i = first_of(tree, list); i != kNoNode; i = tree.node(i).next_sibling) out.push_back(i);
  return out;
}

class UiReader {
 public:
  UiReader(GraphJudge& judge, std::uint32_t root, const std::set<std::string>& subgraphs)
      : judge_(judge), tree_(judge.tree), root_(root), subgraphs_(subgraphs) {}
  Graph read();

 private:
  void read_links();
  void add_link(std::uint32_t at, const std::string& id, UiLink link);
  void read_node(std::uint32_t at);
  void read_input(GraphNode& node, std::uint32_t slot);
  void check_links();
  void check_end(const UiLink& link, const std::string& id, std::int64_t slot, bool is_source);
  void check_types(const UiLink& link);
  [[nodiscard]] std::uint32_t slot_at(const std::string& id, std::int64_t slot, bool is_source) const;
  [[nodiscard]] bool is_outside(const std::string& id) const { return id == "-10" || id == "-20"; }

  GraphJudge& judge_;
  const JsonTree& tree_;
  std::uint32_t root_;
  const std::set<std::string>& subgraphs_;
  Graph graph_;
  std::map<std::string, std::size_t> index_;
  std::map<std::string, UiLink> links_;
  // Slots of the nodes, looked up by number: inputs and outputs of each node.
  std::vector<std::array<std::vector<std::uint32_t>, 2>> slots_;
};

void UiReader::add_link(std::uint32_t at, const std::string& id, UiLink link) {
  link.at = at;
  const auto [row, is_new] = links_.emplace(id, link);
  if (is_new) return;
  judge_.add_duplicate({tree_.node(at).begin, tree_.node(at).end}, row->second.at, at,
                       "the link id " + quoted(id) + " stands twice");
}

void UiReader::read_links() {
  for (const std::uint32_t at : children(tree_, list_at(tree_, root_, "links"))) {
    if (tree_.node(at).kind == JsonKind::array && tree_.node(at).child_count >= 5) {
      const std::vector<std::uint32_t> parts = children(tree_, at);
      add_link(
          at, id_text(tree_, parts[0]),
          {at, id_text(tree_, parts[1]), id_text(tree_, parts[3]), slot_of(tree_, parts[2]), slot_of(tree_, parts[4])});
    } else if (tree_.node(at).kind == JsonKind::object) {
      add_link(at, id_text(tree_, tree_.member(at, "id")),
               {at, id_text(tree_, tree_.member(at, "origin_id")), id_text(tree_, tree_.member(at, "target_id")),
                slot_of(tree_, tree_.member(at, "origin_slot")), slot_of(tree_, tree_.member(at, "target_slot"))});
    } else if (tree_.node(at).kind != JsonKind::null) {
      judge_.add(at, "C4", "a link is [id, from, slot, to, slot, type]", "a link");
    }
  }
}

void UiReader::read_node(std::uint32_t at) {
  GraphNode node;
  node.at = at;
  node.type_at = tree_.node(at).kind == JsonKind::object ? tree_.member(at, "type") : kNoNode;
  const std::uint32_t id = node.type_at == kNoNode ? kNoNode : tree_.member(at, "id");
  if (id == kNoNode || tree_.node(node.type_at).kind != JsonKind::string) {
    judge_.add(at, "C1", "a node without id or type", "an object with id and type");
    return;
  }
  node.id = id_text(tree_, id);
  node.type = tree_.string_value(node.type_at);
  const std::uint32_t mode = tree_.member(at, "mode");
  node.active = mode == kNoNode || (tree_.source(mode) != "2" && tree_.source(mode) != "4");
  const bool editor_only = std::find(kEditorNodes.begin(), kEditorNodes.end(), node.type) != kEditorNodes.end();
  const bool group = node.type.starts_with(kGroupNode) && node.type.find_first_of("/>") == kGroupNode.size();
  node.real = !editor_only && !group && subgraphs_.count(node.type) == 0;
  node.widgets = list_at(tree_, at, "widgets_values");
  const auto [row, is_new] = index_.emplace(node.id, graph_.nodes.size());
  if (!is_new) {
    const base::JsonNode& place = tree_.node(id);
    return judge_.add_duplicate({place.begin, place.end}, graph_.nodes[row->second].at, at,
                                "the node id " + quoted(node.id) + " stands twice");
  }
  slots_.push_back({children(tree_, list_at(tree_, at, "inputs")), children(tree_, list_at(tree_, at, "outputs"))});
  graph_.nodes.push_back(std::move(node));
}

void UiReader::read_input(GraphNode& node, std::uint32_t slot) {
  if (tree_.node(slot).kind != JsonKind::object) return;
  const std::uint32_t link = tree_.member(slot, "link");
  GraphInput input{id_text(tree_, tree_.member(slot, "name")), slot, kNoGraphNode, 0, false};
  if (link != kNoNode && tree_.node(link).kind != JsonKind::null) {
    const auto found = links_.find(id_text(tree_, link));
    input.linked = true;
    if (found == links_.end()) {
      judge_.add(link, "G3",
                 "the input " + quoted(input.name) + " of node " + node.id + " has link " +
                     excerpt(tree_.source(link)) + ", which does not exist",
                 "the id of a link, or null");
    } else if (found->second.to != node.id) {
      judge_.add(link, "G3",
                 "link " + excerpt(tree_.source(link)) + " leads to node " + excerpt(found->second.to) +
                     ", not to the input " + quoted(input.name) + " of node " + node.id,
                 "a link that leads here");
    } else if (const auto source = index_.find(found->second.from); source != index_.end()) {
      input.source = source->second;
      input.output = found->second.from_slot;
    }
  }
  node.inputs.push_back(std::move(input));
}

std::uint32_t UiReader::slot_at(const std::string& id, std::int64_t slot, bool is_source) const {
  const auto node = index_.find(id);
  if (node == index_.end() || slot < 0) return kNoNode;
  const std::vector<std::uint32_t>& slots = slots_[node->second][is_source ? 1 : 0];
  const auto at = static_cast<std::size_t>(slot);
  return at < slots.size() && tree_.node(slots[at]).kind == JsonKind::object ? slots[at] : kNoNode;
}

void UiReader::check_end(const UiLink& link, const std::string& id, std::int64_t slot, bool is_source) {
  if (is_outside(id)) return;
  const std::string words = is_source ? "comes from" : "leads to";
  if (index_.count(id) == 0) {
    judge_.add(link.at, "G3", "the link " + words + " node " + quoted(id) + ", which does not exist",
               "the id of a node");
  } else if (slot_at(id, slot, is_source) == kNoNode) {
    judge_.add(link.at, "G3",
               "the link " + words + (is_source ? " output " : " input ") + std::to_string(slot) + " of node " +
                   excerpt(id) + ", which does not exist",
               "a slot of the node");
  }
}

// G4, by the types the file itself gives. A list of values has no name the two ends agree on.
void UiReader::check_types(const UiLink& link) {
  const std::uint32_t from = slot_at(link.from, link.from_slot, true);
  const std::uint32_t to = slot_at(link.to, link.to_slot, false);
  if (from == kNoNode || to == kNoNode) return;
  const std::uint32_t from_type = tree_.member(from, "type");
  const std::uint32_t to_type = tree_.member(to, "type");
  const auto is_text = [&](std::uint32_t at) { return at != kNoNode && tree_.node(at).kind == JsonKind::string; };
  if (!is_text(from_type) || !is_text(to_type)) return;
  const std::string a = tree_.string_value(from_type);
  const std::string b = tree_.string_value(to_type);
  const bool any_list = a == "COMBO" || b == "COMBO" || a.find(',') != std::string::npos;
  if (any_list || types_meet(a, b)) return;
  judge_.add(link.at, "G4", "the link carries " + quoted(a) + " into an input of type " + quoted(b), b);
}

void UiReader::check_links() {
  for (const auto& row : links_) {
    const UiLink& link = row.second;
    check_end(link, link.from, link.from_slot, true);
    check_end(link, link.to, link.to_slot, false);
    check_types(link);
  }
}

Graph UiReader::read() {
  graph_.is_ui = true;
  read_links();
  for (const std::uint32_t at : children(tree_, list_at(tree_, root_, "nodes"))) read_node(at);
  for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
    for (const std::uint32_t slot : slots_[i][0]) read_input(graph_.nodes[i], slot);
  }
  check_links();
  return std::move(graph_);
}

}  // namespace

bool is_ui_form(const JsonTree& tree, std::uint32_t root) {
  return tree.node(root).kind == JsonKind::object && list_at(tree, root, "nodes") != kNoNode;
}

std::vector<Graph> read_ui_graphs(GraphJudge& judge, std::uint32_t root) {
  const JsonTree& tree = judge.tree;
  const std::uint32_t definitions = tree.member(root, "definitions");
  const bool has_definitions = definitions != kNoNode && tree.node(definitions).kind == JsonKind::object;
  const std::vector<std::uint32_t> inner =
      has_definitions ? children(tree, list_at(tree, definitions, "subgraphs")) : std::vector<std::uint32_t>{};
  std::set<std::string> subgraphs;
  for (const std::uint32_t at : inner) {
    if (is_ui_form(tree, at)) subgraphs.insert(id_text(tree, tree.member(at, "id")));
  }
  std::vector<Graph> out;
  out.push_back(UiReader(judge, root, subgraphs).read());
  for (const std::uint32_t at : inner) {
    if (is_ui_form(tree, at)) out.push_back(UiReader(judge, at, subgraphs).read());
  }
  return out;
}

}  // namespace nines::validate
