// What is wrong with a text and how little it takes to make it right. See diagnose.h.
#include "validate/diagnose.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/json_scan.h"
#include "base/text.h"
#include "validate/choose.h"
#include "validate/tolerant/look.h"
#include "validate/transport.h"

namespace nines::validate {

namespace {

// Candidates that are tried with repairs. With more of them a repaired one is never taken, since
// another might do as well.
constexpr std::size_t kMaxRepairAttempts = 64;

Candidate whole_text(const Layout& layout) { return {{0, layout.text.size()}, kNoFence, true}; }

// Behind a value ", "key": …", or a string and at the very end a closer: it is the first part of an object that closed
// too early.
bool goes_on_with_key(std::string_view text, std::size_t words_to, const Candidate& candidate) {
  const std::size_t comma = base::skip_json_space(text, candidate.span.to);
  if (comma >= text.size() || text[comma] != ',' || text[candidate.span.from] != '{') return false;
  const std::size_t key = base::skip_json_space(text, comma + 1);
  if (key >= text.size() || text[key] != '"') return false;
  const char last = text[words_to - 1];
  return key_end(text, key) > 0 || last == '}' || last == ']';
}

// Where the words of the value stand: the body of the only fence, else all of the text.
Candidate place_of_value(const Layout& layout) {
  if (layout.fences.size() != 1) return whole_text(layout);
  const Span body = layout.fences.front().body;
  const std::string_view words = base::trim_json_space(layout.text.substr(body.from, body.to - body.from));
  if (words.empty()) return whole_text(layout);
  const auto from = static_cast<std::size_t>(words.data() - layout.text.data());
  return {{from, from + words.size()}, 0, true, layout.fences.front().closed};
}

// [[1]], [2]]: a value at the very start, a comma, more values and closers that close nothing. That, and an object that
// goes on with a key, is one broken value and not a value with others or words beside it.
std::optional<Candidate> one_broken_value(const Layout& layout, const CandidateList& found) {
  if (layout.fences.size() > 1 || found.items.empty()) return std::nullopt;
  const Candidate value = place_of_value(layout);
  const bool inside = found.items.front().span.from >= value.span.from && found.items.back().span.to <= value.span.to;
  if (!inside) return std::nullopt;
  const std::size_t words_from = value.fence == kNoFence ? layout.words_from : value.span.from;
  const std::size_t words_to = value.fence == kNoFence ? layout.words_to : value.span.to;
  if (std::any_of(found.items.begin(), found.items.end(),
                  [&](const Candidate& candidate) { return goes_on_with_key(layout.text, words_to, candidate); })) {
    return value;
  }
  const std::string_view text = layout.text;
  const Candidate& first = found.items.front();
  if (found.items.size() < 2 || first.span.from != words_from) return std::nullopt;
  const std::size_t comma = base::skip_json_space(text, first.span.to);
  if (comma >= words_to || text[comma] != ',') return std::nullopt;
  if (base::skip_json_space(text, comma + 1) != found.items[1].span.from) return std::nullopt;
  const std::size_t behind = found.items.back().span.to;
  const bool only_closers =
      behind < words_to &&
      text.substr(behind, words_to - behind).find_first_not_of("]} \t\r\n") == std::string_view::npos;
  return only_closers ? std::optional(value) : std::nullopt;
}

struct Diagnosis {
  const CompiledContract::Impl& contract;
  const ValidateOptions& options;
  std::string_view original;
  EditedText text;        // the original without its byte order mark
  FindingList transport;  // T2
  FindingList several;    // W8
  Verdict verdict;

