// What the words around an answer say about it. See denial.h.
#include "validate/denial.h"

#include <algorithm>

#include "base/text.h"

namespace nines::validate {

namespace {

constexpr std::size_t kNegationWords = 8;    // "I don't think it is positive"
constexpr std::size_t kNegationBytes = 120;  // and no further than this
constexpr std::size_t kDenialWords = 6;      // "positive would not be a good answer"
constexpr std::string_view kClauseEnds = ".,;:!?\n()[]";
constexpr std::string_view kAround = " \t*_\"'`";

template <std::size_t kCount>
bool is_among(const std::string_view (&words)[kCount], std::string_view word) {
  return std::any_of(std::begin(words), std::end(words),
                     [&](std::string_view row) { return base::equal_ignoring_ascii_case(word, row); });
}

bool ends_in_nt(std::string_view word) { return word.ends_with("n't") || word.ends_with("n\xE2\x80\x99t"); }  // U+2019

bool is_negator(std::string_view word) {
  constexpr std::string_view kNegators[] = {"not",    "never",  "neither", "nor",     "without", "cannot",
                                            "hardly", "barely", "nothing", "nowhere", "unlikely"};
  if (is_among(kNegators, word)) return true;
  if (word.size() >= 4 && base::equal_ignoring_ascii_case(word.substr(word.size() - 4), "non-")) return true;
  return ends_in_nt(word);
}

// `phrase` in `text` as whole words; case and the words around it do not matter.
bool holds_phrase(std::string_view text, std::string_view phrase) {
  const auto letter_at = [&](std::size_t at) { return at < text.size() && base::is_ascii_letter(text[at]); };
  for (std::size_t at = 0; at + phrase.size() <= text.size(); ++at) {
    if (!base::equal_ignoring_ascii_case(text.substr(at, phrase.size()), phrase)) continue;
    if ((at == 0 || !letter_at(at - 1)) && !letter_at(at + phrase.size())) return true;
  }
  return false;
}

template <std::size_t kCount>
bool holds_one_of(const std::string_view (&phrases)[kCount], std::string_view text) {
  return std::any_of(std::begin(phrases), std::end(phrases),
                     [&](std::string_view phrase) { return holds_phrase(text, phrase); });
}

// They deny whatever follows in the clause, however far behind.
bool denies_clause(std::string_view clause) {
  constexpr std::string_view kPhrases[] = {
      "not the case", "not true",  "not correct", "untrue",   "false that", "incorrect", "wrong to",   "wrong that",
      "i doubt",      "doubtful",  "deny",        "denies",   "denied",     "refuse",    "refuses",    "rule out",
      "rules out",    "ruled out", "far from",    "reject",   "rejects",    "rejected",  "instead of", "opposite of",
      "anything but", "exclude",   "excludes",    "excluded", "no longer",  "unable"};
  return holds_one_of(kPhrases, clause);
}

// The words of the clause before `at`, behind a "but" that turns away from what was denied.
std::string_view clause_before(std::string_view text, std::size_t from, std::size_t at) {
  if (at - from > kNegationBytes) from = at - kNegationBytes;
  std::string_view left = text.substr(from, at - from);
  const std::size_t stop = left.find_last_of(kClauseEnds);
  if (stop != std::string_view::npos) left.remove_prefix(stop + 1);
  return left;
}

// The next word of `rest`, taken from it; "" at its end.
std::string_view next_word(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(kAround), rest.size()));
  const std::string_view word = rest.substr(0, rest.find_first_of(" \t"));
  rest.remove_prefix(word.size());
  const std::size_t last = word.find_last_not_of(kAround);
  return word.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

}  // namespace

bool is_negated(std::string_view text, std::size_t from, std::size_t at) {
  std::string_view left = clause_before(text, from, at);
  if (denies_clause(left)) return true;
  for (std::size_t word = 0; word < kNegationWords; ++word) {
    const std::size_t end = left.find_last_not_of(kAround);
    if (end == std::string_view::npos) return false;
    left = left.substr(0, end + 1);
    const std::size_t start = left.find_last_of(" \t") + 1;  // npos + 1 = 0
    std::string_view last = left.substr(start);
    last.remove_prefix(std::min(last.find_first_not_of(kAround), last.size()));
    if (base::equal_ignoring_ascii_case(last, "but")) return false;
    // "no positive words", "rather than positive": only right before the answer.
    const bool close = base::equal_ignoring_ascii_case(last, "no") || base::equal_ignoring_ascii_case(last, "than");
    if (is_negator(last) || (word == 0 && close)) return true;
    left = left.substr(0, start);
  }
  return false;
}

bool is_denied_behind(std::string_view text, std::size_t at) {
  constexpr std::string_view kVerbs[] = {"is",    "was",  "are",    "were",  "would",   "can",   "could",
                                         "seems", "does", "should", "looks", "appears", "sounds"};
  constexpr std::string_view kDenials[] = {"not",    "wrong", "incorrect",  "false",   "never", "cannot",   "excluded",
                                           "untrue", "ruled", "impossible", "mistake", "error", "mistaken", "unlikely"};
  std::string_view rest = text.substr(at, kNegationBytes);
  rest = rest.substr(0, rest.find_first_of(kClauseEnds));
  const std::string_view verb = next_word(rest);
  if (ends_in_nt(verb)) {
    constexpr std::string_view kStems[] = {"is", "was", "are", "were", "ca", "could", "does", "would", "should", "wo"};
    return is_among(kStems, verb.substr(0, verb.find_last_of('n')));
  }
  if (base::equal_ignoring_ascii_case(verb, "cannot")) return true;
  if (!is_among(kVerbs, verb)) return false;
  for (std::size_t word = 0; word < kDenialWords; ++word) {
    const std::string_view next = next_word(rest);
    constexpr std::string_view kTurns[] = {"because", "and", "since", "as", "so", "but"};
    if (next.empty() || is_among(kTurns, next)) return false;
    if (is_among(kDenials, next)) return true;
  }
  return false;
}

bool is_asked(std::string_view text, std::size_t begin, std::size_t from, std::size_t at) {
  constexpr std::string_view kSentenceEnds = ".!?\n";
  const std::string_view behind = text.substr(at, kNegationBytes);
  const std::size_t end = behind.find_first_of(kSentenceEnds);
  if (end == std::string_view::npos || behind[end] != '?') return false;
  if (from - begin > kNegationBytes) begin = from - kNegationBytes;
  std::string_view left = text.substr(begin, from - begin);
  const std::size_t stop = left.find_last_of(kSentenceEnds);
  if (stop != std::string_view::npos) left.remove_prefix(stop + 1);
  const auto has_words = [](std::string_view part) {
    return std::any_of(part.begin(), part.end(), base::is_ascii_letter);
  };
  return has_words(left) || has_words(behind.substr(0, end));
}

bool is_corrected(std::string_view text, std::size_t from, std::size_t to) {
  constexpr std::string_view kWords[] = {"wait",  "actually", "correction",     "corrected", "correct that",
                                         "sorry", "instead",  "on reflection",  "hmm",       "scratch that",
                                         "oops",  "however",  "second thought", "rather",    "final answer"};
  return holds_one_of(kWords, text.substr(from, to - from));
}

}  // namespace nines::validate
