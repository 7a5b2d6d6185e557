// The linear engine: all states of the pattern advance together over the text, and each look-around is answered for
// every position by one pass of its own before the pattern runs. Takes what RE2 cannot express but back-references.
#pragma once

#include <string_view>

#include "validate/pattern/ecma_pattern.h"
#include "validate/pattern/pattern_program.h"

namespace nines::validate {

// Steps (one instruction at one position) one search may take; see tools/adr/0007-patterns.md.
inline constexpr std::uint64_t kScanStepsPerByte = 2'000;
inline constexpr std::uint64_t kMinScanSteps = 10'000'000;
inline constexpr std::uint64_t kMaxScanSteps = 1'000'000'000;

// `sets` are those of the tree the programs were compiled from, with the set of all code points after them. Memory: a
// bit per byte of text and look-around, a few words per instruction.
PatternMatch scan(const ScanPrograms& programs, const std::vector<CharSet>& sets, std::string_view text);

}  // namespace nines::validate
