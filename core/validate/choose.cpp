// Which candidate is the value. See choose.h.
#include "validate/choose.h"

#include <algorithm>
#include <utility>

namespace nines::validate {

namespace {

std::string_view part(std::string_view text, Span span) { return text.substr(span.from, span.to - span.from); }

Choice judge(const CompiledContract::Impl& contract, std::string_view text, CandidateList found) {
  Choice out;
  out.candidates = std::move(found);
  const std::vector<Candidate>& items = out.candidates.items;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (items[i].whole && meets(contract, part(text, items[i].span))) {
      out.holding.push_back(i);
    }
  }
  if (out.holding.empty()) return out;
  // Equal values leave no doubt; the last of them is what the text ends on.
  const std::string_view last = part(text, items[out.holding.back()].span);
  out.ambiguous = out.candidates.truncated || std::any_of(out.holding.begin(), out.holding.end(), [&](std::size_t i) {
                    return !same_value(contract, part(text, items[i].span), last);
                  });
  if (!out.ambiguous) out.taken = out.holding.back();
  return out;
}

}  // namespace

Choice choose_candidate(const CompiledContract::Impl& contract, const Layout& layout) {
  Choice in_fences = judge(contract, layout.text, fence_candidates(contract, layout));
  if (!in_fences.holding.empty()) {
    // Fences with something else in them (code, say) are no candidates.
    std::vector<Candidate> kept;
    for (const std::size_t i : in_fences.holding) kept.push_back(in_fences.candidates.items[i]);
    for (std::size_t k = 0; k < kept.size(); ++k) in_fences.holding[k] = k;
    if (in_fences.taken) in_fences.taken = kept.size() - 1;
    in_fences.candidates.items = std::move(kept);
    return in_fences;
  }
  return judge(contract, layout.text, scanned_candidates(contract, layout));
}

FindingList several_candidates(std::string_view text, const Choice& choice) {
  FindingList out;
  const std::vector<Candidate>& items = choice.candidates.items;
  if (items.size() < 2) return out;
  const std::string total = (choice.candidates.truncated ? "more than " : "") + std::to_string(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool holds = std::binary_search(choice.holding.begin(), choice.holding.end(), i);
    const std::string_view value = part(text, items[i].span);
    Finding finding = make_finding("W8", items[i].span,
                                   "candidate " + std::to_string(i + 1) + " of " + total + ": " + excerpt(value) +
                                       (choice.taken == i ? " is taken as the value"
                                        : holds           ? " meets the contract"
                                                          : " does not meet the contract"),
                                   "one value", excerpt(value));
    // How sure one may be that this is the value meant, were all candidates alike.
    finding.confidence = 1.0 / static_cast<double>(items.size());
    out.add(std::move(finding));
  }
  return out;
}

}  // namespace nines::validate
