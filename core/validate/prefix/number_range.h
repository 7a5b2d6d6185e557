// The numbers a schema allows, and the prefixes of number texts that can still become one of them. A prefix fixes the
// first digits of the value and, once the exponent has begun, more and more of its size; both are compared with the
// ends of the ranges as they come, so no digits are kept. Exact for any length of number.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "validate/decimal.h"

namespace nines::validate {

// One end of a range of magnitudes: 0.d1d2… * 10^exponent as in Decimal.
struct NumberEnd {
  bool given = false;
  bool open = false;  // the end itself is not allowed
  Decimal value;      // positive
};

// Magnitudes above 0 of one sign. Without `low` the range starts above 0, without `high` it has no end.
struct NumberRange {
  bool negative = false;
  bool whole = false;
  NumberEnd low;
  NumberEnd high;
};

struct NumberSet {
  bool zero = false;
  std::vector<NumberRange> ranges;
  [[nodiscard]] bool empty() const { return !zero && ranges.empty(); }
};

// Everything between two optional ends (signed; `given` false = none), whole numbers only on request.
NumberSet numbers_between(const NumberEnd& low, const NumberEnd& high, bool whole);
void add_number(NumberSet& set, const Decimal& value);
bool contains(const NumberSet& set, const Decimal& value);

enum class NumberStep : std::uint8_t { more, ended, bad_grammar, out_of_set };

// One number text. `ended` means that the byte does not belong to it; then ends_well() says whether what was read is a
// number of the set.
class NumberScan {
 public:
  explicit NumberScan(const NumberSet& set);
  NumberStep feed(unsigned char c);
  [[nodiscard]] bool is_number() const;  // by grammar, as it stands
  [[nodiscard]] bool ends_well() const;  // and in the set
  [[nodiscard]] const char* expected() const;

 private:
  enum class Part : std::uint8_t { start, sign, zero, whole, point, fraction, e, e_sign, exponent };
  // How the digits so far compare with those of the two ends of a range.
  struct Track {
    std::uint32_t range = 0;
    std::int8_t low = 0;
    std::int8_t high = 0;
  };
  struct Decades {
    std::int64_t low, high;
  };

  [[nodiscard]] bool next_part(unsigned char c, Part& out) const;
  void digit(unsigned char c);
  void exponent_digit(unsigned char c);
  [[nodiscard]] bool can_reach(const Track& track) const;
  [[nodiscard]] bool can_reach_with_any_size(const Track& track) const;
  [[nodiscard]] Decades decades_of(const Track& track) const;
  [[nodiscard]] bool exponent_can_be_in(std::int64_t low, std::int64_t high) const;
  bool drop_unreachable();

  const NumberSet* set_;
  std::vector<Track> tracks_;
  Part part_ = Part::start;
  bool negative_ = false;
  bool exponent_negative_ = false;
  std::int64_t digits_ = 0;        // significant ones
  std::int64_t last_nonzero_ = 0;  // how many of them up to the last that is not 0
  std::int64_t decade_ = 0;        // of the first significant digit: 0 for 1..9
  std::int64_t leading_zeros_ = 0;
  std::int64_t exponent_ = 0;  // magnitude, saturated
};

}  // namespace nines::validate
