// The inside of a JSON string, byte by byte. See string_scan.h.
#include "validate/prefix/string_scan.h"

#include <algorithm>

namespace nines::validate {

namespace {

constexpr char32_t kFirstHigh = 0xD800;
constexpr char32_t kLastHigh = 0xDBFF;
constexpr char32_t kFirstLow = 0xDC00;
constexpr char32_t kLastLow = 0xDFFF;
constexpr char32_t kFirstPair = 0x10000;
constexpr char32_t kLastCode = 0x10FFFF;
constexpr unsigned kHalfBits = 10;

char32_t paired(char32_t high, char32_t low) {
  return kFirstPair + ((high - kFirstHigh) << kHalfBits) + (low - kFirstLow);
}

int hex_value(unsigned char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Narrowest limits first: a UTF-8 sequence may not be overlong, a surrogate or past the last code point.
struct Lead {
  unsigned char first, last;
  std::uint8_t missing, next_low, next_high;
};
constexpr Lead kLeads[] = {{0xC2, 0xDF, 1, 0x80, 0xBF}, {0xE0, 0xE0, 2, 0xA0, 0xBF}, {0xE1, 0xEC, 2, 0x80, 0xBF},
                           {0xED, 0xED, 2, 0x80, 0x9F}, {0xEE, 0xEF, 2, 0x80, 0xBF}, {0xF0, 0xF0, 3, 0x90, 0xBF},
                           {0xF1, 0xF3, 3, 0x80, 0xBF}, {0xF4, 0xF4, 3, 0x80, 0x8F}};

}  // namespace

void StringScan::give(char32_t c) {
  ready[ready_count++] = c;
  ++given_;
}

void StringScan::give_held() {
  if (high_ == 0) return;
  give(high_);
  high_ = 0;
}

StringStep StringScan::feed(unsigned char c) {
  ready_count = 0;
  switch (mode_) {
    case Mode::plain: return begin(c);
    case Mode::utf8: return continue_utf8(c);
    case Mode::escape: return escape_letter(c);
    case Mode::hex: return hex_digit(c);
  }
  return StringStep::more;
}

StringStep StringScan::begin(unsigned char c) {
  if (c == '\\') {
    mode_ = Mode::escape;
    return StringStep::more;
  }
  if (c < 0x20) return StringStep::bad_control;
  if (c < 0x80) {
    give_held();
    if (c == '"') return StringStep::closed;
    give(c);
    return StringStep::more;
  }
  for (const Lead& row : kLeads) {
    if (c < row.first || c > row.last) continue;
    give_held();
    mode_ = Mode::utf8;
    missing_ = row.missing;
    next_low_ = row.next_low;
    next_high_ = row.next_high;
    value_ = c & (0x3FU >> row.missing);
    return StringStep::more;
  }
  return StringStep::bad_utf8;
}

StringStep StringScan::continue_utf8(unsigned char c) {
  if (c < next_low_ || c > next_high_) return StringStep::bad_utf8;
  value_ = (value_ << 6U) | (c & 0x3FU);
  next_low_ = 0x80;
  next_high_ = 0xBF;
  if (--missing_ == 0) {
    mode_ = Mode::plain;
    give(value_);
  }
  return StringStep::more;
}

StringStep StringScan::escape_letter(unsigned char c) {
  if (c == 'u') {
    mode_ = Mode::hex;
    missing_ = 4;
    value_ = 0;
    return StringStep::more;
  }
  constexpr char kLetters[] = "\"\\/bfnrt";
  constexpr char kMeanings[] = "\"\\/\b\f\n\r\t";
  for (int i = 0; i < 8; ++i) {
    if (c != static_cast<unsigned char>(kLetters[i])) continue;
    mode_ = Mode::plain;
    give_held();
    give(static_cast<unsigned char>(kMeanings[i]));
    return StringStep::more;
  }
  return StringStep::bad_escape;
}

StringStep StringScan::hex_digit(unsigned char c) {
  const int digit = hex_value(c);
  if (digit < 0) return StringStep::bad_escape;
  value_ = value_ * 16 + static_cast<char32_t>(digit);
  if (--missing_ == 0) {
    mode_ = Mode::plain;
    unit_done(value_);
  }
  return StringStep::more;
}

void StringScan::unit_done(char32_t unit) {
  const bool low = unit >= kFirstLow && unit <= kLastLow;
  if (high_ != 0 && low) {
    const char32_t high = high_;
    high_ = 0;
    return give(paired(high, unit));
  }
  give_held();
  if (unit >= kFirstHigh && unit < kFirstLow)
    high_ = unit;
  else
    give(unit);
}

// UTF-16 units that the hex digits written so far can still become.
CodeRange StringScan::units() const {
  const unsigned open_bits = 4U * missing_;
  const char32_t low = value_ << open_bits;
  return {low, low + (char32_t{1} << open_bits) - 1};
}

std::uint64_t StringScan::least_length() const {
  const std::uint64_t held = high_ != 0 ? 1 : 0;
  if (mode_ == Mode::plain) return given_ + held;
  if (held == 0 || mode_ == Mode::utf8) return given_ + held + 1;
  if (mode_ == Mode::escape) return given_ + 1;
  const CodeRange unit = units();
  const bool may_be_low = unit.low <= kLastLow && unit.high >= kFirstLow;
  return given_ + held + (may_be_low ? 0 : 1);
}

void StringScan::possible(CodeRange (&out)[2]) const {
  out[0] = out[1] = {};
  if (high_ != 0) {
    const CodeRange unit = mode_ == Mode::hex ? units() : CodeRange{kFirstLow, kLastLow};
    const CodeRange low{std::max(unit.low, kFirstLow), std::min(unit.high, kLastLow)};
    if (low.low <= low.high) out[0] = {paired(high_, low.low), paired(high_, low.high)};
    return;
  }
  if (mode_ == Mode::escape || mode_ == Mode::plain) {
    out[0] = {0, kLastCode};
  } else if (mode_ == Mode::utf8) {
    // The limits of the next byte, then anything.
    const unsigned later = 6U * (missing_ - 1U);
    out[0] = {((value_ << 6U) | (next_low_ & 0x3FU)) << later,
              ((((value_ << 6U) | (next_high_ & 0x3FU)) + 1) << later) - 1};
  } else {
    out[0] = units();
    const CodeRange high{std::max(out[0].low, kFirstHigh), std::min(out[0].high, kLastHigh)};
    if (high.low <= high.high) out[1] = {paired(high.low, kFirstLow), paired(high.high, kLastLow)};
  }
}

}  // namespace nines::validate
