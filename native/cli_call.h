// A command's request on its way: the engine with its files, the arguments, the answer and how it is printed. Used by
// cli_run.cpp and cli_questions.cpp only.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "cli.h"
#include "cli_lines.h"

namespace nines::cli {

using Json = nlohmann::ordered_json;

// The engine with its files, and the request being built.
struct Call {
  Engine engine;
  Json args = Json::object();
  std::string answer;
};

// "" or why the file could not be read.
std::string add_file(Call& call, const char* name, const std::string& path);
// The same for a pipeline, which may also be a link.
std::string add_pipeline(Call& call, const char* name, const std::string& path);
// The file of records with the pass mark, the seed and the bootstrap; "" or why not.
std::string add_records(Call& call, const Options& options);
void answer(Call& call, const std::string& op);

// Everything a command has to say, at once, so that a full disk or a closed pipe is noticed.
int print(const std::string& text);
// Says why on standard error.
int unusable(const std::string& problem);
// Shared end of every command: the error if there is one, else JSON or text; issues on standard error; exit code.
int finish_answer(const Call& call, const Options& options, const Error* error, const Issues& issues,
                  const std::string& text, const char* rows = nullptr);

// ---- cli_contracts.cpp: commands
int prefix(const Options& options);
int infer(const Options& options);
int strict(const Options& options);

// ---- cli_disagree.cpp: commands
int disagree(const Options& options);
int compare(const Options& options);
int drift(const Options& options);
int hard(const Options& options);

// ---- cli_disagree_text.cpp, cli_compare_text.cpp, cli_drift_text.cpp: from the answer's JSON
std::string panel_text(const Json& answer);
std::string compare_text(const Json& answer);
std::string drift_text(const Json& answer);
std::string hard_text(const Json& answer);
// An estimate as `estimate` prints it.
std::string json_estimate(const Json& value, int digits);

// ---- cli_stream.cpp
// Whether the verdicts of these options can be told a piece of the file at a time.
bool streams(const Options& options);
// Prints them; the exit code. In: a request that lacks its input, and the first piece of it.
int validate_stream(const Options& options, Call& call, LineReader& reader, std::string piece);
// The exit code of verdicts: a gate that looked at nothing must not open.
int gate(std::size_t texts, std::size_t unmet, int code);

// ---- cli_questions.cpp: commands
int simulate_part(const Options& options);
int plan(const Options& options);
int solve(const Options& options);
int versus(const Options& options);
int influence(const Options& options);
int merge(const Options& options);
int replay(const Options& options);
int rare(const Options& options);

// ---- cli_selftest.cpp
int selftest(const Options& options);

}  // namespace nines::cli
