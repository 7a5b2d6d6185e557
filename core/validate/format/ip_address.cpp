// IPv4 and IPv6 addresses as text; see checks.h.
#include "validate/format/checks.h"
#include "validate/format/grammar.h"

namespace nines::validate {

namespace {

constexpr std::size_t kGroups = 8;

// 0 to 255 without leading zeros.
bool take_octet(TextCursor& in) {
  const std::size_t start = in.at();
  const std::string_view text = in.rest();
  int value = 0;
  while (base::is_ascii_digit(in.peek()) && in.at() - start < 4) {
    value = value * 10 + (in.peek() - '0');
    in.skip(1);
  }
  const std::size_t length = in.at() - start;
  return length > 0 && value <= 255 && (length == 1 || text[0] != '0');
}

bool take_ipv4(TextCursor& in) {
  for (int part = 0; part < 4; ++part) {
    if ((part > 0 && !in.take('.')) || !take_octet(in)) return false;
  }
  return true;
}

}  // namespace

bool is_ipv4(std::string_view text) {
  TextCursor in(text);
  return take_ipv4(in) && in.at_end();
}

bool is_ipv6(std::string_view text) {
  TextCursor in(text);
  std::size_t groups = 0;
  bool has_gap = text.starts_with("::");
  if (has_gap) in.skip(2);
  while (!in.at_end()) {
    if (groups + 2 <= kGroups && is_ipv4(in.rest())) {  // the last two groups
      groups += 2;
      in.skip(in.rest().size());
      break;
    }
    const std::size_t length = in.take_while(is_hex_digit);
    if (length == 0 || length > 4 || ++groups > kGroups) return false;
    if (in.at_end()) break;
    if (!in.take(':') || in.at_end()) return false;
    if (!in.take(':')) continue;
    if (has_gap) return false;
    has_gap = true;
  }
  return has_gap ? groups < kGroups : groups == kGroups;
}

}  // namespace nines::validate
