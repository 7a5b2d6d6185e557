// Right answers made wrong while their form stays good: what a grader or judge must not accept. For texts with or
// without JSON. See mutator.h.
#include <algorithm>
#include <array>

#include "base/text.h"
#include "validate/selftest/mutator.h"

namespace nines::validate {

namespace {

using base::JsonKind;
using base::PhiloxReader;
using MaybeEdit = std::optional<Edit>;

// Runs of digits in the text, outside longer words ("A-1041" has one, "sha1" none).
std::vector<Span> whole_numbers(std::string_view text) {
  std::vector<Span> out;
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  for (std::size_t at = 0; at < text.size();) {
    if (!base::is_ascii_digit(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && base::is_ascii_digit(text[end])) ++end;
    const bool inside = (at > 0 && letter(text[at - 1])) || (end < text.size() && letter(text[end]));
    if (!inside) out.push_back({at, end});
    at = end;
  }
  return out;
}

std::optional<Span> some_number(const Passing& passing, PhiloxReader& draws) {
  const std::vector<Span> numbers = whole_numbers(passing.text);
  if (numbers.empty()) return std::nullopt;
  return numbers[drawn(draws, numbers.size())];
}

std::string digits_of(const Passing& passing, Span span) {
  return std::string(passing.text.substr(span.from, span.to - span.from));
}

// The last digit moves by one; a carry is avoided, so the number keeps its length.
MaybeEdit off_by_one(const Passing& passing, PhiloxReader& draws) {
  const auto span = some_number(passing, draws);
  if (!span) return std::nullopt;
  std::string digits = digits_of(passing, *span);
  digits.back() = static_cast<char>(digits.back() == '9' ? '8' : digits.back() + 1);
  return Edit{*span, digits};
}

MaybeEdit digits_swapped(const Passing& passing, PhiloxReader& draws) {
  const auto span = some_number(passing, draws);
  if (!span) return std::nullopt;
  std::string digits = digits_of(passing, *span);
  for (std::size_t i = digits.size(); i-- > 1;) {
    const bool leading_zero = i == 1 && digits[i] == '0';
    if (digits[i] == digits[i - 1] || leading_zero) continue;
    std::swap(digits[i], digits[i - 1]);
    return Edit{*span, digits};
  }
  return std::nullopt;
}

MaybeEdit ten_times(const Passing& passing, PhiloxReader& draws) {
  const auto span = some_number(passing, draws);
  if (!span || digits_of(passing, *span) == "0") return std::nullopt;
  const bool fraction = span->from > 0 && passing.text[span->from - 1] == '.';
  if (fraction) return std::nullopt;
  return Edit{{span->to, span->to}, "0"};
}

struct Opposite {
  const char* word;
  const char* other;
};
constexpr std::array kOpposites{
    Opposite{"true", "false"},        Opposite{"yes", "no"},
    Opposite{"positive", "negative"}, Opposite{"approved", "rejected"},
    Opposite{"increase", "decrease"}, Opposite{"higher", "lower"},
    Opposite{"before", "after"},      Opposite{"pass", "fail"},
    Opposite{"correct", "incorrect"}, Opposite{"allowed", "forbidden"},
    Opposite{"is", "is not"},         Opposite{"can", "cannot"},
};

struct Found {
  Span span;
  const char* instead;
};

void find_word(std::string_view text, const char* word, const char* instead, std::vector<Found>& out) {
  const std::string_view wanted(word);
  const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  for (std::size_t at = text.find(wanted); at != std::string_view::npos; at = text.find(wanted, at + 1)) {
    const std::size_t end = at + wanted.size();
    const bool inside = (at > 0 && letter(text[at - 1])) || (end < text.size() && letter(text[end]));
    const bool longer = std::string_view(instead).size() > wanted.size() && text.substr(at).starts_with(instead);
    if (!inside && !longer) out.push_back({{at, end}, instead});
  }
}

MaybeEdit turned_round(const Passing& passing, PhiloxReader& draws) {
  std::vector<Found> found;
  for (const Opposite& pair : kOpposites) {
    find_word(passing.text, pair.word, pair.other, found);
    find_word(passing.text, pair.other, pair.word, found);
  }
  if (found.empty()) return std::nullopt;
  const Found& one = found[drawn(draws, found.size())];
  return Edit{one.span, one.instead};
}

MaybeEdit sign_flipped(const Passing& passing, PhiloxReader& draws) {
  const auto span = some_number(passing, draws);
  if (!span || digits_of(passing, *span).find_first_not_of('0') == std::string::npos) return std::nullopt;
  const char before = span->from > 0 ? passing.text[span->from - 1] : ' ';
  if (before == '-' && span->from > 1 && passing.text[span->from - 2] == ' ')
    return Edit{{span->from - 1, span->from}, ""};
  constexpr std::string_view kStarts = " :[,(=$";
  if (kStarts.find(before) == std::string_view::npos) return std::nullopt;
  return Edit{{span->from, span->from}, "-"};
}

// Two values of an object or array change places.
MaybeEdit values_swapped(const Passing& passing, PhiloxReader& draws) {
  if (passing.tree == nullptr) return std::nullopt;
  std::vector<std::uint32_t> first;
  for (std::uint32_t i = 0; i < passing.tree->nodes.size(); ++i) {
    const std::uint32_t next = passing.tree->node(i).next_sibling;
    const bool pair = next != base::kNoNode && passing.tree->node(i).kind == passing.tree->node(next).kind;
    if (pair && passing.tree->source(i) != passing.tree->source(next)) first.push_back(i);
  }
  if (first.empty()) return std::nullopt;
  const std::uint32_t a = first[drawn(draws, first.size())];
  const std::uint32_t b = passing.tree->node(a).next_sibling;
  const base::JsonNode& left = passing.tree->node(a);
  const base::JsonNode& right = passing.tree->node(b);
  const std::string between(passing.text.substr(left.end, right.begin - left.end));
  return Edit{{left.begin, right.end},
              std::string(passing.tree->source(b)) + between + std::string(passing.tree->source(a))};
}

// Half of the words, ending on a whole one: for free text.
MaybeEdit half_left_out(const Passing& passing, PhiloxReader& /*draws*/) {
  if (passing.tree != nullptr) return std::nullopt;
  const std::size_t space = passing.text.find(' ', passing.text.size() / 2);
  if (space == std::string_view::npos) return std::nullopt;
  return Edit{{space, passing.text.size()}, ""};
}

constexpr BreakageInfo info(const char* code, const char* name) { return {code, name, MutantFamily::answers}; }

constexpr std::array kAnswerMutators{
    Mutator{info("off_by_one", "a number off by one"), off_by_one},
    Mutator{info("digits_swapped", "two digits swapped"), digits_swapped},
    Mutator{info("ten_times", "a number ten times as large"), ten_times},
    Mutator{info("sign_flipped", "the sign of a number flipped"), sign_flipped},
    Mutator{info("turned_round", "a word turned into its opposite"), turned_round},
    Mutator{info("values_swapped", "two values swapped"), values_swapped},
    Mutator{info("half_left_out", "the second half left out"), half_left_out},
};

}  // namespace

std::span<const Mutator> answer_mutators() { return kAnswerMutators; }

}  // namespace nines::validate
