// The `nines` program: reads flags, calls cli::run. Flags and help come from CLI11; nothing is computed here.
#include <CLI/CLI.hpp>
#include <charconv>
#include <cmath>
#include <csignal>
#include <iostream>
#include <map>
#include <optional>
#include <sstream>
#include <string_view>

#include "cli.h"
#include "cli_files.h"
#include "cli_flags.h"
#include "nines/questions.h"
#include "nines/rare.h"

namespace {

using namespace nines::cli;

std::optional<std::uint64_t> whole_of(std::string_view text) {
  std::uint64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || value > nines::kMaxTrials) return std::nullopt;
  return value;
}

// N, or the half-open range a:b.
CLI::Validator trials_or_range() {
  return {[=](std::string& text) {
            const std::size_t cut = text.find(':');
            const auto first = whole_of(std::string_view(text).substr(0, cut));
            const auto end = cut == std::string::npos ? first : whole_of(std::string_view(text).substr(cut + 1));
            if (first && end && (cut == std::string::npos || *first < *end)) return std::string();
            return "must be a whole number up to " + std::to_string(nines::kMaxTrials) +
                   " or a range a:b of them with a < b, not '" + text + "'";
          },
          ""};
}

void set_trials(Options& options, const std::string& text) {
  const std::size_t cut = text.find(':');
  options.is_part = cut != std::string::npos;
  const std::uint64_t first = *whole_of(std::string_view(text).substr(0, cut));
  options.first = options.is_part ? first : 0;
  options.trials = options.is_part ? *whole_of(std::string_view(text).substr(cut + 1)) - first : first;
}

void add_simulate(CLI::App& app, Options& options) {
  CLI::App* command = add_command(app, options, "simulate", "The three ends of a pipeline: OK, SILENT, DETECTED");
  command->add_option("file", options.file, "Pipeline file or document, '-' for stdin, or a link with #1.…")
      ->required();
  const auto set = [&options](const std::string& text) { set_trials(options, text); };
  command
      ->add_option_function<std::string>("--trials", set,
                                         "Also play this many random runs and compare (0 = exact only); a:b plays the "
                                         "runs from a to before b and prints a part for nines merge")
      ->check(trials_or_range());
  command->add_option("--seed", options.seed, "Seed of the random runs")->check(whole_number(0, kMaxSeed));
  command->add_flag(
      "--detail", options.detail,
      "Also survival by step, influence of each parameter, variants, distributions of calls, time and cost, "
      "where runs first go wrong");
}

void add_fit(CLI::App& app, Options& options) {
  CLI::App* fit =
      add_command(app, options, "fit", "Rates from repeats, steps of runs, task lengths or published pass^k");
  add_records(fit, options);
  fit->add_option("--pipeline", options.pipeline_out,
                  "Write the fitted pipeline to this file ('-' for stdout); intervals stay with the fit");
  fit->add_option("--of", options.fit_of, "What the rows are; auto looks at their fields")
      ->check(CLI::IsMember({"auto", "repeats", "length", "steps", "pass_hat"}));
  fit->add_option("--length", options.length, "Fit success against this field: the length of a task");
  fit->add_option("--weights", options.weights, "With --length: each item weighs 1, or each run")
      ->check(CLI::IsMember({"items", "runs"}));
  fit->add_option("--horizons", options.horizons, "With --length: levels of success, as .5,.8,.99")->delimiter(',');
  fit->add_option("--at", options.predict_at, "With --length: lengths at which success is predicted")->delimiter(',');
  fit->add_flag("--separate", options.separate, "Steps: a rate of its own for each use, not one for all");
}

void add_pipeline_file(CLI::App* command, std::string& file, const char* name = "file") {
  command->add_option(name, file, "Pipeline file or document, '-' for stdin, or a link with #1.…")->required();
}

void add_bound(CLI::App* command, Options& options, const char* flag, double high, const char* help) {
  const auto set = [&options, flag](const std::string& text) { options.bounds[flag] = std::stod(text); };
  command->add_option_function<std::string>(std::string("--") + flag, set, help)->check(finite_number(0, high));
}

