// Published tables of pass^k as rows (fit_inputs.h).
#include <algorithm>
#include <optional>

#include "base/json_reader.h"
#include "base/text.h"
#include "bridge/fit_inputs.h"

namespace nines::bridge {
namespace {

using base::JsonKind;
using base::JsonTree;
using base::kNoNode;

constexpr std::size_t kMostLabel = 120;

std::vector<std::uint32_t> children(const JsonTree& tree, std::uint32_t node) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t child = tree.node(node).first_child; child != kNoNode; child = tree.node(child).next_sibling)
    out.push_back(child);
  return out;
}

// The values of pass^1, pass^2, …, wherever the row keeps them; a null ends them.
std::vector<std::uint32_t> pass_nodes(const JsonTree& tree, std::uint32_t row) {
  if (tree.node(row).kind != JsonKind::object) return {};
  for (const char* name : {"pass_hat", "pass_k"}) {
    const std::uint32_t list = tree.member(row, name);
    if (list != kNoNode && tree.node(list).kind == JsonKind::array) return children(tree, list);
  }
  std::vector<std::uint32_t> out;
  for (const char* stem : {"pass_hat_", "pass^"}) {
    for (std::size_t k = 1; k <= kMaxPassK && out.size() + 1 == k; ++k) {
      const std::uint32_t cell = tree.member(row, stem + std::to_string(k));
      if (cell != kNoNode) out.push_back(cell);
    }
    if (!out.empty()) return out;
  }
  return out;
}

std::string label_of(const JsonTree& tree, std::uint32_t row) {
  std::string out;
  for (const std::uint32_t member : children(tree, row)) {
    if (tree.node(member).kind == JsonKind::string) out += (out.empty() ? "" : ", ") + tree.string_value(member);
  }
  return base::shorten(out, kMostLabel);
}

struct Reader {
  PassHatInput out;
  std::string name;

  void problem(std::string message, const Where& where) {
    if (out.issues.size() < kMaxListedIssues)
      out.issues.push_back({Severity::error, "bad_pass_hat", "the row is left out: " + std::move(message), where});
  }

  void add(const JsonTree& tree, std::uint32_t row, Where where) {
    const std::vector<std::uint32_t> nodes = pass_nodes(tree, row);
    if (nodes.empty()) return problem("it has no pass_hat, pass_k, or pass_hat_1, pass_hat_2, …", where);
    PassHatRow one{label_of(tree, row), {}, where};
    for (const std::uint32_t node : nodes) {
      if (tree.node(node).kind == JsonKind::null) break;
      const std::optional<double> value =
          tree.node(node).kind == JsonKind::number ? tree.number_value(node) : std::nullopt;
      if (!value) return problem(base::shorten(tree.source(node), 40) + " is no number", where);
      one.pass_hat.push_back(*value);
    }
    out.rows.push_back(std::move(one));
  }

  void read_lines(std::string_view bytes) {
    std::size_t line = 1;
    for (std::size_t begin = 0; begin < bytes.size(); ++line) {
      const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
      const std::string_view text = bytes.substr(begin, end - begin);
      const Where where{name, "", begin, line, 1};
      begin = end + 1;
      if (base::trim_ascii(text).empty()) continue;
      const base::JsonReadResult read = base::read_json(text);
      if (read.ok)
        add(read.tree, 0, where);
      else
        problem(read.error.message, where);
    }
  }
};

std::string_view first_row(std::string_view bytes) {
  const std::size_t begin = bytes.find_first_not_of(" \t\r\n[");
  return begin == std::string_view::npos ? std::string_view() : bytes.substr(begin);
}

}  // namespace

PassHatInput pass_hat_rows(std::string_view bytes, std::string_view name) {
  bytes.remove_prefix(base::bom_bytes(bytes));
  Reader reader;
  reader.name = std::string(name);
  const base::JsonReadResult first = base::read_json_value_at(first_row(bytes), 0);
  reader.out.known = first.ok && !pass_nodes(first.tree, 0).empty();
  if (!reader.out.known) return std::move(reader.out);
  const std::size_t begin = bytes.find_first_not_of(" \t\r\n");
  if (bytes[begin] != '[') {
    reader.read_lines(bytes);
    return std::move(reader.out);
  }
  const base::JsonReadResult read = base::read_json(bytes);
  if (!read.ok) {
    reader.problem(read.error.message, {reader.name, "", read.error.byte, 0, 0});
    return std::move(reader.out);
  }
  for (const std::uint32_t row : children(read.tree, 0))
    reader.add(read.tree, row, {reader.name, read.tree.pointer(row), read.tree.node(row).begin, 0, 0});
  return std::move(reader.out);
}

}  // namespace nines::bridge
