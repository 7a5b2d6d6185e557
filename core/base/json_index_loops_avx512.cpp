// The loop for machines with AVX-512 (json_index_loops.h); tools/cmake/wide_loops.cmake gives this file its flags.
#include "base/json_index_body.h"
#include "base/json_index_utf8.h"

#if defined(__AVX512VBMI2__)
#include <immintrin.h>
#endif

namespace nines::base {

#if defined(__AVX512VBMI2__)
namespace {

struct EntryTable {
  alignas(64) std::uint8_t entries[64];
};
template <class Entry>
constexpr EntryTable make_table(Entry entry) {
  EntryTable out{};
  for (unsigned i = 0; i < 64; ++i) out.entries[i] = entry(i % 16);
  return out;
}
constexpr EntryTable kSpace = make_table(space_entry);
constexpr EntryTable kStructure = make_table(structure_entry);
constexpr EntryTable make_places() {
  EntryTable out{};
  for (unsigned i = 0; i < 64; ++i) out.entries[i] = static_cast<std::uint8_t>(i);
  return out;
}
constexpr EntryTable kPlaces = make_places();

__m512i loaded(const std::uint8_t* p) { return _mm512_loadu_si512(p); }
__m512i table(const std::uint8_t* entries) {
  return _mm512_broadcast_i32x4(_mm_load_si128(reinterpret_cast<const __m128i*>(entries)));
}
__m512i all(int byte) { return _mm512_set1_epi8(static_cast<char>(byte)); }

struct Avx512Bytes {
  static constexpr bool kChecksUtf8 = true;
  static void classify(const std::uint8_t* block, BlockMasks& m) {
    const __m512i in = loaded(block);
    const __m512i index = _mm512_and_si512(in, all(0x8F));
    m.quote = _mm512_cmpeq_epi8_mask(in, all('"'));
    m.backslash = _mm512_cmpeq_epi8_mask(in, all('\\'));
    m.space = _mm512_cmpeq_epi8_mask(in, _mm512_shuffle_epi8(loaded(kSpace.entries), index));
    m.structure =
        _mm512_cmpeq_epi8_mask(_mm512_or_si512(in, all(0x20)), _mm512_shuffle_epi8(loaded(kStructure.entries), index));
    m.control = _mm512_cmplt_epu8_mask(in, all(0x20));
    m.high = _mm512_movepi8_mask(in);
  }
  static std::uint64_t prefix_xor(std::uint64_t x) {
    const __m128i ones = _mm_set1_epi8(static_cast<char>(0xFF));
    return static_cast<std::uint64_t>(
        _mm_cvtsi128_si64(_mm_clmulepi64_si128(_mm_set_epi64x(0, static_cast<long long>(x)), ones, 0)));
  }
  static bool utf8_holds(const std::uint8_t* p) {
    const __m512i low = all(0x0F);
    const __m512i first = loaded(p - 1);
    const auto high_half = [&](__m512i v) { return _mm512_and_si512(_mm512_srli_epi16(v, 4), low); };
    const __m512i pair =
        _mm512_and_si512(_mm512_and_si512(_mm512_shuffle_epi8(table(kUtf8FirstHigh), high_half(first)),
                                          _mm512_shuffle_epi8(table(kUtf8FirstLow), _mm512_and_si512(first, low))),
                         _mm512_shuffle_epi8(table(kUtf8SecondHigh), high_half(loaded(p))));
    const __m512i third = _mm512_subs_epu8(loaded(p - 2), all(0xE0 - 0x80));
    const __m512i fourth = _mm512_subs_epu8(loaded(p - 3), all(0xF0 - 0x80));
    const __m512i must_follow = _mm512_and_si512(_mm512_or_si512(third, fourth), all(0x80));
    const __m512i wrong = _mm512_xor_si512(must_follow, pair);
    return _mm512_test_epi8_mask(wrong, wrong) == 0;
  }
  // The places of the set bits moved together, then widened sixteen at a time.
  static std::uint32_t* write(std::uint64_t bits, std::uint32_t base, std::uint32_t* out) {
    const auto count = static_cast<std::size_t>(__builtin_popcountll(bits));
    const __m512i places = _mm512_maskz_compress_epi8(bits, loaded(kPlaces.entries));
    const __m512i from = _mm512_set1_epi32(static_cast<int>(base));
    const auto put = [&](std::size_t at, __m128i some) {
      _mm512_storeu_si512(out + at, _mm512_add_epi32(from, _mm512_cvtepu8_epi32(some)));
    };
    put(0, _mm512_castsi512_si128(places));
    if (count > 16) {
      put(16, _mm512_extracti32x4_epi32(places, 1));
      if (count > 32) {
        put(32, _mm512_extracti32x4_epi32(places, 2));
        put(48, _mm512_extracti32x4_epi32(places, 3));
      }
    }
    return out + count;
  }
};

constexpr IndexLoops kLoops = {index_blocks<Avx512Bytes>, true};

}  // namespace
#endif

const IndexLoops* avx512_index_loops() {
#if defined(__AVX512VBMI2__)
  const bool here = __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq") &&
                    __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi2") &&
                    avx2_index_loops() != nullptr;
  if (here) return &kLoops;
#endif
  return nullptr;
}

}  // namespace nines::base