void add_plan(CLI::App& app, Options& options) {
  CLI::App* command =
      add_command(app, options, "plan", "What to change for a target under a budget: Pareto front and cheapest plan");
  add_pipeline_file(command, options.file);
  constexpr double kMost = 1e15;
  add_bound(command, options, "ok", 1, "Target: OK at least this");
  add_bound(command, options, "silent", 1, "Target: SILENT at most this");
  add_bound(command, options, "budget-calls", kMost, "Mean calls a run at most this");
  add_bound(command, options, "budget-usd", kMost, "Mean dollars a run at most this");
  command->add_option("--cost", options.cost, "What is cheap: dollars, calls, or calls, checks and reviews together")
      ->check(CLI::IsMember({"auto", "usd", "calls", "executions"}));
  command->add_option("--points", options.points, "Points of the front to print at most")
      ->check(whole_number(1, nines::kMaxPlanPoints));
  command->add_option(
      "--changes", options.changes,
      "JSON file: a list of changes, or a whole plan. Default: attempts, voters, candidates,\n"
      "checkpoints and reviews, each up and down. A change is one of\n"
      "  {\"at\": step, \"param\": \"max\", \"values\": [1, 2, 3]}\n"
      "  {\"at\": step, \"options\": [{\"name\": \"large model\", \"p\": 0.98, \"cost_usd\": 0.01}]}\n"
      "  {\"at\": step, \"wrap\": \"retry\", \"max\": [2, 3], \"rho\": 0.2, \"validate\": {\"sensitivity\": "
      "0.9, \"specificity\": 0.98}}\n"
      "  {\"var\": name, \"values\": [0.9, 0.95]}\n"
      "step: JSON pointer, id or label. \"keep\": false forbids leaving it as it is");
  command->add_option("--pipeline", options.pipeline_out, "Write the chosen pipeline to this file");
}

void add_solve(CLI::App& app, Options& options) {
  CLI::App* command = add_command(app, options, "solve", "The value of one number that just meets a target");
  add_pipeline_file(command, options.file);
  command->add_option("--at", options.at, "The number: /pipeline/steps/0/p, or a step's id or label, '/', its name");
  command->add_option("--var", options.variable, "The number: a variable, wherever it is used");
  constexpr double kMost = 1e15;
  add_bound(command, options, "ok", 1, "Target: at least this");
  for (const char* end : {"failure", "silent", "detected"}) add_bound(command, options, end, 1, "Target: at most this");
  for (const char* end : {"calls", "cost_usd"}) add_bound(command, options, end, kMost, "Target: at most this");
  add_bound(command, options, "low", kMost, "Search from here");
  add_bound(command, options, "high", kMost, "Search up to here");
  command->add_option("--pipeline", options.pipeline_out, "Write the pipeline with this value to this file");
}

void add_questions(CLI::App& app, Options& options) {
  add_plan(app, options);
  add_solve(app, options);
  CLI::App* versus = add_command(app, options, "versus", "Two designs: difference of their ends, on the same draws");
  add_pipeline_file(versus, options.file, "a");
  add_pipeline_file(versus, options.other, "b");
  versus->add_option("--trials", options.trials, "Also play this many paired runs")
      ->check(whole_number(0, static_cast<std::int64_t>(nines::kMaxTrials)));
  versus->add_option("--seed", options.seed, "Seed of the paired runs")->check(whole_number(0, kMaxSeed));
  CLI::App* influence = add_command(app, options, "influence", "What moves OK most, each probability moved both ways");
  add_pipeline_file(influence, options.file);
  influence->add_option("--by", options.moved_by, "Plain numbers move by their odds or their failure")
      ->check(CLI::IsMember({"odds", "failure"}));
  influence->add_option("--factor", options.factor, "How far plain numbers move")->check(finite_number(1, 1e6));
  CLI::App* merge = add_command(app, options, "merge", "The report of a whole sample from its parts");
  merge->add_option("parts", options.files, "Parts written by nines simulate --trials a:b")->required();
  merge->add_flag("--detail", options.detail, "As for simulate");
  CLI::App* replay = add_command(app, options, "replay", "One trial of a sample, event by event");
  add_pipeline_file(replay, options.file);
  replay->add_option("--seed", options.seed, "Seed of the sample")->check(whole_number(0, kMaxSeed));
  replay->add_option("--trial", options.trial, "Which trial; with --first, where to begin to look")
      ->check(whole_number(0, static_cast<std::int64_t>(nines::kMaxTrials)));
  replay->add_option("--first", options.first_end, "The first trial that ends so")
      ->check(CLI::IsMember({"ok", "silent", "detected"}));
  CLI::App* rare = add_command(app, options, "rare", "A rare end by importance sampling, beside the exact value");
  add_pipeline_file(rare, options.file);
  rare->add_option("--end", options.rare_end, "Which end; failure is SILENT or DETECTED")
      ->check(CLI::IsMember({"failure", "silent", "detected"}));
  rare->add_option("--trials", options.rare_trials, "Runs that count")
      ->check(whole_number(2, static_cast<std::int64_t>(nines::kMaxRareTrials)));
  rare->add_option("--seed", options.seed, "Seed of the runs")->check(whole_number(0, kMaxSeed));
}

