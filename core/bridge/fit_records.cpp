// Counting and fitting in one step (fit_records.h).
#include "bridge/fit_records.h"

#include <string>
#include <string_view>
#include <utility>

namespace nines::bridge {
namespace {

std::string_view file_name_of(std::string_view path) {
  const std::size_t slash = path.find_last_of("/\\");
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

}  // namespace

Result<FitReport> fit_records(const Corpus& corpus, double pass_mark, const FitOptions& options, RunContext& run) {
  ItemCounts counts = item_counts(corpus, pass_mark);
  Result<FitReport> fit = fit_item_counts(counts.counts, options, run);
  if (!fit) {
    Error error = fit.error();
    error.where.source = corpus.name;
    return error;
  }
  FitReport report = std::move(fit).value();
  report.p.dropped += counts.dropped;
  report.rho.dropped += counts.dropped;
  for (Estimate& row : report.observed) row.dropped += counts.dropped;
  counts.issues.insert(counts.issues.end(), report.issues.begin(), report.issues.end());
  report.issues = std::move(counts.issues);
  const std::string_view name = file_name_of(corpus.name);
  if (!name.empty()) {
    report.pipeline.steps.front().source =
        "fit: " + std::string(name) + ", " + std::to_string(report.p.n_items) + " items";
  }
  return report;
}

}  // namespace nines::bridge
