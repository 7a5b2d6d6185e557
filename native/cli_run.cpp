// Files in, one request, answer out. See cli.h.
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <iostream>
#include <nlohmann/json.hpp>

#include "cli.h"
#include "cli_call.h"
#include "cli_files.h"
#include "nines/format_gate.h"

namespace nines::cli {
namespace {

std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free);  // set from a signal handler

void on_interrupt(int /*signal*/) { interrupted = true; }

bool cancelled(void* /*user*/) { return interrupted; }

void show_progress(void* /*user*/, double fraction) { std::fprintf(stderr, "\r%3.0f %%", 100 * fraction); }

RunContext run_context() {
  RunContext run;
  run.cancelled_hook = cancelled;
  if (isatty(STDERR_FILENO) != 0) run.progress_hook = show_progress;
  return run;
}

}  // namespace

// Every failure to read or write ends here.
int unusable(const std::string& problem) {
  std::cerr << printable(problem) << "\n";
  return kUnreadable;
}

int print(const std::string& text) {
  const std::string problem = write_file("-", text);
  return problem.empty() ? kPass : unusable(problem);
}

std::string add_file(Call& call, const char* name, const std::string& path) {
  std::string bytes;
  if (std::string problem = read_file(path, bytes); !problem.empty()) return problem;
  const std::string sha = call.engine.put_blob(std::move(bytes));
  call.args[name] = {{"blob", sha}, {"name", path == "-" ? "stdin" : path}};
  return "";
}

namespace {

// Computing is what Ctrl+C stops; while bytes are read or written it ends the program as usual.
std::string respond(const Engine& engine, const std::string& request) {
  RunContext run = run_context();
  std::signal(SIGINT, on_interrupt);
  std::string response = engine.call(request, run);
  std::signal(SIGINT, SIG_DFL);
  if (run.progress_hook != nullptr) std::cerr << "\r     \r";
  return response;
}

}  // namespace

void answer(Call& call, const std::string& op) {
  const Json request = {{"op", op}, {"v", 1}, {"args", call.args}};
  call.answer = respond(call.engine, request.dump(-1, ' ', false, Json::error_handler_t::replace));
}

namespace {

// The answer as JSON. For jsonl, `rows` names the list to print one a line.
std::string json_text(const Call& call, Format format, const char* rows) {
  if (format != Format::jsonl || rows == nullptr) return call.answer + "\n";
  const Json parsed = Json::parse(call.answer, nullptr, false);
  if (!parsed.contains(rows)) return call.answer + "\n";
  std::string out;
  for (const Json& row : parsed[rows]) out += row.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  return out;
}

int fail(const Error& error) {
  std::cerr << printable(error_text(error)) << "\n";
  if (error.code == ErrorCode::cancelled) return kInterrupted;
  return error.code == ErrorCode::unknown_op ? kUsage : kUnreadable;
}

// A flag that the engine refused: the place would be inside a request that nobody wrote.
bool is_about_flags(const Error& error) {
  return error.where.source.empty() && error.where.pointer.starts_with("/args");
}

bool has_errors(const Issues& issues) {
  return std::any_of(issues.begin(), issues.end(), [](const Issue& one) { return one.severity == Severity::error; });
}

// What was odd about the input, and the exit code that follows from it alone.
int tell(const Issues& issues) {
  std::cerr << issues_text(issues);
  return has_errors(issues) ? kPartial : kPass;
}

// Shared end of every command: JSON or text, issues on stderr, exit code.
template <class Report, class Text>
int finish(const Call& call, const Options& options, const char* rows, const Result<Report>& report, const Text& text) {
  if (!report) {
    Error error = report.error();
    const bool flags = is_about_flags(error);
    if (flags) error.where = {};
    const int printed = options.format == Format::text ? kPass : print(call.answer + "\n");
    const int code = fail(error);
    return printed != kPass ? printed : flags ? kUsage : code;
  }
  const int printed = print(options.format == Format::text ? text(*report) : json_text(call, options.format, rows));
  const int told = tell(report->issues);
  return printed != kPass ? printed : told;
}

}  // namespace

std::string add_pipeline(Call& call, const char* name, const std::string& path) {
  if (path.find("#1.") == std::string::npos) return add_file(call, name, path);
  call.args[name] = {{"link", path}};
  return "";
}

int gate(std::size_t texts, std::size_t unmet, int code) {
  if (texts == 0) {
    std::cerr << "nothing was checked: the input gave no text\n";
    return kUnreadable;
  }
  return unmet > 0 ? kGateFailed : code;
}

int finish_answer(const Call& call, const Options& options, const Error* error, const Issues& issues,
                  const std::string& text, const char* rows) {
  struct Answer {
    Issues issues;
  };
  const Result<Answer> result = error != nullptr ? Result<Answer>(*error) : Result<Answer>(Answer{issues});
  return finish(call, options, rows, result, [&](const Answer&) { return text; });
}

