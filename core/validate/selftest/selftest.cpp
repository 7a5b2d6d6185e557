// What became of the mutants, and the same with a contract as the judge. See nines/selftest.h.
#include "nines/selftest.h"

#include <algorithm>

#include "base/text.h"
#include "validate/selftest/mutator.h"
#include "validate/summary/shares.h"

namespace nines {

namespace {

// Mutants of one text are one cluster.
validate::Items items_of(const std::vector<Mutant>& mutants, std::size_t texts) {
  validate::Items out;
  out.count = static_cast<std::uint32_t>(texts);
  for (const Mutant& mutant : mutants) out.of_text.push_back(static_cast<std::uint32_t>(mutant.source));
  return out;
}

Estimate score_of(const std::vector<Mutant>& mutants, const std::vector<MutantFate>& fates, std::string_view code,
                  const validate::Items& items) {
  validate::Flags flags;
  for (std::size_t i = 0; i < mutants.size(); ++i) {
    const bool answered = fates[i] == MutantFate::caught || fates[i] == MutantFate::survived;
    const bool in = answered && (code.empty() || mutants[i].code == code);
    flags.in.push_back(in ? 1 : 0);
    flags.hit.push_back(in && fates[i] == MutantFate::caught ? 1 : 0);
  }
  return validate::clustered_share(flags, items, 0.95, "share of mutants that are caught, those tolerated left out");
}

void count(MutantFate fate, std::int64_t& caught, std::int64_t& tolerated) {
  caught += fate == MutantFate::caught ? 1 : 0;
  tolerated += fate == MutantFate::tolerated ? 1 : 0;
}

void list_survivor(std::string_view text, const Mutant& mutant, SelftestReport& out) {
  ++out.survived;
  const auto alike = std::count_if(out.survivors.begin(), out.survivors.end(),
                                   [&](const Survivor& one) { return one.mutant.code == mutant.code; });
  if (static_cast<std::size_t>(alike) >= kMaxSurvivorsPerKind) {
    ++out.survivors_dropped;
    return;
  }
  Survivor survivor;
  survivor.mutant = mutant;
  const Span span = mutant.change.span;
  survivor.before = text.substr(span.from, span.to - span.from);
  const base::LineColumn at = base::LineCursor(text).at(span.from);
  survivor.line = at.line;
  survivor.column = at.column;
  out.survivors.push_back(std::move(survivor));
}

MutantFate fate_of(const CompiledContract& contract, const std::string& text) {
  ValidateOptions options;
  options.repair = RepairLevel::none;
  const Verdict verdict = validate_text(contract, text, options);
  if (verdict.verdict != VerdictKind::pass) return MutantFate::caught;
  return verdict.level == VerdictLevel::extracted ? MutantFate::tolerated : MutantFate::survived;
}

}  // namespace

SelftestReport tally_mutants(const std::vector<std::string_view>& texts, const std::vector<Mutant>& mutants,
                             const std::vector<MutantFate>& fates, const SelftestOptions& options) {
  SelftestReport out;
  out.texts = static_cast<std::int64_t>(texts.size());
  out.mutants = static_cast<std::int64_t>(mutants.size());
  const validate::Items items = items_of(mutants, texts.size());
  for (const BreakageInfo& info : breakage_table()) {
    if (info.family != options.family) continue;
    SelftestRow row;
    row.code = info.code;
    row.name = info.name;
    for (std::size_t i = 0; i < mutants.size(); ++i) {
      if (mutants[i].code != info.code) continue;
      ++row.mutants;
      count(fates[i], row.caught, row.tolerated);
    }
    row.score = score_of(mutants, fates, row.code, items);
    out.rows.push_back(std::move(row));
  }
  for (std::size_t i = 0; i < mutants.size(); ++i) {
    count(fates[i], out.caught, out.tolerated);
    out.failed += fates[i] == MutantFate::failed ? 1 : 0;
    if (fates[i] == MutantFate::survived) list_survivor(texts[mutants[i].source], mutants[i], out);
  }
  out.score = score_of(mutants, fates, "", items);
  return out;
}

namespace {
constexpr double kShareOfReading = 0.2;  // of the progress: finding the texts that pass
}

Result<SelftestReport> selftest(const CompiledContract& contract, const std::vector<std::string_view>& texts,
                                const SelftestOptions& options, RunContext& run) {
  std::vector<std::string_view> passing;
  std::vector<std::size_t> index;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (run.cancelled()) return Error{ErrorCode::cancelled, "cancelled", {}};
    run.progress(kShareOfReading * static_cast<double>(i) / static_cast<double>(texts.size()));
    if (validate_text(contract, texts[i], {}).verdict != VerdictKind::pass) continue;
    passing.push_back(texts[i]);
    index.push_back(i);
  }
  const auto refused = static_cast<std::int64_t>(texts.size() - passing.size());
  if (passing.empty()) {
    return Error{ErrorCode::empty_input,
                 "none of " + std::to_string(texts.size()) + " texts meets the contract, so there is nothing to break",
                 {}};
  }
  const std::vector<Mutant> mutants = make_mutants(passing, options);
  std::vector<MutantFate> fates;
  for (const Mutant& mutant : mutants) {
    if (run.cancelled()) return Error{ErrorCode::cancelled, "cancelled", {}};
    fates.push_back(fate_of(contract, mutant.text));
    const double judged = static_cast<double>(fates.size()) / static_cast<double>(mutants.size());
    run.progress(kShareOfReading + (1 - kShareOfReading) * judged);
  }
  SelftestReport out = tally_mutants(passing, mutants, fates, options);
  out.not_passing = refused;
  for (Survivor& survivor : out.survivors) survivor.mutant.source = index[survivor.mutant.source];
  return out;
}

}  // namespace nines
