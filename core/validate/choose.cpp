// Which candidate is the value. See choose.h.
#include "validate/choose.h"

#include <algorithm>
#include <utility>

#include "validate/denial.h"
#include "validate/syntax.h"

namespace nines::validate {

namespace {

std::string_view part(std::string_view text, Span span) { return text.substr(span.from, span.to - span.from); }

// What a candidate says, in the contract's own notation.
struct Meaning {
  enum Kind { none, holds, repairable, unclear } kind = none;
  std::string text;
};

// A value that was cut may have become anything, unless it is already of another shape than the contract asks for.
bool may_become_value(const Attempt& attempt) {
  return std::none_of(attempt.defects.items.begin(), attempt.defects.items.end(),
                      [](const Finding& defect) { return defect.code == "C2" || defect.code == "C4"; });
}

bool is_cut(const Attempt& attempt) {
  return std::any_of(attempt.defects.items.begin(), attempt.defects.items.end(),
                     [](const Finding& defect) { return defect.code[0] == 'X' && defect.code != "X9"; });
}

// JSON that does not read: what the repairs make of the piece alone.
Meaning meaning_of_broken(const CompiledContract::Impl& contract, std::string_view piece, bool ended) {
  const Layout layout{piece, {}, {}, 0, piece.size()};
  Attempt attempt =
      attempt_repair(contract, EditedText(piece), layout, {{0, piece.size()}, kNoFence, false, ended}, nullptr);
  if (attempt.holds) return {Meaning::repairable, std::string(attempt.text.text())};
  const bool unclear = attempt.ambiguous || (is_cut(attempt) && may_become_value(attempt));
  return {unclear ? Meaning::unclear : Meaning::none, {}};
}

Meaning meaning_of(const CompiledContract::Impl& contract, std::string_view piece, const Candidate& candidate) {
  if (!candidate.whole) return {};
  if (meets(contract, piece)) return {Meaning::holds, std::string(piece)};
  if (contract.contract.kind == ContractKind::json_schema) return {};
  const Check check = check_value(contract, piece);
  if (check.but_for_notation) return {Meaning::repairable, std::string(piece)};
  if (contract.contract.kind != ContractKind::labels || !check.reads) return {};
  return {Meaning::repairable, apply_edits(piece, merged_edits(check.misses.items))};
}

// Equal values leave no doubt; the last that holds is what the text ends on.
Choice judge(const CompiledContract::Impl& contract, std::string_view text, CandidateList found) {
  Choice out;
  out.candidates = std::move(found);
  const std::vector<Candidate>& items = out.candidates.items;
  std::vector<Meaning> meanings;
  for (const Candidate& item : items) meanings.push_back(meaning_of(contract, part(text, item.span), item));
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (meanings[i].kind == Meaning::holds) out.holding.push_back(i);
  }
  for (std::size_t i = 0; i < items.size() && contract.json && !out.holding.empty(); ++i) {
    const std::string_view piece = part(text, items[i].span);
    const bool broken = meanings[i].kind == Meaning::none && !base::read_json(piece, json_limits()).ok;
    if (broken) meanings[i] = meaning_of_broken(contract, piece, items[i].ended);
  }
  const Meaning* last = nullptr;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool rival = meanings[i].kind == Meaning::repairable || meanings[i].kind == Meaning::unclear;
    if (rival) out.rivals.push_back(i);
    if (rival || meanings[i].kind == Meaning::holds) last = &meanings[i];
  }
  if (last == nullptr) return out;
  out.ambiguous = std::any_of(meanings.begin(), meanings.end(), [&](const Meaning& meaning) {
    if (meaning.kind == Meaning::none || &meaning == last) return false;
    return meaning.kind == Meaning::unclear || last->kind == Meaning::unclear ||
           !same_value(contract, meaning.text, last->text);
  });
  if (!out.holding.empty()) out.ambiguous = out.ambiguous || out.candidates.truncated;
  if (!out.ambiguous && !out.holding.empty()) out.taken = out.holding.back();
  return out;
}

