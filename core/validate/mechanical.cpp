// Repairs that need no contract to find. See mechanical.h.
#include "validate/mechanical.h"

#include <utility>

#include "base/json_scan.h"
#include "base/text.h"

namespace nines::validate {

void Fix::add(Finding finding, std::string replacement) {
  complete = complete && edits.size() < kMaxFixes;
  if (complete) edits.push_back({finding.span, std::move(replacement)});
  if (complete) finding.edits.push_back(edits.back());
  findings.add(std::move(finding));
}

Fix find_byte_order_mark(std::string_view text) {
  Fix out;
  if (!text.starts_with(base::kBom)) return out;
  out.add(make_finding("T2", {0, base::kBom.size()}, "a byte order mark stands before the text", "the text alone",
                       "U+FEFF"),
          "");
  return out;
}

Fix find_bad_bytes(std::string_view text) {
  Fix out;
  for (std::size_t at = 0; at < text.size() && out.complete;) {
    const std::size_t bad = base::find_bad_utf8(text.substr(at));
    if (bad == std::string_view::npos) break;
    const std::size_t from = at + bad;
    at = from;
    while (at < text.size() && !base::decode_utf8(text, at).valid) ++at;
    const std::string found = excerpt(text.substr(from, at - from));
    out.add(make_finding("T1", {from, at}, found + " is not valid UTF-8", "valid UTF-8", found), "\xEF\xBF\xBD");
  }
  return out;
}

Fix find_trailing_commas(std::string_view text) {
  Fix out;
  char last = 0;          // the last byte that is no white space, 0 behind a trailing comma
  char before_comma = 0;  // the one before it, when it is a comma
  std::size_t comma_at = 0;
  for (std::size_t at = 0; at < text.size() && out.complete; ++at) {
    const char c = text[at];
    if (base::is_json_space(c)) continue;
    if (c == ',') {
      before_comma = last;
      comma_at = at;
    }
    const bool closes = c == ']' || c == '}';
    constexpr std::string_view kNoValue("[{,:\0", 5);
    if (closes && last == ',' && kNoValue.find(before_comma) == std::string_view::npos) {
      const std::string closer = std::string("'") + c + "'";
      out.add(make_finding("S1", {comma_at, comma_at + 1}, "a comma stands before " + closer, closer, "','"), "");
    }
    last = c;
    if (c != '"') continue;
    const base::TokenScan string = base::scan_json_string(text, at);
    if (!string.ok) break;  // what follows cannot be told from the inside of the string
    at = string.end - 1;
  }
  return out;
}

}  // namespace nines::validate
