// Rows of Unicode properties by name; see property_tables.cpp. Only unicode_property.cpp reads them.
#pragma once

#include <span>

namespace nines::validate {

// A binary property of ECMA-262. Its members are those of the general categories in `base` (names apart by spaces),
// with the code points of `differs` toggled; nullptr where only the name is known.
struct BinaryProperty {
  const char* name;
  const char* short_name;
  const char* base;
  const char* differs;
};

// A script; `name` is also RE2's. Script_Extensions is the script with the code points of `differs` toggled.
struct ScriptName {
  const char* code;
  const char* name;
  const char* differs;
};

std::span<const BinaryProperty> binary_property_table();
std::span<const ScriptName> script_table();

}  // namespace nines::validate
