// Hand-made documents and results for panels: what the engines would give, small enough to read.
#include <cmath>

#include "desk.h"
#include "nines/catalog.h"

namespace nines::ui_test {
namespace {

Step step_of(StepKind kind, std::string label, std::vector<ParamValue> params, std::vector<Step> body = {}) {
  Step step;
  step.kind = kind;
  step.label = std::move(label);
  step.params = std::move(params);
  step.body = std::move(body);
  return step;
}

ParamValue counted(Param id, std::int64_t k, std::int64_t n) {
  ParamValue value = number_value(id, static_cast<double>(k) / static_cast<double>(n));
  value.form = ValueForm::counts;
  value.k = k;
  value.n = n;
  return value;
}

Estimate estimate(double value) {
  Estimate out;
  out.value = value;
  out.ci = Interval{value - 0.1, value + 0.1, 0.95, "item bootstrap"};
  out.method = "mean over items";
  return out;
}

std::vector<SurvivalPoint> decay(double ok) {
  std::vector<SurvivalPoint> out;
  for (std::int64_t i = 0; i <= 20; ++i) {
    const double p = std::pow(ok, static_cast<double>(i) / 20);
    out.push_back({i, {p, (1 - p) * 0.4, (1 - p) * 0.6}});
  }
  return out;
}

}  // namespace

Document refund_document() {
  Document document;
  document.title = "Refund agent, 20 steps";
  Step work = step_of(StepKind::work, "Call tool", {counted(Param::p, 19, 20)});
  work.source = "refunds.jsonl";
  const Step check = step_of(StepKind::validate, "Validate JSON",
                             {number_value(Param::sensitivity, 0.9), number_value(Param::specificity, 0.98)});
  const Step retry = step_of(StepKind::retry, "", {number_value(Param::max, 3)}, {work, check});
  document.pipeline.steps = {step_of(StepKind::repeat, "", {number_value(Param::count, 20)}, {retry})};
  return document;
}

SimulateReport refund_report() {
  SimulateReport report;
  report.ok = 0.629447;
  report.silent = 0.126368;
  report.detected = 0.244185;
  report.failure = 0.370553;
  report.nines = 0.43;
  report.detected_by = {{DetectedReason::exhausted, 0.244185}};
  report.calls_mean = 19.1;
  report.checks_mean = 19.1;
  report.method = "exact";
  report.assumptions = {"tries of one visit alike, assumed rho = 0.5", "validator sees own work"};
  report.issues.push_back({Severity::note, "assumed_rho", "rho is not given; 0.5 is assumed", {}});
  report.units = 20;
  report.unit_label = "repetition";
  report.survival = decay(0.629447);
  report.variants = {{"independent", "if all tries are independent", {0.894, 0.1, 0.006}, 21.3, decay(0.894)},
                     {"unchecked", "unchecked", {0.358, 0.642, 0}, 20, decay(0.358)}};
  report.influence.push_back({"/pipeline/steps/0/body/0/body/0/p", "Call tool: succeeds", Param::p, false, 0.95, 6.2,
                              -3, -3.2, -4, 0, "derivative"});
  report.influence.push_back({"/pipeline/steps/0/count", "Repeat: repetitions", Param::count, true, 20, -0.02, 0.006,
                              0.014, 1, 0, "difference"});
  CallsDistribution calls;
  calls.first_bin = 18;
  calls.probability = {0.1, 0.2, 0.4, 0.2, 0.1};
  report.calls = calls;
  return report;
}

ValidateReport checked_report(std::int64_t texts) {
  ValidateReport report;
  report.texts = texts;
  report.passed = texts / 2;
  report.failed = texts - texts / 2;
  report.by_level[0] = texts / 2;
  report.by_level[2] = texts - texts / 2;
  report.usable = estimate(0.5);
  report.causes = {{"W1", report.failed}, {"unknown", 1}};
  for (std::int64_t i = 0; i < texts; ++i) {
    Verdict verdict;
    verdict.index = static_cast<std::size_t>(i);
    verdict.has_text = true;
    verdict.text = "```json\n{\"a\": 1,}\n```";
    if (i >= texts / 2) {
      verdict.verdict = VerdictKind::fail;
      verdict.level = VerdictLevel::repaired;
      Finding fence{
          "W1", {0, 7}, 1, 1, "", "", "a fence stands around the value", "", "", {{{0, 8}, ""}, {{18, 21}, ""}}, 1};
      Finding comma{"S1", {15, 16}, 2, 8, "/a", "", "a comma stands before a bracket", "}", ",", {{{15, 16}, ""}}, 1};
      verdict.findings = {fence, comma, {"unknown", {500, 400}, 0, 0, "", "", "no place at all", "", "", {}, 1}};
      verdict.has_repaired = true;
      verdict.repaired = "{\"a\": 1}";
    }
    report.verdicts.push_back(verdict);
  }
  return report;
}

DisagreeReport compared_report(std::int64_t models) {
  DisagreeReport report;
  report.items = 12;
  report.models = models;
  report.records = 12 * models * (models == 1 ? 4 : 1);
  report.trials_min = report.trials_max = models == 1 ? 4 : 1;
  report.compared_by = models == 1 ? CompareBy::correctness : CompareBy::output;
  for (std::int64_t k = 1; k <= report.trials_max; ++k) {
    report.pass_hat_k.push_back({k, estimate(0.42 / static_cast<double>(k))});
    report.pass_at_k.push_back({k, estimate(0.42)});
  }
  report.pass_hat_k_conventions = {{"C(c,k)/C(n,k)", "unbiased", report.pass_hat_k},
                                   {"(c/n)^k", "power", report.pass_hat_k}};
  report.flip_rate = estimate(0.29);
  report.always_items = 3;
  report.flaky_items = 6;
  report.never_items = 3;
  for (const auto& [id, value] : {std::pair{"krippendorff_nominal", 0.4}, {"observed", 0.7}}) {
    AgreementRow row;
    row.id = id;
    row.estimate = estimate(value);
    report.agreement.rows.push_back(std::move(row));
  }
  for (int i = 0; i < 12; ++i) {
    ItemReport item;
    item.item = "task " + std::to_string(i);
    item.item_class = ItemClass::flaky;
    item.trials = 4;
    item.correct = 2;
    item.entropy = 0.69;
    item.ties = {"right", "wrong"};
    if (models == 1)
      item.clusters = {{"right", 2, {"a"}}, {"wrong", 2, {"a"}}};
    else
      item.clusters = {{"\"x\"", 2, {"a", "b"}}, {"\"y\"", 1, {"c"}}};
    report.item_reports.push_back(item);
  }
  report.issues.push_back({Severity::warning, "few_trials", "4 trials a task are few", {}});
  return report;
}

void fill(Desk& desk) {
  desk.document = refund_document();
  desk.state.selected = {0, 0, 0};
  desk.results.simulate.value = refund_report();
  desk.results.sampling.tally.trials = 1'000'000;
  desk.results.sampling.result.emplace();
  desk.datasets["d1"] = {"d1", "rows.jsonl", "{}\n"};
  desk.document.check.text = "```json\n{\"a\": 1,}\n```";
  desk.results.validate.value = checked_report(1);
  desk.document.compare.dataset = "d1";
  desk.document.compare.dataset_name = "rows.jsonl";
  desk.results.disagree.value = compared_report(1);
  FitReport fit;
  fit.p = estimate(0.42);
  fit.rho = estimate(0.4);
  fit.predicted = {0.42, 0.27, 0.21, 0.18};
  desk.results.fit.value = fit;
}

}  // namespace nines::ui_test
