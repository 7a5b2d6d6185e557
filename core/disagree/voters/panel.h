// What both measures of a panel need: checks, the truth they hold answers against, and their sentences.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "disagree/voters/outcome_table.h"
#include "nines/voters.h"

namespace nines::disagree {

std::optional<Error> check_panel(const Ratings& ratings, const VoterOptions& options);
// `gold` itself, or the consensus of the pooled model (unknown where tied or unrated) when it is empty.
Result<std::vector<std::uint32_t>> truth_of(const Ratings& ratings, std::span<const std::uint32_t> gold,
                                            RunContext& run);
// Issues tied_repeats and items_without_truth.
void note_panel(const OutcomeTable& table, Issues& issues);
// "Nine models, 1.4 voters."
std::string voters_sentence(std::int64_t raters, double voters);
// One decimal, rounded half away from 0.
std::string one_decimal(double x);

}  // namespace nines::disagree
