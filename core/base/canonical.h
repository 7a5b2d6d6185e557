// Canonical text of JSON values, for comparing answers and naming items: two values are the same
// exactly when their texts are. Numbers are compared by their decimal digits, never through a
// double, so 9007199254740993 keeps its last digit. Called by corpus (ids) and disagree (compared
// values). Source of the number format: RFC 8785, section 3.2.2.3.
#pragma once

#include <string>
#include <string_view>

namespace nines::base {

// In: a JSON number. Out: the shortest plain decimal with the same value ("1.0" -> "1", "4.50" ->
// "4.5", "-0" -> "0"), in exponent form ("1e+30") outside [1e-6, 1e21). Cost: O(digits).
std::string canonical_decimal(std::string_view number);

// In: valid JSON text. Out: no white space, keys sorted by bytes (the last of equal keys counts),
// canonical numbers and strings. Text that is not JSON comes back trimmed. Cost: O(n log n).
std::string canonical_json(std::string_view json);

// What an answer is compared by and shown as: a string stands for its content, trimmed, so the
// string "18" and the number 18 agree; a blank string and the string "null" keep their quotes, so
// they differ from null. Anything else as canonical_json.
std::string compared_text(std::string_view json);

}  // namespace nines::base
