// The command line, in pieces: cli_main.cpp (commands and flags), cli_files.cpp (bytes in and out),
// cli_run.cpp (requests, exit codes), cli_text.cpp and cli_validate_text.cpp (what people read), cli_questions*.cpp
// (the same for questions about pipelines). Every command builds one request for Engine::call; the JSON it prints is
// the response, byte for byte.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "nines/call.h"
#include "nines/codec.h"

namespace nines::cli {

// Exit codes, as documented in `nines --help`. kUnreadable also stands for output that could not be written. When some
// output failed its contract and some input was unreadable, the failure is told: it is certain.
enum Exit : int { kPass = 0, kGateFailed = 1, kUsage = 2, kUnreadable = 3, kPartial = 4, kInterrupted = 130 };

enum class Format : std::uint8_t { text, json, jsonl };

struct Options {
  std::string command;
  std::string file;
  std::string contract;
  std::string as = "text";
  std::string each = "lines";  // selftest: the same, one output a line unless told otherwise
  std::string select;
  std::string repair = "B";
  std::string step_at;  // validate: pointers of what records say of a text
  std::string expected_at;
  std::string before_at;
  std::vector<std::string> allowed;
  std::int64_t calls = 0;  // validate: length of a loop
  double volume = 0;       // validate: outputs a day
  std::string baseline;    // validate: file of earlier outputs
  std::string checker;     // selftest: command to test instead of a contract
  double checker_seconds = 10;  // selftest: how long the checker may take for one text
  std::int64_t per_cause = 100;
  bool answers = false;  // selftest: right answers made wrong
  double least_score = 0;
  std::string by = "auto";
  std::string rater;  // disagree
  std::string domain;
  bool is_ordered = false;
  std::vector<std::string> coefficients;
  std::string aggregate;
  std::string model_a;  // compare
  std::string model_b;
  std::string score_by = "correctness";
  std::string align = "item_and_trial";
  double wanted = 0.05;
  std::string field;  // drift
  std::string model;
  std::int64_t baseline_periods = 0;
  std::string golden_out;  // hard
  std::string pairs_out;
  std::int64_t most = 10;
  Format format = Format::text;
  std::uint64_t trials = 0;
  std::uint64_t seed = 1;
  std::int64_t bootstrap = 2'000;
  double pass_mark = 1;
  bool items = false;
  bool detail = false;       // simulate: everything beside the three ends
  std::string pipeline_out;  // fit, plan, solve: write the pipeline file here
  std::string fit_of = "auto";
  std::string length;  // fit: field that holds the length of a task
  std::string weights = "items";
  std::vector<double> horizons;
  std::vector<double> predict_at;  // fit: lengths
  bool separate = false;           // fit: each use of a step has a rate of its own

  bool is_part = false;                  // simulate --trials a:b
  std::uint64_t first = 0;               // of a part
  std::string other;                     // versus: the second design
  std::vector<std::string> files;        // merge
  std::string vendor = "common";         // strict
  std::string show = "findings";         // strict
  bool timeline = false;                 // prefix
  std::map<std::string, double> stream;  // prefix: bytes_per_token, tokens_per_second, usd_per_million_tokens
  std::string changes;                   // plan: file of changes
  std::map<std::string, double> bounds;  // plan, solve: by flag without its dashes
  std::string cost = "auto";             // plan
  std::size_t points = 100;              // plan
  std::string at;                        // solve
  std::string variable;                  // solve
  std::string moved_by = "odds";         // influence
  double factor = 1.5;                   // influence
  std::uint64_t trial = 0;               // replay
  std::string first_end;                 // replay: the first trial that ends so
  std::string rare_end = "failure";      // rare
  std::uint64_t rare_trials = 20'000;    // rare
};

// Runs one command. Out: an Exit code. Data on stdout, talk on stderr.
int run(const Options& options);

// ---- cli_text.cpp: reports for people, written to a string
std::string simulate_text(const SimulateReport& report);
std::string economics_text(const SimulateReport& report);      // its lines on time, money and value
std::string first_failing_text(const SimulateReport& report);  // "" without
std::string validate_text_report(const ValidateReport& report);
std::string disagree_text(const DisagreeReport& report, bool items);
// `pipeline_out` is where the pipeline was written, "" when it was not.
std::string fit_text(const FitReport& report, const std::string& pipeline_out);
// Answers of fit that are not about repeats, from their JSON.
std::string other_fit_text(const std::string& answer);
std::string catalog_text();
std::string issues_text(const Issues& issues);
// ".42 [.41, .43]" or the reason why there is none.
std::string estimate(const Estimate& estimate, int digits);
std::string counted(std::int64_t count, const std::string& what);
// ".420": a share with `digits` decimals, no leading zero.
std::string share(double value, int digits);

}  // namespace nines::cli
