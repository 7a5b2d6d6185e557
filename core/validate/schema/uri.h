// URIs as RFC 3986 sees them: split, resolved against a base, percent-decoded. Used by the schema compiler to find what
// a reference names. Never fetches anything.
#pragma once

#include <string>
#include <string_view>

namespace nines::validate {

// The five parts of section 3. A part that is absent differs from one that is empty only by its flag.
struct UriParts {
  std::string_view scheme;
  std::string_view authority;
  std::string_view path;
  std::string_view query;
  std::string_view fragment;
  bool has_scheme = false;
  bool has_authority = false;
  bool has_query = false;
  bool has_fragment = false;
};
UriParts split_uri(std::string_view uri);

// Section 5.2, strict. An empty base leaves the reference as it is but for dots in its path. Linear.
std::string resolve_uri(std::string_view base, std::string_view reference);

// Up to the '#'.
std::string_view without_fragment(std::string_view uri);

// %41 -> A; a '%' that starts no pair of hex digits stays as it is.
std::string percent_decode(std::string_view text);
// What may not stand in a fragment as it is, as %XX.
std::string percent_encode_fragment(std::string_view text);

}  // namespace nines::validate
