// Judges a piece of a text by a contract inside the contract: a line of JSONL, the body of a fence,
// the arguments of a call. What is wrong is told in places of the whole text. Used by the kinds that
// have parts.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "validate/contracts/kinds.h"
#include "validate/contracts/misses.h"

namespace nines::validate {

// A JSON string's content, with the way back to the bytes of its literal.
struct DecodedString {
  std::string text;
  std::vector<std::pair<std::size_t, std::size_t>> runs;  // decoded offset, offset in the whole text; ascending
  std::size_t end = 0;                                    // of the content, in the whole text

  [[nodiscard]] Span original(Span decoded) const;
};
// In: a string literal the reader has accepted; its opening quote stands at `at` of the whole text.
DecodedString decode_json_string(std::string_view literal, std::size_t at);

// Where a piece stands: copied from `offset` on, or decoded from a string.
struct Piece {
  std::string_view text;
  std::size_t offset = 0;
  const DecodedString* decoded = nullptr;
  std::string pointer;         // goes before the pointers of what is found
  std::string schema_pointer;  // likewise
};

// A finding about the piece becomes one about the whole text, edits included.
Finding placed_finding(const Piece& piece, Finding finding);

// Adds what keeps the piece from meeting the part as it stands, with repairs. True when it holds.
bool judge_part(const Impl& part, const Piece& piece, Misses& misses);

}  // namespace nines::validate
