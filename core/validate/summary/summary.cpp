// summarize: the parts put together, with levels and causes. See nines/summary.h.
#include "nines/validate.h"

#include <algorithm>
#include <map>

#include "validate/summary/parts.h"

namespace nines {

namespace {

using validate::Flags;
using validate::Judged;

constexpr const char* kLevelIds[] = {"strict", "extracted", "repaired", "lost"};

std::vector<ShareRow> level_rows(const Judged& judged) {
  std::vector<ShareRow> out;
  for (std::size_t level = 0; level < std::size(kLevelIds); ++level) {
    Flags flags;
    for (const Verdict& verdict : judged.verdicts) {
      flags.in.push_back(validate::decided(verdict) ? 1 : 0);
      flags.hit.push_back(static_cast<std::size_t>(verdict.level) == level ? 1 : 0);
    }
    out.push_back(validate::share_row(kLevelIds[level], flags, judged.items, judged.options.level));
  }
  return out;
}

// One row a code; `codes_of` gives the codes of a verdict, each once.
template <class CodesOf>
std::vector<ShareRow> cause_rows(const Judged& judged, CodesOf codes_of) {
  std::map<std::string, std::vector<std::size_t>> texts_of;
  for (std::size_t i = 0; i < judged.verdicts.size(); ++i) {
    for (const std::string& code : codes_of(judged.verdicts[i])) texts_of[code].push_back(i);
  }
  std::vector<ShareRow> out;
  for (const auto& row : texts_of) {
    Flags flags{std::vector<std::uint8_t>(judged.verdicts.size(), 1), {}};
    flags.hit.assign(judged.verdicts.size(), 0);
    for (const std::size_t i : row.second) flags.hit[i] = 1;
    out.push_back(validate::share_row(row.first, flags, judged.items, judged.options.level));
  }
  std::stable_sort(out.begin(), out.end(), [](const ShareRow& a, const ShareRow& b) { return a.count > b.count; });
  return out;
}

std::vector<std::string> root_of(const Verdict& verdict) {
  if (!validate::failed(verdict) || verdict.causes.empty()) return {};
  return {verdict.causes.front()};
}

}  // namespace

namespace validate {

bool failed(const Verdict& verdict) { return verdict.verdict == VerdictKind::fail; }
bool decided(const Verdict& verdict) { return verdict.verdict != VerdictKind::not_decidable; }

std::vector<CauseCount> ranked_causes(const std::vector<std::pair<std::string, std::int64_t>>& counts) {
  std::vector<CauseCount> out;
  for (const auto& row : counts) out.push_back({row.first, row.second});
  std::sort(out.begin(), out.end(), [](const CauseCount& a, const CauseCount& b) {
    return a.count != b.count ? a.count > b.count : a.code < b.code;
  });
  return out;
}

}  // namespace validate

Estimate usable_share(const std::vector<Verdict>& verdicts, const std::vector<TextFacts>& facts, double level) {
  Flags flags;
  for (const Verdict& verdict : verdicts) {
    flags.in.push_back(1);
    flags.hit.push_back(verdict.verdict == VerdictKind::pass ? 1 : 0);
  }
  Estimate out = validate::clustered_share(flags, validate::number_items(facts, verdicts.size()), level,
                                           "share of texts with verdict pass");
  if (verdicts.empty()) out.reason = "There is no text to validate.";
  return out;
}

ValidationSummary summarize(const CompiledContract& contract, const std::vector<Verdict>& verdicts,
                            const std::vector<std::string_view>& texts, const std::vector<TextFacts>& facts,
                            const SummaryOptions& options) {
  const Judged judged{contract, verdicts, texts, facts, options, validate::number_items(facts, verdicts.size())};
  ValidationSummary out;
  out.levels = level_rows(judged);
  out.causes = cause_rows(judged, [](const Verdict& verdict) { return verdict.causes; });
  out.roots = cause_rows(judged, root_of);
  validate::add_fields(judged, out);
  out.by_step = validate::by_step(judged);
  out.by_length = validate::by_length(judged);
  out.by_position = validate::by_position(judged);
  out.content = validate::content_split(judged);
  out.effort = validate::effort(judged);
  validate::add_unknown(judged, out);
  out.forecast = validate::forecast(judged);
  return out;
}

}  // namespace nines
