// Several JSON values in one text that are not one a line: an array of them, values next to each
// other, values over several lines. Used by the jsonl contract, and by the JSON check for the
// reverse. Proposes how to write one as the other; judges no value.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "validate/check.h"

namespace nines::validate {

struct JsonSequence {
  std::vector<Span> values;
  bool is_array = false;
};
// The elements of an array that is the whole text.
std::optional<JsonSequence> read_array(std::string_view text);
// Values with nothing but white space and commas between them, to the end of the text; at least one.
std::optional<JsonSequence> read_values(std::string_view text);

// Edits that put each value on a line of its own, without line ends inside; nothing when there would
// be more than kMaxFixes.
std::vector<Edit> edits_to_lines(std::string_view text, const JsonSequence& sequence);
// W10 with edits that make one array of the values of a text, each of which may stand alone.
Finding lines_for_array(std::string_view text, const JsonSequence& sequence);

// Lines that are not blank, without their line ends and white space around.
std::vector<Span> content_lines(std::string_view text);

}  // namespace nines::validate
