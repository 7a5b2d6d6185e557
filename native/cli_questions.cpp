// Commands that ask about pipelines: plan, solve, versus, influence, merge, replay, and parts of a sample. See cli.h.
#include "cli_questions.h"

#include <string_view>

#include "cli_call.h"
#include "cli_files.h"

namespace nines::cli {
namespace {

template <class Report, class Text>
int finish(const Call& call, const Options& options, const Result<Report>& report, const Text& text) {
  if (!report) return finish_answer(call, options, &report.error(), {}, "");
  return finish_answer(call, options, nullptr, report->issues, text(*report));
}

// "" or why the changed pipeline could not be written.
template <class Report>
std::string write_pipeline(const Options& options, const Result<Report>& report) {
  if (options.pipeline_out.empty() || !report || !report->pipeline) return "";
  return write_file(options.pipeline_out, json_from_pipeline(*report->pipeline));
}

std::optional<double> bound(const Options& options, const char* flag) {
  const auto found = options.bounds.find(flag);
  return found == options.bounds.end() ? std::nullopt : std::optional(found->second);
}

// A file of changes: a list of them, or a whole plan that the flags complete.
std::string read_changes(const std::string& path, Json& plan) {
  std::string bytes;
  if (std::string problem = read_file(path, bytes); !problem.empty()) return problem;
  const Json given = Json::parse(bytes, nullptr, false);
  if (given.is_array() && given.empty()) return path + " holds an empty list: there is nothing to change";
  if (given.is_array()) {
    plan["changes"] = given;
  } else if (given.is_object()) {
    plan = given;
  } else {
    return path + " holds neither a list of changes nor a plan, as JSON";
  }
  return "";
}

// A fault in the file of changes stands there, not in the request that was made of it.
Error placed_in_changes(Error error, const Options& options) {
  constexpr std::string_view kRequest = "/args/plan";
  if (options.changes.empty() || !error.where.pointer.starts_with(std::string(kRequest) + "/changes")) return error;
  Where where;
  where.source = options.changes;
  where.pointer = error.where.pointer.substr(kRequest.size());
  error.where = std::move(where);
  return error;
}

}  // namespace

int simulate_part(const Options& options) {
  Call call;
  if (const std::string problem = add_pipeline(call, "pipeline", options.file); !problem.empty())
    return unusable(problem);
  call.args["seed"] = options.seed;
  call.args["first"] = options.first;
  call.args["trials"] = options.trials;
  call.args["part"] = true;
  answer(call, "sample");
  const Result<SampleTally> tally = tally_from_response(call.answer);
  const Error* const error = tally ? nullptr : &tally.error();
  return finish_answer(call, options, error, {}, call.answer + "\n");
}

int plan(const Options& options) {
  Call call;
  std::string problem = add_pipeline(call, "pipeline", options.file);
  Json question = Json::object();
  if (problem.empty() && !options.changes.empty()) problem = read_changes(options.changes, question);
  if (!problem.empty()) return unusable(problem);
  if (const auto ok = bound(options, "ok")) question["target"]["ok"] = *ok;
  if (const auto silent = bound(options, "silent")) question["target"]["silent"] = *silent;
  if (const auto calls = bound(options, "budget-calls")) question["budget"]["calls"] = *calls;
  if (const auto usd = bound(options, "budget-usd")) question["budget"]["cost_usd"] = *usd;
  if (options.cost != "auto") question["cost"] = options.cost;
  if (!question.contains("points")) question["points"] = options.points;
  call.args["plan"] = question;
  answer(call, "plan");
  Result<PlanReport> report = plan_report_from_response(call.answer);
  if (!report) report = placed_in_changes(report.error(), options);
  if (problem = write_pipeline(options, report); !problem.empty()) return unusable(problem);
  return finish(call, options, report, plan_text);
}

int solve(const Options& options) {
  Call call;
  if (const std::string problem = add_pipeline(call, "pipeline", options.file); !problem.empty())
    return unusable(problem);
  if (!options.at.empty()) call.args["at"] = options.at;
  if (!options.variable.empty()) call.args["var"] = options.variable;
  call.args["target"] = Json::object();
  for (const auto& [flag, value] : options.bounds) {
    if (flag == "low" || flag == "high")
      call.args[flag] = value;
    else
      call.args["target"][flag] = value;
  }
  answer(call, "solve");
  const Result<SolveReport> report = solve_report_from_response(call.answer);
  if (const std::string problem = write_pipeline(options, report); !problem.empty()) return unusable(problem);
  return finish(call, options, report, solve_text);
}

int versus(const Options& options) {
  Call call;
  std::string problem = add_pipeline(call, "a", options.file);
  if (problem.empty()) problem = add_pipeline(call, "b", options.other);
  if (!problem.empty()) return unusable(problem);
  call.args["seed"] = options.seed;
  if (options.trials > 0) call.args["trials"] = options.trials;
  answer(call, "versus");
  return finish(call, options, versus_report_from_response(call.answer), versus_text);
}

int influence(const Options& options) {
  Call call;
  if (const std::string problem = add_pipeline(call, "pipeline", options.file); !problem.empty())
    return unusable(problem);
  call.args["by"] = options.moved_by;
  call.args["factor"] = options.factor;
  answer(call, "influence");
  return finish(call, options, tornado_report_from_response(call.answer), tornado_text);
}

int merge(const Options& options) {
  Call call;
  Json parts = Json::array();
  for (const std::string& path : options.files) {
    if (const std::string problem = add_file(call, "part", path); !problem.empty()) return unusable(problem);
    parts.push_back(call.args["part"]);
  }
  call.args = {{"parts", parts}};
  for (const char* name : {"survival", "influence", "variants", "calls"}) {
    if (options.detail) call.args[name] = true;
  }
  answer(call, "merge");
  return finish(call, options, simulate_report_from_response(call.answer), simulate_text);
}

int replay(const Options& options) {
  Call call;
  if (const std::string problem = add_pipeline(call, "pipeline", options.file); !problem.empty())
    return unusable(problem);
  call.args["seed"] = options.seed;
  if (options.first_end.empty()) {
    call.args["trial"] = options.trial;
  } else {
    call.args["first"] = options.first_end;
    call.args["from"] = options.trial;
  }
  answer(call, "replay");
  return finish(call, options, replay_report_from_response(call.answer), replay_text);
}

int rare(const Options& options) {
  Call call;
  if (const std::string problem = add_pipeline(call, "pipeline", options.file); !problem.empty())
    return unusable(problem);
  call.args["end"] = options.rare_end;
  call.args["trials"] = options.rare_trials;
  call.args["seed"] = options.seed;
  answer(call, "rare");
  return finish(call, options, rare_report_from_response(call.answer), rare_text);
}

}  // namespace nines::cli
