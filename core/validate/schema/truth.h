// Three-valued logic (Kleene): a keyword that cannot be decided makes only those verdicts unknown that depend on it.
// Used by the evaluators of schemas.
#pragma once

#include <cstdint>

namespace nines::validate {

enum class Truth : std::uint8_t { no, yes, unknown };

inline constexpr Truth truth_of(bool value) { return value ? Truth::yes : Truth::no; }
inline constexpr Truth both(Truth a, Truth b) {
  if (a == Truth::no || b == Truth::no) return Truth::no;
  return a == Truth::yes && b == Truth::yes ? Truth::yes : Truth::unknown;
}
inline constexpr Truth either(Truth a, Truth b) {
  if (a == Truth::yes || b == Truth::yes) return Truth::yes;
  return a == Truth::no && b == Truth::no ? Truth::no : Truth::unknown;
}
inline constexpr Truth opposite(Truth a) {
  if (a == Truth::unknown) return a;
  return truth_of(a == Truth::no);
}
// Whether a count is within bounds when `sure` things count and `maybe` more might.
inline constexpr Truth count_within(std::uint64_t sure, std::uint64_t maybe, std::uint64_t min, std::uint64_t max) {
  if (sure + maybe < min || sure > max) return Truth::no;
  return sure >= min && sure + maybe <= max ? Truth::yes : Truth::unknown;
}

}  // namespace nines::validate
