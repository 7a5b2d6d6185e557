// The table of JSON Schema keywords: which drafts and vocabularies know each, where its sub-schemas stand, and how its
// value is read. One row each; the compiler, the search for identifiers and the tests go by it.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "validate/schema/dialect.h"

namespace nines::validate {

struct NodeBuild;

// Where the sub-schemas of a keyword stand in its value.
enum class Holds : std::uint8_t {
  nothing,
  schema,
  list,            // of schemas
  schema_or_list,  // items before 2020-12
  map,             // of schemas; members of `dependencies` that are lists of names are not schemas
};

// Reads the value at a tree node of the schema into the node being built.
using KeywordReader = std::optional<Error> (*)(NodeBuild& build, std::uint32_t value);

struct KeywordRow {
  std::string_view name;
  std::uint8_t drafts;
  std::uint8_t vocabulary;  // of those drafts that have vocabularies
  Holds holds;
  bool annotates;      // its value is an annotation of the instance
  KeywordReader read;  // nullptr: nothing to check
};
std::span<const KeywordRow> keyword_table();

// The row that the dialect gives this name, or nullptr: an unknown keyword, which annotates. Logarithmic.
const KeywordRow* find_keyword(std::string_view name, const Dialect& dialect);

}  // namespace nines::validate
