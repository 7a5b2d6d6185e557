// Tries to make one candidate meet the contract. See repair.h.
#include "validate/repair.h"

#include <algorithm>
#include <utility>

#include "base/json_pass.h"
#include "base/json_scan.h"
#include "base/text.h"
#include "validate/containers.h"
#include "validate/mend.h"
#include "validate/syntax.h"
#include "validate/tolerant/reader.h"
#include "validate/transport.h"
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

bool has_code(const FindingList& list, std::string_view codes) {
  return std::any_of(list.items.begin(), list.items.end(),
                     [&](const Finding& finding) { return codes.find(finding.code + ' ') != std::string_view::npos; });
}

// Where brackets were put right, a member may stand in another object than the one it was written for.
constexpr std::string_view kBrackets = "S5 S6 S7 ";

// "}, "key": …" or "], {…" behind a value whose brackets were put right: it ended too early.
bool goes_on(std::string_view text, std::size_t end) {
  const std::size_t comma = base::skip_json_space(text, end);
  if (comma >= text.size() || text[comma] != ',') return false;
  const std::size_t next = base::skip_json_space(text, comma + 1);
  return next < text.size() && std::string_view("\"{[").find(text[next]) != std::string_view::npos;
}

bool apply_proposals(const CompiledContract::Impl& contract, Attempt& attempt, const Check& check) {
  const RepairLevel level = check.proposal.value_or(all_have_edits(check.misses) ? RepairLevel::b : RepairLevel::c);
  if (!check.reads || level == RepairLevel::c) return false;
  // Then what nobody asked for is not deleted: it may have been asked for elsewhere.
  if (has_code(check.misses, "C2 ") && has_code(attempt.defects, kBrackets)) return false;
  EditedText proposed = attempt.text;
  proposed.apply(merged_edits(check.misses.items));
  if (!meets(contract, proposed.text())) return false;
  attempt.text = std::move(proposed);
  raise(attempt.level, level);
  return true;
}

// A text that was cut inside its fence has one defect, not two: the fence is open because of it.
void fold_unclosed_fence(Attempt& attempt) {
  const std::vector<Finding>& defects = attempt.defects.items;
  const auto cut = std::find_if(defects.begin(), defects.end(), [](const Finding& f) { return f.code[0] == 'X'; });
  if (cut == defects.end()) return;
  std::vector<Finding>& wrapper = attempt.wrapper.items;
  const auto fence =
      std::find_if(wrapper.begin(), wrapper.end(), [](const Finding& finding) { return finding.code == "W2"; });
  if (fence == wrapper.end()) return;
  std::vector<Edit>& edits = attempt.defects.items[static_cast<std::size_t>(cut - defects.begin())].edits;
  if (!edits.empty()) edits.insert(edits.begin(), fence->edits.begin(), fence->edits.end());
  wrapper.erase(fence);
}

// A repair whose cause names the whole: W9, W10, T5. True when the contract holds with it.
bool apply_whole(const CompiledContract::Impl& contract, Attempt& attempt, FindingList found, RepairLevel level) {
  if (found.empty()) return false;
  EditedText proposed = attempt.text;
  proposed.apply(merged_edits(found.items));
  if (!meets(contract, proposed.text())) return false;
  attempt.defects.add_all(attempt.text.original_findings(std::move(found)));
  attempt.text = std::move(proposed);
  raise(attempt.level, level);
  return true;
}

// What the contract misses at the very place of a defect is a consequence of it: "1/6" is no number. So is what it
// misses of a string with a defect inside: bytes that are no UTF-8 leave no word of a list.
FindingList news_among(FindingList misses, const FindingList& defects) {
  const auto covers = [](Span outer, Span inner) { return inner.from >= outer.from && inner.to <= outer.to; };
  const auto follows = [&](const Finding& miss) {
    const bool is_string = miss.found.starts_with('"');
    return std::any_of(defects.items.begin(), defects.items.end(), [&](const Finding& defect) {
      if (defect.span.to <= defect.span.from) return false;
      return covers(defect.span, miss.span) || (is_string && covers(miss.span, defect.span));
    });
  };
  FindingList out{{}, misses.dropped};
  for (Finding& miss : misses.items) {
    if (!follows(miss)) out.add(std::move(miss));
  }
  return out;
}

