// The `nines` program: reads flags, calls cli::run. Flags and help come from CLI11; nothing is computed here.
#include <CLI/CLI.hpp>
#include <csignal>
#include <map>

#include "cli.h"

namespace {

using nines::cli::Format;
using nines::cli::Options;

const std::map<std::string, Format> kFormats{{"text", Format::text}, {"json", Format::json}, {"jsonl", Format::jsonl}};

CLI::App* add_command(CLI::App& app, Options& options, const char* name, const char* help) {
  CLI::App* command = app.add_subcommand(name, help);
  command->add_option("--format", options.format, "How to print: text, json or jsonl")
      ->transform(CLI::CheckedTransformer(kFormats));
  return command;
}

void add_simulate(CLI::App& app, Options& options) {
  CLI::App* command = add_command(app, options, "simulate", "The three ends of a pipeline: OK, SILENT, DETECTED");
  command->add_option("file", options.file, "Pipeline file or document, '-' for stdin, or a link with #1.…")
      ->required();
  command->add_option("--trials", options.trials, "Also play this many random runs and compare (0 = exact only)");
  command->add_option("--seed", options.seed, "Seed of the random runs");
  command->add_flag("--detail", options.detail, "Also survival by step, influence of each parameter, variants, calls");
}

void add_validate(CLI::App& app, Options& options) {
  CLI::App* command = add_command(app, options, "validate", "Which outputs meet a contract, why not, and the repair");
  command->add_option("file", options.file, "Outputs to check, '-' for stdin")->required();
  command->add_option("--contract", options.contract, "Contract file or JSON Schema (default: any JSON value)");
  command->add_option("--as", options.as, "The whole file is one text, or one a line, or records")
      ->check(CLI::IsMember({"text", "lines", "records"}));
  command->add_option("--select", options.select, "JSON pointer of the value in each record; '*' matches every child");
  command->add_option("--repair", options.repair, "Highest level of repair: none, A, B or C")
      ->check(CLI::IsMember({"none", "A", "B", "C"}));
}

void add_records(CLI::App* command, Options& options) {
  command->add_option("file", options.file, "Records as JSON Lines, '-' for stdin")->required();
  command->add_option("--pass-mark", options.pass_mark, "An answer is right when its score is at least this");
  command->add_option("--seed", options.seed, "Seed of the item bootstrap");
  command->add_option("--bootstrap", options.bootstrap, "Draws of the item bootstrap");
}

void add_commands(CLI::App& app, Options& options) {
  add_command(app, options, "call", "Answer one request: JSON on stdin, JSON on stdout")
      ->add_option("file", options.file, "Request file (default stdin)");
  add_command(app, options, "catalog", "Every table: step kinds, contracts, causes, metrics, errors");
  add_simulate(app, options);
  add_validate(app, options);
  CLI::App* disagree = add_command(app, options, "disagree", "Agreement and consistency of repeated answers");
  add_records(disagree, options);
  disagree->add_option("--by", options.by, "What answers are compared by")
      ->check(CLI::IsMember({"auto", "label", "correctness", "output"}));
  disagree->add_flag("--items", options.items, "List every item");
  CLI::App* fit = add_command(app, options, "fit", "Success rate and correlation of repeats, as a pipeline");
  add_records(fit, options);
  fit->add_option("--pipeline", options.pipeline_out, "Write the fitted pipeline to this file ('-' for stdout)");
  add_command(app, options, "version", "Version of the engine and of the formats");
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_DFL);  // `nines … | head` ends quietly
  CLI::App app{"Nines: how reliable is a chain of steps, and what would make it better?"};
  app.footer(
      "Exit codes: 0 pass, 1 some output failed its contract, 2 usage, 3 input unreadable, 4 partial, 130 "
      "interrupted.");
  app.require_subcommand(1);
  app.set_version_flag("--version", nines::kVersion);
  Options options;
  add_commands(app, options);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? nines::cli::kPass : nines::cli::kUsage;
  }
  options.command = app.get_subcommands().front()->get_name();
  return nines::cli::run(options);
}
