// See repairs.h.
#include "ui/check/repairs.h"

#include <algorithm>

#include "nines/catalog.h"

namespace nines::ui {
namespace {

bool overlap(const Edit& a, const Edit& b) { return a.span.from < b.span.to && b.span.from < a.span.to; }

bool fits(const std::vector<Edit>& taken, const Edit& edit, std::size_t text_size) {
  if (edit.span.from > edit.span.to || edit.span.to > text_size) return false;
  return std::none_of(taken.begin(), taken.end(), [&](const Edit& one) { return overlap(one, edit); });
}

bool taken_unasked(const Finding& finding, RepairLevel level) {
  const CauseInfo* info = find_cause(finding.code);
  if (info == nullptr || finding.edits.empty()) return false;
  const int needed = info->level[0] - 'A' + 1;
  return needed <= static_cast<int>(level);
}

}  // namespace

int readings_of(const Finding& finding) {
  return (finding.edits.empty() ? 0 : 1) + static_cast<int>(finding.alternatives.size());
}

const std::vector<Edit>& edits_of(const Finding& finding, int pick) {
  static const std::vector<Edit> kNone;
  if (pick == 0) return finding.edits;
  const auto other = static_cast<std::size_t>(pick - 1);
  return pick > 0 && other < finding.alternatives.size() ? finding.alternatives[other].edits : kNone;
}

std::vector<int> default_picks(const Verdict& verdict, RepairLevel level) {
  std::vector<int> out;
  for (const Finding& finding : verdict.findings) out.push_back(taken_unasked(finding, level) ? 0 : kLeftAlone);
  return out;
}

Chosen chosen_edits(const Verdict& verdict, const std::vector<int>& picks, std::size_t text_size) {
  Chosen out;
  out.left_out.resize(verdict.findings.size());
  for (std::size_t i = 0; i < verdict.findings.size() && i < picks.size(); ++i) {
    const std::vector<Edit>& edits = edits_of(verdict.findings[i], picks[i]);
    if (edits.empty()) continue;
    const auto present = [&](const Edit& edit) {
      return std::find(out.edits.begin(), out.edits.end(), edit) != out.edits.end();
    };
    const bool all = std::all_of(edits.begin(), edits.end(),
                                 [&](const Edit& edit) { return present(edit) || fits(out.edits, edit, text_size); });
    out.left_out[i] = !all;
    if (!all) continue;
    ++out.taken;
    for (const Edit& edit : edits) {
      if (!present(edit)) out.edits.push_back(edit);
    }
  }
  std::stable_sort(out.edits.begin(), out.edits.end(), [](const Edit& a, const Edit& b) {
    return a.span.from != b.span.from ? a.span.from < b.span.from : a.span.to < b.span.to;
  });
  return out;
}

Diff diff_of(std::string_view text, const std::vector<Edit>& edits) {
  Diff out;
  const auto add = [&](std::string_view part, PieceKind kind) {
    if (part.empty()) return;
    out.pieces.push_back({out.text.size(), out.text.size() + part.size(), kind});
    out.text += part;
  };
  std::size_t at = 0;
  for (const Edit& edit : edits) {
    add(text.substr(at, edit.span.from - at), PieceKind::kept);
    add(text.substr(edit.span.from, edit.span.to - edit.span.from), PieceKind::removed);
    add(edit.text, PieceKind::added);
    at = edit.span.to;
  }
  add(text.substr(at), PieceKind::kept);
  return out;
}

}  // namespace nines::ui
