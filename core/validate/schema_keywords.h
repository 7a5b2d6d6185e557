// The table of JSON Schema keywords this version knows, one row each. Used by schema_compile.cpp
// and by the test that runs over every row. Adding a keyword here and a check in schema_check.cpp
// is all it takes.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "validate/schema_program.h"

namespace nines::validate {

// A program being built. Sub-schemas are queued, so that depth costs no stack.
struct SchemaBuild {
  SchemaProgram* program = nullptr;
  std::vector<std::uint32_t> queue;  // tree node of each program node, in program order

  // The index for the schema at a tree node: kAnything, kNothing or a new program node, queued.
  std::uint32_t schema_at(std::uint32_t node);
  [[nodiscard]] const base::JsonTree& tree() const { return program->tree; }
};

// Reads the keyword's value into the schema node. An error means the schema cannot be used.
using KeywordReader = std::optional<Error> (*)(SchemaBuild& build, std::uint32_t value, SchemaNode& out);

struct Keyword {
  const char* name;
  KeywordReader read;  // nullptr: an annotation, which checks nothing
};
std::span<const Keyword> keyword_table();
const Keyword* find_keyword(std::string_view name);

// An Error placed at a node of the schema; message as given.
Error schema_error(ErrorCode code, const base::JsonTree& tree, std::uint32_t node, std::string message);

}  // namespace nines::validate
