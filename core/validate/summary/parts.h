// The parts of a summary, one function each. Called by summary.cpp only.
#pragma once

#include "nines/validate.h"
#include "validate/summary/shares.h"

namespace nines::validate {

// Everything the parts look at. A text counts as failing when its verdict is fail; undecided ones are left out.
struct Judged {
  const CompiledContract& contract;
  const std::vector<Verdict>& verdicts;
  const std::vector<std::string_view>& texts;
  const std::vector<TextFacts>& facts;  // empty or one a text
  const SummaryOptions& options;
  Items items;
};

bool failed(const Verdict& verdict);
bool decided(const Verdict& verdict);
// Causes by how often they were counted, then by code.
std::vector<CauseCount> ranked_causes(const std::vector<std::pair<std::string, std::int64_t>>& counts);

void add_fields(const Judged& judged, ValidationSummary& out);
Breakdown by_step(const Judged& judged);
Breakdown by_length(const Judged& judged);
Breakdown by_position(const Judged& judged);
std::optional<ContentSplit> content_split(const Judged& judged);
Effort effort(const Judged& judged);
void add_unknown(const Judged& judged, ValidationSummary& out);
std::optional<Forecast> forecast(const Judged& judged);

// Pointers at which two JSON texts differ, outermost first, document order of `after`; nullopt when one does not read.
std::optional<std::vector<std::string>> changed_pointers(std::string_view before, std::string_view after);
// Of these the ones below none of `allowed`; nullopt when the text edits nothing or was not repaired.
std::optional<std::vector<std::string>> outside_pointers(const Verdict& verdict, const TextFacts& facts,
                                                         const std::vector<std::string>& allowed);
// Whether a pointer lies at or below one of the patterns, in which '*' stands for one step.
bool is_below(std::string_view pointer, const std::vector<std::string>& patterns);

}  // namespace nines::validate
