// Values of a graph's inputs against their types, ranges and lists (C4, G5, G6), and the row of
// widget values of the ui form (G11). See graph.h.
#include <algorithm>
#include <cstdio>

#include "base/text.h"
#include "validate/contracts/graph.h"
#include "validate/contracts/label_text.h"
#include "validate/contracts/nearest_name.h"
#include "validate/number_text.h"

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonTree;
using base::kNoNode;

std::string printed(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.15g", value);
  return buffer;
}

bool is_number_type(const NodeInput& input) { return input.type == "INT" || input.type == "FLOAT"; }

// "20" where 20 is meant: the number inside the string.
std::optional<std::string> number_inside(const JsonTree& tree, std::uint32_t value) {
  if (tree.node(value).kind != JsonKind::string) return std::nullopt;
  const std::string text = tree.string_value(value);
  const std::optional<std::size_t> end = scan_plain_number(text, 0);
  const bool plain = end && *end == text.size() && text[0] != '+' && text[0] != '.';
  return plain ? std::optional(text) : std::nullopt;
}

void check_number(GraphJudge& judge, const NodeInput& input, std::uint32_t value) {
  const JsonTree& tree = judge.tree;
  if (tree.node(value).kind != JsonKind::number) {
    judge.add(value, "C4", "the input " + quoted(input.name) + " is no number", input.type, number_inside(tree, value),
              RepairLevel::b);
    return;
  }
  const std::optional<double> number = tree.number_value(value);
  const bool low = number && input.min && *number < *input.min;
  const bool high = !number || (input.max && *number > *input.max);
  if (!low && !high) return;
  const double bound = low ? input.min.value_or(0) : input.max.value_or(0);
  const std::string wanted = std::string(low ? "at least " : "at most ") + printed(bound);
  judge.add(value, "G6",
            "the input " + quoted(input.name) + " is " + excerpt(tree.source(value)) + ", expected " + wanted, wanted,
            printed(bound));
}

bool in_list(const NodeInput& input, const JsonTree& tree, std::uint32_t value) {
  const std::string_view source = tree.source(value);
  const auto same = [&](const std::string& row) {
    if (row == source) return true;
    return tree.node(value).kind == JsonKind::string && row.front() == '"' &&
           base::json_unquote(row) == tree.string_value(value);
  };
  return std::any_of(input.list.begin(), input.list.end(), same);
}

void check_list(GraphJudge& judge, const NodeInput& input, std::uint32_t value) {
  const JsonTree& tree = judge.tree;
  // An upload's list is what lies in a folder of the server, and grows.
  if (!input.has_list || input.upload || in_list(input, tree, value)) return;
  std::vector<std::string> names;
  for (const std::string& row : input.list) names.push_back(row.front() == '"' ? base::json_unquote(row) : row);
  std::optional<std::string> near;
  if (tree.node(value).kind == JsonKind::string) near = nearest_name(names, tree.string_value(value));
  judge.add(value, "G5",
            "the input " + quoted(input.name) + " is " + excerpt(tree.source(value)) + ", which is not in its list",
            listed_labels(names), near ? std::optional(base::json_quote(*near)) : std::nullopt);
}

// A cell of the widget row: an input's value, or what the editor adds to it.
struct Slot {
  const NodeInput* input = nullptr;
  bool extra = false;
};

std::vector<Slot> widget_slots(const NodeClass& node_class, bool with_control) {
  std::vector<Slot> out;
  for (const NodeInput& input : node_class.inputs) {
    if (!has_widget(input)) continue;
    out.push_back({&input, false});
    if (input.seed_control && with_control) out.push_back({&input, true});
    if (input.upload) out.push_back({&input, true});
  }
  return out;
}

std::size_t required_slots(const std::vector<Slot>& slots) {
  std::size_t out = 0;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (slots[i].input->required && !slots[i].extra) out = i + 1;
  }
  return out;
}

// How many values of the row are of the type their slot asks for.
std::size_t fitting(const JsonTree& tree, const std::vector<std::uint32_t>& values, const std::vector<Slot>& slots) {
  std::size_t out = 0;
  for (std::size_t i = 0; i < std::min(values.size(), slots.size()); ++i) {
    if (slots[i].extra || value_fits(tree, *slots[i].input, values[i])) ++out;
  }
  return out;
}

}  // namespace

