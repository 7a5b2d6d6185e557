// The sets behind \p{…}: general categories, scripts and binary properties by their ECMA-262 names. Called by the
// pattern parser and the formats. The members of categories and scripts come from RE2's own tables, so that both
// engines agree.
#pragma once

#include <string_view>

#include "validate/pattern/char_set.h"

namespace nines::validate {

enum class PropertyAnswer : std::uint8_t {
  found,
  unknown_members,  // ECMA-262 knows the name, no table here has its members
  no_such_name,
};

// \p{name} (value empty) or \p{name=value}.
PropertyAnswer find_property(std::string_view name, std::string_view value, CharSet& out);

// Members of one of RE2's groups ("Lu", "L", "Greek"); empty when it has none of that name.
CharSet unicode_group(std::string_view name);
bool in_unicode_group(std::string_view name, char32_t c);

// IdentifierStart and IdentifierPart of ECMA-262, for the names of groups.
bool is_identifier_start(char32_t c);
bool is_identifier_part(char32_t c);

}  // namespace nines::validate
