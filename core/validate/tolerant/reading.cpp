// Defects as edits and as findings. See reading.h.
#include "validate/tolerant/reading.h"

#include <algorithm>
#include <array>

namespace nines::validate {

namespace {

// What a defect of each code says about the text it quotes.
struct Phrase {
  std::string_view code;
  const char* says;
};
constexpr std::array kPhrases{
    Phrase{"T1", " is not valid UTF-8"},
    Phrase{"T3", " is a control character or half of a surrogate pair"},
    Phrase{"T4", " only looks like white space or punctuation of JSON"},
    Phrase{"W7", " carries the back slash of markdown"},
    Phrase{"L1", " stands in other quotes than JSON's"},
    Phrase{"L2", " is a key without quotes"},
    Phrase{"L3", " is a value without quotes"},
    Phrase{"L4", " is a literal of another language"},
    Phrase{"L5", " has no counterpart in JSON"},
    Phrase{"L6", " is a number in another notation"},
    Phrase{"L7", " is no escape of JSON"},
    Phrase{"L8", " stands unescaped in a string"},
    Phrase{"L9", " is a comment"},
    Phrase{"L10", " is an expression"},
    Phrase{"L11", " stands for content that was left out"},
    Phrase{"L12", ": a quote inside a string is not escaped, or one is missing"},
    Phrase{"S1", ": a comma stands before a closer"},
    Phrase{"S2", ": a comma is missing here"},
    Phrase{"S3", ": a comma too many, or a value is missing before it"},
    Phrase{"S4", ": a colon is missing between key and value"},
    Phrase{"S5", ": a closing bracket is missing here"},
    Phrase{"S6", " closes nothing"},
    Phrase{"S7", " does not match the bracket it closes"},
    Phrase{"S9", ": nested deeper than can be read"},
    Phrase{"X1", ": the text ends inside a string"},
    Phrase{"X2", ": the text ends after a key"},
    Phrase{"X3", ": the text ends after a colon"},
    Phrase{"X4", ": the text ends between values"},
    Phrase{"X5", ": the text ends inside an escape, a word or a number"},
    Phrase{"X7", " repeats until the text ends"},
    Phrase{"unknown", " cannot stand here"},
};

std::string message_of(const Defect& defect, const std::string& found) {
  const auto row =
      std::find_if(kPhrases.begin(), kPhrases.end(), [&](const Phrase& phrase) { return phrase.code == defect.code; });
  NINES_ASSERT(row != kPhrases.end());
  return found + row->says + ", expected " + defect.expected;
}

std::string found_at(std::string_view text, Span span) {
  if (span.to > span.from) return quoted(text.substr(span.from, span.to - span.from));
  return span.from >= text.size() ? "end of text" : "before " + quoted(text.substr(span.from, 1));
}

bool inside(const Edit& edit, Span covers) { return edit.span.from >= covers.from && edit.span.to <= covers.to; }

}  // namespace

std::vector<Edit> Reading::edits_of(const Defect& defect) const {
  const auto from = edits.begin() + static_cast<std::ptrdiff_t>(defect.first_edit);
  return {from, from + static_cast<std::ptrdiff_t>(defect.edit_count)};
}

std::vector<Edit> all_edits(const Reading& reading, const OtherReading* other) {
  std::vector<Edit> out;
  out.reserve(reading.edits.size());
  for (const Edit& edit : reading.edits) {
    if (other == nullptr || !inside(edit, other->covers)) out.push_back(edit);
  }
  if (other != nullptr) out.insert(out.end(), other->edits.begin(), other->edits.end());
  return ordered_edits(std::move(out));
}

Finding finding_of(const Reading& reading, const Defect& defect, std::string_view text) {
  const std::string found = found_at(text, defect.span);
  Finding out = make_finding(defect.code, defect.span, message_of(defect, found), defect.expected, found);
  out.edits = ordered_edits(reading.edits_of(defect));
  out.confidence = defect.confidence;
  out.pointer = defect.pointer;
  for (const OtherReading& other : defect.others) out.alternatives.push_back({other.says, ordered_edits(other.edits)});
  return out;
}

FindingList findings_of(const Reading& reading, std::string_view text) {
  FindingList out;
  for (const Defect& defect : reading.defects) {
    if (out.full()) {
      ++out.dropped;
    } else {
      out.add(finding_of(reading, defect, text));
    }
  }
  return out;
}

}  // namespace nines::validate
