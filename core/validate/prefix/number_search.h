// The shortest number text, or rest of one, that ends in a set. Used for the missing suffix of a prefix.
#pragma once

#include <optional>
#include <string>

#include "validate/prefix/number_range.h"

namespace nines::validate {

// "" when the number may end as it stands. Nothing when none is found within a fixed effort.
std::optional<std::string> shortest_number(const NumberScan& begun);

}  // namespace nines::validate
