// The packed Unicode tables of the hostname formats; see unicode_tables.cpp. Read through packed_ranges.h.
#pragma once

#include <cstdint>
#include <string_view>

namespace nines::validate {

extern const std::string_view kIdnaValid;         // a set: PVALID of RFC 5892
extern const std::string_view kBidiClasses;       // values: BidiClass; left_to_right where absent
extern const std::string_view kJoiningTypes;      // values: JoiningType; none where absent
extern const std::string_view kCombiningClasses;  // values: Canonical_Combining_Class; 0 where absent
extern const std::string_view kCompositions;      // triples: step to the composite, first, second

// Values of kBidiClasses, in the order of tools/unicode_tables.py.
enum class BidiClass : std::uint8_t {
  left_to_right,
  right_to_left,
  arabic_letter,
  arabic_number,
  european_number,
  european_separator,
  common_separator,
  european_terminator,
  other_neutral,
  boundary_neutral,
  nonspacing_mark,
};

enum class JoiningType : std::uint8_t { none, causing, dual, left, right, transparent };

}  // namespace nines::validate
