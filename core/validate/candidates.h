// Where in a text the value may stand: inside fences, or found by scanning the prose for the first
// balanced piece that reads, the next, and so on. Used by diagnose. Never judges a value beyond
// what its kind needs, never looks inside a piece that was begun and then broken (closing or
// mining a broken value would be silently wrong).
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "validate/check.h"
#include "validate/fences.h"
#include "validate/reasoning.h"
#include "validate/tolerant/reading.h"

namespace nines::validate {

inline constexpr std::size_t kMaxCandidates = 1'000;  // per text; beyond, nothing is chosen
// Places that look like a start but are none, such as the '{' in "{name}"; beyond, scanning stops.
inline constexpr std::size_t kMaxFalseStarts = 1'000'000;
inline constexpr std::size_t kNoFence = static_cast<std::size_t>(-1);

struct Candidate {
  Span span;
  std::size_t fence = kNoFence;  // index into the fences when it stands inside one
  bool whole = true;             // false: begun, then broken or cut
  bool ended = false;            // something behind it shows that the writer had finished
  // Of a broken one with nothing but white space around it: the text as the tolerant reader has it with this `ended`.
  std::shared_ptr<const Reading> reading = nullptr;
};

// What every step needs to know of a text: its fences and where its first and last words are.
struct Layout {
  std::string_view text;
  std::vector<Fence> fences;
  std::vector<ReasoningBlock> reasoning;  // outside of fences
  std::size_t words_from = 0;             // both 0 for a blank text; by JSON's white space
  std::size_t words_to = 0;
};
Layout layout_of(std::string_view text);

struct CandidateList {
  std::vector<Candidate> items;
  std::size_t false_starts = 0;
  bool truncated = false;  // a limit was met: more may follow
  // False once the list is full; then `truncated` is set.
  bool add(Candidate candidate);
};

// The bodies of fences, trimmed.
CandidateList fence_candidates(const CompiledContract::Impl& contract, const Layout& layout);
// Values of the contract's kind in all of the text, fence by fence and between them. Linear.
CandidateList scanned_candidates(const CompiledContract::Impl& contract, const Layout& layout);

// One segment of the text: the inside of a fence or the prose between.
struct Segment {
  std::string_view text;  // the whole text up to the end of the segment
  std::size_t from = 0;
  std::size_t fence = kNoFence;
  bool closed = false;  // text follows behind the segment
  std::size_t whole = 0;  // bytes of the whole text
};
void scan_json(const CompiledContract::Impl& contract, const Segment& segment, CandidateList& out);
void scan_numbers(const CompiledContract::Impl& contract, const Segment& segment, CandidateList& out);
void scan_labels(const CompiledContract::Impl& contract, const Segment& segment, CandidateList& out);

}  // namespace nines::validate
