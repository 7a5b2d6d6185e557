// Workflow graphs that a server would refuse: another class, link, value or form (G1 to G11). Most need the server's
// node classes; what the text is made into is broken in one way only. See mutator.h.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "validate/selftest/graph_view.h"

namespace nines::validate {

namespace {

using base::JsonTree;
using base::kNoNode;
using base::PhiloxReader;
using MaybeEdit = std::optional<Edit>;

constexpr std::size_t kTries = 20;  // draws of a place before a mutator gives up

template <class Row>
const Row& one_of(const std::vector<Row>& rows, PhiloxReader& draws) {
  return rows[drawn(draws, rows.size())];
}

// A word with one letter left out or two swapped.
std::string misspelt(std::string word, PhiloxReader& draws) {
  if (word.size() < 3) return word + "x";
  const std::size_t at = 1 + drawn(draws, word.size() - 2);
  if (drawn(draws, 2) == 0 || word[at] == word[at + 1]) return word.erase(at, 1);
  std::swap(word[at], word[at + 1]);
  return word;
}

MaybeEdit unknown_class(const Passing& passing, PhiloxReader& draws) {
  const auto view = view_of(passing, true);
  if (!view) return std::nullopt;
  for (std::size_t i = 0; i < kTries; ++i) {
    const GraphNode& node = one_of(view->graph.nodes, draws);
    const std::string other = misspelt(node.type, draws);
    if (view->class_of(node) != nullptr && view->registry->find(other) == nullptr)
      return replaced(passing, node.type_at, base::json_quote(other));
  }
  return std::nullopt;
}

MaybeEdit missing_input(const Passing& passing, PhiloxReader& draws) {
  const auto view = view_of(passing, true);
  if (!view) return std::nullopt;
  std::vector<std::uint32_t> places;
  for (const GraphNode& node : view->graph.nodes) {
    const NodeClass* known = view->class_of(node);
    for (const GraphInput& input : node.inputs) {
      const NodeInput* asked = known == nullptr ? nullptr : find_input(*known, input.name);
      if (asked == nullptr || !asked->required) continue;
      if (!view->is_ui) places.push_back(input.at);
      if (view->is_ui && input.linked && !has_widget(*asked)) places.push_back(view->tree.member(input.at, "link"));
    }
  }
  if (places.empty()) return std::nullopt;
  const std::uint32_t at = one_of(places, draws);
  return view->is_ui ? replaced(passing, at, "null") : Edit{with_comma(view->tree, at), ""};
}

MaybeEdit dangling_link(const Passing& passing, PhiloxReader& draws) {
  const auto view = view_of(passing, false);
  if (!view) return std::nullopt;
  const std::vector<GraphSite> sites = linked_inputs(*view);
  if (sites.empty()) return std::nullopt;
  const GraphSite site = one_of(sites, draws);
  const GraphInput& input = view->graph.nodes[site.node].inputs[site.input];
  const NodeClass* source = view->class_of(view->graph.nodes[input.source]);
  if (source != nullptr && drawn(draws, 2) == 0)
    return lead_from(*view, site, input.source, source->outputs.size() + drawn(draws, 3));
  const std::string nowhere = std::to_string(900'000 + drawn(draws, 100'000));
  if (view->is_ui) return replaced(passing, view->tree.member(input.at, "link"), nowhere);
  return replaced(passing, view->tree.node(input.at).first_child, '"' + nowhere + '"');
}

struct Output {
  std::size_t node;
  std::size_t slot;
};

// Outputs that a link might lead from, of one or another type, in a circle or not.
std::vector<Output> outputs_for(const GraphView& view, GraphSite site, bool fits, bool circle) {
  const GraphNode& node = view.graph.nodes[site.node];
  const NodeClass* known = view.class_of(node);
  const NodeInput* asked = known == nullptr ? nullptr : find_input(*known, node.inputs[site.input].name);
  std::vector<Output> out;
  if (asked == nullptr || asked->type == "COMBO") return out;
  const std::vector<bool> behind = fed_by(view.graph, site.node);
  for (std::size_t n = 0; n < view.graph.nodes.size(); ++n) {
    const NodeClass* source = view.class_of(view.graph.nodes[n]);
    for (std::size_t slot = 0; source != nullptr && slot < source->outputs.size() && behind[n] == circle; ++slot) {
      if (types_meet(source->outputs[slot], asked->type) == fits) out.push_back({n, slot});
    }
  }
  return out;
}

MaybeEdit other_output(const Passing& passing, PhiloxReader& draws, bool fits, bool circle) {
  const auto view = view_of(passing, true);
  if (!view) return std::nullopt;
  const std::vector<GraphSite> sites = linked_inputs(*view);
  for (std::size_t i = 0; i < kTries && !sites.empty(); ++i) {
    const GraphSite site = one_of(sites, draws);
    const std::vector<Output> outputs = outputs_for(*view, site, fits, circle);
    if (outputs.empty()) continue;
    const Output from = one_of(outputs, draws);
    return lead_from(*view, site, from.node, from.slot);
  }
  return std::nullopt;
}

MaybeEdit other_type(const Passing& passing, PhiloxReader& draws) { return other_output(passing, draws, false, false); }
MaybeEdit circle(const Passing& passing, PhiloxReader& draws) { return other_output(passing, draws, true, true); }

// Values of inputs that `fits` takes, wherever the form keeps them.
template <class Fits>
std::vector<WidgetValue> values_where(const GraphView& view, const Fits& fits) {
  std::vector<WidgetValue> out;
  for (const GraphNode& node : view.graph.nodes) {
    const NodeClass* known = view.class_of(node);
    if (known == nullptr) continue;
    if (view.is_ui) {
      for (const WidgetValue& value : aligned_widgets(view.tree, node, *known)) {
        if (fits(*value.input)) out.push_back(value);
      }
      continue;
    }
    for (const GraphInput& given : node.inputs) {
      const NodeInput* input = find_input(*known, given.name);
      if (input != nullptr && !given.linked && fits(*input)) out.push_back({input, given.at});
    }
  }
  return out;
}

MaybeEdit off_the_list(const Passing& passing, PhiloxReader& draws) {
  const auto view = view_of(passing, true);
  if (!view) return std::nullopt;
  const std::vector<WidgetValue> values = values_where(
      *view, [](const NodeInput& input) { return input.has_list && !input.upload && !input.list.empty(); });
  for (std::size_t i = 0; i < kTries && !values.empty(); ++i) {
    const WidgetValue& value = one_of(values, draws);
    if (view->tree.node(value.at).kind != base::JsonKind::string) continue;
    const std::string other = base::json_quote(misspelt(view->tree.string_value(value.at), draws));
    const std::vector<std::string>& list = value.input->list;
    if (std::find(list.begin(), list.end(), other) == list.end()) return replaced(passing, value.at, other);
  }
  return std::nullopt;
}

std::string printed(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.15g", value);
  return buffer;
}

MaybeEdit out_of_range(const Passing& passing, PhiloxReader& draws) {
  const auto view = view_of(passing, true);
  if (!view) return std::nullopt;
  const auto number = [](const NodeInput& input) {
    return (input.type == "INT" || input.type == "FLOAT") && (input.min || input.max);
  };
  const std::vector<WidgetValue> values = values_where(*view, number);
  if (values.empty()) return std::nullopt;
  const WidgetValue& value = one_of(values, draws);
  const bool low = value.input->min && (!value.input->max || drawn(draws, 2) == 0);
  constexpr double kFar = 10;
  const double bound = low ? *value.input->min : *value.input->max;
  return replaced(passing, value.at, printed(low ? bound - 1 : bound + kFar + std::fabs(bound)));
}

// The outputs are muted in the ui form, and left out in the other.
MaybeEdit no_output(const Passing& passing, PhiloxReader& /*draws*/) {
  const auto view = view_of(passing, true);
  if (!view) return std::nullopt;
  std::vector<Edit> edits;
  std::string kept;
  for (const GraphNode& node : view->graph.nodes) {
    const NodeClass* known = view->class_of(node);
    const bool runs = known != nullptr && known->is_output;
    const std::uint32_t mode = view->is_ui ? view->tree.member(node.at, "mode") : kNoNode;
    const std::size_t inside = view->tree.node(node.at).begin + 1;
    if (runs && view->is_ui && mode == kNoNode) edits.push_back({{inside, inside}, "\"mode\": 2, "});
    if (runs && mode != kNoNode) edits.push_back(replaced(passing, mode, "2"));
    if (runs || view->is_ui) continue;
    kept += (kept.empty() ? "" : ", ") + base::json_quote(node.id) + ": " + std::string(view->tree.source(node.at));
  }
  if (!view->is_ui) return kept.empty() ? std::nullopt : MaybeEdit(replaced(passing, view->root, '{' + kept + '}'));
  if (edits.empty()) return std::nullopt;
  return Edit{{0, passing.text.size()}, apply_edits(passing.text, ordered_edits(std::move(edits)))};
}

// A node of either form, or a link of the ui form, a second time.
MaybeEdit twice(const Passing& passing, PhiloxReader& draws) {
  const auto view = view_of(passing, false);
  if (!view) return std::nullopt;
  std::uint32_t at = one_of(view->graph.nodes, draws).at;
  const std::uint32_t links = view->is_ui ? view->tree.member(view->root, "links") : kNoNode;
  if (links != kNoNode && view->tree.node(links).child_count > 0 && drawn(draws, 2) == 0)
    at = view->tree.node(links).first_child;
  const base::JsonNode& node = view->tree.node(at);
  const std::size_t from = node.has_key ? node.key_begin : node.begin;
  return Edit{{node.end, node.end}, ", " + std::string(passing.text.substr(from, node.end - from))};
}

MaybeEdit other_form(const Passing& passing, PhiloxReader& /*draws*/) {
  const auto view = view_of(passing, true);
  if (!view || passing.form == WorkflowForm::any) return std::nullopt;
  const std::optional<std::string> other =
      view->is_ui ? api_from_ui(view->tree, view->root, view->registry) : ui_from_api(*view);
  if (!other) return std::nullopt;
  return Edit{{0, passing.text.size()}, *other};
}

// A row of widget values without its first, or without what the editor keeps behind a seed.
MaybeEdit shifted_values(const Passing& passing, PhiloxReader& draws) {
  const auto view = view_of(passing, true);
  if (!view || !view->is_ui) return std::nullopt;
  std::vector<std::uint32_t> places;
  for (const GraphNode& node : view->graph.nodes) {
    const NodeClass* known = view->class_of(node);
    if (known == nullptr) continue;
    const std::vector<WidgetValue> row = aligned_widgets(view->tree, node, *known);
    const bool needed = std::all_of(row.begin(), row.end(), [](const WidgetValue& v) { return v.input->required; });
    if (row.size() < 2 || !needed) continue;
    if (view->tree.node(node.widgets).child_count == row.size()) places.push_back(row.front().at);
    for (const WidgetValue& value : row) {
      const std::uint32_t behind = view->tree.node(value.at).next_sibling;
      if (value.input->seed_control && behind != kNoNode) places.push_back(behind);
    }
  }
  if (places.empty()) return std::nullopt;
  return Edit{with_comma(view->tree, one_of(places, draws)), ""};
}

constexpr BreakageInfo info(const char* code, const char* name) { return {code, name, MutantFamily::causes}; }

constexpr std::array kGraphMutators{
    Mutator{info("G1", "a node class misspelt"), unknown_class},
    Mutator{info("G2", "an input is missing"), missing_input},
    Mutator{info("G3", "a link from nowhere"), dangling_link},
    Mutator{info("G4", "a link from an output of another type"), other_type},
    Mutator{info("G5", "a value off its list"), off_the_list},
    Mutator{info("G6", "a value out of its range"), out_of_range},
    Mutator{info("G7", "no output runs"), no_output},
    Mutator{info("G8", "a circle of links"), circle},
    Mutator{info("G9", "a node or link twice"), twice},
    Mutator{info("G10", "the other form of graph"), other_form},
    Mutator{info("G11", "a widget value left out"), shifted_values},
};

}  // namespace

std::span<const Mutator> graph_mutators() { return kGraphMutators; }

}  // namespace nines::validate
