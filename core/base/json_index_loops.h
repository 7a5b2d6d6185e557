// The loop of json_index.h, compiled for several register widths and chosen when it is first asked for. All give the
// same positions. Used by json_index.cpp and its tests only.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/json_index.h"

namespace nines::base {

inline constexpr std::size_t kIndexBlock = 64;

// What one block hands to the next.
struct IndexState {
  std::uint64_t escaped = 0;       // 1: the first byte of the next block stands behind a backslash
  std::uint64_t in_string = 0;     // all ones: the next block starts inside a string
  std::uint64_t after_scalar = 0;  // 1: the next block goes on with a number, a word or what looks like one
  std::uint64_t high = 0;          // bytes of the block before that are not ASCII
  std::uint64_t bad = 0;           // any bit: a control character, bad escape or bad UTF-8 stood somewhere
  std::uint64_t any_high = 0;
  std::uint32_t marks = 0;  // of the string that is open at the end of the block
};

// Blocks [from, to) of a text, to - from being a multiple of 64; `end` is where the text ends. Bytes text[from - 3] up
// to text[to] may be read. Positions are written to `out`, which has room for to - from + 64; returns one past the
// last.
using IndexBlocks = std::uint32_t* (*)(const char* text, std::size_t from, std::size_t to, std::size_t end,
                                       IndexState& state, std::uint32_t* out);

struct IndexLoops {
  IndexBlocks blocks;
  bool checks_utf8;  // false: the caller does, when any_high
};

const IndexLoops& portable_index_loops();
// Nothing where they were not compiled or this machine lacks the registers.
const IndexLoops* avx2_index_loops();
const IndexLoops* avx512_index_loops();
// The widest that runs here.
const IndexLoops& index_loops();

}  // namespace nines::base
