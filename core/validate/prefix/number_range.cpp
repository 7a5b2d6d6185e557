// Sets of numbers and the prefixes that can still reach them. See number_range.h.
#include "validate/prefix/number_range.h"

#include <algorithm>

#include "base/text.h"

namespace nines::validate {

namespace {

constexpr std::int64_t kInfinite = std::int64_t{1} << 61;
constexpr std::int64_t kMostExponent = std::int64_t{1} << 56;
constexpr std::int64_t kLongestWhole = 4'000;  // whole numbers longer than that keep their open end

std::int64_t decade(const Decimal& value) { return value.exponent - 1; }

bool is_zero(const Decimal& value) { return value.digits.empty(); }

Decimal magnitude(Decimal value) {
  value.negative = false;
  return value;
}

// The whole number below or equal to a magnitude, plus `add` (0 or 1).
Decimal whole_part(const Decimal& value, int add) {
  std::string digits = value.exponent <= 0
                           ? "0"
                           : value.digits.substr(0, static_cast<std::size_t>(std::min(value.exponent, kLongestWhole)));
  if (value.exponent > static_cast<std::int64_t>(digits.size()))
    digits.append(static_cast<std::size_t>(value.exponent) - digits.size(), '0');
  std::size_t at = digits.size();
  for (; add > 0 && at > 0 && digits[at - 1] == '9'; --at) digits[at - 1] = '0';
  if (add > 0 && at > 0) ++digits[at - 1];
  if (add > 0 && at == 0) digits.insert(digits.begin(), '1');
  return decimal_from_json(digits.empty() ? "0" : digits);
}

Decimal minus_one(const Decimal& whole) {
  std::string digits = whole.digits;
  digits.append(static_cast<std::size_t>(whole.exponent) - digits.size(), '0');
  std::size_t at = digits.size();
  for (; digits[at - 1] == '0'; --at) digits[at - 1] = '9';
  --digits[at - 1];
  return decimal_from_json(digits);
}

// Moves the ends of a range of whole numbers onto whole numbers.
void round_inwards(NumberRange& range) {
  if (range.low.given && range.low.value.exponent <= kLongestWhole) {
    const bool up = range.low.open || !is_whole(range.low.value);
    range.low.value = whole_part(range.low.value, up ? 1 : 0);
    range.low.open = false;
  }
  if (range.high.given && range.high.value.exponent <= kLongestWhole) {
    const bool down = range.high.open && is_whole(range.high.value);
    range.high.value = down ? minus_one(range.high.value) : whole_part(range.high.value, 0);
    range.high.open = false;
  }
  if (!range.low.given) range.low = {true, false, decimal_from_json("1")};
}

bool is_empty(const NumberRange& range) {
  if (range.high.given && is_zero(range.high.value)) return true;
  if (!range.low.given || !range.high.given) return false;
  const int order = compare(range.low.value, range.high.value);
  return order > 0 || (order == 0 && (range.low.open || range.high.open));
}

// The magnitudes of one sign between two ends that are already of that sign or absent.
void add_side(NumberSet& set, bool negative, const NumberEnd& low, const NumberEnd& high, bool whole) {
  NumberRange range{negative, whole, low, high};
  range.low.value.negative = range.high.value.negative = false;
  if (range.low.given && is_zero(range.low.value)) range.low = {};
  if (range.high.given && is_zero(range.high.value)) return;
  if (whole) round_inwards(range);
  if (!is_empty(range)) set.ranges.push_back(range);
}

bool within(const NumberRange& range, const Decimal& value) {
  if (value.negative != range.negative || (range.whole && !is_whole(value))) return false;
  const Decimal size = magnitude(value);
  const int low = range.low.given ? compare(size, range.low.value) : 1;
  const int high = range.high.given ? compare(size, range.high.value) : -1;
  return low >= (range.low.open ? 1 : 0) && high <= (range.high.open ? -1 : 0);
}

int sign_of(const Decimal& value) { return is_zero(value) ? 0 : value.negative ? -1 : 1; }

}  // namespace

NumberSet numbers_between(const NumberEnd& low, const NumberEnd& high, bool whole) {
  NumberSet out;
  const int from = low.given ? sign_of(low.value) : -2;
  const int to = high.given ? sign_of(high.value) : 2;
  out.zero = (from < 0 || (from == 0 && !low.open)) && (to > 0 || (to == 0 && !high.open));
  if (from < 0) add_side(out, true, to < 0 ? high : NumberEnd{}, low, whole);
  if (to > 0) add_side(out, false, from > 0 ? low : NumberEnd{}, high, whole);
  return out;
}

void add_number(NumberSet& set, const Decimal& value) {
  if (is_zero(value)) {
    set.zero = true;
    return;
  }
  const NumberEnd end{true, false, magnitude(value)};
  set.ranges.push_back({value.negative, false, end, end});
}

bool contains(const NumberSet& set, const Decimal& value) {
  if (is_zero(value)) return set.zero;
  return std::any_of(set.ranges.begin(), set.ranges.end(), [&](const NumberRange& r) { return within(r, value); });
}

NumberScan::NumberScan(const NumberSet& set) : set_(&set) {
  for (std::uint32_t i = 0; i < set.ranges.size(); ++i) tracks_.push_back({i, 0, 0});
}

bool NumberScan::next_part(unsigned char c, Part& out) const {
  const bool number = c >= '0' && c <= '9';
  switch (part_) {
    case Part::start: out = c == '-' ? Part::sign : c == '0' ? Part::zero : Part::whole; return c == '-' || number;
    case Part::sign: out = c == '0' ? Part::zero : Part::whole; return number;
    case Part::zero:
    case Part::whole:
    case Part::fraction:
      if (number) {
        out = part_;
        return part_ != Part::zero;
      }
      out = c == '.' ? Part::point : Part::e;
      return (c == '.' && part_ != Part::fraction) || c == 'e' || c == 'E';
    case Part::point: out = Part::fraction; return number;
    case Part::e: out = number ? Part::exponent : Part::e_sign; return number || c == '+' || c == '-';
    case Part::e_sign:
    case Part::exponent: out = Part::exponent; return number;
  }
  return false;
}

bool NumberScan::is_number() const {
  return part_ == Part::zero || part_ == Part::whole || part_ == Part::fraction || part_ == Part::exponent;
}

const char* NumberScan::expected() const { return part_ == Part::e ? "a digit, '+' or '-'" : "a digit"; }

NumberStep NumberScan::feed(unsigned char c) {
  Part next = part_;
  if (!next_part(c, next)) {
    const bool continues = (c >= '0' && c <= '9') || c == '.' || c == 'e' || c == 'E' || c == '+' || c == '-';
    return is_number() && !continues ? NumberStep::ended : NumberStep::bad_grammar;
  }
  const bool first = part_ == Part::start;
  part_ = next;
  if (c == '-') (first ? negative_ : exponent_negative_) = true;
  if (c >= '0' && c <= '9') part_ == Part::exponent ? exponent_digit(c) : digit(c);
  return drop_unreachable() ? NumberStep::more : NumberStep::out_of_set;
}

void NumberScan::digit(unsigned char c) {
  if (digits_ == 0 && c == '0') {
    leading_zeros_ += part_ == Part::fraction ? 1 : 0;
    return;
  }
  const auto step = [&](std::int8_t& order, const NumberEnd& end) {
    if (!end.given || order != 0) return;
    const std::string& wanted = end.value.digits;
    const auto at = static_cast<std::size_t>(digits_);
    const char digit_of_end = at < wanted.size() ? wanted[at] : '0';
    order = static_cast<std::int8_t>((c > digit_of_end ? 1 : 0) - (c < digit_of_end ? 1 : 0));
  };
  for (Track& track : tracks_) {
    step(track.low, set_->ranges[track.range].low);
    step(track.high, set_->ranges[track.range].high);
  }
  if (part_ == Part::fraction && digits_ == 0) decade_ = -leading_zeros_ - 1;
  if (part_ == Part::whole && digits_ > 0) ++decade_;
  ++digits_;
  if (c != '0') last_nonzero_ = digits_;
}

void NumberScan::exponent_digit(unsigned char c) { exponent_ = std::min(exponent_ * 10 + (c - '0'), kMostExponent); }

// Decades that the value may have so that it lies between the ends, when the digits are all known.
NumberScan::Decades NumberScan::decades_of(const Track& track) const {
  const NumberRange& range = set_->ranges[track.range];
  const auto settled = [&](std::int8_t order, const NumberEnd& end) {
    const bool longer = digits_ < static_cast<std::int64_t>(end.value.digits.size());
    return order != 0 ? static_cast<int>(order) : longer ? -1 : 0;
  };
  Decades out{-kInfinite, kInfinite};
  if (range.low.given) {
    const int order = settled(track.low, range.low);
    out.low = decade(range.low.value) + (order < 0 || (order == 0 && range.low.open) ? 1 : 0);
  }
  if (range.high.given) {
    const int order = settled(track.high, range.high);
    out.high = decade(range.high.value) - (order > 0 || (order == 0 && range.high.open) ? 1 : 0);
  }
  if (range.whole) out.low = std::max(out.low, last_nonzero_ - 1);
  return out;
}

// Whether the exponent being written can still become one of [low, high].
bool NumberScan::exponent_can_be_in(std::int64_t low, std::int64_t high) const {
  if (low > high) return false;
  if (part_ == Part::e) return true;
  if (exponent_negative_) {
    std::swap(low, high);
    low = -low;
    high = -high;
  }
  if (high < 0) return false;
  if (exponent_ == 0) return true;
  std::int64_t first = exponent_;
  std::int64_t last = exponent_;
  while (last < low && first < kInfinite / 20) {
    first *= 10;
    last = last * 10 + 9;
  }
  return last >= low && first <= high;
}

// No exponent yet: the decade is free, only the first digits are fixed.
bool NumberScan::can_reach_with_any_size(const Track& track) const {
  const NumberRange& range = set_->ranges[track.range];
  const std::int64_t least = range.whole ? last_nonzero_ - 1 : -kInfinite;
  if (!range.high.given) return true;
  const std::int64_t top = decade(range.high.value);
  const std::int64_t bottom = range.low.given ? decade(range.low.value) : -kInfinite;
  const bool all_digits = digits_ >= static_cast<std::int64_t>(range.high.value.digits.size());
  const bool below_high = track.high < 0 || (track.high == 0 && !(range.high.open && all_digits));
  const bool above_low = !range.low.given || track.low >= 0;
  if (top == bottom) return below_high && above_low && top >= least;
  if (below_high && top >= least) return true;
  if (top - 1 > bottom) return top - 1 >= least;
  return above_low && bottom >= least;
}

bool NumberScan::can_reach(const Track& track) const {
  if (set_->ranges[track.range].negative != negative_) return false;
  if (part_ < Part::e) return digits_ == 0 || can_reach_with_any_size(track);
  if (digits_ == 0) return false;
  const Decades allowed = decades_of(track);
  const auto shifted = [&](std::int64_t d) { return d <= -kInfinite || d >= kInfinite ? d : d - decade_; };
  return exponent_can_be_in(shifted(allowed.low), shifted(allowed.high));
}

bool NumberScan::drop_unreachable() {
  std::erase_if(tracks_, [&](const Track& track) { return !can_reach(track); });
  return !tracks_.empty() || (set_->zero && digits_ == 0);
}

bool NumberScan::ends_well() const {
  if (!is_number()) return false;
  if (digits_ == 0) return set_->zero;
  const std::int64_t shift = exponent_negative_ ? -exponent_ : exponent_;
  const std::int64_t size = decade_ + shift;
  return std::any_of(tracks_.begin(), tracks_.end(), [&](const Track& track) {
    const Decades allowed = decades_of(track);
    return size >= allowed.low && size <= allowed.high;
  });
}

}  // namespace nines::validate
