// Derivatives and changes for one more, as report rows (influence.h).
#include "simulate/influence.h"

#include <algorithm>
#include <string>

#include "nines/catalog.h"
#include "simulate/exact.h"
#include "simulate/gradient.h"
#include "simulate/one_more.h"

namespace nines::simulate {
namespace {

// Kernel products that all changes for +1 may cost together.
constexpr double kMaxWork = 2e7;

std::string lower_first(std::string text) {
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

Influence named_row(const Plan& plan, std::size_t node, Param param) {
  Influence out;
  out.param = param;
  if (node == kNone) {
    out.pointer = "/pipeline/latents/0/rho";
    out.label = "Hidden cause of the run: correlation";
    out.value = plan.item_rho;
    return out;
  }
  const Step& step = *plan.nodes[node].step;
  const StepInfo& info = step_info(step.kind);
  const ParamInfo& row = *find_param_info(info, param);
  out.pointer = pointer_of(plan, node) + "/" + row.name;
  out.label = (step.label.empty() ? info.label : step.label) + ": " + lower_first(row.label);
  out.value = param_in_force(step, param).value;
  return out;
}

void set_change(Influence& out, const Row<double>& change) {
  out.ok = change[kRight];
  out.silent = silent_of(change);
  out.detected = detected_of(change);
  out.calls = change[kCalls];
}

std::string derivative_method(const Derivative& one, double value) {
  if (one.together > 1) return "derivative, all " + std::to_string(one.together) + " steps of one theta together";
  if (one.param == Param::rho && !(value > 0)) return "derivative, one-sided limit at 0";
  if (one.param == Param::rho && !(value < 1)) return "derivative, one-sided limit at 1";
  return "derivative";
}

// Kernel products that one run takes.
double run_work(const Plan& plan, std::size_t begin, std::size_t end) {
  double sum = 0;
  for (std::size_t i = begin; i < end; i = plan.nodes[i].end) {
    const Node& node = plan.nodes[i];
    const double classes = node.law == kNone ? 1 : static_cast<double>(plan.laws[node.law].classes.size());
    sum += 2 + classes * (node.kind == StepKind::repeat ? 30 : 1) + classes * run_work(plan, i + 1, node.end);
  }
  return sum;
}

bool is_block(const Node& node) { return node.kind == StepKind::retry || node.kind == StepKind::repeat; }

Issue left_out(double blocks) {
  Issue issue;
  issue.severity = Severity::note;
  issue.code = "influence_partial";
  issue.message = "the effect of one more is left out for " + std::to_string(static_cast<std::int64_t>(blocks)) +
                  " blocks: together they would take too long";
  return issue;
}

void add_whole_numbers(std::vector<Influence>& out, const Plan& plan, Issues& issues, const RunContext& run) {
  double blocks = 0;
  double work = 0;
  for (std::size_t i = 0; i < plan.nodes.size(); i = plan.nodes[i].end) {
    double here = 0;
    for (std::size_t j = i; j < plan.nodes[i].end; ++j) here += is_block(plan.nodes[j]) ? 1 : 0;
    blocks += here;
    work += here * run_work(plan, i, plan.nodes[i].end) * static_cast<double>(item_classes(plan).size());
  }
  if (work > kMaxWork) {
    issues.push_back(left_out(blocks));
    return;
  }
  OneMore longer(plan, run);
  for (std::size_t i = 0; i < plan.nodes.size() && !run.cancelled(); ++i) {
    if (!is_block(plan.nodes[i])) continue;
    const std::optional<Row<double>> change = longer.change(i);
    if (!change) continue;
    Influence row = named_row(plan, i, plan.nodes[i].kind == StepKind::retry ? Param::max : Param::count);
    set_change(row, *change);
    row.per_unit_step = true;
    row.method = "exact change for one more";
    out.push_back(std::move(row));
  }
}

}  // namespace

std::vector<Influence> influence_rows(const Plan& plan, Issues& issues, const RunContext& run) {
  std::vector<Influence> out;
  for (const Derivative& one : run_derivatives(plan, run)) {
    Influence row = named_row(plan, one.node, one.param);
    set_change(row, one.slope);
    row.method = derivative_method(one, row.value);
    out.push_back(std::move(row));
  }
  add_whole_numbers(out, plan, issues, run);
  return out;
}

}  // namespace nines::simulate
