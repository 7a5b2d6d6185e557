// Files in, one request, answer out. See cli.h.
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "cli.h"

namespace nines::cli {
namespace {

using Json = nlohmann::ordered_json;

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

bool read_file(const std::string& path, std::string& bytes) {
  if (path == "-") {
    bytes.assign(std::istreambuf_iterator<char>(std::cin), {});
    return true;
  }
  std::ifstream in(path, std::ios::binary);
  if (!in || in.peek() == std::ifstream::traits_type::eof()) {
    if (in.bad() || !in.is_open()) return false;
  }
  bytes.assign(std::istreambuf_iterator<char>(in), {});
  return !in.bad();
}

int unreadable(const std::string& path) {
  std::cerr << error_text({ErrorCode::unreadable, "cannot read " + path, {}}) << "\n";
  return kUnreadable;
}

// The engine with its files, and the request being built.
struct Call {
  Engine engine;
  Json args = Json::object();
  std::string answer;
};

bool add_file(Call& call, const char* name, const std::string& path) {
  std::string bytes;
  if (!read_file(path, bytes)) return false;
  const std::string sha = call.engine.put_blob(std::move(bytes));
  call.args[name] = {{"blob", sha}, {"name", path == "-" ? "stdin" : path}};
  return true;
}

void answer(Call& call, const std::string& op) {
  RunContext run = run_context();
  const Json request = {{"op", op}, {"v", 1}, {"args", call.args}};
  call.answer = call.engine.call(request.dump(-1, ' ', false, Json::error_handler_t::replace), run);
  if (run.progress_hook != nullptr) std::cerr << "\r     \r";
}

// Prints JSON formats; true when text is still wanted. For jsonl, `rows` names the list to print one a line.
bool print_json(const Call& call, Format format, const char* rows) {
  if (format == Format::text) return false;
  if (format == Format::jsonl && rows != nullptr) {
    const Json parsed = Json::parse(call.answer, nullptr, false);
    if (parsed.contains(rows)) {
      for (const Json& row : parsed[rows])
        std::cout << row.dump(-1, ' ', false, Json::error_handler_t::replace) << "\n";
      return true;
    }
  }
  std::cout << call.answer << "\n";
  return true;
}

int fail(const Error& error) {
  std::cerr << printable(error_text(error)) << "\n";
  if (error.code == ErrorCode::cancelled) return kInterrupted;
  return error.code == ErrorCode::unknown_op ? kUsage : kUnreadable;
}

// Shared end of every command: JSON or text, issues on stderr, exit code.
template <class Report, class Text>
int finish(const Call& call, const Options& options, const char* rows, const Result<Report>& report, const Text& text) {
  if (!report) {
    if (options.format != Format::text) std::cout << call.answer << "\n";
    return fail(report.error());
  }
  if (!print_json(call, options.format, rows)) std::cout << text(*report);
  std::cerr << issues_text(report->issues);
  return kPass;
}

int simulate(const Options& options) {
  Call call;
  if (options.file.find("#1.") != std::string::npos)
    call.args["pipeline"] = {{"link", options.file}};
  else if (!add_file(call, "pipeline", options.file))
    return unreadable(options.file);
  for (const char* name : {"survival", "influence", "variants", "calls"}) {
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

int validate(const Options& options) {
  Call call;
  if (!add_file(call, "input", options.file)) return unreadable(options.file);
  if (options.contract.empty())
    call.args["contract"] = {{"kind", "json_schema"}, {"schema", true}};
  else if (!add_file(call, "contract", options.contract))
    return unreadable(options.contract);
  // A pointer into records only makes sense on records, so --select alone means --as records.
  call.args["as"] = !options.select.empty() && options.as == "text" ? "records" : options.as;
  if (!options.select.empty()) call.args["select"] = options.select;
  call.args["repair"] = options.repair;
  answer(call, "validate");
  const Result<ValidateReport> report = validate_report_from_response(call.answer);
  const int code = finish(call, options, "verdicts", report, validate_text_report);
  if (code != kPass) return code;
  return report->failed + report->not_decidable > 0 ? kGateFailed : kPass;
}

bool add_records(Call& call, const Options& options) {
  call.args["pass_mark"] = options.pass_mark;
  call.args["seed"] = options.seed;
  call.args["bootstrap"] = options.bootstrap;
  return add_file(call, "input", options.file);
}

int disagree(const Options& options) {
  Call call;
  if (!add_records(call, options)) return unreadable(options.file);
  call.args["by"] = options.by;
  if (options.items || options.format == Format::jsonl) call.args["items"] = true;
  answer(call, "disagree");
  return finish(call, options, "item_reports", disagree_report_from_response(call.answer),
                [&](const DisagreeReport& report) { return disagree_text(report, options.items); });
}

bool write_file(const std::string& path, const std::string& bytes) {
  if (path == "-") return static_cast<bool>(std::cout << bytes);
  std::ofstream out(path, std::ios::binary);
  return static_cast<bool>(out << bytes);
}

int fit(const Options& options) {
  Call call;
  if (!add_records(call, options)) return unreadable(options.file);
  answer(call, "fit");
  const Result<FitReport> report = fit_report_from_response(call.answer);
  if (report && !options.pipeline_out.empty() &&
      !write_file(options.pipeline_out, json_from_pipeline(report->pipeline))) {
    return unreadable(options.pipeline_out);
  }
  if (report && options.pipeline_out == "-") return kPass;
  return finish(call, options, nullptr, report, fit_text);
}

int raw_call(const Options& options) {
  std::string request;
  const std::string path = options.file.empty() ? "-" : options.file;
  if (!read_file(path, request)) return unreadable(path);
  RunContext run = run_context();
  const Engine engine;
  const std::string response = engine.call(request, run);
  std::cout << response << "\n";
  return response.starts_with("{\"error\"") ? kUnreadable : kPass;
}

int about(const Options& options) {
  Call call;
  answer(call, options.command);
  if (print_json(call, options.format, nullptr)) return kPass;
  std::cout << (options.command == "catalog" ? catalog_text() : std::string("nines ") + kVersion + "\n");
  return kPass;
}

}  // namespace

int run(const Options& options) {
  std::signal(SIGINT, on_interrupt);
  std::ios::sync_with_stdio(false);
  struct Row {
    const char* name;
    int (*function)(const Options&);
  };
  constexpr Row kCommands[] = {{"call", raw_call},     {"simulate", simulate}, {"validate", validate},
                               {"disagree", disagree}, {"fit", fit},           {"catalog", about},
                               {"version", about}};
  for (const Row& row : kCommands) {
    if (options.command == row.name) return row.function(options);
  }
  return kUsage;
}

}  // namespace nines::cli
