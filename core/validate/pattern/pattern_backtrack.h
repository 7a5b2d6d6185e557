// The bounded engine: backtracking as ECMA-262 describes it, for patterns with back-references only. It stops when its
// budget of steps or memory ends and then says not_decidable.
#pragma once

#include <string_view>

#include "validate/pattern/ecma_pattern.h"
#include "validate/pattern/pattern_program.h"

namespace nines::validate {

// Steps (one instruction) one search may take; see tools/adr/0007-patterns.md.
inline constexpr std::uint64_t kBacktrackStepsPerByte = 1'000;
inline constexpr std::uint64_t kMinBacktrackSteps = 1'000'000;
inline constexpr std::uint64_t kMaxBacktrackSteps = 100'000'000;
inline constexpr std::size_t kMaxBacktrackEntries = 2'000'000;  // of the stack, 24 bytes each at most

PatternMatch backtrack(const PatternProgram& program, const std::vector<CharSet>& sets, std::string_view text);

}  // namespace nines::validate
