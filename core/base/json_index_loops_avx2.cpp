// The loop for machines with AVX2 (json_index_loops.h); tools/cmake/wide_loops.cmake gives this file its flags.
#include "base/json_index_body.h"
#include "base/json_index_utf8.h"

#if defined(__AVX2__)
#include <immintrin.h>
#endif

namespace nines::base {

#if defined(__AVX2__)
namespace {

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

__m256i table(const std::uint8_t* entries) {
  return _mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i*>(entries)));
}
__m256i loaded(const std::uint8_t* p) { return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p)); }
__m256i all(int byte) { return _mm256_set1_epi8(static_cast<char>(byte)); }
std::uint64_t mask(__m256i v) { return static_cast<std::uint32_t>(_mm256_movemask_epi8(v)); }

struct Avx2Bytes {
  static constexpr bool kChecksUtf8 = true;
  static void classify(const std::uint8_t* block, BlockMasks& m) {
    m = {};
    for (unsigned k = 0; k < 2; ++k) {
      const __m256i in = loaded(block + k * 32);
      const unsigned at = k * 32;
      // A byte that is not ASCII looks up zero, which is no such byte | 0x20.
      const __m256i index = _mm256_and_si256(in, all(0x8F));
      m.quote |= mask(_mm256_cmpeq_epi8(in, all('"'))) << at;
      m.backslash |= mask(_mm256_cmpeq_epi8(in, all('\\'))) << at;
      m.space |= mask(_mm256_cmpeq_epi8(in, _mm256_shuffle_epi8(table(kSpace.entries), index))) << at;
      m.structure |=
          mask(_mm256_cmpeq_epi8(_mm256_or_si256(in, all(0x20)), _mm256_shuffle_epi8(table(kStructure.entries), index)))
          << at;
      m.control |= mask(_mm256_cmpeq_epi8(_mm256_min_epu8(in, all(0x1F)), in)) << at;
      m.high |= mask(in) << at;
    }
  }
  static std::uint64_t prefix_xor(std::uint64_t x) {
    const __m128i ones = _mm_set1_epi8(static_cast<char>(0xFF));
    return static_cast<std::uint64_t>(
        _mm_cvtsi128_si64(_mm_clmulepi64_si128(_mm_set_epi64x(0, static_cast<long long>(x)), ones, 0)));
  }
  static __m256i errors(const std::uint8_t* p) {
    const __m256i low = all(0x0F);
    const __m256i first = loaded(p - 1);
    const auto high_half = [&](__m256i v) { return _mm256_and_si256(_mm256_srli_epi16(v, 4), low); };
    const __m256i pair =
        _mm256_and_si256(_mm256_and_si256(_mm256_shuffle_epi8(table(kUtf8FirstHigh), high_half(first)),
                                          _mm256_shuffle_epi8(table(kUtf8FirstLow), _mm256_and_si256(first, low))),
                         _mm256_shuffle_epi8(table(kUtf8SecondHigh), high_half(loaded(p))));
    const __m256i third = _mm256_subs_epu8(loaded(p - 2), all(0xE0 - 0x80));
    const __m256i fourth = _mm256_subs_epu8(loaded(p - 3), all(0xF0 - 0x80));
    const __m256i must_follow = _mm256_and_si256(_mm256_or_si256(third, fourth), all(0x80));
    return _mm256_xor_si256(must_follow, pair);
  }
  static bool utf8_holds(const std::uint8_t* block) {
    const __m256i found = _mm256_or_si256(errors(block), errors(block + 32));
    return _mm256_testz_si256(found, found) != 0;
  }
  static std::uint32_t* write(std::uint64_t bits, std::uint32_t base, std::uint32_t* out) {
    return write_positions(bits, base, out);
  }
};

constexpr IndexLoops kLoops = {index_blocks<Avx2Bytes>, true};

}  // namespace
#endif

const IndexLoops* avx2_index_loops() {
#if defined(__AVX2__)
  const bool here = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("pclmul") &&
                    __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("bmi");
  if (here) return &kLoops;
#endif
  return nullptr;
}

}  // namespace nines::base