// The fences that hold a value or a rival of it, and for JSON what stands outside of them.
CandidateList with_prose(const CompiledContract::Impl& contract, const Layout& layout, const Choice& in_fences) {
  CandidateList out;
  out.truncated = in_fences.candidates.truncated;
  std::vector<bool> taken(layout.fences.size(), false);
  const auto keep = [&](std::size_t i) {
    const Candidate& item = in_fences.candidates.items[i];
    if (item.fence != kNoFence) taken[item.fence] = true;
    out.items.push_back(item);
  };
  // Fences with something else in them (code, say) are no candidates.
  for (const std::size_t i : in_fences.holding) keep(i);
  for (const std::size_t i : in_fences.rivals) keep(i);
  const auto behind = [&](const Candidate& item) {
    return is_corrected(layout.text, out.items.front().span.to, item.span.from);
  };
  const std::size_t first_prose = out.items.size();
  CandidateList scanned = scanned_candidates(contract, layout);
  for (const Candidate& item : scanned.items) {
    const bool in_value = item.fence != kNoFence && taken[item.fence];
    const bool counts =
        contract.json || (item.fence == kNoFence && item.span.from > out.items.front().span.to && behind(item));
    if (!in_value && counts && out.items.size() < kMaxCandidates) out.items.push_back(item);
  }
  out.truncated = out.truncated || (contract.json && scanned.truncated);
  if (out.items.size() > first_prose) {
    std::stable_sort(out.items.begin(), out.items.end(),
                     [](const Candidate& a, const Candidate& b) { return a.span.from < b.span.from; });
  }
  return out;
}

// Those that say nothing of the value are no candidates, where others do.
Choice without_bystanders(Choice choice) {
  std::vector<Candidate> kept;
  Choice out;
  for (std::size_t i = 0; i < choice.candidates.items.size(); ++i) {
    const bool holds = std::binary_search(choice.holding.begin(), choice.holding.end(), i);
    const bool rival = std::binary_search(choice.rivals.begin(), choice.rivals.end(), i);
    if (!holds && !rival) continue;
    if (holds) out.holding.push_back(kept.size());
    if (rival) out.rivals.push_back(kept.size());
    if (choice.taken == i) out.taken = kept.size();
    kept.push_back(choice.candidates.items[i]);
  }
  out.ambiguous = choice.ambiguous;
  out.candidates = std::move(choice.candidates);
  out.candidates.items = std::move(kept);
  return out;
}

}  // namespace

Choice choose_candidate(const CompiledContract::Impl& contract, const Layout& layout) {
  const Choice in_fences = judge(contract, layout.text, fence_candidates(contract, layout));
  if (in_fences.ambiguous && in_fences.holding.empty()) return in_fences;
  if (in_fences.holding.empty()) return judge(contract, layout.text, scanned_candidates(contract, layout));
  return without_bystanders(judge(contract, layout.text, with_prose(contract, layout, in_fences)));
}

FindingList several_candidates(std::string_view text, const Choice& choice) {
  FindingList out;
  const std::vector<Candidate>& items = choice.candidates.items;
  if (items.size() < 2) return out;
  const std::string total = (choice.candidates.truncated ? "more than " : "") + std::to_string(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    const bool holds = std::binary_search(choice.holding.begin(), choice.holding.end(), i);
    const bool rival = std::binary_search(choice.rivals.begin(), choice.rivals.end(), i);
    const std::string_view value = part(text, items[i].span);
    Finding finding = make_finding("W8", items[i].span,
                                   "candidate " + std::to_string(i + 1) + " of " + total + ": " + excerpt(value) +
                                       (choice.taken == i ? " is taken as the value"
                                        : holds           ? " meets the contract"
                                        : rival           ? " may be meant, though it is written otherwise"
                                                          : " does not meet the contract"),
                                   "one value", excerpt(value));
    // How sure one may be that this is the value meant, were all candidates alike.
    finding.confidence = 1.0 / static_cast<double>(items.size());
    out.add(std::move(finding));
  }
  return out;
}

}  // namespace nines::validate
