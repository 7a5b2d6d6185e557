// See read.h.
#include "codec/read.h"

#include <algorithm>
#include <cmath>

#include "codec/write.h"

namespace nines::codec {

std::string quote_source(std::string_view source) {
  constexpr std::size_t kMaxQuote = 60;
  if (source.size() <= kMaxQuote) return std::string(source);
  std::size_t cut = kMaxQuote;
  while (cut > 0 && (static_cast<unsigned char>(source[cut]) & 0xC0U) == 0x80U) --cut;
  return std::string(source.substr(0, cut)) + "…";
}

std::string number_text(double value) { return dump(Json(value)); }

Where ReadContext::where(std::uint32_t node) const {
  Where place;
  place.source = source;
  if (node >= tree.nodes.size()) return place;
  place.pointer = tree.pointer(node);
  place.byte = tree.node(node).begin;
  const base::LineColumn at = base::line_column(tree.text, place.byte);
  place.line = at.line;
  place.column = at.column;
  return place;
}

void ReadContext::fail(ErrorCode code, std::uint32_t node, std::string message) {
  if (error) return;  // the first one is the root cause
  error = Error{code, std::move(message), where(node)};
}

void ReadContext::warn(const char* code, std::uint32_t node, std::string message) {
  issues.push_back({Severity::warning, code, std::move(message), where(node)});
}

std::uint32_t resolve_pointer(const JsonTree& tree, std::uint32_t root, std::string_view pointer) {
  std::uint32_t at = root;
  while (!pointer.empty() && pointer.front() == '/') {
    const std::size_t end = pointer.find('/', 1);
    const std::string_view name = pointer.substr(1, end == std::string_view::npos ? end : end - 1);
    std::uint32_t next = kNoNode;
    for (std::uint32_t child = tree.node(at).first_child; child != kNoNode; child = tree.node(child).next_sibling) {
      const bool object = tree.node(at).kind == JsonKind::object;
      const std::string step =
          object ? base::pointer_escape(tree.key(child)) : std::to_string(tree.node(child).index_in_parent);
      if (step == name) next = child;
    }
    if (next == kNoNode) break;
    at = next;
    pointer = end == std::string_view::npos ? std::string_view{} : pointer.substr(end);
  }
  return at;
}

Error placed(const ReadContext& context, std::uint32_t root, Error error) {
  const std::string inner = error.where.pointer;
  error.where = context.where(resolve_pointer(context.tree, root, inner));
  error.where.pointer = context.tree.pointer(root) + inner;
  return error;
}

ObjectReader::ObjectReader(ReadContext& context, std::uint32_t node, std::string what)
    : context_(context), node_(node), what_(std::move(what)) {
  if (node_ != kNoNode && context_.tree.node(node_).kind != JsonKind::object) {
    context_.fail(ErrorCode::wrong_type, node_, what_ + " must be an object, found " + context_.quote(node_));
    node_ = kNoNode;
  }
}

std::uint32_t ObjectReader::member(std::string_view name) {
  if (std::find(known_.begin(), known_.end(), name) == known_.end()) known_.emplace_back(name);
  return node_ == kNoNode ? kNoNode : context_.tree.member(node_, name);
}

std::uint32_t ObjectReader::required(std::string_view name) {
  const std::uint32_t at = member(name);
  if (at == kNoNode) {
    context_.fail(ErrorCode::missing_field, node_, what_ + " needs \"" + std::string(name) + "\"");
  }
  return at;
}

std::string ObjectReader::string_at(std::uint32_t at, std::string_view name) {
  if (context_.tree.node(at).kind == JsonKind::string) return context_.tree.string_value(at);
  context_.fail(ErrorCode::wrong_type, at, std::string(name) + " must be text, found " + context_.quote(at));
  return {};
}

std::string ObjectReader::text(std::string_view name, std::string fallback) {
  const std::uint32_t at = member(name);
  return at == kNoNode ? fallback : string_at(at, name);
}

double number_at(ReadContext& context, std::uint32_t node, std::string_view name, double min, double max) {
  const std::string field(name);
  if (context.tree.node(node).kind != JsonKind::number) {
    context.fail(ErrorCode::wrong_type, node, field + " must be a number, found " + context.quote(node));
    return min;
  }
  const std::optional<double> value = context.tree.number_value(node);
  if (!value || !(*value >= min && *value <= max)) {
    context.fail(
        ErrorCode::out_of_range, node,
        field + " is " + context.quote(node) + "; it must be between " + number_text(min) + " and " + number_text(max));
    return min;
  }
  return *value;
}

std::int64_t whole_at(ReadContext& context, std::uint32_t node, std::string_view name, std::int64_t min,
                      std::int64_t max) {
  const std::string field(name);
  const std::optional<double> value =
      context.tree.node(node).kind == JsonKind::number ? context.tree.number_value(node) : std::nullopt;
  const bool number = context.tree.node(node).kind == JsonKind::number;
  if (!number || (value && *value != std::floor(*value))) {
    context.fail(ErrorCode::wrong_type, node, field + " must be a whole number, found " + context.quote(node));
    return min;
  }
  if (!value || !(*value >= static_cast<double>(min) && *value <= static_cast<double>(max))) {
    context.fail(ErrorCode::out_of_range, node,
                 field + " is " + context.quote(node) + "; it must be between " + std::to_string(min) + " and " +
                     std::to_string(max));
    return min;
  }
  return static_cast<std::int64_t>(*value);
}

double ObjectReader::number(std::string_view name, double fallback, double min, double max) {
  const std::uint32_t at = member(name);
  return at == kNoNode ? fallback : number_at(context_, at, name, min, max);
}

std::int64_t ObjectReader::whole(std::string_view name, std::int64_t fallback, std::int64_t min, std::int64_t max) {
  const std::uint32_t at = member(name);
  return at == kNoNode ? fallback : whole_at(context_, at, name, min, max);
}

std::optional<double> ObjectReader::optional_number(std::string_view name, double min, double max) {
  if (!has(name)) return std::nullopt;
  return number(name, 0, min, max);
}

bool ObjectReader::boolean(std::string_view name, bool fallback) {
  const std::uint32_t at = member(name);
  if (at == kNoNode) return fallback;
  if (context_.tree.node(at).kind == JsonKind::boolean) return context_.tree.bool_value(at);
  context_.fail(ErrorCode::wrong_type, at, std::string(name) + " must be true or false, found " + context_.quote(at));
  return fallback;
}

std::vector<std::uint32_t> ObjectReader::array(std::string_view name) {
  std::vector<std::uint32_t> out;
  const std::uint32_t at = member(name);
  if (at == kNoNode) return out;
  if (context_.tree.node(at).kind != JsonKind::array) {
    context_.fail(ErrorCode::wrong_type, at, std::string(name) + " must be a list, found " + context_.quote(at));
    return out;
  }
  out.reserve(context_.tree.node(at).child_count);
  for (std::uint32_t child = context_.tree.node(at).first_child; child != kNoNode;
       child = context_.tree.node(child).next_sibling) {
    out.push_back(child);
  }
  return out;
}

void ObjectReader::finish(UnknownMembers policy) {
  if (node_ == kNoNode || context_.error) return;
  for (std::uint32_t child = context_.tree.node(node_).first_child; child != kNoNode;
       child = context_.tree.node(child).next_sibling) {
    const std::string key = context_.tree.key(child);
    if (std::find(known_.begin(), known_.end(), key) != known_.end()) continue;
    std::string message = what_ + " has no field " + quote_source(base::json_quote(key)) + "; known:";
    for (const std::string& name : known_) message += " " + name;
    if (policy == UnknownMembers::fail) return context_.fail(ErrorCode::unknown_field, child, std::move(message));
    context_.warn("unknown_field", child, std::move(message));
  }
}

}  // namespace nines::codec
