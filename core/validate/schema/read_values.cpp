// Keywords that say what a value must be: type, enum, bounds, sizes, pattern, format, content. See readers.h.
#include <algorithm>

#include "validate/finding.h"
#include "validate/schema/json_hash.h"
#include "validate/schema/readers.h"

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonTree;
using base::kNoNode;
using MaybeError = std::optional<Error>;

std::uint8_t type_bit(std::string_view name) {
  if (name == "integer") return kIntegerBit;
  for (unsigned kind = 0; kind <= static_cast<unsigned>(JsonKind::object); ++kind) {
    if (name == base::json_kind_name(static_cast<JsonKind>(kind))) return static_cast<std::uint8_t>(1U << kind);
  }
  return 0;
}

MaybeError add_type(NodeBuild& build, std::uint32_t value) {
  const bool is_text = build.tree.node(value).kind == JsonKind::string;
  const std::uint8_t bit = is_text ? type_bit(build.tree.string_value(value)) : 0;
  if (bit == 0) return build.wrong_value(value, "one of null, boolean, integer, number, string, array, object");
  build.node.types |= bit;
  return std::nullopt;
}

void add_value(NodeBuild& build, std::uint32_t value) {
  build.build.program.allowed_values.push_back({json_hash(build.tree, value), value});
}

void add_value_set(NodeBuild& build, std::uint32_t value, bool is_const, std::size_t from) {
  std::vector<AllowedValue>& all = build.build.program.allowed_values;
  std::sort(all.begin() + static_cast<std::ptrdiff_t>(from), all.end(),
            [](const AllowedValue& a, const AllowedValue& b) {
              return a.hash != b.hash ? a.hash < b.hash : a.node < b.node;
            });
  build.values.push_back({value, is_const, {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(all.size())}});
}

// A whole number of at most 18 digits as such.
std::optional<std::int64_t> small_whole(const Decimal& value) {
  if (!is_whole(value) || value.exponent > 18) return std::nullopt;
  std::int64_t out = 0;
  for (std::int64_t i = 0; i < value.exponent; ++i) {
    const auto digit = static_cast<std::size_t>(i);
    out = out * 10 + (digit < value.digits.size() ? value.digits[digit] - '0' : 0);
  }
  return value.negative ? -out : out;
}

MaybeError read_bound(NodeBuild& build, std::uint32_t value, BoundKind kind) {
  if (build.tree.node(value).kind != JsonKind::number) return build.wrong_value(value, "a number");
  NumberBound bound;
  bound.kind = kind;
  bound.at = value;
  bound.value = decimal_from_json(build.tree.source(value));
  const bool positive = !bound.value.negative && !bound.value.digits.empty();
  if (kind == BoundKind::multiple_of && !positive) return build.wrong_value(value, "a number above 0");
  const std::optional<std::int64_t> small = small_whole(bound.value);
  bound.is_small = small.has_value();
  bound.small = small.value_or(0);
  build.numbers.push_back(std::move(bound));
  return std::nullopt;
}

// A size as a number that saturates: no value is as large as kNoLimit.
Result<std::uint64_t> size_of(const NodeBuild& build, std::uint32_t value) {
  const bool is_number = build.tree.node(value).kind == JsonKind::number;
  const Decimal size = is_number ? decimal_from_json(build.tree.source(value)) : Decimal{};
  if (!is_number || size.negative || !is_whole(size)) {
    return build.wrong_value(value, "a whole number of at least 0");
  }
  const std::optional<std::int64_t> small = small_whole(size);
  return small ? static_cast<std::uint64_t>(*small) : kNoLimit;
}

MaybeError read_size(NodeBuild& build, std::uint32_t value, std::uint64_t& size, std::uint32_t& at) {
  const Result<std::uint64_t> read = size_of(build, value);
  if (!read) return read.error();
  size = *read;
  at = value;
  return std::nullopt;
}

MaybeError read_min(NodeBuild& build, std::uint32_t value, SizeBounds& bounds) {
  return read_size(build, value, bounds.min, bounds.min_at);
}
MaybeError read_max(NodeBuild& build, std::uint32_t value, SizeBounds& bounds) {
  return read_size(build, value, bounds.max, bounds.max_at);
}

// Draft 7 asks validators to check content, later drafts forbid it by default.
bool asserts_content(const NodeBuild& build) {
  return build.dialect.draft == Draft::draft7 && build.build.options.formats == FormatPolicy::assert_all;
}

MaybeError read_content(NodeBuild& build, std::uint32_t value, std::string_view known, bool& flag) {
  if (build.tree.node(value).kind != JsonKind::string) return build.wrong_value(value, "text in quotes");
  if (!asserts_content(build) || build.tree.string_value(value) != known) return std::nullopt;
  build.has_text = true;
  flag = true;
  build.text.content_at = value;
  return std::nullopt;
}

}  // namespace

MaybeError read_type(NodeBuild& build, std::uint32_t value) {
  build.node.types_at = value;
  if (build.tree.node(value).kind != JsonKind::array) return add_type(build, value);
  if (build.tree.node(value).child_count == 0) return build.wrong_value(value, "a list of types");
  for (std::uint32_t i = build.tree.node(value).first_child; i != kNoNode; i = build.tree.node(i).next_sibling) {
    if (MaybeError error = add_type(build, i)) return error;
  }
  return std::nullopt;
}

