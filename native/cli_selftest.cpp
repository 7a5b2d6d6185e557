// nines selftest: is the check itself any good? A contract is tested inside the engine; any other checker is run once
// for each broken text. See cli.h.
#include <iostream>

#include "cli_call.h"
#include "cli_checker.h"
#include "cli_print.h"
#include "nines/selftest_codec.h"

namespace nines::cli {
namespace {

constexpr std::size_t kMostSurvivors = 30;

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
  if (report.failed > 0) out += counted(report.failed, "mutant") + " without an answer: the checker failed on them\n";
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

// The texts that the checker accepts as they are; nothing where they cannot be had. Counts those it gave no answer to.
Result<Json> accepted_texts(const Call& call, Checker& checker, std::size_t& failed) {
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
    const CheckerAnswer said = checker.ask(verdict.text);
    if (said == CheckerAnswer::accepts) out.push_back(verdict.text);
    if (said == CheckerAnswer::failed) ++failed;
  }
  return out;
}

int run_checker(Call& call, const Options& options) {
  Checker checker(options.checker, options.checker_seconds);
  std::size_t failed = 0;
  const Result<Json> texts = accepted_texts(call, checker, failed);
  if (!texts) return finish_answer(call, options, &texts.error(), {}, "");
  if (texts->empty() && failed > 0) {
    std::cerr << print("the checker gave no answer on %zu texts as they are: ", failed) << checker.why() << '\n';
    return kUnreadable;
  }
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
  std::size_t unanswered = 0;
  for (const Mutant& mutant : *mutants) {
    const CheckerAnswer said = checker.ask(mutant.text);
    if (said == CheckerAnswer::failed) ++unanswered;
    call.args["fates"].push_back(said == CheckerAnswer::accepts   ? "survived"
                                 : said == CheckerAnswer::refuses ? "caught"
                                                                  : "failed");
  }
  if (unanswered > 0)
    std::cerr << print("the checker gave no answer on %zu of %zu broken texts, the last time: ", unanswered,
                       mutants->size())
              << checker.why() << '\n';
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