namespace {

int simulate(const Options& options) {
  if (options.is_part) return simulate_part(options);
  Call call;
  if (const std::string problem = add_pipeline(call, "pipeline", options.file); !problem.empty())
    return unusable(problem);
  for (const char* name : {"survival", "influence", "variants", "calls", "latency", "cost", "first_failing"}) {
    if (options.detail) call.args[name] = true;
  }
  call.args["seed"] = options.seed;
  if (options.trials > 0) call.args["trials"] = options.trials;
  answer(call, "simulate");
  Result<SimulateReport> report = simulate_report_from_response(call.answer);
  if (!report && report.error().code == ErrorCode::cancelled) {
    // The exact answer does not depend on the runs that were stopped, so it is still given.
    interrupted = false;
    call.args.erase("trials");
    answer(call, "simulate");
    std::cerr << "interrupted: the random runs are left out\n";
    finish(call, options, nullptr, simulate_report_from_response(call.answer), simulate_text);
    return kInterrupted;
  }
  return finish(call, options, nullptr, report, simulate_text);
}

// Records checked as one text fail for a reason that is not theirs.
void hint_at_lines(const Call& call, const Options& options, const ValidateReport& report) {
  if (call.args["as"] != "text" || report.failed == 0) return;
  const std::string* bytes = call.engine.find_blob(call.args["input"]["blob"].get<std::string>());
  if (bytes == nullptr || classify_input(*bytes) != InputKind::records) return;
  std::cerr << "hint: " << printable(options.file)
            << " looks like JSON Lines: --as lines checks each line, --as records the output of each record\n";
}

std::string add_summary_flags(Call& call, const Options& options) {
  if (!options.step_at.empty()) call.args["step"] = options.step_at;
  if (!options.expected_at.empty()) call.args["expected"] = options.expected_at;
  if (!options.before_at.empty()) call.args["before"] = options.before_at;
  if (!options.allowed.empty()) call.args["allowed"] = options.allowed;
  if (options.calls > 0) call.args["calls"] = options.calls;
  if (options.volume > 0) call.args["volume"] = options.volume;
  return options.baseline.empty() ? "" : add_file(call, "baseline", options.baseline);
}

// The measured rates as a pipeline of one format_gate: how often the contract is broken, and how often a repair helps.
std::string write_gate(const ValidateReport& report, const Options& options) {
  Pipeline pipeline;
  pipeline.steps.push_back(format_gate_of(report, options.file));
  pipeline.steps.back().id = "format";
  return write_file(options.pipeline_out, json_from_pipeline(pipeline));
}

// All of the request but its input.
std::string add_contract(Call& call, const Options& options) {
  if (options.contract.empty()) call.args["contract"] = {{"kind", "json_schema"}, {"schema", true}};
  // A pointer into records only makes sense on records, so --select alone means --as records.
  call.args["as"] = !options.select.empty() && options.as == "text" ? "records" : options.as;
  if (!options.select.empty()) call.args["select"] = options.select;
  call.args["repair"] = options.repair;
  return options.contract.empty() ? "" : add_file(call, "contract", options.contract);
}

int validate_pieces(const Options& options) {
  constexpr std::size_t kPieceBytes = std::size_t{1} << 16;
  Call call;
  LineReader reader(options.file, kPieceBytes);
  std::string piece = reader.next();
  std::string problem = reader.problem();
  if (problem.empty()) problem = add_contract(call, options);
  if (problem.empty()) problem = add_summary_flags(call, options);
  if (!problem.empty()) return unusable(problem);
  return validate_stream(options, call, reader, std::move(piece));
}

int validate(const Options& options) {
  if (streams(options)) return validate_pieces(options);
  Call call;
  std::string problem = add_file(call, "input", options.file);
  if (problem.empty()) problem = add_contract(call, options);
  call.args["summary"] = true;
  if (problem.empty()) problem = add_summary_flags(call, options);
  if (!problem.empty()) return unusable(problem);
  answer(call, "validate");
  const Result<ValidateReport> report = validate_report_from_response(call.answer);
  const int code = finish(call, options, "verdicts", report, validate_text_report);
  if (!report || (code != kPass && code != kPartial)) return code;
  hint_at_lines(call, options, *report);
  if (!options.pipeline_out.empty() && report->texts > 0) {
    if (const std::string unwritten = write_gate(*report, options); !unwritten.empty()) return unusable(unwritten);
  }
  return gate(static_cast<std::size_t>(report->texts), static_cast<std::size_t>(report->failed + report->not_decidable),
              code);
}

}  // namespace

