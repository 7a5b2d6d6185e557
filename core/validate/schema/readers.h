// How the value of each keyword is read into the node being built. Named by the table in keywords.cpp only.
#pragma once

#include "validate/schema/build.h"

namespace nines::validate {

std::optional<Error> read_additional_items(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_additional_properties(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_all_of(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_any_of(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_const(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_contains(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_content_encoding(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_content_media_type(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_content_schema(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_definitions(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_dependencies(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_dependent_required(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_dependent_schemas(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_dynamic_ref(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_else(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_enum(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_exclusive_maximum(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_exclusive_minimum(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_format(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_if(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_items(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_max_contains(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_max_items(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_max_length(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_max_properties(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_maximum(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_min_contains(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_min_items(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_min_length(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_min_properties(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_minimum(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_multiple_of(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_not(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_one_of(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_pattern(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_pattern_properties(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_prefix_items(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_properties(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_property_names(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_recursive_ref(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_ref(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_required(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_then(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_type(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_unevaluated_items(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_unevaluated_properties(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_unique_items(NodeBuild& build, std::uint32_t value);
std::optional<Error> read_uri(NodeBuild& build, std::uint32_t value);

// The value must be an object, true or false.
std::optional<Error> check_is_schema(const NodeBuild& build, std::uint32_t value);

}  // namespace nines::validate
