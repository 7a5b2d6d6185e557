// What one record says: is it right, and what is it compared by. Used by trials only; knows nothing
// of other records but for the choice of what all are compared by.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "nines/disagree.h"
#include "nines/values.h"

namespace nines::disagree {

enum class Outcome : std::uint8_t { wrong, right, unknown };

// A row that is already a mean of n trials is not a trial.
inline bool is_mean_row(const Record& record) { return record.n && *record.n > 1; }

// Correct = score >= pass_mark; without score: label or output equal to expected (as
// compared_text); else unknown.
Outcome outcome_of(const Record& record, double pass_mark);

// The text that a record is compared by, or nothing when it has none of that kind. `by` is not
// automatic.
std::optional<std::string> compared_value(const Record& record, Outcome outcome, CompareBy by);

// What `automatic` stands for in this corpus: label if most trials have one; else correctness if
// most are known; else output, unless only one of the others is there. Most, not all: one answer
// without a label must not change what all others are compared by. `outcomes` are those of the
// records.
CompareBy choose_compared(const Corpus& corpus, std::span<const Outcome> outcomes);

}  // namespace nines::disagree
