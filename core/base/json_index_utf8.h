// UTF-8 by table look-up (Keiser and Lemire 2021, "Validating UTF-8 in less than one instruction per byte"): what the
// high and low half of a byte and the high half of the next one allow, as sets of errors. Used by
// json_index_loops*.cpp.
#pragma once

#include <cstdint>

namespace nines::base {

// Pairs of bytes that cannot stand side by side, one bit each.
inline constexpr std::uint8_t kTooShort = 1U << 0U;      // 11______ 0_______ or 11______ 11______
inline constexpr std::uint8_t kTooLong = 1U << 1U;       // 0_______ 10______
inline constexpr std::uint8_t kOverlong3 = 1U << 2U;     // 11100000 100_____
inline constexpr std::uint8_t kTooLarge = 1U << 3U;      // 11110100 1001____ and above
inline constexpr std::uint8_t kSurrogate = 1U << 4U;     // 11101101 101_____
inline constexpr std::uint8_t kOverlong2 = 1U << 5U;     // 1100000_ 10______
inline constexpr std::uint8_t kTooLarge1000 = 1U << 6U;  // 11110101 1000____ and above
inline constexpr std::uint8_t kOverlong4 = 1U << 6U;     // 11110000 1000____
inline constexpr std::uint8_t kTwoFollowing = 1U << 7U;  // 10______ 10______
inline constexpr std::uint8_t kCarried = kTooShort | kTooLong | kTwoFollowing;

alignas(16) inline constexpr std::uint8_t kUtf8FirstHigh[16] = {kTooLong,
                                                                kTooLong,
                                                                kTooLong,
                                                                kTooLong,
                                                                kTooLong,
                                                                kTooLong,
                                                                kTooLong,
                                                                kTooLong,
                                                                kTwoFollowing,
                                                                kTwoFollowing,
                                                                kTwoFollowing,
                                                                kTwoFollowing,
                                                                kTooShort | kOverlong2,
                                                                kTooShort,
                                                                kTooShort | kOverlong3 | kSurrogate,
                                                                kTooShort | kTooLarge | kTooLarge1000 | kOverlong4};
alignas(16) inline constexpr std::uint8_t kUtf8FirstLow[16] = {kCarried | kOverlong3 | kOverlong2 | kOverlong4,
                                                               kCarried | kOverlong2,
                                                               kCarried,
                                                               kCarried,
                                                               kCarried | kTooLarge,
                                                               kCarried | kTooLarge | kTooLarge1000,
                                                               kCarried | kTooLarge | kTooLarge1000,
                                                               kCarried | kTooLarge | kTooLarge1000,
                                                               kCarried | kTooLarge | kTooLarge1000,
                                                               kCarried | kTooLarge | kTooLarge1000,
                                                               kCarried | kTooLarge | kTooLarge1000,
                                                               kCarried | kTooLarge | kTooLarge1000,
                                                               kCarried | kTooLarge | kTooLarge1000,
                                                               kCarried | kTooLarge | kTooLarge1000 | kSurrogate,
                                                               kCarried | kTooLarge | kTooLarge1000,
                                                               kCarried | kTooLarge | kTooLarge1000};
alignas(16) inline constexpr std::uint8_t kUtf8SecondHigh[16] = {
    kTooShort,
    kTooShort,
    kTooShort,
    kTooShort,
    kTooShort,
    kTooShort,
    kTooShort,
    kTooShort,
    kTooLong | kOverlong2 | kTwoFollowing | kOverlong3 | kTooLarge1000 | kOverlong4,
    kTooLong | kOverlong2 | kTwoFollowing | kOverlong3 | kTooLarge,
    kTooLong | kOverlong2 | kTwoFollowing | kSurrogate | kTooLarge,
    kTooLong | kOverlong2 | kTwoFollowing | kSurrogate | kTooLarge,
    kTooShort,
    kTooShort,
    kTooShort,
    kTooShort};

}  // namespace nines::base
