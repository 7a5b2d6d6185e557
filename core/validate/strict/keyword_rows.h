// What the strict subset knows of each keyword: who accepts it, what it holds, whether a prompt needs it.
#pragma once

#include <string_view>

#include "base/json_reader.h"
#include "nines/strict_subset.h"

namespace nines::validate {

enum class Holds : std::uint8_t { value, schema, schema_list, schema_map };

struct StrictKeyword {
  const char* name;
  Holds holds;
  bool openai;
  bool anthropic;
  bool in_prompt;  // false: a remark for people or tools
};
const StrictKeyword* find_strict_keyword(std::string_view name);
bool accepts(const StrictKeyword& row, StrictVendor vendor);

// The sub-schemas that a keyword holds directly.
std::vector<std::uint32_t> schemas_of(const base::JsonTree& tree, std::uint32_t value, Holds holds);
// The schema that "#/…" names, or kNoNode.
std::uint32_t local_target(const base::JsonTree& tree, std::uint32_t reference);

}  // namespace nines::validate
