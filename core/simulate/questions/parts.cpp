// Parts of one sample added up (nines/questions.h).
#include <algorithm>

#include "nines/questions.h"
#include "simulate/check_params.h"
#include "simulate/sampled_only.h"

namespace nines {
namespace {

using simulate::error_at;

std::string told(const SamplePart& part) {
  return part.name + " [" + std::to_string(part.tally.first) + ", " +
         std::to_string(part.tally.first + part.tally.trials) + ")";
}

std::optional<Error> check_pair(const SamplePart& before, const SamplePart& after) {
  if (before.configuration != after.configuration || before.seed != after.seed) {
    return error_at(
        ErrorCode::bad_value, "",
        told(before) + " and " + told(after) + " are parts of different samples: configuration " +
            before.configuration.substr(0, 12) + "… and " + after.configuration.substr(0, 12) + "…" +
            (before.seed != after.seed ? ", seed " + std::to_string(before.seed) + " and " + std::to_string(after.seed)
                                       : ""));
  }
  const std::uint64_t end = before.tally.first + before.tally.trials;
  if (after.tally.first < end)
    return error_at(ErrorCode::bad_value, "", told(before) + " and " + told(after) + " overlap");
  if (after.tally.first > end) {
    return error_at(ErrorCode::bad_value, "",
                    "trials [" + std::to_string(end) + ", " + std::to_string(after.tally.first) +
                        ") are missing between " + told(before) + " and " + told(after));
  }
  return std::nullopt;
}

// Every trial ends in one way.
std::optional<Error> check_sum(const SamplePart& part) {
  std::uint64_t ends = part.tally.ok + part.tally.silent;
  for (const std::uint64_t count : part.tally.detected) ends += count;
  if (ends == part.tally.trials && part.tally.trials > 0) return std::nullopt;
  return error_at(ErrorCode::bad_value, "", told(part) + " counts " + std::to_string(ends) + " ends");
}

}  // namespace

Result<SampleTally> merge_parts(std::vector<SamplePart> parts) {
  if (parts.empty()) return error_at(ErrorCode::missing_field, "", "no part to merge");
  std::stable_sort(parts.begin(), parts.end(),
                   [](const SamplePart& a, const SamplePart& b) { return a.tally.first < b.tally.first; });
  for (const SamplePart& part : parts) {
    if (std::optional<Error> error = check_sum(part)) return *error;
  }
  SampleTally sum = parts.front().tally;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    if (std::optional<Error> error = check_pair(parts[i - 1], parts[i])) return *error;
    sum = merge_tallies(sum, parts[i].tally);
  }
  return sum;
}

Result<SimulateReport> report_of_tally(const Pipeline& pipeline, const SampleTally& tally,
                                       const SimulateOptions& options, RunContext& run) {
  if (tally.first > 0) {
    return error_at(ErrorCode::bad_value, "",
                    "trials [0, " + std::to_string(tally.first) + ") are missing: a sample begins with trial 0");
  }
  SimulateOptions exact = options;
  exact.trials = 0;
  Result<SimulateReport> report = simulate_pipeline(pipeline, exact, run);
  if (!report) return report.error();
  if (report->sampled_only) {
    const Result<simulate::Plan> plan = simulate::build_plan(pipeline);
    if (!plan) return plan.error();
    simulate::rest_on(report.value(), *plan, tally, run);
  }
  report.value().sampled = sampled_result(tally, options.seed, *report);
  if (!report->sampled_only) report.value().method += "+sampled";
  return report;
}

}  // namespace nines
