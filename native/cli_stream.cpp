// `validate --as lines --format jsonl`: verdicts a piece of the file at a time, so that neither the file nor its
// verdicts need to fit into memory. The rows are those of one call over the whole file. Called by cli_run.cpp.
#include <algorithm>
#include <iostream>

#include "cli_call.h"
#include "cli_files.h"
#include "cli_lines.h"

namespace nines::cli {

namespace {

// What the pieces so far come to.
struct Passed {
  std::size_t texts = 0;
  std::size_t unmet = 0;
  std::size_t bytes = 0;
  std::size_t lines = 0;
  std::size_t blank = 0;
};

// The rows as the whole file has them.
std::string rows_of(const Json& answer, Passed& passed) {
  std::string out;
  for (Json row : answer["verdicts"]) {
    row["index"] = row["index"].get<std::size_t>() + passed.texts;
    Json& origin = row["origin"];
    origin["byte"] = origin["byte"].get<std::size_t>() + passed.bytes;
    origin["line"] = origin["line"].get<std::size_t>() + passed.lines;
    out += row.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  }
  passed.texts += answer["texts"].get<std::size_t>();
  passed.unmet += answer["failed"].get<std::size_t>() + answer["not_decidable"].get<std::size_t>();
  for (const Json& issue : answer["issues"]) {
    if (issue["code"] == "blank_lines") passed.blank += std::stoull(issue["message"].get<std::string>());
  }
  return out;
}

void tell_blank(const Options& options, std::size_t blank) {
  if (blank == 0) return;
  Issue note{Severity::note,
             "blank_lines",
             std::to_string(blank) + (blank == 1 ? " blank line was" : " blank lines were") + " skipped",
             {}};
  note.where.source = options.file == "-" ? "stdin" : options.file;
  std::cerr << issues_text({note});
}

}  // namespace

bool streams(const Options& options) {
  return options.format == Format::jsonl && options.as == "lines" && options.select.empty() &&
         options.baseline.empty() && options.pipeline_out.empty();
}

int validate_stream(const Options& options, Call& call, LineReader& reader, std::string piece) {
  Passed passed;
  do {
    const std::size_t bytes = piece.size();
    const auto lines = static_cast<std::size_t>(std::count(piece.begin(), piece.end(), '\n'));
    const std::string sha = call.engine.put_blob(std::move(piece));
    call.args["input"] = {{"blob", sha}, {"name", options.file == "-" ? "stdin" : options.file}};
    answer(call, "validate");
    const Json parsed = Json::parse(call.answer, nullptr, false);
    if (!parsed.contains("verdicts")) {
      const Result<ValidateReport> report = validate_report_from_response(call.answer);
      return finish_answer(call, options, report ? nullptr : &report.error(), {}, "");
    }
    if (const int printed = print(rows_of(parsed, passed)); printed != kPass) return printed;
    call.engine.drop_blob(sha);
    passed.bytes += bytes;
    passed.lines += lines;
    piece = reader.next();
    if (!reader.problem().empty()) return unusable(reader.problem());
  } while (!piece.empty());
  tell_blank(options, passed.blank);
  return gate(passed.texts, passed.unmet, kPass);
}

}  // namespace nines::cli
