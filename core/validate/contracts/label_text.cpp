// Labels as text. See label_text.h; label_at stands in scan_labels.cpp with the rest of the search.
#include "validate/contracts/label_text.h"

#include <algorithm>

#include "base/text.h"
#include "validate/finding.h"

namespace nines::validate {

namespace {

LabelKeys::const_iterator first_with(const LabelKeys& keys, std::string_view key) {
  return std::lower_bound(keys.begin(), keys.end(), key,
                          [](const auto& row, std::string_view wanted) { return row.first < wanted; });
}

}  // namespace

std::string loose_key(std::string_view text) {
  const auto digit_at = [&](std::size_t at) { return at < text.size() && base::is_ascii_digit(text[at]); };
  constexpr std::string_view kMeant = "+#%$";
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool ascii = static_cast<unsigned char>(c) < 0x80;
    const bool between_digits = at > 0 && digit_at(at - 1) && digit_at(at + 1);
    const bool sign = c == '-' && at > 0 ? at + 1 == text.size() : c == '-' && digit_at(at + 1);
    const bool kept = kMeant.find(c) != std::string_view::npos || between_digits || sign;
    if (!ascii || base::is_ascii_letter(c) || base::is_ascii_digit(c) || kept) out += base::fold_ascii(c);
  }
  return out;
}

void sort_keys(LabelKeys& keys) {
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
}

std::optional<std::string> only_label(const LabelKeys& keys, std::string_view key) {
  const auto found = first_with(keys, key);
  if (key.empty() || found == keys.end() || found->first != key) return std::nullopt;
  const bool single = found + 1 == keys.end() || (found + 1)->first != key;
  return single ? std::optional(found->second) : std::nullopt;
}

bool has_key(const LabelKeys& keys, std::string_view key) {
  const auto found = first_with(keys, key);
  return found != keys.end() && found->first == key;
}

std::string listed_labels(const std::vector<std::string>& labels) {
  std::string out;
  for (const std::string& label : labels) {
    if (out.size() > kQuoteBytes) break;
    out += (out.empty() ? "" : ", ") + label;
  }
  return "one of " + excerpt(out);
}

}  // namespace nines::validate
