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
  std::string out;
  for (const char c : text) {
    const bool ascii = static_cast<unsigned char>(c) < 0x80;
    if (!ascii || base::is_ascii_letter(c) || base::is_ascii_digit(c)) out += base::fold_ascii(c);
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
