// Mail addresses: the Mailbox of RFC 5321, in ASCII or with the alphabet of RFC 6531. See checks.h.
#include "validate/format/checks.h"
#include "validate/format/grammar.h"

namespace nines::validate {

namespace {

constexpr std::size_t kMaxLocalBytes = 64;  // RFC 5321, 4.5.3.1
constexpr std::size_t kMaxDomainBytes = 255;
constexpr std::size_t kMaxLabelLength = 63;

bool is_atom_char(char c) {
  return is_letter_or_digit(c) ||
         (c != '\0' && std::string_view("!#$%&'*+-/=?^_`{|}~").find(c) != std::string_view::npos);
}

bool is_quoted_char(char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; }

bool take_wide_char(TextCursor& in, EmailAlphabet alphabet) {
  return alphabet == EmailAlphabet::utf8 && in.take_wide([](char32_t) { return true; });
}

bool take_atom(TextCursor& in, EmailAlphabet alphabet) {
  const std::size_t start = in.at();
  while (in.take_if(is_atom_char) || take_wide_char(in, alphabet)) continue;
  return in.at() > start;
}

bool take_quoted(TextCursor& in, EmailAlphabet alphabet) {
  for (;;) {
    if (in.take('"')) return true;
    if (in.take('\\')) {
      if (!in.take_if([](char c) { return c >= ' ' && c <= '~'; })) return false;
    } else if (!in.take_if(is_quoted_char) && !take_wide_char(in, alphabet)) {
      return false;
    }
  }
}

bool take_local_part(TextCursor& in, EmailAlphabet alphabet) {
  if (in.take('"')) return take_quoted(in, alphabet);
  do {
    if (!take_atom(in, alphabet)) return false;
  } while (in.take('.'));
  return true;
}

// Between [ and ]: an IPv4 address, IPv6:address, or another tag with its content.
bool is_address_literal(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return is_ipv4(text);
  const std::string_view tag = text.substr(0, colon);
  const std::string_view content = text.substr(colon + 1);
  if (base::equal_ignoring_ascii_case(tag, "IPv6")) return is_ipv6(content);
  if (tag.empty() || content.empty() || tag.back() == '-') return false;
  for (const char c : tag) {
    if (!is_letter_or_digit(c) && c != '-') return false;
  }
  for (const char c : content) {
    if (c < '!' || c > '~' || c == '[' || c == '\\' || c == ']') return false;
  }
  return true;
}

bool take_label(TextCursor& in, EmailAlphabet alphabet) {
  const std::string_view start = in.rest();
  std::size_t length = 0;
  while (in.take_if([](char c) { return is_letter_or_digit(c) || c == '-'; }) || take_wide_char(in, alphabet)) {
    ++length;
  }
  if (length == 0 || length > kMaxLabelLength) return false;
  const std::string_view label = start.substr(0, start.size() - in.rest().size());
  return label.front() != '-' && label.back() != '-';
}

bool is_domain(std::string_view text, EmailAlphabet alphabet) {
  if (text.size() > kMaxDomainBytes) return false;
  if (text.starts_with('[')) return text.ends_with(']') && is_address_literal(text.substr(1, text.size() - 2));
  TextCursor in(text);
  do {
    if (!take_label(in, alphabet)) return false;
  } while (in.take('.'));
  return in.at_end();
}

}  // namespace

bool is_email(std::string_view text, EmailAlphabet alphabet) {
  TextCursor in(text);
  if (!take_local_part(in, alphabet) || in.at() > kMaxLocalBytes) return false;
  return in.take('@') && is_domain(in.rest(), alphabet);
}

}  // namespace nines::validate
