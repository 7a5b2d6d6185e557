// Names that are alike. See renamed.h.
#include "validate/renamed.h"

#include <algorithm>
#include <vector>

#include "base/text.h"
#include "validate/contracts/label_text.h"
#include "validate/contracts/nearest_name.h"

namespace nines::validate {

namespace {

constexpr std::size_t kShortestTypo = 3;   // letters of the shorter name; "to" and "too" are two words
constexpr std::size_t kShortestOther = 5;  // where a letter is another: "lat" and "lot" are two words

bool upper(char c) { return c >= 'A' && c <= 'Z'; }

// "departureDate", "departure_date" and "Departure date" are the words departure and date.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> out;
  bool open = false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool part = static_cast<unsigned char>(c) >= 0x80 || base::is_ascii_letter(c) || base::is_ascii_digit(c);
    const bool hump = upper(c) && i > 0 && !upper(name[i - 1]);
    if (part && (!open || hump)) out.emplace_back();
    if (part) out.back() += base::fold_ascii(c);
    open = part;
  }
  return out;
}

bool stands_in(const std::vector<std::string>& few, const std::vector<std::string>& many) {
  return !few.empty() && few.size() < many.size() &&
         std::search(many.begin(), many.end(), few.begin(), few.end()) != many.end();
}

bool same_rest(std::string_view a, std::size_t at, std::string_view b, std::size_t from) {
  return a.substr(at) == b.substr(from);
}

}  // namespace

bool is_one_typo(std::string_view left, std::string_view right) {
  if (left.size() > kMaxNameBytes || right.size() > kMaxNameBytes) return false;
  const std::string a = base::fold_ascii(left.size() <= right.size() ? left : right);
  const std::string b = base::fold_ascii(left.size() <= right.size() ? right : left);
  if (a.size() < kShortestTypo || b.size() > a.size() + 1) return false;
  std::size_t at = 0;
  while (at < a.size() && a[at] == b[at]) ++at;
  if (at == 0 || at == b.size()) return false;
  const auto digit = [&](std::string_view text, std::size_t i) {
    return i < text.size() && base::is_ascii_digit(text[i]);
  };
  if (b.size() == a.size() + 1) return !digit(b, at) && same_rest(a, at, b, at + 1);
  if (digit(a, at) || digit(b, at)) return false;
  const bool swapped = at + 1 < a.size() && a[at] == b[at + 1] && a[at + 1] == b[at];
  if (swapped && same_rest(a, at + 2, b, at + 2)) return true;
  return a.size() >= kShortestOther && same_rest(a, at + 1, b, at + 1);
}

Likeness likeness(std::string_view a, std::string_view b) {
  if (a.size() > kMaxNameBytes || b.size() > kMaxNameBytes) return Likeness::none;
  const std::string loose_a = loose_key(a);
  const std::string loose_b = loose_key(b);
  if (loose_a.empty() || loose_b.empty()) return Likeness::none;
  if (loose_a == loose_b) return Likeness::spelling;
  const bool plural = loose_a + 's' == loose_b || loose_b + 's' == loose_a;
  if (plural || is_one_typo(loose_a, loose_b)) return Likeness::typo;
  const std::vector<std::string> words_a = words_of(a);
  const std::vector<std::string> words_b = words_of(b);
  return stands_in(words_a, words_b) || stands_in(words_b, words_a) ? Likeness::words : Likeness::none;
}

Finding renamed_finding(Span span, const char* what, std::string_view written, std::string_view wanted) {
  return make_finding("C3", span, "the " + std::string(what) + ' ' + quoted(wanted) + " is written " + quoted(written),
                      std::string(wanted), excerpt(written));
}

}  // namespace nines::validate
