// Questions and their answers as JSON: requests for Engine::call, and its responses as structs. The shape of each
// stands in `nines catalog` (args of the op) and here.
//
//   plan: {"target": {"ok"?, "silent"?}, "budget": {"calls"?, "cost_usd"?}, "cost"?: auto | usd | calls | executions,
//          "points"?, "changes"?: [change…]}; a change is one of
//     {"at", "param", "values": […]}                     one number of a step, its id, label or JSON pointer in "at"
//     {"at", "options": [{"name"?, parameters…}…]}       several numbers of it together: another model
//     {"at", "wrap": "retry", "max": [2, 3], "rho"?, "validate"?: {parameters…}, "then"?: [steps…]}
//                                                        a block put around it; lists are tried, the rest is fixed
//     {"var", "values": […]}                             a variable
//   each with "keep"? (true): whether it may stay as it is.
#pragma once

#include <string>
#include <string_view>

#include "nines/codec.h"
#include "nines/questions.h"

namespace nines {

// What identifies a sample: sha-256 over the pipeline as written (not over the spelling of its file), the seed and the
// version of the engine.
std::string sample_configuration(const Pipeline& pipeline, std::uint64_t seed);

std::string plan_request(const Pipeline& pipeline, const PlanQuestion& question);
std::string solve_request(const Pipeline& pipeline, const SolveQuestion& question);
std::string versus_request(const Pipeline& a, const Pipeline& b, const VersusOptions& options);
std::string influence_request(const Pipeline& pipeline, const TornadoOptions& options);
std::string replay_request(const Pipeline& pipeline, std::uint64_t seed, std::uint64_t trial);
// The first trial from `from` on that ends so.
std::string find_request(const Pipeline& pipeline, std::uint64_t seed, TrialEnd end, std::uint64_t from);

// What the op `replay` answers.
struct ReplayReport {
  std::uint64_t seed = 1;
  TrialTrace trace;
  std::vector<std::string> lines;  // one an event
  std::string summary;
  Issues issues;
};

// `pipeline` is the one asked about; without it `changes` stays empty.
Result<PlanReport> plan_report_from_response(std::string_view response, const Pipeline* pipeline = nullptr);
Result<SolveReport> solve_report_from_response(std::string_view response);
Result<VersusReport> versus_report_from_response(std::string_view response);
Result<TornadoReport> tornado_report_from_response(std::string_view response);
Result<ReplayReport> replay_report_from_response(std::string_view response);

}  // namespace nines
