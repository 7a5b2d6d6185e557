// From records to a fitted pipeline: disagreement counts right answers per item, simulation fits p
// and rho to them. Called by `call`; the only place where the two families meet for a fit.
#pragma once

#include "nines/disagree.h"
#include "nines/run_context.h"
#include "nines/simulate.h"

namespace nines::bridge {

// In: any corpus; correct = score >= pass_mark, else as item_counts. Out: the fit, whose step names
// its source ("fit: airline.jsonl, 50 items"), with the issues of counting before those of fitting;
// items of unknown correctness are added to `dropped`. Fails: no_records, cancelled. Cost:
// O(records log records + items * bootstrap).
Result<FitReport> fit_records(const Corpus& corpus, double pass_mark, const FitOptions& options, RunContext& run);

}  // namespace nines::bridge
