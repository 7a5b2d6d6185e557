// Derivatives and changes for one more, as report rows (influence.h).
#include "simulate/influence.h"

#include <algorithm>
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

std::string derivative_method(const Derivative& one, double value) {
  if (one.together > 1) return "derivative, all " + std::to_string(one.together) + " steps of one theta together";
  if (one.param == Param::rho && !(value > 0)) return "derivative, one-sided limit at 0";
  if (one.param == Param::rho && !(value < 1)) return "derivative, one-sided limit at 1";
  return "derivative";
}

Issue left_out(const char* what) {
  Issue issue;
  issue.severity = Severity::note;
  issue.code = "influence_partial";
  issue.message = std::string(what) + " left out: together they would take too long";
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
      set_change(row, one.slope);
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
  return out;
}

}  // namespace nines::simulate
