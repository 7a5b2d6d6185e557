// Which candidate is the value. See choose.h.
#include "validate/choose.h"

#include <algorithm>
#include <utility>

namespace nines::validate {

namespace {

std::string_view part(std::string_view text, Span span) { return text.substr(span.from, span.to - span.from); }

// Equal values leave no doubt; the last that holds is what the text ends on. One that would hold in another notation
// is as good an answer, so that another value beside it is a doubt.
Choice judge(const CompiledContract::Impl& contract, std::string_view text, CandidateList found) {
  Choice out;
  out.candidates = std::move(found);
  const std::vector<Candidate>& items = out.candidates.items;
  std::vector<std::size_t> meant;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!items[i].whole) continue;
    const std::string_view value = part(text, items[i].span);
    if (meets(contract, value)) {
      out.holding.push_back(i);
      meant.push_back(i);
    } else if (contract.contract.kind != ContractKind::json_schema && check_value(contract, value).but_for_notation) {
      meant.push_back(i);
    }
  }
  if (meant.empty()) return out;
  const std::string_view last = part(text, items[meant.back()].span);
  out.ambiguous = std::any_of(meant.begin(), meant.end(),
                              [&](std::size_t i) { return !same_value(contract, part(text, items[i].span), last); });
  if (!out.holding.empty()) out.ambiguous = out.ambiguous || out.candidates.truncated;
  if (!out.ambiguous && !out.holding.empty()) out.taken = out.holding.back();
  return out;
}

}  // namespace

Choice choose_candidate(const CompiledContract::Impl& contract, const Layout& layout) {
  Choice in_fences = judge(contract, layout.text, fence_candidates(contract, layout));
  if (in_fences.ambiguous && in_fences.holding.empty()) return in_fences;
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
