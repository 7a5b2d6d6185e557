// The keywords of JSON Schema this version knows and how the value of each is read. See
// schema_keywords.h.
#include "validate/schema_keywords.h"

#include <algorithm>
#include <array>

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonTree;
using base::kNoNode;
using MaybeError = std::optional<Error>;

MaybeError wrong_value(const JsonTree& tree, std::uint32_t node, const char* wanted) {
  const std::string keyword = tree.node(node).has_key ? tree.key(node) : "the value";
  return schema_error(ErrorCode::bad_value, tree, node,
                      keyword + " must be " + wanted + ", found " + excerpt(tree.source(node)));
}

std::uint8_t type_bit(std::string_view name) {
  if (name == "integer") return kIntegerBit;
  for (unsigned kind = 0; kind <= static_cast<unsigned>(JsonKind::object); ++kind) {
    if (name == base::json_kind_name(static_cast<JsonKind>(kind))) {
      return static_cast<std::uint8_t>(1U << kind);
    }
  }
  return 0;
}

MaybeError add_type(const JsonTree& tree, std::uint32_t node, SchemaNode& out) {
  const std::uint8_t bit = tree.node(node).kind == JsonKind::string ? type_bit(tree.string_value(node)) : 0;
  if (bit == 0) {
    return wrong_value(tree, node, "one of null, boolean, integer, number, string, array, object");
  }
  out.types |= bit;
  return std::nullopt;
}

MaybeError read_type(SchemaBuild& build, std::uint32_t value, SchemaNode& out) {
  const JsonTree& tree = build.tree();
  out.types = 0;
  if (tree.node(value).kind != JsonKind::array) return add_type(tree, value, out);
  if (tree.node(value).child_count == 0) return wrong_value(tree, value, "a list of types");
  for (std::uint32_t i = tree.node(value).first_child; i != kNoNode; i = tree.node(i).next_sibling) {
    if (MaybeError error = add_type(tree, i, out)) return error;
  }
  return std::nullopt;
}

SchemaProperty& property_named(SchemaNode& out, std::string name) {
  out.properties.push_back({std::move(name), kAnything, false, false});
  return out.properties.back();
}

MaybeError read_required(SchemaBuild& build, std::uint32_t value, SchemaNode& out) {
  const JsonTree& tree = build.tree();
  if (tree.node(value).kind != JsonKind::array) return wrong_value(tree, value, "a list of keys");
  for (std::uint32_t i = tree.node(value).first_child; i != kNoNode; i = tree.node(i).next_sibling) {
    if (tree.node(i).kind != JsonKind::string) return wrong_value(tree, i, "a key in quotes");
    property_named(out, tree.string_value(i)).required = true;
  }
  return std::nullopt;
}

MaybeError check_is_schema(const JsonTree& tree, std::uint32_t node) {
  const JsonKind kind = tree.node(node).kind;
  if (kind == JsonKind::object || kind == JsonKind::boolean) return std::nullopt;
  return wrong_value(tree, node, "a schema (an object, true or false)");
}

MaybeError read_properties(SchemaBuild& build, std::uint32_t value, SchemaNode& out) {
  const JsonTree& tree = build.tree();
  if (tree.node(value).kind != JsonKind::object) {
    return wrong_value(tree, value, "an object of schemas");
  }
  for (std::uint32_t i = tree.node(value).first_child; i != kNoNode; i = tree.node(i).next_sibling) {
    if (MaybeError error = check_is_schema(tree, i)) return error;
    SchemaProperty& property = property_named(out, tree.key(i));
    property.declared = true;
    property.schema = build.schema_at(i);
  }
  return std::nullopt;
}

template <std::uint32_t SchemaNode::*member>
MaybeError read_schema(SchemaBuild& build, std::uint32_t value, SchemaNode& out) {
  if (MaybeError error = check_is_schema(build.tree(), value)) return error;
  out.*member = build.schema_at(value);
  return std::nullopt;
}

MaybeError read_enum(SchemaBuild& build, std::uint32_t value, SchemaNode& out) {
  if (build.tree().node(value).kind != JsonKind::array) {
    return wrong_value(build.tree(), value, "a list of values");
  }
  out.has_enum = true;
  out.enum_array = value;
  return std::nullopt;
}

MaybeError read_const(SchemaBuild& /*build*/, std::uint32_t value, SchemaNode& out) {
  out.const_value = value;
  return std::nullopt;
}

