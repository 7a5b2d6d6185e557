// URIs and IRIs, whole or relative, by the grammar of RFC 3986, appendix A, with the wider alphabet of RFC 3987, 2.2.
// See checks.h.
#include "validate/format/checks.h"
#include "validate/format/grammar.h"
#include "validate/format/uri_chars.h"

namespace nines::validate {

namespace {

bool is_scheme(std::string_view text) {
  TextCursor in(text);
  if (!in.take_if(base::is_ascii_letter)) return false;
  in.take_while([](char c) { return is_letter_or_digit(c) || c == '+' || c == '-' || c == '.'; });
  return in.at_end();
}

// Characters of one part: unreserved, escaped, sub-delims, those in `more`, and the wide ones.
bool is_part(std::string_view text, std::string_view more, UriAlphabet alphabet, PrivateUse private_use) {
  TextCursor in(text);
  while (!in.at_end()) {
    const bool taken = in.take_if([more](char c) {
      return is_uri_unreserved(c) || is_uri_sub_delim(c) || (c != '\0' && more.find(c) != std::string_view::npos);
    });
    if (taken || in.take_percent()) continue;
    if (alphabet == UriAlphabet::ascii) return false;
    if (!in.take_wide([private_use](char32_t c) { return is_iri_char(c, private_use); })) return false;
  }
  return true;
}

bool is_future_address(std::string_view text) {
  TextCursor in(text);
  if (!in.take_letter('V') || in.take_while(is_hex_digit) == 0 || !in.take('.')) return false;
  const std::size_t length =
      in.take_while([](char c) { return is_uri_unreserved(c) || is_uri_sub_delim(c) || c == ':'; });
  return length > 0 && in.at_end();
}

bool is_port(std::string_view text) {
  TextCursor in(text);
  in.take_while(base::is_ascii_digit);
  return in.at_end();
}

bool is_host_and_port(std::string_view text, UriAlphabet alphabet) {
  std::size_t end = 0;
  if (text.starts_with('[')) {
    const std::size_t close = text.find(']');
    if (close == std::string_view::npos) return false;
    const std::string_view address = text.substr(1, close - 1);
    if (!is_ipv6(address) && !is_future_address(address)) return false;
    end = close + 1;
  } else {
    end = std::min(text.find(':'), text.size());
    if (!is_part(text.substr(0, end), "", alphabet, PrivateUse::refused)) return false;
  }
  const std::string_view rest = text.substr(end);
  return rest.empty() || (rest[0] == ':' && is_port(rest.substr(1)));
}

bool is_authority(std::string_view text, UriAlphabet alphabet) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos) return is_host_and_port(text, alphabet);
  return is_part(text.substr(0, at), ":", alphabet, PrivateUse::refused) &&
         is_host_and_port(text.substr(at + 1), alphabet);
}

// The text from the first `mark` on, cut off; without the mark, and whether there was one.
bool cut_at(std::string_view& text, char mark, std::string_view& tail) {
  const std::size_t at = text.find(mark);
  if (at == std::string_view::npos) return false;
  tail = text.substr(at + 1);
  text = text.substr(0, at);
  return true;
}

}  // namespace

bool is_uri(std::string_view text, UriAlphabet alphabet, UriForm form) {
  const std::size_t mark = text.find_first_of(":/?#");
  const bool has_scheme = mark != std::string_view::npos && text[mark] == ':';
  if (has_scheme) {
    if (!is_scheme(text.substr(0, mark))) return false;  // nor may a first segment hold a colon
    text.remove_prefix(mark + 1);
  } else if (form == UriForm::absolute) {
    return false;
  }
  std::string_view tail;
  if (cut_at(text, '#', tail) && !is_part(tail, ":@/?", alphabet, PrivateUse::refused)) return false;
  if (cut_at(text, '?', tail) && !is_part(tail, ":@/?", alphabet, PrivateUse::allowed)) return false;
  if (text.starts_with("//")) {
    text.remove_prefix(2);
    const std::size_t end = std::min(text.find('/'), text.size());
    if (!is_authority(text.substr(0, end), alphabet)) return false;
    text.remove_prefix(end);
  }
  return is_part(text, ":@/", alphabet, PrivateUse::refused);
}

}  // namespace nines::validate
