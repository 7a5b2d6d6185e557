// Judges a piece of a text by a contract inside the contract. See nested.h.
#include "validate/contracts/nested.h"

#include <algorithm>

#include "base/json_reader.h"
#include "validate/diagnose.h"

namespace nines::validate {

namespace {

// Bytes of the escape at `at` (a backslash): one unit, or two where a surrogate pair makes one character.
std::size_t escape_length(std::string_view literal, std::size_t at) {
  if (at + 1 >= literal.size() || literal[at + 1] != 'u') return 2;
  const std::string_view unit = literal.substr(at + 2, 2);
  const bool high = unit.size() == 2 && (unit[0] == 'd' || unit[0] == 'D') &&
                    std::string_view("89abAB").find(unit[1]) != std::string_view::npos;
  const std::string_view next = literal.substr(std::min(at + 6, literal.size()), 4);
  const bool low = next.size() == 4 && next.starts_with("\\u") && (next[2] == 'd' || next[2] == 'D') &&
                   std::string_view("cdefCDEF").find(next[3]) != std::string_view::npos;
  return high && low ? 12 : 6;
}

std::string escaped(const std::string& text) {
  const std::string literal = base::json_quote(text);
  return literal.substr(1, literal.size() - 2);
}

void place_edits(const Piece& piece, std::vector<Edit>& edits) {
  for (Edit& edit : edits) {
    edit.span = piece.decoded != nullptr ? piece.decoded->original(edit.span)
                                         : Span{edit.span.from + piece.offset, edit.span.to + piece.offset};
    if (piece.decoded != nullptr) edit.text = escaped(edit.text);
  }
}

}  // namespace

DecodedString decode_json_string(std::string_view literal, std::size_t at) {
  DecodedString out;
  const std::size_t end = literal.size() - 1;
  out.end = at + end;
  for (std::size_t i = 1; i < end;) {
    out.runs.emplace_back(out.text.size(), at + i);
    const std::size_t stop = std::min(literal.find('\\', i), end);
    out.text += literal.substr(i, stop - i);
    i = stop;
    if (i >= end) break;
    const std::size_t length = std::min(escape_length(literal, i), end - i);
    if (out.runs.back().first != out.text.size()) out.runs.emplace_back(out.text.size(), at + i);
    out.text += base::json_unquote('"' + std::string(literal.substr(i, length)) + '"');
    i += length;
  }
  return out;
}

Span DecodedString::original(Span decoded) const {
  const auto place = [this](std::size_t offset, bool is_end) {
    const auto after = std::upper_bound(runs.begin(), runs.end(), offset,
                                        [](std::size_t wanted, const auto& run) { return wanted < run.first; });
    if (after == runs.begin()) return end;
    const auto& run = *(after - 1);
    const std::size_t next = after == runs.end() ? end : after->second;
    if (run.first == offset) return run.second;
    // Inside a character written as an escape: its start, or as an end its end.
    const std::size_t straight = run.second + (offset - run.first);
    const std::size_t size = (after == runs.end() ? text.size() : after->first) - run.first;
    const bool copied = next - run.second == size;
    return copied ? straight : is_end ? next : run.second;
  };
  Span out{place(decoded.from, false), place(decoded.to, true)};
  out.to = std::max(out.from, out.to);
  return out;
}

Finding placed_finding(const Piece& piece, Finding finding) {
  finding.span = piece.decoded != nullptr ? piece.decoded->original(finding.span)
                                          : Span{finding.span.from + piece.offset, finding.span.to + piece.offset};
  finding.pointer = piece.pointer + finding.pointer;
  finding.schema_pointer = piece.schema_pointer + finding.schema_pointer;
  place_edits(piece, finding.edits);
  for (Alternative& other : finding.alternatives) place_edits(piece, other.edits);
  return finding;
}

bool judge_part(const Impl& part, const Piece& piece, Misses& misses) {
  Check check = check_value(part, piece.text);
  if (check.holds) {
    for (Finding& note : check.notes.items) misses.notes.add(placed_finding(piece, std::move(note)));
    misses.notes.dropped += check.notes.dropped;
    return true;
  }
  if (misses.full()) {
    misses.drop(std::max<std::size_t>(check.misses.count(), 1));
    return false;
  }
  if (part.nests) {  // it has diagnosed its pieces already
    for (Finding& miss : check.misses.items) misses.list.add(placed_finding(piece, std::move(miss)));
    misses.list.dropped += check.misses.dropped;
    misses.raise(check.reads ? check.proposal.value_or(RepairLevel::c) : RepairLevel::c);
    (check.undecided ? misses.undecided : misses.failed) = true;
    return false;
  }
  Verdict verdict = diagnose(part, piece.text, check, {RepairLevel::a});
  const bool undecided = verdict.verdict == VerdictKind::not_decidable;
  (undecided ? misses.undecided : misses.failed) = true;
  const bool held = !undecided && verdict.level != VerdictLevel::lost && verdict.findings_dropped == 0;
  misses.raise(!held ? RepairLevel::c : verdict.has_repaired ? RepairLevel::a : RepairLevel::b);
  for (Finding& finding : verdict.findings) misses.list.add(placed_finding(piece, std::move(finding)));
  misses.list.dropped += verdict.findings_dropped;
  return false;
}

}  // namespace nines::validate
