// RFC 3986: splitting, resolving, percent-decoding. See uri.h.
#include "validate/schema/uri.h"

#include <algorithm>

#include "base/text.h"

namespace nines::validate {

namespace {

bool is_scheme(std::string_view text) {
  if (text.empty() || !base::is_ascii_letter(text.front())) return false;
  for (const char c : text) {
    if (!base::is_ascii_letter(c) && !base::is_ascii_digit(c) && c != '+' && c != '-' && c != '.') return false;
  }
  return true;
}

void drop_last_segment(std::string& out) {
  const std::size_t slash = out.rfind('/');
  out.erase(slash == std::string::npos ? 0 : slash);
}

// Section 5.2.4.
std::string remove_dot_segments(std::string_view in) {
  std::string out;
  while (!in.empty()) {
    if (in.starts_with("../")) {
      in.remove_prefix(3);
    } else if (in.starts_with("./")) {
      in.remove_prefix(2);
    } else if (in.starts_with("/./")) {
      in.remove_prefix(2);
    } else if (in == "/.") {
      in = "/";
    } else if (in.starts_with("/../")) {
      in.remove_prefix(3);
      drop_last_segment(out);
    } else if (in == "/..") {
      in = "/";
      drop_last_segment(out);
    } else if (in == "." || in == "..") {
      in = {};
    } else {
      const std::size_t end = std::min(in.find('/', 1), in.size());
      out += in.substr(0, end);
      in.remove_prefix(end);
    }
  }
  return out;
}

// Section 5.2.3.
std::string merged_path(const UriParts& base, std::string_view path) {
  if (base.has_authority && base.path.empty()) return '/' + std::string(path);
  const std::size_t slash = base.path.rfind('/');
  return std::string(slash == std::string_view::npos ? std::string_view() : base.path.substr(0, slash + 1)) +
         std::string(path);
}

struct UriTarget {
  UriParts from;  // scheme, authority and query
  std::string path;
};

// Section 5.2.2.
UriTarget target_of(const UriParts& base, const UriParts& reference) {
  UriTarget out{reference, {}};
  if (reference.has_scheme || reference.has_authority) {
    out.path = remove_dot_segments(reference.path);
  } else {
    out.from.has_authority = base.has_authority;
    out.from.authority = base.authority;
    if (reference.path.empty()) {
      out.path = base.path;
      if (!reference.has_query) {
        out.from.has_query = base.has_query;
        out.from.query = base.query;
      }
    } else {
      out.path = remove_dot_segments(reference.path.front() == '/' ? std::string(reference.path)
                                                                   : merged_path(base, reference.path));
    }
  }
  if (!reference.has_scheme) {
    out.from.has_scheme = base.has_scheme;
    out.from.scheme = base.scheme;
  }
  return out;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = base::fold_ascii(c);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

}  // namespace

UriParts split_uri(std::string_view uri) {
  UriParts out;
  const std::size_t hash = uri.find('#');
  if (hash != std::string_view::npos) {
    out.has_fragment = true;
    out.fragment = uri.substr(hash + 1);
    uri = uri.substr(0, hash);
  }
  const std::size_t question = uri.find('?');
  if (question != std::string_view::npos) {
    out.has_query = true;
    out.query = uri.substr(question + 1);
    uri = uri.substr(0, question);
  }
  const std::size_t colon = uri.find(':');
  if (colon != std::string_view::npos && is_scheme(uri.substr(0, colon))) {
    out.has_scheme = true;
    out.scheme = uri.substr(0, colon);
    uri.remove_prefix(colon + 1);
  }
  if (uri.starts_with("//")) {
    const std::size_t end = std::min(uri.find('/', 2), uri.size());
    out.has_authority = true;
    out.authority = uri.substr(2, end - 2);
    uri.remove_prefix(end);
  }
  out.path = uri;
  return out;
}

std::string resolve_uri(std::string_view base, std::string_view reference) {
  const UriParts parts = split_uri(reference);
  const UriTarget target = target_of(split_uri(base), parts);
  std::string out;
  if (target.from.has_scheme) out += std::string(target.from.scheme) + ':';
  if (target.from.has_authority) out += "//" + std::string(target.from.authority);
  out += target.path;
  if (target.from.has_query) out += '?' + std::string(target.from.query);
  if (parts.has_fragment) out += '#' + std::string(parts.fragment);
  return out;
}

std::string_view without_fragment(std::string_view uri) { return uri.substr(0, uri.find('#')); }

std::string percent_decode(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool pair =
        text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0;
    if (pair) {
      out += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string percent_encode_fragment(std::string_view text) {
  constexpr std::string_view kAllowed = "-._~!$&'()*+,;=:@/?";
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (base::is_ascii_letter(c) || base::is_ascii_digit(c) || kAllowed.find(c) != std::string_view::npos) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += '%';
      out += kHex[byte >> 4U];
      out += kHex[byte & 15U];
    }
  }
  return out;
}

}  // namespace nines::validate
