// What one can ask of a tree that was read: decoded keys and values, pointers, members, selections.
// See json_reader.h.
#include <cmath>
#include <cstdlib>

#include "base/json_reader.h"

namespace nines::base {

namespace {

constexpr const char* kKindNames[] = {"null", "boolean", "number", "string", "array", "object"};

// Integers of up to 15 digits are exact in a double: no need for strtod.
std::optional<double> small_integer(std::string_view digits) {
  const bool negative = digits.front() == '-';
  if (negative) digits.remove_prefix(1);
  if (digits.size() > 15) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : digits) {
    if (!is_ascii_digit(c)) return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return negative ? -static_cast<double>(value) : static_cast<double>(value);
}

// One step of a pointer back to a key: ~1 -> /, ~0 -> ~.
std::string pointer_unescape(std::string_view step) {
  std::string out;
  for (std::size_t i = 0; i < step.size(); ++i) {
    if (step[i] == '~' && i + 1 < step.size() && (step[i + 1] == '0' || step[i + 1] == '1')) {
      out += step[++i] == '0' ? '~' : '/';
    } else {
      out += step[i];
    }
  }
  return out;
}

std::uint32_t element(const JsonTree& tree, std::uint32_t array, std::string_view step) {
  if (step.empty() || step.size() > 10 || (step.size() > 1 && step[0] == '0')) return kNoNode;
  std::uint64_t index = 0;
  for (const char c : step) {
    if (!is_ascii_digit(c)) return kNoNode;
    index = index * 10 + static_cast<std::uint64_t>(c - '0');
  }
  if (index >= tree.nodes[array].child_count) return kNoNode;
  std::uint32_t i = tree.nodes[array].first_child;
  for (; index > 0; --index) i = tree.nodes[i].next_sibling;
  return i;
}

void select_step(const JsonTree& tree, std::uint32_t from, std::string_view step, std::vector<std::uint32_t>& out) {
  const JsonNode& node = tree.nodes[from];
  if (step == "*") {
    for (std::uint32_t i = node.first_child; i != kNoNode; i = tree.nodes[i].next_sibling) out.push_back(i);
    return;
  }
  std::uint32_t found = kNoNode;
  if (node.kind == JsonKind::object) found = tree.member(from, pointer_unescape(step));
  if (node.kind == JsonKind::array) found = element(tree, from, step);
  if (found != kNoNode) out.push_back(found);
}

}  // namespace

const char* json_kind_name(JsonKind kind) { return kKindNames[static_cast<std::size_t>(kind)]; }

std::string JsonTree::key(std::uint32_t i) const {
  const JsonNode& n = nodes[i];
  return n.has_key ? json_unquote(text.substr(n.key_begin, n.key_end - n.key_begin)) : std::string();
}

std::string JsonTree::string_value(std::uint32_t i) const { return json_unquote(source(i)); }

bool JsonTree::bool_value(std::uint32_t i) const { return source(i) == "true"; }

std::optional<double> JsonTree::number_value(std::uint32_t i) const {
  const std::string_view digits = source(i);
  if (const std::optional<double> value = small_integer(digits)) return value;
  const double value = std::strtod(std::string(digits).c_str(), nullptr);
  if (!std::isfinite(value)) return std::nullopt;
  return value;
}

std::string JsonTree::pointer(std::uint32_t i) const {
  std::vector<std::uint32_t> path;
  for (; nodes[i].parent != kNoNode; i = nodes[i].parent) path.push_back(i);
  std::string out;
  for (auto it = path.rbegin(); it != path.rend(); ++it) {
    out += '/';
    out += nodes[*it].has_key ? pointer_escape(key(*it)) : std::to_string(nodes[*it].index_in_parent);
  }
  return out;
}

std::uint32_t JsonTree::member(std::uint32_t object, std::string_view wanted) const {
  std::uint32_t found = kNoNode;
  for (std::uint32_t i = nodes[object].first_child; i != kNoNode; i = nodes[i].next_sibling) {
    const JsonNode& n = nodes[i];
    if (!n.has_key) return kNoNode;
    const std::string_view raw = text.substr(n.key_begin + 1, n.key_end - n.key_begin - 2);
    const bool has_escape = raw.find('\\') != std::string_view::npos;
    if (has_escape ? key(i) == wanted : raw == wanted) found = i;
  }
  return found;
}

std::string pointer_escape(std::string_view key) {
  std::string out;
  for (const char c : key) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

std::vector<std::uint32_t> select_nodes(const JsonTree& tree, std::string_view pointer) {
  std::vector<std::uint32_t> found;
  if (tree.nodes.empty() || (!pointer.empty() && pointer.front() != '/')) return found;
  found.push_back(0);
  while (!pointer.empty() && !found.empty()) {
    pointer.remove_prefix(1);
    const std::string_view step = pointer.substr(0, pointer.find('/'));
    std::vector<std::uint32_t> next;
    for (const std::uint32_t i : found) select_step(tree, i, step, next);
    found = std::move(next);
    pointer.remove_prefix(step.size());
  }
  return found;
}

}  // namespace nines::base