  void judge(const Check& whole);
  void extracted_or_repaired(const Attempt& attempt);
  void lost(const Attempt* nearest);
  void ambiguous(const Choice& choice);
  void report(const Attempt& attempt);
  void gather_edits(const EditedText& repaired);
  void offer(const EditedText& repaired, RepairLevel needed);
  std::vector<Attempt> repairs(const Choice& choice, const Layout& layout, const Check& whole) const;
  void take_best(const std::vector<Attempt>& attempts, Choice choice);
  void add(FindingList findings);
};

void Diagnosis::add(FindingList findings) {
  FindingList all{std::move(verdict.findings), verdict.findings_dropped};
  all.add_all(std::move(findings));
  verdict.findings = std::move(all.items);
  verdict.findings_dropped = all.dropped;
}

// Root cause first: what was wrong with the value, then what stood around it, then remarks.
void Diagnosis::report(const Attempt& attempt) {
  add(transport);
  add(attempt.defects);
  add(attempt.wrapper);
  add(text.original_findings(several));
  add(attempt.notes);
}

void Diagnosis::offer(const EditedText& repaired, RepairLevel needed) {
  if (options.repair < needed) return;
  verdict.has_repaired = true;
  verdict.repaired = repaired.text();
}

// Repairs of one step on top of another need not come apart by finding; then the root cause carries all edits.
void Diagnosis::gather_edits(const EditedText& repaired) {
  std::vector<Finding>& findings = verdict.findings;
  if (verdict.findings_dropped > 0 || findings.empty()) return;
  if (apply_edits(original, merged_edits(findings)) == repaired.text()) return;
  for (Finding& finding : findings) finding.edits.clear();
  findings.front().edits = repaired.edits();
}

void Diagnosis::extracted_or_repaired(const Attempt& attempt) {
  const bool untouched = attempt.level == RepairLevel::none && transport.empty();
  const bool allowed = contract.contract.wrapper == WrapperPolicy::allow;
  verdict.level = untouched ? VerdictLevel::extracted : VerdictLevel::repaired;
  verdict.verdict = untouched && allowed ? VerdictKind::pass : VerdictKind::fail;
  report(attempt);
  gather_edits(attempt.text);
  offer(attempt.text, std::max(attempt.level, RepairLevel::a));
}

// Level C: a proposal is applied only on request, and only when the result meets the contract.
void Diagnosis::lost(const Attempt* nearest) {
  verdict.level = VerdictLevel::lost;
  verdict.verdict = VerdictKind::fail;
  if (nearest == nullptr) return;
  report(*nearest);
  if (nearest->undecided) {
    const bool as_it_stands = nearest->level == RepairLevel::none && transport.empty();
    verdict.level = as_it_stands ? VerdictLevel::strict : VerdictLevel::repaired;
    verdict.verdict = as_it_stands ? VerdictKind::not_decidable : VerdictKind::fail;
    return;
  }
  if (options.repair != RepairLevel::c) return;
  const std::vector<Edit> edits = merged_edits(verdict.findings);
  if (edits.empty()) return;
  EditedText proposed(original);
  proposed.apply(edits);
  if (meets(contract, proposed.text())) offer(proposed, RepairLevel::c);
}

void Diagnosis::ambiguous(const Choice& choice) {
  verdict.level = VerdictLevel::lost;
  verdict.verdict = VerdictKind::fail;
  add(transport);
  add(text.original_findings(several_candidates(text.text(), choice)));
}

std::vector<Attempt> Diagnosis::repairs(const Choice& choice, const Layout& layout, const Check& whole) const {
  std::vector<Attempt> out;
  for (const Candidate& candidate : choice.candidates.items) {
    if (out.size() >= kMaxRepairAttempts) break;
    out.push_back(attempt_repair(contract, text, layout, candidate, &whole));
  }
  if (out.empty()) out.push_back(attempt_repair(contract, text, layout, whole_text(layout), &whole));
  return out;
}

// Which of two failures says more about what went wrong: one that reads, with the fewest misses,
// the longest JSON, the later answer.
bool nearer(bool json, const Attempt& a, const Attempt& b) {
  if (a.ambiguous != b.ambiguous) return a.ambiguous;
  if (a.reads != b.reads) return a.reads;
  if (a.reads && a.defects.count() != b.defects.count()) {
    return a.defects.count() < b.defects.count();
  }
  return !json || a.text.text().size() > b.text.text().size();
}

// Exactly one repaired value is taken; else the nearest failure is told.
void Diagnosis::take_best(const std::vector<Attempt>& attempts, Choice choice) {
  const Attempt* nearest = &attempts.front();
  const Attempt* held = nullptr;
  bool one_value = !choice.candidates.truncated && attempts.size() >= choice.candidates.items.size();
  for (std::size_t i = 0; i < attempts.size(); ++i) {
    const Attempt& attempt = attempts[i];
    if (i > 0 && nearer(contract.json, attempt, *nearest)) nearest = &attempt;
    one_value = one_value && !attempt.ambiguous;
    // Of several values, the list of one would leave the others out without a word.
    const bool one_of_several = attempt.rewrapped && attempts.size() > 1;
    if (!attempt.holds || one_of_several) continue;
    choice.holding.push_back(i);
    if (held != nullptr) {
      one_value = one_value && same_value(contract, attempt.text.text(), held->text.text());
    }
    held = &attempt;
  }
  if (held != nullptr && !one_value) return ambiguous(choice);
  if (held != nullptr) choice.taken = choice.holding.back();
  several = several_candidates(text.text(), choice);
  if (held != nullptr) return extracted_or_repaired(*held);
  lost(nearest);
}

void Diagnosis::judge(const Check& whole) {
  if (base::trim_ascii(original).empty()) {
    add({{blank_finding(original)}, 0});
    return lost(nullptr);
  }
  Fix mark = find_byte_order_mark(original);
  if (mark.findings.empty()) mark = find_terminal_codes(original);
  text.apply(mark.edits);
  transport = std::move(mark.findings);
  const Check after_mark = transport.empty() ? whole : check_to_repair(contract, text.text());
  const Layout layout = layout_of(text.text());
  if (after_mark.reads || after_mark.holds) {
    return take_best({attempt_repair(contract, text, layout, whole_text(layout), &after_mark)}, {});
  }
  const Choice choice = choose_candidate(contract, layout);
  std::optional<Candidate> broken;
  if (contract.json) broken = one_broken_value(layout, choice.candidates);
  if (choice.ambiguous && !broken) return ambiguous(choice);
  if (broken) return take_best({attempt_repair(contract, text, layout, *broken, &after_mark)}, {});
  if (choice.taken) {
    several = several_candidates(text.text(), choice);
    return extracted_or_repaired(
        attempt_repair(contract, text, layout, choice.candidates.items[*choice.taken], nullptr));
  }
  take_best(repairs(choice, layout, after_mark), choice);
}

// Lines and columns in one sweep: findings by place, whatever order they are told in.
void place(std::string_view text, std::vector<Finding>& findings) {
  std::vector<std::size_t> order(findings.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return findings[a].span.from < findings[b].span.from; });
  base::LineCursor cursor(text);
  for (const std::size_t i : order) {
    const base::LineColumn at = cursor.at(findings[i].span.from);
    findings[i].line = at.line;
    findings[i].column = at.column;
  }
}

}  // namespace

Verdict diagnose(const CompiledContract::Impl& contract, std::string_view text, const Check& whole,
                 const ValidateOptions& options) {
  Diagnosis diagnosis{contract, options, text, EditedText(text), {}, {}, {}};
  diagnosis.judge(whole);
  place(text, diagnosis.verdict.findings);
  return std::move(diagnosis.verdict);
}

}  // namespace nines::validate
