// Edit distance and longest common subsequence sixty-four rows at a time. Used by similarity.cpp only.
#pragma once

#include <cstddef>
#include <string_view>

namespace nines::disagree {

// Levenshtein distance. Cost: O(|a| |b| / 64). Source: Myers 1999; Hyyrö 2003, "A bit-vector algorithm for computing
// Levenshtein and Damerau edit distances" (blocks).
std::size_t edit_distance(std::u32string_view a, std::u32string_view b);

// Length of the longest common subsequence. Cost: O(|a| |b| / 64). Source: Hyyrö 2004, "Bit-parallel LCS-length
// computation revisited".
std::size_t common_subsequence(std::u32string_view a, std::u32string_view b);

}  // namespace nines::disagree
