// Labels of IDNA 2008; see idna.h.
#include "validate/format/idna.h"

#include <algorithm>

#include "validate/format/normal_form.h"
#include "validate/format/unicode_tables.h"
#include "validate/pattern/packed_ranges.h"
#include "validate/pattern/unicode_property.h"

namespace nines::validate {

namespace {

constexpr std::uint32_t kViramaClass = 9;

bool is_extended_arabic_digit(char32_t c) { return c >= 0x6F0 && c <= 0x6F9; }
bool is_arabic_digit(char32_t c) { return c >= 0x660 && c <= 0x669; }

JoiningType joining_type(char32_t c) {
  return static_cast<JoiningType>(packed_value(kJoiningTypes, PackedKind::values, c));
}

BidiClass bidi_class(char32_t c) { return static_cast<BidiClass>(packed_value(kBidiClasses, PackedKind::values, c)); }

bool follows_virama(const std::u32string& label, std::size_t at) {
  return at > 0 && combining_class(label[at - 1]) == kViramaClass;
}

// RFC 5892, A.1: a zero width non-joiner between letters that would join.
bool breaks_a_join(const std::u32string& label, std::size_t at) {
  std::size_t before = at;
  while (before > 0 && joining_type(label[before - 1]) == JoiningType::transparent) --before;
  if (before == 0) return false;
  const JoiningType left = joining_type(label[before - 1]);
  if (left != JoiningType::left && left != JoiningType::dual) return false;
  std::size_t after = at + 1;
  while (after < label.size() && joining_type(label[after]) == JoiningType::transparent) ++after;
  if (after == label.size()) return false;
  const JoiningType right = joining_type(label[after]);
  return right == JoiningType::right || right == JoiningType::dual;
}

bool has_kana_or_han(const std::u32string& label) {
  return std::any_of(label.begin(), label.end(), [](char32_t c) {
    return in_unicode_group("Hiragana", c) || in_unicode_group("Katakana", c) || in_unicode_group("Han", c);
  });
}

// The rule of a code point that is valid in some contexts only; nothing else passes.
bool meets_context_rule(const std::u32string& label, std::size_t at) {
  const char32_t c = label[at];
  const char32_t before = at > 0 ? label[at - 1] : 0;
  const char32_t after = at + 1 < label.size() ? label[at + 1] : 0;
  if (is_arabic_digit(c)) return std::none_of(label.begin(), label.end(), is_extended_arabic_digit);
  if (is_extended_arabic_digit(c)) return std::none_of(label.begin(), label.end(), is_arabic_digit);
  switch (c) {
    case 0x200C: return follows_virama(label, at) || breaks_a_join(label, at);
    case 0x200D: return follows_virama(label, at);
    case 0x00B7: return before == 'l' && after == 'l';
    case 0x0375: return in_unicode_group("Greek", after);
    case 0x05F3:
    case 0x05F4: return in_unicode_group("Hebrew", before);
    case 0x30FB: return has_kana_or_han(label);
    default: return false;
  }
}

bool is_valid_at(const std::u32string& label, std::size_t at) {
  return packed_value(kIdnaValid, PackedKind::set, label[at]) != 0 || meets_context_rule(label, at);
}

bool is_any_of(BidiClass value, std::initializer_list<BidiClass> classes) {
  return std::find(classes.begin(), classes.end(), value) != classes.end();
}

bool is_right_to_left(BidiClass value) {
  return is_any_of(value, {BidiClass::right_to_left, BidiClass::arabic_letter});
}

// What either direction may hold between its letters.
bool is_weak_or_neutral(BidiClass value) {
  return is_any_of(value, {BidiClass::european_number, BidiClass::european_separator, BidiClass::common_separator,
                           BidiClass::european_terminator, BidiClass::other_neutral, BidiClass::boundary_neutral,
                           BidiClass::nonspacing_mark});
}

}  // namespace

bool is_idna_label(const std::u32string& label) {
  if (label.front() == '-' || label.back() == '-') return false;
  if (label.size() >= 4 && label[2] == '-' && label[3] == '-') return false;
  if (in_unicode_group("M", label.front())) return false;
  for (std::size_t at = 0; at < label.size(); ++at) {
    if (!is_valid_at(label, at)) return false;
  }
  return is_normal_form_c(label);
}

bool has_right_to_left(const std::u32string& label) {
  return std::any_of(label.begin(), label.end(), [](char32_t c) {
    const BidiClass value = bidi_class(c);
    return is_right_to_left(value) || value == BidiClass::arabic_number;
  });
}

bool meets_bidi_rule(const std::u32string& label) {
  const BidiClass first = bidi_class(label.front());
  const bool is_rtl = is_right_to_left(first);
  if (!is_rtl && first != BidiClass::left_to_right) return false;
  bool has_european = false;
  bool has_arabic = false;
  BidiClass last = first;  // the last that is not a nonspacing mark
  for (const char32_t c : label) {
    const BidiClass value = bidi_class(c);
    has_european |= value == BidiClass::european_number;
    has_arabic |= value == BidiClass::arabic_number;
    const bool fits = is_weak_or_neutral(value) ||
                      (is_rtl ? is_right_to_left(value) || value == BidiClass::arabic_number : value == first);
    if (!fits) return false;
    if (value != BidiClass::nonspacing_mark) last = value;
  }
  if (!is_rtl) return is_any_of(last, {BidiClass::left_to_right, BidiClass::european_number});
  if (has_european && has_arabic) return false;
  return is_right_to_left(last) || is_any_of(last, {BidiClass::european_number, BidiClass::arabic_number});
}

}  // namespace nines::validate
