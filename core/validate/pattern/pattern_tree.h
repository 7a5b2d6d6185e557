// A parsed ECMA-262 pattern: flat nodes linked by index, so that no walk needs recursion. Made by parse_pattern.cpp,
// read by the translation to RE2, by the compiler of the own engines and by the quick paths.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "validate/pattern/char_set.h"

namespace nines::validate {

inline constexpr std::uint32_t kNoPatternNode = 0xFFFFFFFFU;
inline constexpr std::uint32_t kUnlimited = 0xFFFFFFFFU;  // upper bound of * + {n,}; longer than any text

enum class PatternKind : std::uint8_t {
  character,  // value
  set,        // value = index into sets
  concat,
  alternate,
  repeat,      // one child, min to max times
  group,       // one child; value = capture number, 0 = none
  look,        // one child; behind, negated
  back_ref,    // value = capture number
  text_start,  // ^
  text_end,    // $
  word_edge,   // \b; negated: \B
};

struct PatternNode {
  PatternKind kind = PatternKind::concat;
  bool negated = false;
  bool behind = false;
  bool lazy = false;
  std::uint32_t value = 0;
  std::uint32_t min = 0;
  std::uint32_t max = 0;
  std::uint32_t captures_from = 0;  // repeat: the captures inside are first + 1 … last
  std::uint32_t captures_to = 0;
  std::uint32_t first_child = kNoPatternNode;
  std::uint32_t next_sibling = kNoPatternNode;
};

struct PatternTree {
  std::vector<PatternNode> nodes;
  std::vector<CharSet> sets;
  std::uint32_t root = 0;
  std::uint32_t capture_count = 0;
  bool has_look = false;
  bool has_back_ref = false;
  bool has_non_edge = false;     // \B
  bool has_unknown_set = false;  // a Unicode property whose members are not known here
};

enum class PatternGrammar : std::uint8_t { strict, lenient };

// Where and why a pattern is not one.
struct PatternError {
  std::size_t byte = 0;
  std::string expected;
};

// Whether the pattern follows the grammar; when not, `error` says the first byte that breaks it.
bool parse_pattern(std::string_view pattern, PatternGrammar grammar, PatternTree& tree, PatternError& error);

}  // namespace nines::validate
