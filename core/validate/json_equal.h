// Whether two JSON values are the same value: numbers by exact value, objects without order,
// strings decoded. Used by enum and const, and to tell whether two candidates say the same.
#pragma once

#include <cstdint>

#include "base/json_reader.h"

namespace nines::validate {

// No recursion. Linear but for sorting the keys of objects. An object with a key twice equals only
// one with the same keys as often.
bool json_equal(const base::JsonTree& a, std::uint32_t a_node, const base::JsonTree& b, std::uint32_t b_node);

}  // namespace nines::validate
