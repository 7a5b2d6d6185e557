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

bool draws(const Node& node) {
  const bool kind = node.kind == StepKind::retry || node.kind == StepKind::vote || node.kind == StepKind::best_of;
  return kind && !node.made;
}

std::string latent_line(const Latent& latent) {
  const std::string scope = latent.scope == LatentScope::item ? " (item scope)" : " (batch scope)";
  std::string out = "one theta a run, ";
  switch (latent.family) {
    case LatentFamily::beta: out += "rho = " + rho_text(latent.rho); break;
    case LatentFamily::logit_normal: out += "logit-normal, sd = " + short_number(latent.sd); break;
    case LatentFamily::classes: out += std::to_string(latent.classes.size()) + " classes"; break;
  }
  if (latent.never > 0) out += ", " + short_number(latent.never) + " never solved";
  return out + scope;
}

void add_kind(std::vector<std::string>& lines, const Node& node) {
  const bool artifact = node.kind == StepKind::validate && node.word(Param::sees) == word::kSeesArtifact;
  if (node.kind == StepKind::validate && !node.made)
    add_once(lines, artifact ? "validator sees the whole artifact" : "validator sees own work");
  if (node.kind == StepKind::fallback) add_once(lines, "alternatives independent of each other");
  if (node.kind == StepKind::parallel || node.kind == StepKind::map) add_once(lines, "lanes independent of each other");
}

bool has_counts(const Node& node, bool shared) {
  return std::any_of(node.step->params.begin(), node.step->params.end(), [&](const ParamValue& value) {
    return value.form == ValueForm::counts && value.shared == shared;
  });
}

}  // namespace

std::vector<std::string> assumption_lines(const Plan& plan) {
  std::vector<std::string> out;
  for (const Node& node : plan.nodes) {
    if (draws(node) && !node.rho_left_to_item) add_retry(out, node);
  }
  bool driven = false;
  for (std::size_t l = 0; l < plan.item_laws.size(); ++l) {
    if (plan.item_laws[l] == kNone) continue;
    driven = true;
    out.push_back(latent_line(plan.pipeline->latents[l]));
  }
  for (const Node& node : plan.nodes) {
    if (draws(node) && node.rho_left_to_item)
      add_once(out, driven ? "attempts share the theta of the run" : "attempts independent (rho = 0)");
  }
  for (const Node& node : plan.nodes) add_kind(out, node);
  if (plan.pipeline->shift != 1) out.push_back("odds of every work step times " + short_number(plan.pipeline->shift));
  const auto any_counts = [&](bool shared) {
    return std::any_of(plan.nodes.begin(), plan.nodes.end(),
                       [&](const Node& node) { return has_counts(node, shared); });
  };
  if (any_counts(true)) out.push_back("measured rates at k / n");
  if (any_counts(false)) out.push_back("separate measured rates averaged over their posteriors: (k + 1/2) / (n + 1)");
  return out;
}

}  // namespace nines::simulate
