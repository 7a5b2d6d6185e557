// Derivatives and changes for one more, as report rows (influence.h).
#include "simulate/influence.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "nines/catalog.h"
#include "simulate/cut_run.h"
#include "simulate/exact.h"

namespace nines::simulate {
namespace {

std::string lower_first(std::string text) {
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

Influence named_latent(const Plan& plan, std::size_t latent) {
  Influence out;
  out.param = Param::rho;
  out.pointer = "/pipeline/latents/" + std::to_string(latent) + "/rho";
  out.label = "Hidden cause of the run: correlation";
  out.value = plan.pipeline->latents[latent].rho;
  return out;
}

Influence named_row(const Plan& plan, std::size_t node, Param param) {
  Influence out;
  out.param = param;
  const Step& step = *plan.nodes[node].step;
  const StepInfo& info = step_info(step.kind);
  const ParamInfo& row = *find_param_info(info, param);
  out.pointer = pointer_of(plan, node) + "/" + row.name;
  out.label = (step.label.empty() ? info.label : step.label) + ": " + lower_first(row.label);
  out.value = param_in_force(step, param).value;
  return out;
}

void set_change(Influence& out, const Row<double>& change) {
  const Ends ends = ends_of(change);
  out.ok = ends.ok;
  out.silent = ends.silent;
  out.detected = ends.detected;
  out.calls = change[kCalls];
  out.cost_usd = change[kCost];
}

bool is_finite(const Influence& row) {
  return std::isfinite(row.ok) && std::isfinite(row.silent) && std::isfinite(row.detected) &&
         std::isfinite(row.calls) && std::isfinite(row.cost_usd);
}

// Slopes are in the rate in force; what is written is moved by the shift of the pipeline first: odds' = odds * shift.
double moved_by_shift(const Plan& plan, std::size_t node, Param param) {
  const double shift = plan.pipeline->shift;
  if (shift == 1 || plan.nodes[node].kind != StepKind::work) return 1;
  if (param != Param::p && param != Param::p_after_error) return 1;
  const Probability& rate = plan.nodes[node].rate(param);
  const double part = rate.q + rate.p / shift;
  return shift * part * part;
}

std::string derivative_method(const Derivative& one, double value) {
  if (one.together > 1) return "derivative, all " + std::to_string(one.together) + " steps of one theta together";
  if (one.param == Param::rho && !(value > 0)) return "derivative, one-sided limit at 0";
  if (one.param == Param::rho && !(value < 1)) return "derivative, one-sided limit at 1";
  return "derivative";
}

Issue left_out(const char* what, const char* why = ": together they would take too long") {
  Issue issue;
  issue.severity = Severity::note;
  issue.code = "influence_partial";
  issue.message = std::string(what) + " left out" + why;
  return issue;
}

}  // namespace

std::vector<Influence> influence_rows(const Plan& plan, Issues& issues, const RunContext& run) {
  std::vector<Influence> out;
  const bool fits = !plan.graph || fits_cut_open(plan);
  const bool has_slopes = fits && has_few_derivatives(plan);
  const bool has_changes = has_few_changes(plan);
  if (!has_slopes) issues.push_back(left_out("derivatives are"));
  if (!has_changes) issues.push_back(left_out("the effect of one more is"));
  if (!has_slopes && !has_changes) return out;
  std::optional<CutRun> cut;
  if (fits) cut.emplace(plan, run);
  if (has_slopes) {
    for (const Derivative& one : run_derivatives(plan, *cut, run)) {
      Influence row = one.latent != kNone ? named_latent(plan, one.latent) : named_row(plan, one.node, one.param);
      Row<double> slope = one.slope;
      const double moved = one.latent != kNone ? 1 : moved_by_shift(plan, one.node, one.param);
      for (double& x : slope) x *= moved;
      set_change(row, slope);
      row.method = derivative_method(one, row.value);
      out.push_back(std::move(row));
    }
  }
  if (has_changes) {
    for (const OneMore& one : one_more_rows(plan, cut ? &*cut : nullptr, run)) {
      Influence row = named_row(plan, one.node, one.param);
      set_change(row, one.change);
      row.per_unit_step = true;
      row.method = "exact change for one more";
      out.push_back(std::move(row));
    }
  }
  if (std::erase_if(out, [](const Influence& row) { return !is_finite(row); }) > 0)
    issues.push_back(left_out("effects beyond what a double holds are", ""));
  return out;
}

}  // namespace nines::simulate
