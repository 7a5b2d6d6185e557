// Whether JSON stands somewhere and where it ends: the grammar of json_reader.h without the tree, for callers that ask
// nothing else. Takes and refuses exactly what read_json does, limits included. Used by validate. Never says why.
#pragma once

#include <string_view>

#include "base/json_reader.h"

namespace nines::base {

struct JsonPass {
  bool ok = false;
  std::size_t end = 0;  // ok: one past the value; else the first byte that cannot go on
};

// As read_json_value_at: one value, white space before it skipped, what follows not looked at. Linear in the value.
JsonPass pass_json_value(std::string_view text, std::size_t from, const JsonLimits& limits = {});

// Whether read_json takes the text.
bool is_json(std::string_view text, const JsonLimits& limits = {});

}  // namespace nines::base
