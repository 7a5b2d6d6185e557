// Does a value hold a JSON Schema instead of what the schema describes (C13)? Used by the checks of JSON and of tool
// calls. Decides nothing about values that meet their contract.
#pragma once

#include "base/json_reader.h"

namespace nines::validate {

// {"type": "object", "properties": {…}} whose properties are schemas themselves.
bool is_definition(const base::JsonTree& tree, std::uint32_t node);

}  // namespace nines::validate
