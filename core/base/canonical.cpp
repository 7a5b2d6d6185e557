// Canonical numbers, strings and JSON (canonical.h).
#include "base/canonical.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/json_reader.h"
#include "base/text.h"

namespace nines::base {
namespace {

// value = 0.digits * 10^point, digits without zeros at either end; no digits = zero.
struct Decimal {
  bool is_negative = false;
  std::string digits;
  std::int64_t point = 0;
};

constexpr std::int64_t kHugeExponent = 1'000'000'000'000;

// The exponent as a whole number; beyond 10^12 it is cut, which no real number reaches.
std::int64_t exponent_value(std::string_view text) {
  const bool is_negative = text.starts_with('-');
  std::int64_t value = 0;
  for (const char c : text) {
    if (is_ascii_digit(c)) value = std::min(kHugeExponent, value * 10 + (c - '0'));
  }
  return is_negative ? -value : value;
}

Decimal parse_decimal(std::string_view number) {
  Decimal out;
  out.is_negative = number.starts_with('-');
  if (out.is_negative) number.remove_prefix(1);
  const std::size_t e = number.find_first_of("eE");
  const std::string_view mantissa = number.substr(0, e);
  const std::size_t dot = std::min(mantissa.find('.'), mantissa.size());
  for (const char c : mantissa) {
    if (c != '.') out.digits += c;
  }
  out.point = static_cast<std::int64_t>(dot);
  if (e != std::string_view::npos) out.point += exponent_value(number.substr(e + 1));
  const std::size_t first = std::min(out.digits.find_first_not_of('0'), out.digits.size());
  out.digits.erase(0, first);
  out.point -= static_cast<std::int64_t>(first);
  out.digits.erase(out.digits.find_last_not_of('0') + 1);
  return out;
}

void append_members(const JsonTree& tree, std::uint32_t node, std::string& out);

void append_value(const JsonTree& tree, std::uint32_t node, std::string& out) {
  switch (tree.node(node).kind) {
    case JsonKind::number: out += canonical_decimal(tree.source(node)); break;
    case JsonKind::string: out += json_quote(tree.string_value(node)); break;
    case JsonKind::object: append_members(tree, node, out); break;
    case JsonKind::array: {
      out += '[';
      for (std::uint32_t child = tree.node(node).first_child; child != kNoNode; child = tree.node(child).next_sibling) {
        if (tree.node(child).index_in_parent > 0) out += ',';
        append_value(tree, child, out);
      }
      out += ']';
      break;
    }
    case JsonKind::null:
    case JsonKind::boolean: out += tree.source(node); break;
  }
}

// Depth is bounded by the reader's limit (JsonLimits::max_depth), so recursion is safe.
void append_members(const JsonTree& tree, std::uint32_t node, std::string& out) {
  std::vector<std::pair<std::string, std::uint32_t>> members;
  for (std::uint32_t child = tree.node(node).first_child; child != kNoNode; child = tree.node(child).next_sibling) {
    members.emplace_back(tree.key(child), child);
  }
  std::sort(members.begin(), members.end());  // equal keys: in document order, since indices ascend
  out += '{';
  bool is_first = true;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (i + 1 < members.size() && members[i].first == members[i + 1].first) continue;
    if (!is_first) out += ',';
    is_first = false;
    out += json_quote(members[i].first);
    out += ':';
    append_value(tree, members[i].second, out);
  }
  out += '}';
}

}  // namespace

std::string canonical_decimal(std::string_view number) {
  const Decimal value = parse_decimal(number);
  const std::string& digits = value.digits;
  if (digits.empty()) return "0";
  const auto count = static_cast<std::int64_t>(digits.size());
  std::string out = value.is_negative ? "-" : "";
  if (value.point > 21 || value.point <= -6) {
    out += digits[0];
    if (count > 1) out += "." + digits.substr(1);
    const std::int64_t exponent = value.point - 1;
    return out + (exponent < 0 ? "e-" : "e+") + std::to_string(exponent < 0 ? -exponent : exponent);
  }
  if (value.point <= 0) return out + "0." + std::string(static_cast<std::size_t>(-value.point), '0') + digits;
  const auto point = static_cast<std::size_t>(value.point);
  if (value.point >= count) return out + digits + std::string(point - digits.size(), '0');
  return out + digits.substr(0, point) + "." + digits.substr(point);
}

std::string canonical_json(std::string_view json) {
  const JsonReadResult read = read_json(json);
  if (!read.ok) return std::string(trim_ascii(json));
  std::string out;
  append_value(read.tree, 0, out);
  return out;
}

std::string compared_text(std::string_view json) {
  json = trim_ascii(json);
  if (json.starts_with('"')) {
    const std::string content = json_unquote(json);
    const std::string_view trimmed = trim_ascii(content);
    if (trimmed.empty() || trimmed == "null") return json_quote(trimmed);
    return std::string(trimmed);
  }
  if (!json.empty() && (is_ascii_digit(json[0]) || json[0] == '-')) return canonical_decimal(json);
  return canonical_json(json);
}

}  // namespace nines::base
