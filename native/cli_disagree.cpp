// Commands over records of answers: how much they disagree. See cli.h.
#include "cli_call.h"
#include "cli_files.h"

namespace nines::cli {
namespace {

std::string add_rating_flags(Call& call, const Options& options) {
  if (!options.rater.empty()) call.args["rater"] = options.rater;
  if (options.is_ordered) call.args["ordered"] = true;
  if (!options.coefficients.empty()) call.args["coefficients"] = options.coefficients;
  if (!options.aggregate.empty()) call.args["aggregate"] = options.aggregate;
  if (options.domain.empty()) return "";
  const Json domain = Json::parse(options.domain, nullptr, false);
  if (!domain.is_array()) return "--domain '" + options.domain + "' is not a JSON array of categories";
  call.args["domain"] = domain;
  return "";
}

}  // namespace

int disagree(const Options& options) {
  Call call;
  if (const std::string problem = add_records(call, options); !problem.empty()) return unusable(problem);
  call.args["by"] = options.by;
  if (options.items || options.format == Format::jsonl) call.args["items"] = true;
  if (const std::string problem = add_rating_flags(call, options); !problem.empty()) return unusable(problem);
  answer(call, "disagree");
  const Result<DisagreeReport> report = disagree_report_from_response(call.answer);
  const std::string text = report && options.format == Format::text
                               ? disagree_text(*report, options.items) + panel_text(Json::parse(call.answer))
                               : "";
  return finish_answer(call, options, report ? nullptr : &report.error(), report ? report->issues : Issues{}, text,
                       "item_reports");
}

namespace {

// Answers that no shell but this one reads: text straight from the JSON.
int finish_json(const Call& call, const Options& options, const char* rows, std::string (*text)(const Json&)) {
  const Result<Issues> issues = issues_from_response(call.answer);
  if (!issues) return finish_answer(call, options, &issues.error(), {}, "");
  const std::string shown = options.format == Format::text ? text(Json::parse(call.answer)) : "";
  return finish_answer(call, options, nullptr, *issues, shown, rows);
}

void add_resampling(Call& call, const Options& options) {
  call.args["pass_mark"] = options.pass_mark;
  call.args["seed"] = options.seed;
  call.args["bootstrap"] = options.bootstrap;
}

}  // namespace

int compare(const Options& options) {
  Call call;
  std::string problem = add_file(call, "a", options.file);
  if (problem.empty() && !options.other.empty()) problem = add_file(call, "b", options.other);
  if (!problem.empty()) return unusable(problem);
  add_resampling(call, options);
  if (!options.model_a.empty()) call.args["model_a"] = options.model_a;
  if (!options.model_b.empty()) call.args["model_b"] = options.model_b;
  call.args["by"] = options.score_by;
  call.args["align"] = options.align;
  call.args["wanted"] = options.wanted;
  answer(call, "compare");
  return finish_json(call, options, nullptr, compare_text);
}

int drift(const Options& options) {
  Call call;
  if (const std::string problem = add_records(call, options); !problem.empty()) return unusable(problem);
  call.args["by"] = options.field;
  if (!options.model.empty()) call.args["model"] = options.model;
  if (options.baseline_periods > 0) call.args["baseline"] = options.baseline_periods;
  answer(call, "drift");
  return finish_json(call, options, nullptr, drift_text);
}

namespace {

std::string lines_of(const Json& rows) {
  std::string out;
  for (const Json& row : rows) out += row.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  return out;
}

// The lists asked for, as files. "" or why one could not be written.
std::string write_lists(const Options& options, const Json& answer) {
  std::string problem;
  if (!options.golden_out.empty()) problem = write_file(options.golden_out, lines_of(answer["golden_set"]));
  if (problem.empty() && !options.pairs_out.empty())
    problem = write_file(options.pairs_out, lines_of(answer["corrections"]));
  return problem;
}

}  // namespace

int hard(const Options& options) {
  Call call;
  if (const std::string problem = add_file(call, "input", options.file); !problem.empty()) return unusable(problem);
  call.args["by"] = options.by;
  call.args["pass_mark"] = options.pass_mark;
  call.args["seed"] = options.seed;
  call.args["most"] = options.most;
  if (!options.golden_out.empty()) call.args["golden"] = true;
  if (!options.pairs_out.empty()) call.args["corrections"] = true;
  answer(call, "hard");
  const Json parsed = Json::parse(call.answer, nullptr, false);
  if (!parsed.contains("error")) {
    if (const std::string problem = write_lists(options, parsed); !problem.empty()) return unusable(problem);
  }
  return finish_json(call, options, nullptr, hard_text);
}

}  // namespace nines::cli
