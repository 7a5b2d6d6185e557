// Which answer is on screen, and how causes are coloured and named.
#include <algorithm>

#include "nines/catalog.h"
#include "ui/check/parts.h"

namespace nines::ui {
namespace {

bool failed(const Verdict& verdict) { return verdict.verdict != VerdictKind::pass; }

const std::vector<std::size_t>& failing_rows(Failing& cache, const ValidateReport& report) {
  const bool same = cache.source == report.verdicts.data() && cache.verdicts == report.verdicts.size() &&
                    cache.failed == report.failed;
  if (same) return cache.rows;
  cache = {report.verdicts.data(), report.verdicts.size(), report.failed, {}};
  for (std::size_t i = 0; i < report.verdicts.size(); ++i) {
    if (failed(report.verdicts[i])) cache.rows.push_back(i);
  }
  return cache.rows;
}

// The text of a verdict: carried by it, or the pasted text when that is one answer.
void find_text(const Frame& ui, Shown& shown) {
  const CheckInput& check = ui.view.document.check;
  if (shown.verdict->has_text) {
    shown.text = shown.verdict->text;
    shown.has_text = true;
  } else if (check.split == TextSplit::text && check.select.empty()) {
    const auto found = ui.view.datasets.find(check.dataset);
    if (check.dataset.empty())
      shown.text = check.text;
    else if (found != ui.view.datasets.end())
      shown.text = found->second.bytes;
    shown.has_text = check.dataset.empty() || found != ui.view.datasets.end();
  }
}

}  // namespace

Shown shown_answer(const Frame& ui, const ValidateReport& report) {
  Shown shown;
  if (report.verdicts.empty()) return shown;
  const std::vector<std::size_t>& rows = failing_rows(ui.memory.failing, report);
  const auto wanted = static_cast<std::size_t>(std::max<std::int64_t>(0, ui.view.state.shown_text));
  shown.failing = rows.size();
  if (rows.empty()) {
    shown.verdict = &report.verdicts[std::min(wanted, report.verdicts.size() - 1)];
  } else {
    const auto at = std::lower_bound(rows.begin(), rows.end(), wanted, [&](std::size_t row, std::size_t index) {
      return report.verdicts[row].index < index;
    });
    shown.place = at == rows.end() ? rows.size() - 1 : static_cast<std::size_t>(at - rows.begin());
    shown.verdict = &report.verdicts[rows[shown.place]];
    const auto index_at = [&](std::size_t place) {
      return static_cast<std::int64_t>(report.verdicts[rows[place]].index);
    };
    if (shown.place > 0) shown.previous = index_at(shown.place - 1);
    if (shown.place + 1 < rows.size()) shown.next = index_at(shown.place + 1);
  }
  find_text(ui, shown);
  return shown;
}

const Finding* shown_finding(const Frame& ui, const Shown& shown) {
  if (shown.verdict == nullptr || shown.verdict->findings.empty()) return nullptr;
  return &shown.verdict->findings[std::min(ui.memory.finding, shown.verdict->findings.size() - 1)];
}

Usable usable_of(const ValidateReport& report) {
  const std::int64_t lost = report.by_level[static_cast<std::size_t>(VerdictLevel::lost)];
  return {report.passed, std::max<std::int64_t>(0, report.failed - lost), lost, report.not_decidable};
}

ImU32 cause_colour(const Theme& theme, std::string_view code) {
  const CauseInfo* info = find_cause(code);
  if (info == nullptr) return theme.muted;
  const char level = info->level[0];
  return level == 'C' ? theme.proposed : level == 'D' ? theme.lost : theme.repairable;
}

const char* level_meaning(std::string_view code) {
  const CauseInfo* info = find_cause(code);
  switch (info == nullptr ? ' ' : info->level[0]) {
    case 'A': return "Mechanical and unambiguous: the repair needs no judgement.";
    case 'B': return "Repaired with the contract's help: only one reading meets it.";
    case 'C': return "Proposed, not certain: applied only if you accept it.";
    case 'D': return "Not repairable: what is missing cannot be made up.";
    default: return "No known cause fits: a way nobody anticipated.";
  }
}

std::string finding_place(const Finding& finding) {
  return finding.line == 0 ? "" : std::to_string(finding.line) + ":" + std::to_string(finding.column);
}

}  // namespace nines::ui
