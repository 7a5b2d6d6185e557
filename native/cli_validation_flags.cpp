// Flags of the commands that look at model outputs one by one. See cli_flags.h.
#include "cli_flags.h"
#include "nines/selftest.h"

namespace nines::cli {
namespace {

// Where in a record that holds an output more is known of it.
void add_beside(CLI::App* command, Options& options) {
  command
      ->add_option("--step", options.step_at, "Pointer of the step's name; '*' stands for what it matched in --select")
      ->check(json_pointer());
  command->add_option("--expected", options.expected_at, "Pointer of the right answer (default: the member expected)")
      ->check(json_pointer());
  CLI::Option* before =
      command
          ->add_option("--before", options.before_at,
                       "With --allowed: pointer of the value that the output was to edit")
          ->check(json_pointer());
  CLI::Option* allowed =
      command
          ->add_option("--allowed", options.allowed, "With --before: pointers that may change; '*' matches every child")
          ->delimiter(',')
          ->check(json_pointer());
  before->needs(allowed);
  allowed->needs(before);
}

void add_validate(CLI::App& app, Options& options) {
  CLI::App* command = add_command(app, options, "validate",
                                  "Which outputs meet a contract, why not, and the repair\n"
                                  "Places are line:column from 1; columns count code points.\n"
                                  "nines catalog lists the kinds of contract and their members.");
  command->add_option("file", options.file, "Outputs to check, '-' for stdin")->required();
  command->add_option("--contract", options.contract, "Contract file or JSON Schema (default: any JSON value)");
  command->add_option("--as", options.as, "The whole file is one text, or one a line, or records")
      ->check(CLI::IsMember({"text", "lines", "records"}));
  command->add_option("--select", options.select, "JSON pointer of the value in each record; '*' matches every child")
      ->check(json_pointer());
  command->add_option("--repair", options.repair, "Highest level of repair: none, A, B (default) or C")
      ->check(CLI::IsMember({"none", "A", "B", "C"}));
  add_beside(command, options);
  command->add_option("--calls", options.calls, "Also: how often a loop of so many calls meets an unusable output")
      ->check(whole_number(1, kMaxSeed));
  command->add_option("--volume", options.volume, "Also: unusable outputs a day at this many outputs a day")
      ->check(CLI::PositiveNumber);
  command->add_option("--baseline", options.baseline, "Also: what moved since these outputs, read and judged alike");
  command->add_option("--pipeline", options.pipeline_out,
                      "Write the measured rates as a format_gate of a pipeline file");
}

void add_selftest(CLI::App& app, Options& options) {
  CLI::App* command =
      add_command(app, options, "selftest", "Breaks passing outputs in every known way: which get through the check?");
  command->add_option("file", options.file, "Outputs that pass, '-' for stdin")->required();
  command->add_option("--contract", options.contract, "Contract file or JSON Schema to test");
  command->add_option("--checker", options.checker,
                      "Command to test instead: reads a text on stdin, exit code 0 accepts it");
  command->add_option("--checker-seconds", options.checker_seconds, "Stop the checker after so long on one text (10)")
      ->check(CLI::Range(0.01, 86'400.0));
  command->add_flag("--answers", options.answers, "Turn right answers into wrong ones instead: for graders and judges");
  command->add_option("--as", options.each, "One output a line (default), or the whole file, or records")
      ->check(CLI::IsMember({"text", "lines", "records"}));
  command->add_option("--select", options.select, "JSON pointer of the output in each record; '*' matches every child")
      ->check(json_pointer());
  command->add_option("--per-cause", options.per_cause, "Mutants of each cause")
      ->check(whole_number(1, kMaxMutantsPerCause));
  command->add_option("--seed", options.seed, "Seed of the mutants")->check(whole_number(0, kMaxSeed));
  command->add_option("--least", options.least_score, "Exit with 1 when the mutation score is below this")
      ->check(CLI::Range(0.0, 1.0));
}

// Where model outputs come from, for commands that look at them one by one.
void add_outputs(CLI::App* command, Options& options) {
  command->add_option("file", options.file, "Outputs, '-' for stdin")->required();
  command->add_option("--as", options.as, "The whole file is one text, or one a line, or records")
      ->check(CLI::IsMember({"text", "lines", "records"}));
  command->add_option("--select", options.select, "JSON pointer of the value in each record; '*' matches every child")
      ->check(json_pointer());
}

void add_prefix(CLI::App& app, Options& options) {
  CLI::App* command =
      add_command(app, options, "prefix",
                  "Beginnings of outputs: complete, still possible, or certain to fail, and from which byte");
  add_outputs(command, options);
  command->add_option("--contract", options.contract, "Contract file or JSON Schema (default: any JSON value)");
  command->add_flag("--timeline", options.timeline, "List every change of state with its byte");
  const auto add = [&](const char* flag, const char* name, const char* help) {
    const auto set = [&options, name](const std::string& text) { options.stream[name] = std::stod(text); };
    command->add_option_function<std::string>(flag, set, help)->check(finite_number(1e-9, 1e9));
  };
  add("--bytes-per-token", "bytes_per_token", "Savings: bytes a token stands for (default 4)");
  add("--tokens-per-second", "tokens_per_second", "Savings: speed of the stream (default 50)");
  add("--usd-per-million-tokens", "usd_per_million_tokens", "Savings: price of what is not written (default 0)");
}

void add_strict(CLI::App& app, Options& options) {
  CLI::App* command =
      add_command(app, options, "strict",
                  "What of a schema model vendors refuse for structured output. Rules: openai as of 2026-02\n"
                  "(platform.openai.com/docs/guides/structured-outputs), anthropic as of 2025-11 (docs.claude.com,\n"
                  "Structured outputs), common: what both accept");
  command->add_option("file", options.file, "Contract file or JSON Schema, '-' for stdin")->required();
  command->add_option("--vendor", options.vendor, "Whose rules")
      ->check(CLI::IsMember({"common", "openai", "anthropic"}));
  command->add_option("--show", options.show, "Findings, the schema short for a prompt, or that made strict too")
      ->check(CLI::IsMember({"findings", "prompt", "strict"}));
}

void add_infer(CLI::App& app, Options& options) {
  CLI::App* command = add_command(app, options, "infer", "A contract file from examples, for --contract");
  add_outputs(command, options);
  command->add_option("--contract", options.contract, "Only outputs that meet this contract are examples");
}

}  // namespace

void add_validation(CLI::App& app, Options& options) {
  add_validate(app, options);
  add_selftest(app, options);
  add_prefix(app, options);
  add_infer(app, options);
  add_strict(app, options);
}

}  // namespace nines::cli
