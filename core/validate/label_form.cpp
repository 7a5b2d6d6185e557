// What the signs and words around a label say. See label_form.h.
#include "validate/label_form.h"

#include <algorithm>

#include "base/text.h"
#include "validate/contracts/label_list.h"
#include "validate/denial.h"

namespace nines::validate {

namespace {

constexpr std::string_view kMarks = " \t*_\"'`([{";
constexpr std::string_view kMarksBehind = " \t*_\"'`)]}";
constexpr std::string_view kTypographic[] = {"\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x98", "\xE2\x80\x99"};
constexpr std::string_view kDashes[] = {"\xE2\x80\x92", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x88\x92"};

// Letters, digits and '_', in any script; marks and symbols outside ASCII are none.
bool is_word(char32_t c) {
  if (c < 0x80) {
    const auto ascii = static_cast<char>(c);
    return base::is_ascii_letter(ascii) || base::is_ascii_digit(ascii) || ascii == '_';
  }
  const bool mark = c < 0xC0 || (c >= 0x2000 && c < 0x2C00) || (c >= 0x3000 && c < 0x3040) ||
                    (c >= 0xFF00 && c < 0xFF10) || c >= 0x1F000;
  return !mark;
}

bool word_before(std::string_view text, std::size_t from, std::size_t at) {
  if (at <= from) return false;
  std::size_t start = at - 1;
  while (start > from && at - start < 4 && (static_cast<unsigned char>(text[start]) & 0xC0U) == 0x80U) {
    --start;
  }
  return is_word(base::decode_utf8(text, start).value);
}

bool word_at(std::string_view text, std::size_t at) {
  return at < text.size() && is_word(base::decode_utf8(text, at).value);
}

bool digit_at(std::string_view text, std::size_t at) { return at < text.size() && base::is_ascii_digit(text[at]); }

bool letter_at(std::string_view text, std::size_t at) { return at < text.size() && base::is_ascii_letter(text[at]); }

template <std::size_t kCount>
std::size_t one_of_at(const std::string_view (&rows)[kCount], std::string_view rest) {
  for (const std::string_view row : rows) {
    if (rest.starts_with(row)) return row.size();
  }
  return 0;
}

// ".5", "-5", "+5", "$5", "1,5", "1/5": what stands right before says that the digits are part of another number.
bool number_goes_on_before(std::string_view text, std::size_t begin, std::size_t at) {
  if (at == begin) return false;
  const char c = text[at - 1];
  if (std::string_view("-+.$").find(c) != std::string_view::npos) return true;
  const bool joint = std::string_view(",:/^*'").find(c) != std::string_view::npos;
  if (joint && at >= begin + 2 && base::is_ascii_digit(text[at - 2])) return true;
  return at >= begin + 3 && one_of_at(kDashes, text.substr(at - 3, 3)) > 0;
}

bool number_goes_on_behind(std::string_view text, std::size_t to) {
  if (to >= text.size()) return false;
  if (text[to] == '%') return true;
  const std::size_t dash = one_of_at(kDashes, text.substr(to));
  const bool joint = std::string_view(".,:/^*+-'").find(text[to]) != std::string_view::npos;
  return digit_at(text, to + (dash > 0 ? dash : 1)) && (joint || dash > 0);
}

// "A.I.", "U.S.": single letters with dots between them.
bool in_abbreviation(std::string_view text, std::size_t from, std::size_t to) {
  const bool goes_on = to + 1 < text.size() && text[to] == '.' && letter_at(text, to + 1) && !letter_at(text, to + 2);
  const bool began = from >= 2 && text[from - 1] == '.' && letter_at(text, from - 2);
  return goes_on || began;
}

// A sign right behind that makes another word of it: A+, C++, C#, A-, positive-ish, A's.
bool becomes_other_word(std::string_view text, std::size_t from, std::size_t to) {
  if (to >= text.size()) return false;
  const char c = text[to];
  const bool letter = letter_at(text, to + 1);
  if (c == '-') return letter || (to - from <= 2 && (to + 1 >= text.size() || text[to + 1] != '-'));
  if (c == '\'') return letter && (from == 0 || text[from - 1] != '\'');
  if (text.substr(to).starts_with("\xE2\x80\x99")) return letter_at(text, to + 3);
  return (c == '+' || c == '#') && to - from <= 2;
}

// What stands before `at` without marks of emphasis and quotes.
std::string_view before_marks(std::string_view text, std::size_t begin, std::size_t at) {
  std::string_view left = text.substr(begin, at - begin);
  for (;;) {
    const std::size_t size = left.size();
    while (!left.empty() && kMarks.find(left.back()) != std::string_view::npos) left.remove_suffix(1);
    if (left.size() >= 3 && one_of_at(kTypographic, left.substr(left.size() - 3)) > 0) left.remove_suffix(3);
    if (left.size() == size) return left;
  }
}

std::string_view behind_marks(std::string_view text, std::size_t at) {
  std::string_view rest = text.substr(at);
  for (;;) {
    const std::size_t size = rest.size();
    while (!rest.empty() && kMarksBehind.find(rest.front()) != std::string_view::npos) rest.remove_prefix(1);
    rest.remove_prefix(one_of_at(kTypographic, rest));
    if (rest.size() == size) return rest;
  }
}

bool begins_clause(std::string_view text, std::size_t begin, std::size_t at) {
  const std::string_view left = before_marks(text, begin, at);
  if (left.empty()) return true;
  if (std::string_view(".!?:\n").find(left.back()) != std::string_view::npos) return true;
  // A bullet of its own line.
  const std::string_view line = base::trim_ascii(left.substr(left.find_last_of('\n') + 1));
  return line == "-" || line == "+" || line == "\xE2\x80\xA2" || line == "#" || line == "##" || line == "###";
}

bool ends_clause(std::string_view text, std::size_t to) {
  const std::string_view rest = behind_marks(text, to);
  if (rest.empty() || std::string_view(".,;:!?\r\n").find(rest.front()) != std::string_view::npos) return true;
  return one_of_at(kDashes, rest) > 0 || rest.starts_with("- ") || rest.starts_with("\xE2\x80\xA6");
}

// "The answer is no because …" names an answer within a sentence.
bool behind_answer_word(std::string_view text, std::size_t begin, std::size_t at) {
  constexpr std::string_view kNouns[] = {"answer", "label",    "choice",   "verdict", "decision",  "classification",
                                         "class",  "category", "response", "rating",  "conclusion"};
  constexpr std::size_t kFar = 120;
  begin = std::max(begin, at > kFar ? at - kFar : 0);
  std::string_view left = text.substr(begin, at - begin);
  left.remove_prefix(left.find_last_of(".,;!?\n") + 1);  // npos + 1 = 0
  const std::string folded = base::fold_ascii(left);
  return std::any_of(std::begin(kNouns), std::end(kNouns),
                     [&](std::string_view noun) { return folded.find(noun) != std::string::npos; });
}

std::string folded(std::string_view text, Span span) {
  return base::fold_ascii(text.substr(span.from, span.to - span.from));
}

// Nothing but signs and "and" or "or" between two labels.
bool in_a_row(std::string_view text, std::size_t from, std::size_t to) {
  std::string_view between = base::trim_ascii(text.substr(from, to - from));
  if (between.size() >= 2 && base::equal_ignoring_ascii_case(between.substr(between.size() - 2), "or")) {
    between.remove_suffix(2);
  }
  return from == to || between.empty() || between == "/" || joins_labels(between);
}

}  // namespace

bool label_begins(std::string_view text, std::size_t begin, std::size_t at) {
  if (word_before(text, begin, at) && word_at(text, at)) return false;
  if (digit_at(text, at)) return !number_goes_on_before(text, begin, at);
  // "semi-positive" is another word; "non-positive" is told as a denial.
  const bool compound = at >= begin + 2 && text[at - 1] == '-' && letter_at(text, at) && letter_at(text, at - 2);
  return !compound || is_negated(text, begin, at);
}

bool label_ends(std::string_view text, std::size_t from, std::size_t to) {
  if (to == from) return false;
  const auto last = static_cast<unsigned char>(text[to - 1]);
  const bool word = is_word(last < 0x80 ? static_cast<char32_t>(last) : U'\u00E9');
  if (!word) return true;
  if (word_at(text, to)) return false;
  if (base::is_ascii_digit(text[to - 1]) && number_goes_on_behind(text, to)) return false;
  if (becomes_other_word(text, from, to)) return false;
  return to - from > 1 || !letter_at(text, from) || !in_abbreviation(text, from, to);
}

// A stands for the article only where a sentence begins.
bool is_article_or_pronoun(std::string_view text, std::size_t from, std::size_t at, std::size_t length) {
  if (length != 1 || (text[at] != 'A' && text[at] != 'I')) return false;
  std::string_view rest = text.substr(at + 1);
  if (rest.size() < 2 || rest.front() != ' ' || !base::is_ascii_letter(rest[1])) return false;
  const std::string_view left = base::trim_ascii(text.substr(from, at - from));
  constexpr std::string_view kSentenceEnds = ".!?\n";
  const bool begins = left.empty() || kSentenceEnds.find(left.back()) != std::string_view::npos || text[at - 1] == '\n';
  if (text[at] == 'A' && !begins) return false;
  rest.remove_prefix(1);
  const std::string_view word = rest.substr(0, rest.find(' '));
  return word != "or" && word != "and" && word != "is" && word != "because";
}

bool is_determiner(std::string_view text, std::size_t begin, std::size_t at, std::size_t end) {
  if (!base::equal_ignoring_ascii_case(text.substr(at, end - at), "no")) return false;
  if (end + 1 >= text.size() || text[end] != ' ' || !letter_at(text, end + 1)) return false;
  std::string_view rest = text.substr(end + 1);
  std::size_t length = 0;
  while (letter_at(rest, length)) ++length;
  constexpr std::string_view kReasons[] = {
      "because", "since", "as",  "if",   "and", "or",  "but", "for",   "due", "so", "it",  "this", "that", "there",
      "i",       "we",    "you", "they", "he",  "she", "is",  "would", "in",  "to", "the", "with", "on",   "at"};
  const std::string_view word = rest.substr(0, length);
  const bool reason = std::any_of(std::begin(kReasons), std::end(kReasons),
                                  [&](std::string_view row) { return base::equal_ignoring_ascii_case(word, row); });
  return !reason ||
         !(begins_clause(text, begin, at) || behind_answer_word(text, begin, at) || word == "and" || word == "or");
}

void settle_by_form(const Segment& segment, std::size_t already, CandidateList& out) {
  std::vector<Candidate>& items = out.items;
  const std::string_view text = segment.text;
  if (out.truncated || items.size() < already + 2) return;
  std::string answer;
  for (std::size_t i = already; i < items.size(); ++i) {
    const Span span = items[i].span;
    if (!begins_clause(text, segment.from, span.from) || !ends_clause(text, span.to)) continue;
    const std::string label = folded(text, span);
    if (!answer.empty() && answer != label) return;
    answer = label;
  }
  if (answer.empty()) return;
  for (std::size_t i = already; i < items.size(); ++i) {
    const Span span = items[i].span;
    const bool other = folded(text, span) != answer;
    const bool row = i > already && folded(text, items[i - 1].span) != folded(text, span) &&
                     in_a_row(text, items[i - 1].span.to, span.from);
    const bool as_good = other && (begins_clause(text, segment.from, span.from) || ends_clause(text, span.to) ||
                                   behind_answer_word(text, segment.from, span.from));
    if (row || as_good) return;
  }
  if (is_corrected(text, items[already].span.to, items.back().span.from)) return;
  const auto aside = [&](const Candidate& item) { return folded(text, item.span) != answer; };
  items.erase(std::remove_if(items.begin() + static_cast<std::ptrdiff_t>(already), items.end(), aside), items.end());
}

}  // namespace nines::validate
