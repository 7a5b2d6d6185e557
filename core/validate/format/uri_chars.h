// Character classes of RFC 3986 and RFC 3987, shared by URIs and URI templates.
#pragma once

#include <cstdint>

#include "validate/format/grammar.h"

namespace nines::validate {

inline bool is_uri_unreserved(char c) { return is_letter_or_digit(c) || c == '-' || c == '.' || c == '_' || c == '~'; }

inline bool is_uri_sub_delim(char c) {
  return c != '\0' && std::string_view("!$&'()*+,;=").find(c) != std::string_view::npos;
}

enum class PrivateUse : bool { refused, allowed };

// ucschar, and iprivate where that is allowed.
inline bool is_iri_char(char32_t c, PrivateUse private_use) {
  if (c < 0x10000) {
    if (c >= 0xE000 && c <= 0xF8FF) return private_use == PrivateUse::allowed;
    return (c >= 0xA0 && c <= 0xD7FF) || (c >= 0xF900 && c <= 0xFDCF) || (c >= 0xFDF0 && c <= 0xFFEF);
  }
  if ((c & 0xFFFFU) > 0xFFFD) return false;
  if (c >= 0xF0000) return private_use == PrivateUse::allowed;
  return c < 0xE0000 || c >= 0xE1000;
}

}  // namespace nines::validate