// Sets the bound of a keyword, replacing an earlier one of the same name.
void set_bound(std::vector<SchemaBound>& bounds, const JsonTree& tree, std::uint32_t value) {
  const char* keyword = find_keyword(tree.key(value))->name;
  std::erase_if(bounds, [&](const SchemaBound& bound) { return bound.keyword == keyword; });
  const std::string_view number = tree.source(value);
  bounds.push_back({keyword, decimal_from_json(number), std::string(number)});
}

MaybeError read_bound(SchemaBuild& build, std::uint32_t value, SchemaNode& out) {
  const JsonTree& tree = build.tree();
  if (tree.node(value).kind != JsonKind::number) return wrong_value(tree, value, "a number");
  set_bound(out.bounds, tree, value);
  return std::nullopt;
}

template <std::vector<SchemaBound> SchemaNode::*member>
MaybeError read_size(SchemaBuild& build, std::uint32_t value, SchemaNode& out) {
  const JsonTree& tree = build.tree();
  const bool is_number = tree.node(value).kind == JsonKind::number;
  const Decimal size = is_number ? decimal_from_json(tree.source(value)) : Decimal{};
  if (!is_number || size.negative || !is_whole(size)) {
    return wrong_value(tree, value, "a whole number of at least 0");
  }
  set_bound(out.*member, tree, value);
  return std::nullopt;
}

// Another dialect may give the keywords another meaning.
MaybeError read_dialect(SchemaBuild& build, std::uint32_t value, SchemaNode& /*out*/) {
  const JsonTree& tree = build.tree();
  if (tree.node(value).kind != JsonKind::string) return wrong_value(tree, value, "a URI in quotes");
  std::string_view uri = tree.source(value).substr(1);
  for (const std::string_view start : {std::string_view("http://"), std::string_view("https://")}) {
    if (uri.starts_with(start)) uri.remove_prefix(start.size());
  }
  if (uri.starts_with("json-schema.org/")) return std::nullopt;
  return schema_error(
      ErrorCode::not_supported, tree, value,
      "the dialect " + excerpt(tree.source(value)) + " is not supported; this version knows those of json-schema.org");
}

MaybeError read_pattern(SchemaBuild& build, std::uint32_t value, SchemaNode& out) {
  const JsonTree& tree = build.tree();
  if (tree.node(value).kind != JsonKind::string) return wrong_value(tree, value, "a pattern");
  auto compiled = compile_pattern(tree.string_value(value), "/schema" + tree.pointer(value));
  if (!compiled) return compiled.error();
  out.pattern = std::move(compiled).value();
  return std::nullopt;
}

constexpr std::array kKeywords{
    Keyword{"type", read_type},
    Keyword{"enum", read_enum},
    Keyword{"const", read_const},
    Keyword{"required", read_required},
    Keyword{"properties", read_properties},
    Keyword{"additionalProperties", read_schema<&SchemaNode::additional>},
    Keyword{"items", read_schema<&SchemaNode::items>},
    Keyword{"minimum", read_bound},
    Keyword{"maximum", read_bound},
    Keyword{"exclusiveMinimum", read_bound},
    Keyword{"exclusiveMaximum", read_bound},
    Keyword{"minLength", read_size<&SchemaNode::lengths>},
    Keyword{"maxLength", read_size<&SchemaNode::lengths>},
    Keyword{"minItems", read_size<&SchemaNode::counts>},
    Keyword{"maxItems", read_size<&SchemaNode::counts>},
    Keyword{"pattern", read_pattern},
    Keyword{"$schema", read_dialect},
    Keyword{"$id", nullptr},
    Keyword{"$comment", nullptr},
    Keyword{"title", nullptr},
    Keyword{"description", nullptr},
    Keyword{"default", nullptr},
    Keyword{"examples", nullptr},
    Keyword{"deprecated", nullptr},
    Keyword{"readOnly", nullptr},
    Keyword{"writeOnly", nullptr},
    Keyword{"format", nullptr},
};

}  // namespace

std::span<const Keyword> keyword_table() { return kKeywords; }

const Keyword* find_keyword(std::string_view name) {
  for (const Keyword& row : kKeywords) {
    if (name == row.name) return &row;
  }
  return nullptr;
}

Error schema_error(ErrorCode code, const JsonTree& tree, std::uint32_t node, std::string message) {
  Error out;
  out.code = code;
  out.message = std::move(message);
  out.where.pointer = "/schema" + tree.pointer(node);
  return out;
}

}  // namespace nines::validate
