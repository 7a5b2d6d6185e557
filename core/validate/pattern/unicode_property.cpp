// Unicode properties by name; see unicode_property.h.
#include "validate/pattern/unicode_property.h"

#include <re2/unicode_groups.h>

#include <array>
#include <string>

#include "validate/pattern/packed_ranges.h"
#include "validate/pattern/property_tables.h"

namespace nines::validate {

namespace {

// General_Category by its names, and the groups of RE2 that make it up. RE2 has no unassigned code points, so the two
// rows that hold them are complements.
struct CategoryName {
  const char* code;
  const char* name;
  const char* other_name;
  const char* groups;
  bool inverted;
};

constexpr CategoryName kCategories[] = {
    {"C", "Other", "", "L M N P S Z", true},
    {"Cc", "Control", "cntrl", "Cc", false},
    {"Cf", "Format", "", "Cf", false},
    {"Cn", "Unassigned", "", "L M N P S Z C", true},
    {"Co", "Private_Use", "", "Co", false},
    {"Cs", "Surrogate", "", "Cs", false},
    {"L", "Letter", "", "L", false},
    {"LC", "Cased_Letter", "", "Ll Lt Lu", false},
    {"Ll", "Lowercase_Letter", "", "Ll", false},
    {"Lm", "Modifier_Letter", "", "Lm", false},
    {"Lo", "Other_Letter", "", "Lo", false},
    {"Lt", "Titlecase_Letter", "", "Lt", false},
    {"Lu", "Uppercase_Letter", "", "Lu", false},
    {"M", "Mark", "Combining_Mark", "M", false},
    {"Mc", "Spacing_Mark", "", "Mc", false},
    {"Me", "Enclosing_Mark", "", "Me", false},
    {"Mn", "Nonspacing_Mark", "", "Mn", false},
    {"N", "Number", "", "N", false},
    {"Nd", "Decimal_Number", "digit", "Nd", false},
    {"Nl", "Letter_Number", "", "Nl", false},
    {"No", "Other_Number", "", "No", false},
    {"P", "Punctuation", "punct", "P", false},
    {"Pc", "Connector_Punctuation", "", "Pc", false},
    {"Pd", "Dash_Punctuation", "", "Pd", false},
    {"Pe", "Close_Punctuation", "", "Pe", false},
    {"Pf", "Final_Punctuation", "", "Pf", false},
    {"Pi", "Initial_Punctuation", "", "Pi", false},
    {"Po", "Other_Punctuation", "", "Po", false},
    {"Ps", "Open_Punctuation", "", "Ps", false},
    {"S", "Symbol", "", "S", false},
    {"Sc", "Currency_Symbol", "", "Sc", false},
    {"Sk", "Modifier_Symbol", "", "Sk", false},
    {"Sm", "Math_Symbol", "", "Sm", false},
    {"So", "Other_Symbol", "", "So", false},
    {"Z", "Separator", "", "Z", false},
    {"Zl", "Line_Separator", "", "Zl", false},
    {"Zp", "Paragraph_Separator", "", "Zp", false},
    {"Zs", "Space_Separator", "", "Zs", false},
};

const re2::UGroup* find_group(std::string_view name) {
  for (int i = 0; i < re2::num_unicode_groups; ++i) {
    if (name == re2::unicode_groups[i].name) return &re2::unicode_groups[i];
  }
  return nullptr;
}

template <class Visit>
void each_range(const re2::UGroup& group, Visit visit) {
  for (int i = 0; i < group.nr16; ++i) visit(char32_t{group.r16[i].lo}, char32_t{group.r16[i].hi});
  for (int i = 0; i < group.nr32; ++i) {
    visit(static_cast<char32_t>(group.r32[i].lo), static_cast<char32_t>(group.r32[i].hi));
  }
}

CharSet union_of_groups(std::string_view names) {
  CharSet out;
  while (!names.empty()) {
    const std::string_view name = names.substr(0, names.find(' '));
    names.remove_prefix(std::min(names.size(), name.size() + 1));
    if (const re2::UGroup* group = find_group(name)) {
      each_range(*group, [&](char32_t from, char32_t to) { out.add(from, to); });
    }
  }
  out.finish();
  return out;
}

// The members of exactly one of the two.
CharSet toggled(const CharSet& set, std::string_view packed) {
  CharSet other;
  PackedRanges ranges(packed, PackedKind::set);
  for (PackedRange range; ranges.next(range);) other.add(range.from, range.to);
  other.finish();
  CharSet in_neither = set;  // complement of (a or b), then joined with (a and b), is the complement of the answer
  in_neither.add(other);
  in_neither.finish();
  in_neither.invert();
  CharSet in_both = inverted(set);
  in_both.add(inverted(other));
  in_both.finish();
  in_both.invert();
  in_neither.add(in_both);
  in_neither.finish();
  in_neither.invert();
  return in_neither;
}

bool find_category(std::string_view name, CharSet& out) {
  for (const CategoryName& row : kCategories) {
    if (name != row.code && name != row.name && (row.other_name[0] == '\0' || name != row.other_name)) continue;
    out = union_of_groups(row.groups);
    if (row.inverted) out.invert();
    return true;
  }
  return false;
}

enum class ScriptSet : std::uint8_t { own, extended };

PropertyAnswer find_script(std::string_view name, ScriptSet kind, CharSet& out) {
  for (const ScriptName& row : script_table()) {
    if (name != row.code && name != row.name) continue;
    const re2::UGroup* group = find_group(row.name);
    if (group == nullptr) return PropertyAnswer::unknown_members;
    out = unicode_group(row.name);
    if (kind == ScriptSet::extended) out = toggled(out, row.differs);
    return PropertyAnswer::found;
  }
  return PropertyAnswer::no_such_name;
}

PropertyAnswer find_binary(std::string_view name, CharSet& out) {
  if (name == "Any" || name == "ASCII") {
    out.add(0, name == "Any" ? kLastCodePoint : 0x7F);
    out.finish();
    return PropertyAnswer::found;
  }
  if (name == "Assigned") {
    find_category("Cn", out);
    out.invert();
    return PropertyAnswer::found;
  }
  for (const BinaryProperty& row : binary_property_table()) {
    if (name != row.name && name != row.short_name) continue;
    if (row.differs == nullptr) return PropertyAnswer::unknown_members;
    out = toggled(union_of_groups(row.base), row.differs);
    return PropertyAnswer::found;
  }
  return PropertyAnswer::no_such_name;
}

}  // namespace

PropertyAnswer find_property(std::string_view name, std::string_view value, CharSet& out) {
  if (value.empty()) {
    return find_category(name, out) ? PropertyAnswer::found : find_binary(name, out);
  }
  if (name == "General_Category" || name == "gc") {
    return find_category(value, out) ? PropertyAnswer::found : PropertyAnswer::no_such_name;
  }
  if (name == "Script" || name == "sc") return find_script(value, ScriptSet::own, out);
  if (name == "Script_Extensions" || name == "scx") return find_script(value, ScriptSet::extended, out);
  return PropertyAnswer::no_such_name;
}

CharSet unicode_group(std::string_view name) { return union_of_groups(name); }

bool in_unicode_group(std::string_view name, char32_t c) {
  bool found = false;
  if (const re2::UGroup* group = find_group(name)) {
    each_range(*group, [&](char32_t from, char32_t to) { found |= from <= c && c <= to; });
  }
  return found;
}

bool is_identifier_start(char32_t c) {
  if (c < 128) return c == '$' || (is_word_char(c) && !(c >= '0' && c <= '9'));
  CharSet set;
  find_binary("ID_Start", set);
  return set.contains(c);
}

bool is_identifier_part(char32_t c) {
  if (c < 128) return c == '$' || is_word_char(c);
  CharSet set;
  find_binary("ID_Continue", set);
  return c == 0x200C || c == 0x200D || set.contains(c);
}

}  // namespace nines::validate
