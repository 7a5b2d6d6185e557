// Which answer is on screen, and how causes are coloured and named.
#include <algorithm>
#include <map>

#include "nines/catalog.h"
#include "ui/check/parts.h"

namespace nines::ui {
namespace {

bool failed(const Verdict& verdict) { return verdict.verdict != VerdictKind::pass; }

bool has_cause(const Verdict& verdict, const std::string& cause) {
  return cause.empty() || std::find(verdict.causes.begin(), verdict.causes.end(), cause) != verdict.causes.end();
}

std::vector<CauseCount> ranked(const std::map<std::string, std::int64_t>& counts) {
  std::vector<CauseCount> out;
  for (const auto& [code, count] : counts) out.push_back({code, count});
  std::stable_sort(out.begin(), out.end(), [](const CauseCount& a, const CauseCount& b) { return a.count > b.count; });
  return out;
}

const Failing& failing_of(Failing& cache, const ValidateReport& report, const std::string& cause) {
  const bool same = cache.source == report.verdicts.data() && cache.cause == cause &&
                    cache.verdicts == report.verdicts.size() && cache.failed == report.failed;
  if (same) return cache;
  cache = {report.verdicts.data(), cause, report.verdicts.size(), report.failed};
  std::map<std::string, std::int64_t> counts;
  for (std::size_t i = 0; i < report.verdicts.size(); ++i) {
    const Verdict& verdict = report.verdicts[i];
    if (!failed(verdict)) continue;
    if (has_cause(verdict, cause)) cache.rows.push_back(i);
    for (const std::string& code : verdict.causes) ++counts[code];
  }
  cache.causes = ranked(counts);
  return cache;
}

// A cause that the newest answers no longer have is no longer looked for.
const Failing& failing_sought(Memory& memory, const ValidateReport& report) {
  const Failing& found = failing_of(memory.failing, report, memory.cause);
  if (!found.rows.empty() || memory.cause.empty()) return found;
  memory.cause.clear();
  return failing_of(memory.failing, report, memory.cause);
}

void mix(std::uint64_t& key, std::uint64_t value) { key = (key ^ value) * 0x100000001B3ULL; }

// Names a verdict by what is wrong with it, so that another verdict at the same address is not taken for it.
std::uint64_t verdict_key(const Shown& shown) {
  std::uint64_t key = 0xCBF29CE484222325ULL;
  mix(key, shown.verdict->index);
  mix(key, shown.text.size());
  for (const Finding& finding : shown.verdict->findings) {
    for (const char c : finding.code) mix(key, static_cast<unsigned char>(c));
    mix(key, finding.span.from);
    mix(key, finding.span.to);
    mix(key, finding.edits.size());
  }
  return key;
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

const std::vector<CauseCount>& failing_causes(Frame& ui, const ValidateReport& report) {
  return failing_sought(ui.memory, report).causes;
}

Shown shown_answer(const Frame& ui, const ValidateReport& report) {
  Shown shown;
  if (report.verdicts.empty()) return shown;
  const std::vector<std::size_t>& rows = failing_sought(ui.memory, report).rows;
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

std::size_t finding_index(const Frame& ui, const Shown& shown) {
  const std::vector<Finding>& findings = shown.verdict->findings;
  if (ui.memory.finding != kFirstFinding) return std::min(ui.memory.finding, findings.size() - 1);
  const auto sought =
      std::find_if(findings.begin(), findings.end(), [&](const Finding& one) { return one.code == ui.memory.cause; });
  return sought == findings.end() ? 0 : static_cast<std::size_t>(sought - findings.begin());
}

const Finding* shown_finding(const Frame& ui, const Shown& shown) {
  if (shown.verdict == nullptr || shown.verdict->findings.empty()) return nullptr;
  return &shown.verdict->findings[finding_index(ui, shown)];
}

std::uint64_t page_key(const Frame& ui, const Shown& shown) {
  std::uint64_t key = verdict_key(shown);
  if (!shown.verdict->findings.empty()) mix(key, finding_index(ui, shown));
  return key;
}

std::vector<int>& picks_of(Frame& ui, const Shown& shown) {
  const RepairLevel level = ui.view.document.check.repair;
  std::uint64_t key = verdict_key(shown);
  mix(key, static_cast<std::uint64_t>(level));
  Picks& picks = ui.memory.picks;
  if (picks.key != key || picks.of.size() != shown.verdict->findings.size())
    picks = {key, default_picks(*shown.verdict, level)};
  return picks.of;
}

Chosen chosen_repairs(Frame& ui, const Shown& shown) {
  return chosen_edits(*shown.verdict, picks_of(ui, shown), shown.has_text ? shown.text.size() : 0);
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

std::string cause_sign(std::string_view code) {
  return code == "unknown" || find_cause(code) == nullptr ? "?" : std::string(code);
}

const char* level_meaning(std::string_view code) {
  const CauseInfo* info = code == "unknown" ? nullptr : find_cause(code);
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
