// Labels in prose, as whole words and the longest that fits, in any case: one of another case is as good an answer, so
// that two labels are a doubt however they are written. "not yes" is no yes. See candidates.h.
#include <algorithm>

#include "base/text.h"
#include "validate/candidates.h"
#include "validate/contracts/label_list.h"
#include "validate/denial.h"
#include "validate/label_form.h"

namespace nines::validate {

namespace {

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
      if (label_ends(text, at, at + k)) best = k;
    }
    if (at + k >= text.size()) break;
    const char c = labels.ignores_case() ? base::fold_ascii(text[at + k]) : text[at + k];
    const unsigned wanted = static_cast<unsigned char>(c);
    low = lower_bound(labels, low, high, k, wanted);
    high = lower_bound(labels, low, high, k, wanted + 1);
  }
  return best;
}

// The longest label at `at`, as written or in another case. Single letters of another case are words, not slips: "a
// subjective question".
std::size_t longest_in_any_case(const CompiledContract::Impl& contract, std::string_view text, std::size_t at) {
  const std::size_t exact = longest_at({contract, false}, text, at);
  if (contract.contract.ignore_case) return exact;
  const std::size_t folded = longest_at({contract, true}, text, at);
  return folded > 1 ? std::max(exact, folded) : exact;
}

std::string label_of(std::string_view text, const Candidate& item) {
  return base::fold_ascii(text.substr(item.span.from, item.span.to - item.span.from));
}

bool stands(const Segment& segment, std::size_t passed, std::size_t at, std::size_t end) {
  const std::string_view text = segment.text;
  return !is_negated(text, passed, at) && !is_denied_behind(text, end) &&
         !is_article_or_pronoun(text, segment.from, at, end - at) && !is_determiner(text, segment.from, at, end);
}

void scan(const CompiledContract::Impl& contract, const Segment& segment, CandidateList& out) {
  const std::string_view text = segment.text;
  std::size_t at = segment.from;
  std::size_t passed = segment.from;  // behind the last label
  const std::size_t already = out.items.size();
  std::vector<Candidate> asked;
  while (at < text.size() && !out.truncated) {
    const std::size_t length =
        label_begins(text, segment.from, at) ? longest_in_any_case(contract, text, at) : std::size_t{0};
    if (length > 0) {
      const Candidate found{{at, at + length}, segment.fence, true};
      const bool in_question = is_asked(text, segment.from, at, at + length);
      const bool counts = stands(segment, passed, at, at + length);
      if (counts && in_question && asked.size() < kMaxCandidates) asked.push_back(found);
      if (counts && !in_question) out.add(found);
      passed = at + length;
    }
    at += length > 0 ? length : base::decode_utf8(text, at).length;
  }
  // What a question names is no answer: "Is it yes? No." Where there is nothing else, "yes or no?" tells of both.
  const auto differs = [&](const Candidate& item) { return label_of(text, item) != label_of(text, asked.front()); };
  const bool both = out.items.size() == already && std::any_of(asked.begin(), asked.end(), differs);
  for (std::size_t i = 0; both && i < asked.size(); ++i) out.add(asked[i]);
}

// Where an answer may hold several labels, those with nothing but separators between them are one.
void join_lists(std::string_view text, std::size_t already, CandidateList& out) {
  std::vector<Candidate>& items = out.items;
  std::size_t kept = already;
  for (std::size_t i = already; i < items.size(); ++i) {
    const std::size_t end = kept > already ? items[kept - 1].span.to : 0;
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
  scan(contract, segment, out);
  if (contract.contract.max_labels > 1) {
    join_lists(segment.text, already, out);
  } else {
    settle_by_form(segment, already, out);
  }
}

}  // namespace nines::validate
