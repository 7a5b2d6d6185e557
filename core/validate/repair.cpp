// Tries to make one candidate meet the contract. See repair.h.
#include "validate/repair.h"

#include <algorithm>
#include <utility>

#include "validate/mechanical.h"
#include "validate/wrapper.h"

namespace nines::validate {

namespace {

void raise(RepairLevel& level, RepairLevel to) { level = std::max(level, to); }

void apply_fix(Attempt& attempt, Fix fix, RepairLevel level) {
  if (fix.edits.empty()) return;
  attempt.defects.add_all(attempt.text.original_findings(std::move(fix.findings)));
  if (!fix.complete) return;
  attempt.text.apply(fix.edits);
  raise(attempt.level, level);
}

// The contract's own proposals count only when there is one for every miss.
bool all_have_edits(const FindingList& misses) {
  return !misses.empty() && misses.dropped == 0 &&
         std::none_of(misses.items.begin(), misses.items.end(),
                      [](const Finding& finding) { return finding.edits.empty(); });
}

void apply_proposals(const CompiledContract::Impl& contract, Attempt& attempt, const Check& check) {
  const RepairLevel level = check.proposal.value_or(all_have_edits(check.misses) ? RepairLevel::b : RepairLevel::c);
  if (!check.reads || level == RepairLevel::c) return;
  EditedText proposed = attempt.text;
  proposed.apply(merged_edits(check.misses.items));
  const Check again = check_value(contract, proposed.text());
  if (!again.holds) return;
  attempt.text = std::move(proposed);
  attempt.holds = true;
  raise(attempt.level, level);
}

// A text that was cut inside its fence has one defect, not two: the fence is open because of it.
void fold_unclosed_fence(Attempt& attempt) {
  const bool cut = !attempt.defects.empty() && attempt.defects.items.front().code[0] == 'X';
  if (!cut) return;
  std::vector<Finding>& wrapper = attempt.wrapper.items;
  const auto fence =
      std::find_if(wrapper.begin(), wrapper.end(), [](const Finding& finding) { return finding.code == "W2"; });
  if (fence == wrapper.end()) return;
  std::vector<Edit>& edits = attempt.defects.items.front().edits;
  if (!edits.empty()) edits.insert(edits.begin(), fence->edits.begin(), fence->edits.end());
  wrapper.erase(fence);
}

}  // namespace

Attempt attempt_repair(const CompiledContract::Impl& contract, const EditedText& text, const Layout& layout,
                       const Candidate& candidate) {
  Attempt out{text, false, false, RepairLevel::none, {}, {}, {}, false};
  FindingList wrapper = wrapper_findings(layout, candidate);
  out.text.apply(merged_edits(wrapper.items));
  out.wrapper = text.original_findings(std::move(wrapper));
  Check check = check_value(contract, out.text.text());
  if (!check.holds) {
    const bool json = contract.json;
    // JSON that was read up to its cut has no other bad bytes than a character cut in half.
    const bool cut = json && check.misses.items.front().code[0] == 'X';
    if (!cut) apply_fix(out, find_bad_bytes(out.text.text()), RepairLevel::b);
    if (json && !check.reads) {
      apply_fix(out, find_trailing_commas(out.text.text()), RepairLevel::a);
    }
    if (out.level != RepairLevel::none) check = check_value(contract, out.text.text());
  }
  out.reads = check.reads;
  out.holds = check.holds;
  out.undecided = check.undecided;
  out.notes = out.text.original_findings(check.notes);
  out.defects.add_all(out.text.original_findings(check.misses));
  if (!check.holds) apply_proposals(contract, out, check);
  if (!out.holds) fold_unclosed_fence(out);
  return out;
}

}  // namespace nines::validate