std::string add_records(Call& call, const Options& options) {
  call.args["pass_mark"] = options.pass_mark;
  call.args["seed"] = options.seed;
  call.args["bootstrap"] = options.bootstrap;
  return add_file(call, "input", options.file);
}

namespace {

void add_fit_flags(Call& call, const Options& options) {
  if (options.fit_of != "auto") call.args["of"] = options.fit_of;
  if (!options.length.empty()) call.args["length"] = options.length;
  if (options.weights != "items") call.args["weights"] = options.weights;
  if (!options.horizons.empty()) call.args["horizons"] = options.horizons;
  if (!options.predict_at.empty()) call.args["at"] = options.predict_at;
  if (options.separate) call.args["shared"] = false;
}

// Lengths, steps and published tables; the rows of jsonl are what each has a list of.
int finish_other_fit(const Call& call, const Options& options, const Json& parsed) {
  struct Kind {
    const char* of;
    const char* rows;
  };
  constexpr Kind kKinds[] = {{"length", "groups"}, {"steps", "steps"}, {"pass_hat", "rows"}};
  const std::string of = parsed["of"];
  const auto* kind = std::find_if(std::begin(kKinds), std::end(kKinds), [&](const Kind& one) { return of == one.of; });
  const Result<Issues> issues = issues_from_response(call.answer);
  if (!issues) return fail(issues.error());
  if (!options.pipeline_out.empty()) {
    if (!parsed.contains("pipeline")) {
      std::cerr << "--pipeline: a fit of " << of << " is not one pipeline\n";
      return kUsage;
    }
    const Json file = {{"nines", 1}, {"pipeline", parsed["pipeline"]}};
    const std::string problem = write_file(options.pipeline_out, file.dump(2) + "\n");
    if (!problem.empty()) return unusable(problem);
    if (options.pipeline_out == "-") return tell(*issues);
  }
  const int printed =
      print(options.format == Format::text ? other_fit_text(call.answer) : json_text(call, options.format, kind->rows));
  const int told = tell(*issues);
  return printed != kPass ? printed : told;
}

int fit(const Options& options) {
  Call call;
  if (const std::string problem = add_records(call, options); !problem.empty()) return unusable(problem);
  add_fit_flags(call, options);
  answer(call, "fit");
  const Json parsed = Json::parse(call.answer, nullptr, false);
  if (parsed.value("of", "repeats") != "repeats") return finish_other_fit(call, options, parsed);
  const Result<FitReport> report = fit_report_from_response(call.answer);
  if (report && !options.pipeline_out.empty()) {
    const std::string problem = write_file(options.pipeline_out, json_from_pipeline(report->pipeline));
    if (!problem.empty()) return unusable(problem);
  }
  if (report && options.pipeline_out == "-") return tell(report->issues);
  return finish(call, options, nullptr, report,
                [&](const FitReport& fitted) { return fit_text(fitted, options.pipeline_out); });
}

int raw_call(const Options& options) {
  std::string request;
  const std::string problem = read_file(options.file.empty() ? "-" : options.file, request);
  if (!problem.empty()) return unusable(problem);
  const std::string response = respond(Engine{}, request);
  const int printed = print(response + "\n");
  if (printed != kPass || !response.starts_with("{\"error\"")) return printed;
  return fail(simulate_report_from_response(response).error());  // an error reads the same for every op
}

int about(const Options& options) {
  Call call;
  answer(call, options.command);
  if (options.command == "schema") {  // the file that editors read
    const Json parsed = Json::parse(call.answer, nullptr, false);
    return print(parsed["schema"].dump(options.format == Format::text ? 2 : -1) + "\n");
  }
  if (options.format != Format::text) return print(call.answer + "\n");
  return print(options.command == "catalog" ? catalog_text() : std::string("nines ") + kVersion + "\n");
}

}  // namespace

int run(const Options& options) {
  struct Row {
    const char* name;
    int (*function)(const Options&);
  };
  constexpr Row kCommands[] = {{"call", raw_call},
                               {"simulate", simulate},
                               {"plan", plan},
                               {"solve", solve},
                               {"versus", versus},
                               {"influence", influence},
                               {"merge", merge},
                               {"replay", replay},
                               {"rare", rare},
                               {"validate", validate},
                               {"selftest", selftest},
                               {"prefix", prefix},
                               {"infer", infer},
                               {"strict", strict},
                               {"disagree", disagree},
                               {"compare", compare},
                               {"drift", drift},
                               {"hard", hard},
                               {"fit", fit},
                               {"catalog", about},
                               {"schema", about},
                               {"version", about}};
  for (const Row& row : kCommands) {
    if (options.command == row.name) return row.function(options);
  }
  return kUsage;
}

}  // namespace nines::cli
