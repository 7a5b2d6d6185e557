// Labels in prose, as whole words and the longest that fits; "not yes" is no yes. Only when none
// stands there as written are those taken that differ by case. See candidates.h.
#include <algorithm>

#include "base/text.h"
#include "validate/candidates.h"
#include "validate/contracts/label_list.h"

namespace nines::validate {

namespace {

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

bool is_word_byte(char c) {
  return is_word(static_cast<unsigned char>(c) < 0x80 ? static_cast<char32_t>(c) : U'\u00E9');
}

// The sorted texts to look for: the labels as compared, or all of them with case folded.
struct LabelView {
  const CompiledContract::Impl& contract;
  bool folded = false;

  [[nodiscard]] std::size_t size() const { return folded ? contract.folded_labels.size() : contract.labels.size(); }
  [[nodiscard]] std::string_view operator[](std::size_t i) const {
    return folded ? contract.folded_labels[i].first : contract.labels[i];
  }
  [[nodiscard]] bool ignores_case() const { return folded || contract.contract.ignore_case; }
};

// First label in [low, high) whose byte k is not below `wanted`.
std::size_t lower_bound(const LabelView& labels, std::size_t low, std::size_t high, std::size_t k, unsigned wanted) {
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (static_cast<unsigned char>(labels[middle][k]) < wanted) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

// Length of the longest label that stands at `at` and ends at a word boundary; 0 = none. Narrows
// the range of labels that agree so far, byte by byte.
std::size_t longest_at(const LabelView& labels, std::string_view text, std::size_t at) {
  std::size_t best = 0;
  std::size_t low = 0;
  std::size_t high = labels.size();
  for (std::size_t k = 0; low < high; ++k) {
    for (; low < high && labels[low].size() == k; ++low) {
      if (!word_at(text, at + k) || !is_word_byte(labels[low].back())) best = k;
    }
    if (at + k >= text.size()) break;
    const char c = labels.ignores_case() ? base::fold_ascii(text[at + k]) : text[at + k];
    const unsigned wanted = static_cast<unsigned char>(c);
    low = lower_bound(labels, low, high, k, wanted);
    high = lower_bound(labels, low, high, k, wanted + 1);
  }
  return best;
}

// "A person may …" and "I think …" hold no answer, though A and I may be labels; "A or B" and "A
// because …" do. A stands for the article only where a sentence begins.
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

void scan(const LabelView& labels, const Segment& segment, CandidateList& out) {
  const std::string_view text = segment.text;
  std::size_t at = segment.from;
  std::size_t passed = segment.from;  // behind the last label
  while (at < text.size() && !out.truncated) {
    const bool inside_word = word_before(text, segment.from, at) && word_at(text, at);
    std::size_t length = inside_word ? 0 : longest_at(labels, text, at);
    // Single letters of the other case are words, not slips: "a subjective question".
    if (labels.folded && length == 1) length = 0;
    if (length > 0) {
      const bool stands = !is_negated(text, passed, at) && !is_article_or_pronoun(text, passed, at, length);
      if (stands) out.add({{at, at + length}, segment.fence, true});
      passed = at + length;
    }
    at += length > 0 ? length : base::decode_utf8(text, at).length;
  }
}

// Where an answer may hold several labels, those with nothing but separators between them are one.
void join_lists(std::string_view text, std::size_t already, CandidateList& out) {
  std::vector<Candidate>& items = out.items;
  const auto first = items.begin() + static_cast<std::ptrdiff_t>(already);
  std::stable_sort(first, items.end(),
                   [](const Candidate& a, const Candidate& b) { return a.span.from < b.span.from; });
  std::size_t kept = already;
  for (std::size_t i = already; i < items.size(); ++i) {
    const std::size_t end = kept > already ? items[kept - 1].span.to : 0;
    if (kept > already && items[i].span.from < end) continue;  // found under both views
    const bool joined = kept > already && joins_labels(text.substr(end, items[i].span.from - end));
    if (joined) {
      items[kept - 1].span.to = items[i].span.to;
    } else {
      items[kept++] = items[i];
    }
  }
  items.resize(kept);
}

}  // namespace

std::size_t label_at(const CompiledContract::Impl& contract, std::string_view text, std::size_t at) {
  return longest_at({contract, false}, text, at);
}

void scan_labels(const CompiledContract::Impl& contract, const Segment& segment, CandidateList& out) {
  const std::size_t already = out.items.size();
  scan({contract, false}, segment, out);
  const bool several = contract.contract.max_labels > 1;
  const bool none = out.items.size() == already;
  // In a list a label of another case is one of its items: leaving it out would drop an answer.
  if ((none || several) && !contract.contract.ignore_case) scan({contract, true}, segment, out);
  if (several) join_lists(segment.text, already, out);
}

}  // namespace nines::validate
