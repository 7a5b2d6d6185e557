// nines selftest: is the check itself any good? A contract is tested inside the engine; any other checker is run once
// for each broken text. See cli.h.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include <sys/wait.h>
#include <unistd.h>

#include "cli_call.h"
#include "cli_print.h"
#include "nines/selftest_codec.h"

namespace nines::cli {
namespace {

constexpr std::size_t kMostSurvivors = 30;

// The checker reads the text on its standard input; exit code 0 accepts it. What it prints is thrown away. The text
// waits in a file, since a checker may decide before it has read everything.
class Checker {
 public:
  explicit Checker(const std::string& command) : path_(std::filesystem::temp_directory_path() / "nines-text-XXXXXX") {
    const int file = mkstemp(path_.data());
    if (file != -1) close(file);
    command_ = "{ " + command + "\n} <'" + path_ + "' >/dev/null 2>&1";
  }
  Checker(const Checker&) = delete;
  Checker& operator=(const Checker&) = delete;
  ~Checker() { std::remove(path_.c_str()); }

  [[nodiscard]] bool accepts(const std::string& text) const {
    std::ofstream(path_, std::ios::binary) << text;
    const int status = std::system(command_.c_str());
    return status != -1 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
  }

 private:
  std::string path_;
  std::string command_;
};

std::string diff_text(const Survivor& survivor) {
  const auto shown = [](const std::string& bytes) {
    return bytes.empty() ? "nothing" : "\"" + printable(bytes) + "\"";
  };
  return print("  #%zu %zu:%zu  ", survivor.mutant.source, survivor.line, survivor.column) +
         pad(survivor.mutant.code, 8) + shown(survivor.before) + " -> " + shown(survivor.mutant.change.text) + "\n";
}

// Why there is no interval is said once, beside the whole score.
std::string row_score(Estimate score) {
  if (!score.value) return "tolerated";
  score.status = EstimateStatus::ok;
  return estimate(score, 3);
}

std::string selftest_text(const SelftestReport& report) {
  std::string out = counted(report.texts, "passing text") + ", " + counted(report.mutants, "mutant") +
                    print(": %lld caught, %lld tolerated, %lld get through\n", static_cast<long long>(report.caught),
                          static_cast<long long>(report.tolerated), static_cast<long long>(report.survived));
  if (report.not_passing > 0)
    out += counted(report.not_passing, "text") + " left out: the check refuses them as they are\n";
  out += "score     " + estimate(report.score, 3) + "  " + report.score.method + "\n";
  for (const SelftestRow& row : report.rows) {
    if (row.mutants == 0) continue;
    out += "  " + pad(row.code, 16) + pad(row.name, 34) +
           pad(print("%lld of %lld", static_cast<long long>(row.caught), static_cast<long long>(row.mutants)), 14) +
           row_score(row.score) + "\n";
  }
  if (!report.survivors.empty()) out += "get through, each as the least change of a passing text\n";
  for (std::size_t i = 0; i < std::min(kMostSurvivors, report.survivors.size()); ++i)
    out += diff_text(report.survivors[i]);
  const std::size_t all = report.survivors.size() + report.survivors_dropped;
  if (all > kMostSurvivors) out += print("  and %zu more: --format json lists them\n", all - kMostSurvivors);
  return out;
}

void add_options(Call& call, const Options& options) {
  call.args["as"] = !options.select.empty() && options.each == "lines" ? "records" : options.each;
  if (!options.select.empty()) call.args["select"] = options.select;
  call.args["seed"] = options.seed;
  call.args["per_cause"] = options.per_cause;
  if (options.answers) call.args["of"] = "answers";
}

// The texts that the checker accepts as they are; nothing where they cannot be had.
Result<Json> accepted_texts(const Call& call, const Checker& checker) {
  Call split;
  split.engine = call.engine;
  split.args = {
      {"input", call.args["input"]}, {"as", call.args["as"]}, {"contract", {{"kind", "regex"}, {"pattern", "(?s).*"}}}};
  if (call.args.contains("select")) split.args["select"] = call.args["select"];
  split.args["include_text"] = true;
  answer(split, "validate");
  const Result<ValidateReport> report = validate_report_from_response(split.answer);
  if (!report) return report.error();
  Json out = Json::array();
  for (const Verdict& verdict : report->verdicts) {
    if (checker.accepts(verdict.text)) out.push_back(verdict.text);
  }
  return out;
}

int run_checker(Call& call, const Options& options) {
  const Checker checker(options.checker);
  const Result<Json> texts = accepted_texts(call, checker);
  if (!texts) return finish_answer(call, options, &texts.error(), {}, "");
  if (texts->empty()) {
    std::cerr << "the checker accepts none of the texts as they are, so there is nothing to break\n";
    return kUnreadable;
  }
  call.args = {{"texts", *texts}, {"seed", options.seed}, {"per_cause", options.per_cause}};
  if (options.answers) call.args["of"] = "answers";
  answer(call, "mutants");
  const Result<std::vector<Mutant>> mutants = mutants_from_response(call.answer);
  if (!mutants) return finish_answer(call, options, &mutants.error(), {}, "");
  call.args["fates"] = Json::array();
  for (const Mutant& mutant : *mutants)
    call.args["fates"].push_back(checker.accepts(mutant.text) ? "survived" : "caught");
  return kPass;
}

}  // namespace

int selftest(const Options& options) {
  if (options.contract.empty() == options.checker.empty()) {
    std::cerr << "give either --contract FILE or --checker COMMAND\n";
    return kUsage;
  }
  Call call;
  std::string problem = add_file(call, "input", options.file);
  if (problem.empty() && !options.contract.empty()) problem = add_file(call, "contract", options.contract);
  if (!problem.empty()) return unusable(problem);
  add_options(call, options);
  if (!options.checker.empty()) {
    if (const int code = run_checker(call, options); code != kPass) return code;
  }
  answer(call, "selftest");
  const Result<SelftestReport> report = selftest_report_from_response(call.answer);
  if (!report) return finish_answer(call, options, &report.error(), {}, "");
  const int code = finish_answer(call, options, nullptr, report->issues, selftest_text(*report));
  const bool too_low = report->score.value && *report->score.value < options.least_score;
  return code == kPass && too_low ? kGateFailed : code;
}

}  // namespace nines::cli
