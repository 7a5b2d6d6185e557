// The loop for any machine, or for WebAssembly with SIMD, and the choice (json_index_loops.h);
// tools/cmake/wide_loops.cmake gives this file its flags.
#include <array>

#include "base/json_index_body.h"
#include "base/json_index_utf8.h"

#if defined(__wasm_simd128__)
#include <wasm_simd128.h>
#endif

namespace nines::base {
namespace {

#if defined(__wasm_simd128__)

constexpr std::size_t kWidth = 16;

struct EntryTable {
  alignas(16) std::uint8_t entries[16];
};
template <class Entry>
constexpr EntryTable make_table(Entry entry) {
  EntryTable out{};
  for (unsigned low = 0; low < 16; ++low) out.entries[low] = entry(low);
  return out;
}
constexpr EntryTable kSpace = make_table(space_entry);
constexpr EntryTable kStructure = make_table(structure_entry);

struct HereBytes {
  static constexpr bool kChecksUtf8 = true;
  static std::uint64_t mask(v128_t v) { return static_cast<std::uint64_t>(wasm_i8x16_bitmask(v)); }
  static void classify(const std::uint8_t* block, BlockMasks& m) {
    const v128_t space_table = wasm_v128_load(kSpace.entries);
    const v128_t structure_table = wasm_v128_load(kStructure.entries);
    const v128_t low = wasm_i8x16_splat(0x0F);
    m = {};
    for (unsigned k = 0; k < 4; ++k) {
      const v128_t in = wasm_v128_load(block + k * kWidth);
      const v128_t index = wasm_v128_and(in, low);
      const unsigned at = k * kWidth;
      m.quote |= mask(wasm_i8x16_eq(in, wasm_i8x16_splat('"'))) << at;
      m.backslash |= mask(wasm_i8x16_eq(in, wasm_i8x16_splat('\\'))) << at;
      m.space |= mask(wasm_i8x16_eq(in, wasm_i8x16_swizzle(space_table, index))) << at;
      m.structure |=
          mask(wasm_i8x16_eq(wasm_v128_or(in, wasm_i8x16_splat(0x20)), wasm_i8x16_swizzle(structure_table, index)))
          << at;
      m.control |= mask(wasm_u8x16_lt(in, wasm_i8x16_splat(0x20))) << at;
      m.high |= mask(in) << at;
    }
  }
  static std::uint64_t prefix_xor(std::uint64_t x) { return prefix_xor_by_shifts(x); }
  static v128_t errors(const std::uint8_t* p) {
    const v128_t low = wasm_i8x16_splat(0x0F);
    const v128_t first = wasm_v128_load(p - 1);
    const v128_t pair =
        wasm_v128_and(wasm_v128_and(wasm_i8x16_swizzle(wasm_v128_load(kUtf8FirstHigh), wasm_u8x16_shr(first, 4)),
                                    wasm_i8x16_swizzle(wasm_v128_load(kUtf8FirstLow), wasm_v128_and(first, low))),
                      wasm_i8x16_swizzle(wasm_v128_load(kUtf8SecondHigh), wasm_u8x16_shr(wasm_v128_load(p), 4)));
    const v128_t third = wasm_u8x16_sub_sat(wasm_v128_load(p - 2), wasm_i8x16_splat(0xE0 - 0x80));
    const v128_t fourth = wasm_u8x16_sub_sat(wasm_v128_load(p - 3), wasm_i8x16_splat(0xF0 - 0x80));
    const v128_t must_follow = wasm_v128_and(wasm_v128_or(third, fourth), wasm_i8x16_splat(static_cast<char>(0x80)));
    return wasm_v128_xor(must_follow, pair);
  }
  static bool utf8_holds(const std::uint8_t* block) {
    v128_t all = errors(block);
    for (unsigned k = 1; k < 4; ++k) all = wasm_v128_or(all, errors(block + k * kWidth));
    return !wasm_v128_any_true(all);
  }
  static std::uint32_t* write(std::uint64_t bits, std::uint32_t base, std::uint32_t* out) {
    return write_positions(bits, base, out);
  }
};

#else

enum ByteClass : std::uint8_t { kQuote = 1, kBackslash = 2, kStructure = 4, kSpace = 8, kControl = 16, kHigh = 32 };

constexpr std::array<std::uint8_t, 256> make_classes() {
  std::array<std::uint8_t, 256> out{};
  for (unsigned c = 0; c < 256; ++c) {
    unsigned of = 0;
    if (c == '"') of |= kQuote;
    if (c == '\\') of |= kBackslash;
    if ((c | 0x20U) == structure_entry(c & 15U)) of |= kStructure;
    if (c == space_entry(c & 15U)) of |= kSpace;
    if (c < 0x20) of |= kControl;
    if (c >= 0x80) of |= kHigh;
    out[c] = static_cast<std::uint8_t>(of);
  }
  return out;
}
constexpr std::array<std::uint8_t, 256> kClasses = make_classes();

struct HereBytes {
  static constexpr bool kChecksUtf8 = false;
  static void classify(const std::uint8_t* block, BlockMasks& m) {
    m = {};
    for (unsigned k = 0; k < kIndexBlock; ++k) {
      const std::uint64_t of = kClasses[block[k]];
      m.quote |= (of & 1U) << k;
      m.backslash |= ((of >> 1U) & 1U) << k;
      m.structure |= ((of >> 2U) & 1U) << k;
      m.space |= ((of >> 3U) & 1U) << k;
      m.control |= ((of >> 4U) & 1U) << k;
      m.high |= (of >> 5U) << k;
    }
  }
  static std::uint64_t prefix_xor(std::uint64_t x) { return prefix_xor_by_shifts(x); }
  static bool utf8_holds(const std::uint8_t*) { return true; }
  static std::uint32_t* write(std::uint64_t bits, std::uint32_t base, std::uint32_t* out) {
    return write_positions(bits, base, out);
  }
};

#endif

constexpr IndexLoops kHere = {index_blocks<HereBytes>, HereBytes::kChecksUtf8};

}  // namespace

const IndexLoops& portable_index_loops() { return kHere; }

const IndexLoops& index_loops() {
  static const IndexLoops& widest = avx512_index_loops() != nullptr ? *avx512_index_loops()
                                    : avx2_index_loops() != nullptr ? *avx2_index_loops()
                                                                    : portable_index_loops();
  return widest;
}

}  // namespace nines::base