// The value reads, so what is wrong with it is the contract's to say; unless another container makes it right.
void meet_contract(const CompiledContract::Impl& contract, Attempt& attempt, Check check) {
  attempt.notes = attempt.text.original_findings(check.notes);
  attempt.reads = check.reads;
  attempt.undecided = check.undecided;
  attempt.holds = check.holds && attempt.level < RepairLevel::c;
  if (check.holds) return;
  const bool json = contract.json && check.reads;
  if (json &&
      apply_whole(contract, attempt, find_container(contract, attempt.text.text(), check.misses), RepairLevel::b)) {
    attempt.rewrapped = true;
    attempt.holds = attempt.level < RepairLevel::c;
    return;
  }
  if (json && apply_whole(contract, attempt, find_mojibake(attempt.text.text()).findings, RepairLevel::c)) return;
  attempt.defects.add_all(news_among(attempt.text.original_findings(check.misses), attempt.defects));
  attempt.holds = apply_proposals(contract, attempt, check) && attempt.level < RepairLevel::c;
}

// In: a text that does not read as JSON.
void mend_and_check(const CompiledContract::Impl& contract, Attempt& attempt, const Reading& reading) {
  Mended mended = mend(contract, attempt.text.text(), reading);
  attempt.defects.add_all(attempt.text.original_findings(std::move(mended.findings)));
  attempt.ambiguous = mended.ambiguous;
  raise(attempt.level, mended.level);
  // What the contract misses in half a value is no news.
  if (mended.ambiguous || !mended.whole || mended.cut) return;
  EditedText text = attempt.text;
  text.apply(mended.edits);
  Check check = check_to_repair(contract, text.text());
  if (!check.holds && !base::is_json(text.text(), json_limits())) return;
  attempt.text = std::move(text);
  meet_contract(contract, attempt, std::move(check));
}

}  // namespace

Attempt attempt_repair(const CompiledContract::Impl& contract, const EditedText& text, const Layout& layout,
                       const Candidate& candidate, const Check* whole) {
  Attempt out{text, false, false, RepairLevel::none, false, {}, {}, {}, false, false};
  FindingList wrapper = wrapper_findings(layout, candidate);
  for (const Finding& finding : wrapper.items) {
    if (finding.code[0] == 'T') raise(out.level, finding.code == "T3" ? RepairLevel::b : RepairLevel::a);
  }
  const std::vector<Edit> unwrapping = merged_edits(wrapper.items);
  out.text.apply(unwrapping);
  out.wrapper = text.original_findings(std::move(wrapper));
  const bool known = whole != nullptr && unwrapping.empty();
  Check check = known ? *whole : check_to_repair(contract, out.text.text());
  const bool json = contract.json;
  if (json && !check.reads) {
    FindingList encoded = find_encoded(out.text.text());
    const bool again = !encoded.empty();
    if (again) {
      const EditedText before = out.text;
      out.text.apply(merged_edits(encoded.items));
      out.defects.add_all(before.original_findings(std::move(encoded)));
      raise(out.level, RepairLevel::b);
      check = check_to_repair(contract, out.text.text());
    }
  }
  if (json && !check.reads) {
    const bool same = candidate.reading != nullptr && out.text.text() == layout.text;
    mend_and_check(contract, out, same ? *candidate.reading : read_tolerant(out.text.text(), 0, {candidate.ended}));
  } else {
    if (!check.holds && !json) {
      apply_fix(out, find_bad_bytes(out.text.text()), RepairLevel::b);
      if (out.level != RepairLevel::none) check = check_value(contract, out.text.text());
    }
    meet_contract(contract, out, std::move(check));
  }
  if (has_code(out.defects, kBrackets) && goes_on(layout.text, candidate.span.to)) out.holds = false;
  if (!out.holds) fold_unclosed_fence(out);
  return out;
}

}  // namespace nines::validate