MaybeError read_enum(NodeBuild& build, std::uint32_t value) {
  if (build.tree.node(value).kind != JsonKind::array) return build.wrong_value(value, "a list of values");
  const std::size_t from = build.build.program.allowed_values.size();
  for (std::uint32_t i = build.tree.node(value).first_child; i != kNoNode; i = build.tree.node(i).next_sibling) {
    add_value(build, i);
  }
  add_value_set(build, value, false, from);
  return std::nullopt;
}

MaybeError read_const(NodeBuild& build, std::uint32_t value) {
  const std::size_t from = build.build.program.allowed_values.size();
  add_value(build, value);
  add_value_set(build, value, true, from);
  return std::nullopt;
}

MaybeError read_minimum(NodeBuild& build, std::uint32_t value) { return read_bound(build, value, BoundKind::minimum); }
MaybeError read_maximum(NodeBuild& build, std::uint32_t value) { return read_bound(build, value, BoundKind::maximum); }
MaybeError read_exclusive_minimum(NodeBuild& build, std::uint32_t value) {
  return read_bound(build, value, BoundKind::exclusive_minimum);
}
MaybeError read_exclusive_maximum(NodeBuild& build, std::uint32_t value) {
  return read_bound(build, value, BoundKind::exclusive_maximum);
}
MaybeError read_multiple_of(NodeBuild& build, std::uint32_t value) {
  return read_bound(build, value, BoundKind::multiple_of);
}

MaybeError read_min_length(NodeBuild& build, std::uint32_t value) {
  build.has_text = true;
  return read_min(build, value, build.text.length);
}
MaybeError read_max_length(NodeBuild& build, std::uint32_t value) {
  build.has_text = true;
  return read_max(build, value, build.text.length);
}
MaybeError read_min_items(NodeBuild& build, std::uint32_t value) {
  build.has_array = true;
  return read_min(build, value, build.array.count);
}
MaybeError read_max_items(NodeBuild& build, std::uint32_t value) {
  build.has_array = true;
  return read_max(build, value, build.array.count);
}
MaybeError read_min_properties(NodeBuild& build, std::uint32_t value) {
  build.has_object = true;
  return read_min(build, value, build.object.count);
}
MaybeError read_max_properties(NodeBuild& build, std::uint32_t value) {
  build.has_object = true;
  return read_max(build, value, build.object.count);
}
MaybeError read_min_contains(NodeBuild& build, std::uint32_t value) {
  return read_size(build, value, build.array.min_contains, build.array.min_contains_at);
}
MaybeError read_max_contains(NodeBuild& build, std::uint32_t value) {
  return read_size(build, value, build.array.max_contains, build.array.max_contains_at);
}

MaybeError read_unique_items(NodeBuild& build, std::uint32_t value) {
  if (build.tree.node(value).kind != JsonKind::boolean) return build.wrong_value(value, "true or false");
  build.array.is_unique = build.tree.bool_value(value);
  build.has_array = build.has_array || build.array.is_unique;
  build.array.unique_at = value;
  return std::nullopt;
}

MaybeError read_pattern(NodeBuild& build, std::uint32_t value) {
  if (build.tree.node(value).kind != JsonKind::string) return build.wrong_value(value, "a pattern in quotes");
  const auto pattern = build.build.pattern_at(build.tree.string_value(value), build.at(value));
  if (!pattern) return pattern.error();
  build.has_text = true;
  build.text.pattern = *pattern;
  build.text.pattern_at = value;
  return std::nullopt;
}

MaybeError read_format(NodeBuild& build, std::uint32_t value) {
  if (build.tree.node(value).kind != JsonKind::string)
    return build.wrong_value(value, "the name of a format in quotes");
  const bool asserted =
      build.build.options.formats == FormatPolicy::assert_all || (build.dialect.vocabularies & kFormatAssertion) != 0;
  const FormatInfo* format = asserted ? find_format(build.tree.string_value(value)) : nullptr;
  const SchemaDraft draft = build.dialect.draft < Draft::draft2019_09 ? SchemaDraft::draft7 : SchemaDraft::draft2020_12;
  if (format == nullptr || !has_format(*format, draft)) return std::nullopt;
  build.has_text = true;
  build.text.format = format->id;
  build.text.format_draft = draft;
  build.text.format_at = value;
  return std::nullopt;
}

MaybeError read_content_encoding(NodeBuild& build, std::uint32_t value) {
  return read_content(build, value, "base64", build.text.content_base64);
}
MaybeError read_content_media_type(NodeBuild& build, std::uint32_t value) {
  return read_content(build, value, "application/json", build.text.content_json);
}

// Says nothing where it is not said what the content is.
MaybeError read_content_schema(NodeBuild& build, std::uint32_t value) {
  if (build.tree.member(build.place.at, "contentMediaType") == kNoNode) std::erase(build.annotations, value);
  return check_is_schema(build, value);
}

}  // namespace nines::validate
