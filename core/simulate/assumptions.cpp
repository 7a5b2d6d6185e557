// Lines of text from the rows of a plan (assumptions.h).
#include "simulate/assumptions.h"

#include <algorithm>

#include "simulate/check_params.h"

namespace nines::simulate {
namespace {

// Three decimals, as rho is estimated: 0.398; smaller ones as they are.
std::string rho_text(double rho) {
  const double thousandths = rho * 1000;
  if (thousandths < 1) return short_number(rho);
  return short_number(static_cast<double>(static_cast<std::int64_t>(thousandths + 0.5)) / 1000);
}

void add_once(std::vector<std::string>& lines, std::string line) {
  if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(std::move(line));
}

void add_retry(std::vector<std::string>& lines, const Node& retry) {
  if (retry.rho_assumed)
    add_once(lines, "rho = " + rho_text(retry.rho) + " assumed");
  else if (retry.rho > 0)
    add_once(lines, "tries of one visit alike, rho = " + rho_text(retry.rho));
  else
    add_once(lines, "attempts independent (rho = 0)");
}

bool has_counts(const Node& node) {
  return std::any_of(node.step->params.begin(), node.step->params.end(),
                     [](const ParamValue& value) { return value.form == ValueForm::counts; });
}

}  // namespace

std::vector<std::string> assumption_lines(const Plan& plan) {
  std::vector<std::string> out;
  for (const Node& node : plan.nodes) {
    if (node.kind == StepKind::retry && !node.rho_left_to_item) add_retry(out, node);
  }
  if (plan.item_law != kNone) out.push_back("one theta a run, rho = " + rho_text(plan.item_rho) + " (item scope)");
  for (const Node& node : plan.nodes) {
    if (node.kind == StepKind::retry && node.rho_left_to_item) {
      add_once(out, plan.item_law != kNone ? "attempts share the theta of the run" : "attempts independent (rho = 0)");
    }
  }
  for (const Node& node : plan.nodes) {
    if (node.kind == StepKind::validate) add_once(out, "validator sees own work");
  }
  if (std::any_of(plan.nodes.begin(), plan.nodes.end(), has_counts)) out.push_back("measured rates at k / n");
  return out;
}

}  // namespace nines::simulate
