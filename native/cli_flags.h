// What the flags of several commands share: checks of values, the format to print in. Used by cli_main.cpp and the
// cli_*_flags.cpp files only.
#pragma once

#include <CLI/CLI.hpp>

#include "cli.h"

namespace nines::cli {

inline constexpr std::int64_t kMaxSeed = std::int64_t{1} << 53;

// Checked as text, so that -1 is refused instead of wrapping around, and the message says what would do.
CLI::Validator whole_number(std::int64_t low, std::int64_t high);
CLI::Validator finite_number(double low, double high);
CLI::Validator pass_mark();
CLI::Validator json_pointer();

// A command with --format.
CLI::App* add_command(CLI::App& app, Options& options, const char* name, const char* help);
void add_format(CLI::App* command, Options& options);

// ---- cli_disagree_flags.cpp: disagree, compare, drift, hard
void add_disagreement(CLI::App& app, Options& options);
// The file of records, the pass mark and the bootstrap.
void add_records(CLI::App* command, Options& options);

// ---- cli_validation_flags.cpp: validate, selftest, prefix, infer, strict
void add_validation(CLI::App& app, Options& options);

}  // namespace nines::cli
