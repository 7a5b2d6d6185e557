// Philox4x32-10 against the published known answers, and natively against Random123 itself; coins
// against their thresholds.
#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>

#include "base/rng.h"

#if !defined(__EMSCRIPTEN__) && __has_include(<Random123/philox.h>)
#define NINES_HAS_RANDOM123 1
// Random123 casts freely; its warnings are not ours.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <Random123/philox.h>
#pragma GCC diagnostic pop
#endif

namespace {

using namespace nines::base;

struct KnownAnswer {
  PhiloxBlock counter;
  std::array<std::uint32_t, 2> key;
  PhiloxBlock expect;
};

// Rows "philox 4x32 10" of Random123's examples/kat_vectors.
constexpr KnownAnswer kKnown[] = {
    {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
    {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
     {0xffffffff, 0xffffffff},
     {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
    {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
     {0xa4093822, 0x299f31d0},
     {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
};

double share_of_heads(const Coin& coin, std::uint64_t seed, int tosses) {
  PhiloxReader words(seed, 0);
  int heads = 0;
  for (int i = 0; i < tosses; ++i) heads += coin.toss(words) ? 1 : 0;
  return static_cast<double>(heads) / tosses;
}

}  // namespace

TEST_CASE("Philox gives the known answers") {
  for (const KnownAnswer& row : kKnown) CHECK(philox4x32_10(row.counter, row.key) == row.expect);
}

#ifdef NINES_HAS_RANDOM123
TEST_CASE("Philox agrees with Random123") {
  PhiloxReader words(2024, 1);
  for (int i = 0; i < 1'000; ++i) {
    r123::Philox4x32::ctr_type counter;
    r123::Philox4x32::key_type key;
    PhiloxBlock own_counter{};
    std::array<std::uint32_t, 2> own_key{};
    for (std::size_t j = 0; j < 4; ++j) counter[j] = own_counter[j] = static_cast<std::uint32_t>(words.next());
    for (std::size_t j = 0; j < 2; ++j) key[j] = own_key[j] = static_cast<std::uint32_t>(words.next());
    const r123::Philox4x32::ctr_type theirs = r123::Philox4x32()(counter, key);
    const PhiloxBlock ours = philox4x32_10(own_counter, own_key);
    for (std::size_t j = 0; j < 4; ++j) REQUIRE(ours[j] == theirs[j]);
  }
}
#endif

TEST_CASE("a reader walks the row that at() names") {
  const Philox row(7, 9);
  PhiloxReader words(7, 9);
  for (std::uint64_t i = 0; i < 100; ++i) CHECK(words.next() == row.at(i));
  CHECK(Philox(7, 10).at(0) != row.at(0));
  CHECK(Philox(8, 9).at(0) != row.at(0));
  CHECK(Philox(std::uint64_t{7} << 32, 9).at(0) != row.at(0));
}

TEST_CASE("coins meet their probabilities") {
  CHECK(share_of_heads(Coin(0, 1), 1, 1'000) == 0);
  CHECK(share_of_heads(Coin(1, 0), 1, 1'000) == 1);
  for (const double p : {0.5, 0.1, 0.95, 1e-3, 0.999}) {
    const double z = (share_of_heads(Coin(p, 1 - p), 5, 200'000) - p) / std::sqrt(p * (1 - p) / 200'000);
    CHECK(std::fabs(z) < 4);
  }
}

TEST_CASE("certain coins use no draw, rare ones two only when the first passes") {
  PhiloxReader words(3, 3);
  const std::uint64_t first = Philox(3, 3).at(0);
  (void)Coin(1, 0).toss(words);
  (void)Coin(0, 1).toss(words);
  CHECK(words.next() == first);
  const double tiny = 0x1p-60;
  CHECK(share_of_heads(Coin(tiny, 1 - tiny), 4, 10'000) == 0);
  CHECK(share_of_heads(Coin(1 - tiny, tiny), 4, 10'000) == 1);
}
