// Punycode; see punycode.h. Names follow RFC 3492, section 6.
#include "validate/format/punycode.h"

#include <algorithm>
#include <cstdint>

#include "base/text.h"

namespace nines::validate {

namespace {

constexpr std::uint32_t kBase = 36;
constexpr std::uint32_t kMinThreshold = 1;
constexpr std::uint32_t kMaxThreshold = 26;
constexpr std::uint32_t kSkew = 38;
constexpr std::uint32_t kDamp = 700;
constexpr std::uint32_t kFirstBias = 72;
constexpr std::uint32_t kFirstCode = 0x80;
constexpr std::uint32_t kLastCode = 0x10FFFF;
constexpr std::uint64_t kMaxDelta = 0xFFFFFFFFU;

std::uint32_t adapt(std::uint32_t delta, std::uint32_t count, bool is_first) {
  delta = is_first ? delta / kDamp : delta / 2;
  delta += delta / count;
  std::uint32_t k = 0;
  for (; delta > ((kBase - kMinThreshold) * kMaxThreshold) / 2; k += kBase) delta /= kBase - kMinThreshold;
  return k + (kBase - kMinThreshold + 1) * delta / (delta + kSkew);
}

std::uint32_t threshold(std::uint32_t k, std::uint32_t bias) {
  if (k <= bias) return kMinThreshold;
  return std::min(kMaxThreshold, k - bias);
}

std::optional<std::uint32_t> digit_value(char c) {
  if (base::is_ascii_digit(c)) return static_cast<std::uint32_t>(c - '0') + 26;
  if (base::is_ascii_letter(c)) return static_cast<std::uint32_t>(base::fold_ascii(c) - 'a');
  return std::nullopt;
}

char digit_char(std::uint32_t value) {
  return static_cast<char>(value < 26 ? 'a' + static_cast<int>(value) : '0' + static_cast<int>(value) - 26);
}

// One generalised variable-length integer; advances `at`.
std::optional<std::uint64_t> take_delta(std::string_view text, std::size_t& at, std::uint32_t bias) {
  std::uint64_t delta = 0;
  std::uint64_t weight = 1;
  for (std::uint32_t k = kBase;; k += kBase) {
    if (at == text.size()) return std::nullopt;
    const std::optional<std::uint32_t> digit = digit_value(text[at++]);
    if (!digit) return std::nullopt;
    delta += *digit * weight;
    if (delta > kMaxDelta) return std::nullopt;
    const std::uint32_t t = threshold(k, bias);
    if (*digit < t) return delta;
    weight *= kBase - t;
    if (weight > kMaxDelta) return std::nullopt;
  }
}

void append_delta(std::string& out, std::uint32_t delta, std::uint32_t bias) {
  for (std::uint32_t k = kBase;; k += kBase) {
    const std::uint32_t t = threshold(k, bias);
    if (delta < t) break;
    out += digit_char(t + (delta - t) % (kBase - t));
    delta = (delta - t) / (kBase - t);
  }
  out += digit_char(delta);
}

}  // namespace

std::optional<std::u32string> decode_punycode(std::string_view text) {
  if (text.size() > kMaxLabelBytes) return std::nullopt;
  const std::size_t dash = text.rfind('-');
  const std::size_t basic = dash == std::string_view::npos ? 0 : dash;
  std::u32string out;
  for (const char c : text.substr(0, basic)) out += static_cast<char32_t>(static_cast<unsigned char>(c));
  std::size_t at = dash == std::string_view::npos ? 0 : dash + 1;
  std::uint64_t n = kFirstCode;
  std::uint64_t i = 0;
  std::uint32_t bias = kFirstBias;
  while (at < text.size()) {
    const std::optional<std::uint64_t> delta = take_delta(text, at, bias);
    if (!delta) return std::nullopt;
    const std::uint64_t count = out.size() + 1;
    bias = adapt(static_cast<std::uint32_t>(*delta), static_cast<std::uint32_t>(count), out.size() == basic);
    i += *delta;
    n += i / count;
    i %= count;
    if (n > kLastCode) return std::nullopt;
    out.insert(static_cast<std::size_t>(i), 1, static_cast<char32_t>(n));
    ++i;
  }
  return out;
}

std::optional<std::string> encode_punycode(const std::u32string& label) {
  std::string out;
  for (const char32_t c : label) {
    if (c < kFirstCode) out += base::fold_ascii(static_cast<char>(c));
  }
  const std::size_t basic = out.size();
  if (basic > 0) out += '-';
  if (label.size() > kMaxLabelBytes) return std::nullopt;
  char32_t n = kFirstCode;
  std::uint32_t bias = kFirstBias;
  std::uint32_t delta = 0;  // at most 64 * 0x110000: no overflow
  for (std::size_t done = basic; done < label.size();) {
    char32_t next = kLastCode;
    for (const char32_t c : label) {
      if (c >= n) next = std::min(next, c);
    }
    delta += static_cast<std::uint32_t>((next - n) * (done + 1));
    n = next;
    for (const char32_t c : label) {
      if (c < n) ++delta;
      if (c != n) continue;
      append_delta(out, delta, bias);
      bias = adapt(delta, static_cast<std::uint32_t>(done + 1), done == basic);
      delta = 0;
      ++done;
    }
    ++delta;
    ++n;
    if (out.size() > kMaxLabelBytes) return std::nullopt;
  }
  return out;
}

}  // namespace nines::validate
