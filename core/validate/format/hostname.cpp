// Host names, plain and internationalised; see checks.h.
#include <vector>

#include "validate/format/checks.h"
#include "validate/format/grammar.h"
#include "validate/format/idna.h"
#include "validate/format/punycode.h"

namespace nines::validate {

namespace {

constexpr std::size_t kMaxNameBytes = 253;         // RFC 1035: 255 with the length bytes of the wire form
constexpr std::string_view kLabelPrefix = "xn--";  // of an A-label

bool is_ascii(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) return false;
  }
  return true;
}

// Letters, digits and hyphens, a hyphen at neither end, 1 to 63 bytes.
bool is_ldh_label(std::string_view label) {
  if (label.empty() || label.size() > kMaxLabelBytes || label.front() == '-' || label.back() == '-') return false;
  for (const char c : label) {
    if (!is_letter_or_digit(c) && c != '-') return false;
  }
  return true;
}

bool has_label_prefix(std::string_view label) {
  return base::equal_ignoring_ascii_case(label.substr(0, kLabelPrefix.size()), kLabelPrefix);
}

// The label that an A-label stands for: valid, not ASCII alone, and spelt as that label encodes (RFC 5890, 2.3.2.1).
std::optional<std::u32string> decode_a_label(std::string_view label) {
  const std::string encoded = base::fold_ascii(label.substr(kLabelPrefix.size()));
  std::optional<std::u32string> out = decode_punycode(encoded);
  if (!out || out->empty() || !is_idna_label(*out)) return std::nullopt;
  if (encode_punycode(*out) != encoded) return std::nullopt;
  for (const char32_t c : *out) {
    if (c >= 0x80) return out;
  }
  return std::nullopt;
}

std::u32string widened(std::string_view ascii) {
  std::u32string out;
  for (const char c : ascii) out += static_cast<char32_t>(base::fold_ascii(c));
  return out;
}

// Code points of a label in UTF-8; nothing at a bad byte or past what a label can hold.
std::optional<std::u32string> code_points(std::string_view label) {
  std::u32string out;
  for (std::size_t at = 0; at < label.size();) {
    const base::CodePoint c = base::decode_utf8(label, at);
    if (!c.valid || out.size() == kMaxLabelBytes) return std::nullopt;
    out += c.value;
    at += c.length;
  }
  return out;
}

enum class NameKind : bool { ascii, international };

// The labels of one name as they are checked, with the length of its ASCII form.
class NameCheck {
 public:
  explicit NameCheck(NameKind kind) : kind_(kind) {}

  bool add(std::string_view label) {
    std::optional<std::u32string> wide = is_ascii(label) ? ascii_label(label) : wide_label(label);
    if (!wide || (bytes_ += 1) > kMaxNameBytes + 1) return false;
    labels_.push_back(std::move(*wide));
    return true;
  }

  [[nodiscard]] bool finish() const {
    bool is_bidi = false;
    for (const std::u32string& label : labels_) is_bidi |= has_right_to_left(label);
    if (!is_bidi) return true;
    for (const std::u32string& label : labels_) {
      if (!meets_bidi_rule(label)) return false;
    }
    return true;
  }

 private:
  std::optional<std::u32string> ascii_label(std::string_view label) {
    if (!is_ldh_label(label)) return std::nullopt;
    bytes_ += label.size();
    if (has_label_prefix(label)) return decode_a_label(label);
    const bool is_reserved = label.size() >= 4 && label[2] == '-' && label[3] == '-';
    if (is_reserved && kind_ == NameKind::international) return std::nullopt;
    return widened(label);
  }

  std::optional<std::u32string> wide_label(std::string_view label) {
    if (kind_ == NameKind::ascii) return std::nullopt;
    std::optional<std::u32string> out = code_points(label);
    if (!out || !is_idna_label(*out)) return std::nullopt;
    const std::optional<std::string> encoded = encode_punycode(*out);
    if (!encoded || encoded->size() + kLabelPrefix.size() > kMaxLabelBytes) return std::nullopt;
    bytes_ += encoded->size() + kLabelPrefix.size();
    return out;
  }

  NameKind kind_;
  std::vector<std::u32string> labels_;
  std::size_t bytes_ = 0;
};

// Bytes of the separator at `at`, 0 where there is none. RFC 3490, 3.1, counts three more full stops as dots.
std::size_t separator_at(std::string_view text, std::size_t at, NameKind kind) {
  if (text[at] == '.') return 1;
  if (kind == NameKind::ascii) return 0;
  for (const std::string_view stop : {"\xE3\x80\x82", "\xEF\xBC\x8E", "\xEF\xBD\xA1"}) {
    if (text.substr(at).starts_with(stop)) return stop.size();
  }
  return 0;
}

bool is_name(std::string_view text, NameKind kind) {
  NameCheck check(kind);
  std::size_t start = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t separator = separator_at(text, at, kind);
    if (separator > 0) {
      if (!check.add(text.substr(start, at - start))) return false;
      start = at + separator;
    }
    at += std::max<std::size_t>(1, separator);
  }
  return check.add(text.substr(start)) && check.finish();
}

}  // namespace

bool is_hostname(std::string_view text) { return is_name(text, NameKind::ascii); }
bool is_idn_hostname(std::string_view text) { return is_name(text, NameKind::international); }

}  // namespace nines::validate
