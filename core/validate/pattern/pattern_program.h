// A pattern as instructions for the two engines of this folder: the scan (patterns without back-references, linear) and
// the backtracker (with them, bounded). Compiled once, immutable, shared.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "validate/pattern/pattern_tree.h"

namespace nines::validate {

inline constexpr std::size_t kMaxInstructions = 200'000;  // of one program, repeats written out
inline constexpr std::size_t kMaxProgramSets = 100'000;

enum class PatternOp : std::uint8_t {
  character,  // x: code point
  set,        // x: index into the tree's sets
  jump,       // x: where to
  split,      // x first, then y
  text_start,
  text_end,
  word_edge,   // flag: negated
  look,        // scan: x: index of the look-around, flag: negated
  look_start,  // backtrack: x: slot, y: instruction after look_end, flag: negated
  look_end,    // backtrack: x: slot
  back_ref,    // x: capture number
  save,        // x: slot gets the position
  clear,       // slots x to y - 1 become unset
  check,       // fails where slot x holds the position: the repeated body was empty
  match,
};

struct PatternInstruction {
  PatternOp op = PatternOp::match;
  bool flag = false;
  bool backward = false;  // reads towards the start: bodies of look-behind (backtrack), of look-ahead (scan)
  std::uint32_t x = 0;
  std::uint32_t y = 0;
};

struct PatternProgram {
  std::vector<PatternInstruction> code;
  std::uint32_t slot_count = 0;  // backtrack: two per capture, then one per repeat and look-around
};

// One look-around of a scan: its body reversed for look-ahead, so that one pass over the text answers every position.
struct LookProgram {
  PatternProgram program;
  bool behind = false;
};

struct ScanPrograms {
  PatternProgram main;
  std::vector<LookProgram> looks;  // an inner one stands after the one that holds it
};

// What the compiler does with back-references: the backtracker follows them; the scan reads them as any text, which
// finds every match of the pattern and maybe more.
enum class ProgramKind : std::uint8_t { scan, backtrack };

// Nothing when a program would pass kMaxInstructions.
std::optional<ScanPrograms> compile_scan(const PatternTree& tree);
std::optional<PatternProgram> compile_backtrack(const PatternTree& tree);

}  // namespace nines::validate
