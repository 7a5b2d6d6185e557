// Moments of a Beta law (beta_moments.h).
#include "simulate/beta_moments.h"

#include <utility>

#include "base/bootstrap.h"
#include "nines/catalog.h"

namespace nines::simulate {

double rho_from(double p, double pass_two) {
  const double variance = p * (1.0 - p);
  return variance > 0 ? (pass_two - p * p) / variance : base::kUndefined;
}

std::vector<double> beta_pass_hat(double p, double rho, std::size_t max_k) {
  std::vector<double> out;
  double all_right = 1;
  for (std::size_t i = 0; i < max_k; ++i) {
    const double step = static_cast<double>(i) * rho;
    all_right *= i == 0 ? p : (p * (1.0 - rho) + step) / ((1.0 - rho) + step);
    out.push_back(all_right);
  }
  return out;
}

Pipeline one_work_pipeline(double p, double rho, std::string source) {
  Step work;
  work.kind = StepKind::work;
  work.id = "work";
  work.label = "Work";
  work.source = std::move(source);
  work.params.push_back(number_value(Param::p, p));
  Pipeline out;
  out.steps.push_back(std::move(work));
  Latent latent;
  latent.scope = LatentScope::item;
  latent.rho = rho;
  out.latents.push_back(std::move(latent));
  return out;
}

}  // namespace nines::simulate