void add_commands(CLI::App& app, Options& options) {
  app.add_subcommand("call", "Answer one request: JSON on stdin, JSON on stdout")
      ->add_option("file", options.file, "Request file (default stdin)");
  add_command(app, options, "catalog", "Every table: step kinds, contracts, causes, metrics, errors");
  add_simulate(app, options);
  add_questions(app, options);
  add_validation(app, options);
  add_disagreement(app, options);
  add_fit(app, options);
  add_command(app, options, "schema", "JSON Schema (draft 2020-12) of pipeline files");
  add_command(app, options, "version", "Version of the engine and of the formats");
}

bool looks_like_flag(const std::string& word) {
  return word.size() > 1 && word[0] == '-' && word[1] != '.' && (word[1] < '0' || word[1] > '9');
}

std::string unknown_command(const CLI::App& app, const std::string& word) {
  std::string known;
  for (const CLI::App* one : app.get_subcommands([](const CLI::App*) { return true; }))
    known += (known.empty() ? "" : ", ") + one->get_name();
  return "there is no command '" + word + "'; known: " + known;
}

std::string unknown_flag(const CLI::App& command, const std::vector<std::string>& words) {
  for (std::size_t i = 1; i < words.size() && words[i] != "--"; ++i) {
    if (!looks_like_flag(words[i])) continue;
    const std::string name = words[i].substr(0, words[i].find('='));
    const CLI::Option* option = command.get_option_no_throw(name);
    if (option == nullptr) return "nines " + command.get_name() + " has no flag '" + name + "'";
    if (name == words[i] && option->get_items_expected_max() > 0) ++i;  // its value
  }
  return "";
}

// CLI11 asks for what is missing before it looks at what is too much; a misspelt word is the likelier mistake.
std::string unknown_word(const CLI::App& app, const std::vector<std::string>& words) {
  if (words.empty() || words.front().empty()) return "";
  if (looks_like_flag(words.front()))
    return app.get_option_no_throw(words.front()) != nullptr ? "" : "nines has no flag '" + words.front() + "'";
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (command->get_name() == words.front()) return unknown_flag(*command, words);
  }
  return unknown_command(app, words.front());
}

int misused(const std::string& problem) {
  std::cerr << nines::printable(problem) << "\nRun with --help for more information.\n";
  return nines::cli::kUsage;
}

// What CLI11 has to say: help and version on standard output, mistakes on standard error.
int leave(const CLI::App& app, const CLI::ParseError& error) {
  std::ostringstream out;
  std::ostringstream complaint;
  const int code = app.exit(error, out, complaint);
  std::cerr << nines::printable(complaint.str());
  if (code != 0) return nines::cli::kUsage;
  const std::string problem = nines::cli::write_file("-", out.str());
  if (problem.empty()) return nines::cli::kPass;
  std::cerr << problem << "\n";
  return nines::cli::kUnreadable;
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_DFL);  // `nines … | head` ends quietly
  nines::cli::guard_standard_output();
  CLI::App app{"Nines: how reliable is a chain of steps, and what would make it better?"};
  app.footer(
      "Exit codes: 0 pass, 1 some output failed its contract, 2 usage, 3 input unreadable or output not written,\n"
      "4 answered, but part of the input was unreadable, 130 interrupted.");
  app.require_subcommand(1);
  app.set_version_flag("--version", nines::kVersion);
  Options options;
  add_commands(app, options);
  if (const std::string problem = unknown_word(app, {argv + 1, argv + argc}); !problem.empty()) return misused(problem);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return leave(app, error);
  }
  options.command = app.get_subcommands().front()->get_name();
  return nines::cli::run(options);
}