bool value_fits(const JsonTree& tree, const NodeInput& input, std::uint32_t value) {
  const JsonKind kind = tree.node(value).kind;
  if (is_number_type(input)) return kind == JsonKind::number;
  if (input.type == "BOOLEAN") return kind == JsonKind::boolean;
  if (input.type == "STRING") return kind == JsonKind::string;
  return input.type != "COMBO" || !input.has_list || input.upload || in_list(input, tree, value);
}

void check_input_value(GraphJudge& judge, const NodeInput& input, std::uint32_t value) {
  const JsonKind kind = judge.tree.node(value).kind;
  if (is_number_type(input)) return check_number(judge, input, value);
  if (input.type == "COMBO") return check_list(judge, input, value);
  // The server turns every value into text or a truth value; only what cannot be meant is told.
  const bool container = kind == JsonKind::array || kind == JsonKind::object;
  if ((input.type == "STRING" || input.type == "BOOLEAN") && container) {
    judge.add(value, "C4", "the input " + quoted(input.name) + " is no " + input.type, input.type);
  }
}

namespace {

std::vector<std::uint32_t> row_of(const JsonTree& tree, const GraphNode& node) {
  std::vector<std::uint32_t> out;
  if (node.widgets == kNoNode) return out;
  for (std::uint32_t i = tree.node(node.widgets).first_child; i != kNoNode; i = tree.node(i).next_sibling) {
    out.push_back(i);
  }
  return out;
}

}  // namespace

std::vector<WidgetValue> aligned_widgets(const JsonTree& tree, const GraphNode& node, const NodeClass& node_class) {
  const std::vector<std::uint32_t> values = row_of(tree, node);
  const std::vector<Slot> slots = widget_slots(node_class, true);
  const std::size_t compared = std::min(values.size(), slots.size());
  std::vector<WidgetValue> out;
  if (values.size() < required_slots(slots) || fitting(tree, values, slots) != compared) return out;
  for (std::size_t i = 0; i < compared; ++i) {
    if (!slots[i].extra) out.push_back({slots[i].input, values[i]});
  }
  return out;
}

void check_widgets(GraphJudge& judge, const GraphNode& node, const NodeClass& node_class) {
  if (node.widgets == kNoNode) return;
  const JsonTree& tree = judge.tree;
  const std::vector<std::uint32_t> values = row_of(tree, node);
  const std::vector<Slot> slots = widget_slots(node_class, true);
  const std::vector<Slot> bare = widget_slots(node_class, false);
  const std::size_t fits = fitting(tree, values, slots);
  const std::size_t compared = std::min(values.size(), slots.size());
  // Optional inputs at the end may be newer than the file, and the editor may keep values of its own behind.
  const bool enough = values.size() >= required_slots(slots);
  if (enough && fits == compared) {
    for (const WidgetValue& value : aligned_widgets(tree, node, node_class))
      check_input_value(judge, *value.input, value.at);
    return;
  }
  const bool shifted =
      bare.size() != slots.size() && values.size() == bare.size() && fitting(tree, values, bare) == values.size();
  if (!shifted && enough && fits + 1 >= compared) {  // one wrong value is no shift
    for (std::size_t i = 0; i < compared; ++i) {
      if (!slots[i].extra) check_input_value(judge, *slots[i].input, values[i]);
    }
    return;
  }
  std::optional<std::string> fixed;
  if (shifted) {
    std::string row = "[";
    for (std::size_t i = 0, k = 0; i < slots.size(); ++i) {
      row += i == 0 ? "" : ", ";
      const bool control = slots[i].extra && slots[i].input->seed_control && !slots[i].input->upload;
      row += control ? std::string("\"fixed\"") : std::string(tree.source(values[k]));
      if (!control) ++k;
    }
    fixed = row + ']';
  }
  judge.add(node.widgets, "G11",
            std::to_string(values.size()) + " widget values where " + quoted(node.type) + " takes " +
                std::to_string(slots.size()) +
                (shifted ? ": what follows the seed is missing, so all behind it are shifted"
                         : ": they do not line up with its inputs"),
            std::to_string(slots.size()) + " values", std::move(fixed));
}

}  // namespace nines::validate
