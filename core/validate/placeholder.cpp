// Placeholders. See placeholder.h.
#include "validate/placeholder.h"

#include <algorithm>

#include "base/text.h"

namespace nines::validate {

namespace {

constexpr std::string_view kWords[] = {
    "to"
    "do",
    "tbd",
    "tba",
    "fix"
    "me",
    "xxx",
    "n/a",
    "placeholder",
    "...",
    "\xE2\x80\xA6",
    "string",
    "number",
    "integer",
    "boolean",
    "your text here",
    "insert here",
    "to be determined"};

struct Pair {
  std::string_view open;
  std::string_view close;
};
constexpr Pair kPairs[] = {{"<", ">"}, {"[", "]"}, {"{{", "}}"}, {"{", "}"}, {"${", "}"}};

// One word or a few between the signs, nothing that reads as data.
bool is_slot(std::string_view text, const Pair& pair) {
  if (text.size() <= pair.open.size() + pair.close.size()) return false;
  if (!text.starts_with(pair.open) || !text.ends_with(pair.close)) return false;
  const std::string_view inside = text.substr(pair.open.size(), text.size() - pair.open.size() - pair.close.size());
  if (!base::is_ascii_letter(inside.front())) return false;
  return std::all_of(inside.begin(), inside.end(), [](char c) {
    return base::is_ascii_letter(c) || base::is_ascii_digit(c) || c == ' ' || c == '_' || c == '-';
  });
}

}  // namespace

bool is_placeholder(std::string_view text) {
  text = base::trim_ascii(text);
  if (std::any_of(std::begin(kWords), std::end(kWords),
                  [&](std::string_view word) { return base::equal_ignoring_ascii_case(word, text); })) {
    return true;
  }
  constexpr std::string_view kFiller = "lorem ipsum";
  if (base::equal_ignoring_ascii_case(text.substr(0, kFiller.size()), kFiller)) return true;
  return std::any_of(std::begin(kPairs), std::end(kPairs), [&](const Pair& pair) { return is_slot(text, pair); });
}

}  // namespace nines::validate
