// Is a name that is not known one that is missing, written otherwise? One measure and one finding (C3) for keys of
// objects and columns of tables. Used by the schema's explanations and the csv contract. Never renames.
#pragma once

#include <string>
#include <string_view>

#include "validate/finding.h"

namespace nines::validate {

// How much two names that differ are alike, from little to much. words: the words of one stand in the other (date,
// departure_date). typo: one letter too many, too few, other or swapped, never the first letter and never a digit:
// address1 and address2 are two names. spelling: the same but for case, spaces and punctuation (passengerName,
// passenger_name).
enum class Likeness : std::uint8_t { none, words, typo, spelling };
Likeness likeness(std::string_view a, std::string_view b);

// One letter apart as above, once case is folded. Also the measure for words of an enum.
bool is_one_typo(std::string_view a, std::string_view b);

// C3 at `span`; `what` is "key" or "column". Without edits, which depend on how names are written there.
Finding renamed_finding(Span span, const char* what, std::string_view written, std::string_view wanted);

}  // namespace nines::validate
