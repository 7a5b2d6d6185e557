// What tolerant reading of JSON-like text gives: where the value begins and ends and every defect on the way, each with
// the edits that mend it. Used by the search for candidates and by repair; a contract decides what is applied.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "validate/finding.h"

namespace nines::validate {

inline constexpr std::size_t kMaxDefects = 100'000;  // in one value; with more of them the text is not repaired

// Another way to read a place. Its edits stand for all edits inside `covers`.
struct OtherReading {
  const char* says = "";
  Span covers;
  std::vector<Edit> edits;
  bool elsewhere = false;  // the defect lies where the edits are
};

// One thing that is no JSON. `edits` [first_edit, first_edit + edit_count) of the reading mend it; without any it
// cannot be mended (level D).
struct Defect {
  const char* code = "";
  const char* expected = "";
  Span span;
  RepairLevel level = RepairLevel::a;
  bool mended = true;
  double confidence = 1;
  std::size_t first_edit = 0;
  std::size_t edit_count = 0;
  std::string pointer;
  std::vector<OtherReading> others;
};

struct Reading {
  bool found = false;                     // a value begins here
  Span value;                             // all of it, as far as it goes
  std::vector<Defect> defects;            // by place
  std::vector<Edit> edits;                // of all defects; see Defect
  bool complete = true;                   // false: more defects than kMaxDefects
  bool cut = false;                       // the text ends before the value does
  bool one_closer = false;                // cut, yet with the closer of the outermost container nothing is open
  bool ended = false;                     // closers are missing, yet other text follows: the writer had finished
  RepairLevel level = RepairLevel::none;  // the highest that mending takes
  bool mendable = true;                   // every defect has edits
  std::size_t steps = 0;                  // bytes looked at, those looked at again included

  [[nodiscard]] std::vector<Edit> edits_of(const Defect& defect) const;
};

// All edits of the reading as one list for apply_edits; with `other` its edits instead of those it covers.
std::vector<Edit> all_edits(const Reading& reading, const OtherReading* other = nullptr);

// As a finding about `text`, from which the reading was made.
Finding finding_of(const Reading& reading, const Defect& defect, std::string_view text);
FindingList findings_of(const Reading& reading, std::string_view text);

}  // namespace nines::validate
