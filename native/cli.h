// The command line, in pieces: cli_main.cpp (commands and flags), cli_files.cpp (bytes in and out),
// cli_run.cpp (requests, exit codes), cli_text.cpp (what people read). Every command builds one request for
// Engine::call; the JSON it prints is the response, byte for byte.
#pragma once

#include <cstdint>
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
  std::string select;
  std::string repair = "B";
  std::string by = "auto";
  Format format = Format::text;
  std::uint64_t trials = 0;
  std::uint64_t seed = 1;
  std::int64_t bootstrap = 2'000;
  double pass_mark = 1;
  bool items = false;
  bool detail = false;       // simulate: everything beside the three ends
  std::string pipeline_out;  // fit: write the pipeline file here
  std::string fit_of = "auto";
  std::string length;  // fit: field that holds the length of a task
  std::string weights = "items";
  std::vector<double> horizons;
  std::vector<double> at;
  bool separate = false;  // fit: each use of a step has a rate of its own
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
// ".420": a share with `digits` decimals, no leading zero.
std::string share(double value, int digits);

}  // namespace nines::cli
