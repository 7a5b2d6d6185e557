// The third engine, for tests only: plays pipelines one run at a time, straight from the words that
// define them, with theta drawn from the continuous Beta law. It shares nothing with the two
// engines of core/simulate but the plain data and the step table's defaults, so it can check what
// those two share: their classes of theta and their reading of a pipeline.
#pragma once

#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "nines/catalog.h"
#include "nines/values.h"

namespace nines::oracle {

// Results of many runs.
struct Counts {
  std::uint64_t trials = 0;
  std::uint64_t ok = 0;
  std::uint64_t silent = 0;
  std::uint64_t exhausted = 0;
  std::uint64_t rejected = 0;
  std::uint64_t crash = 0;
  std::uint64_t calls = 0;
  std::uint64_t calls_squared = 0;
  std::uint64_t checks = 0;
};

class ThirdEngine {
 public:
  ThirdEngine(const Pipeline& pipeline, std::uint64_t seed) : pipeline_(pipeline), random_(seed) {
    if (!pipeline.latents.empty()) latent_ = &pipeline.latents[0];
  }

  Counts play(std::uint64_t trials) {
    Counts out;
    for (std::uint64_t i = 0; i < trials; ++i) play_one(out);
    return out;
  }

 private:
  // What a run carries: right, wrong since before this visit, or wrong by work of this visit.
  enum class Artifact { right, inherited, own };
  enum class Signal { go_on, flagged, crash, exhausted };

  void play_one(Counts& out) {
    calls_ = 0;
    checks_ = 0;
    theta_of_run_ = -1;
    if (latent_ != nullptr && latent_->rho > 0) {
      const Step* work = first_work(pipeline_.steps, true);
      if (work != nullptr) theta_of_run_ = draw_beta(rate(*work, Param::p), latent_->rho);
    }
    Artifact artifact = Artifact::right;
    const Signal end = pass(pipeline_.steps, artifact, -1);
    ++out.trials;
    out.calls += calls_;
    out.calls_squared += calls_ * calls_;
    out.checks += checks_;
    if (end == Signal::crash) ++out.crash;
    if (end == Signal::exhausted) ++out.exhausted;
    if (end == Signal::flagged) ++out.rejected;
    if (end == Signal::go_on) ++(artifact == Artifact::right ? out.ok : out.silent);
  }

  Signal pass(const std::vector<Step>& steps, Artifact& artifact, double theta_of_visit) {
    for (const Step& step : steps) {
      const Signal signal = pass_step(step, artifact, theta_of_visit);
      if (signal != Signal::go_on) return signal;
    }
    return Signal::go_on;
  }

  Signal pass_step(const Step& step, Artifact& artifact, double theta_of_visit) {
    switch (step.kind) {
      case StepKind::work: return work(step, artifact, theta_of_visit);
      case StepKind::validate: return validate(step, artifact);
      case StepKind::retry: return retry(step, artifact, theta_of_visit);
      case StepKind::repeat: return repeat(step, artifact, theta_of_visit);
    }
    return Signal::go_on;
  }

  Signal work(const Step& step, Artifact& artifact, double theta_of_visit) {
    ++calls_;
    double p = rate(step, Param::p);
    if (theta_of_visit >= 0)
      p = theta_of_visit;
    else if (theta_of_run_ >= 0 && is_named(step))
      p = theta_of_run_;
    const double d = rate(step, Param::d);
    if (artifact == Artifact::right) {
      if (happens(p)) return Signal::go_on;
      if (happens(d)) return Signal::crash;
      artifact = Artifact::own;
      return Signal::go_on;
    }
    if (happens(rate(step, Param::h))) {
      artifact = Artifact::right;
      return Signal::go_on;
    }
    const bool loudness_given = given_param(step, Param::e) != nullptr;
    if (happens(loudness_given ? rate(step, Param::e) : (1 - p) * d)) return Signal::crash;
    if (artifact == Artifact::inherited) {
      const double own_right = p;
      const double own_wrong = (1 - p) * (1 - d);
      const bool was_right = own_right + own_wrong > 0 && happens(own_right / (own_right + own_wrong));
      if (!was_right) artifact = Artifact::own;
    }
    return Signal::go_on;
  }

  Signal validate(const Step& step, const Artifact& artifact) {
    ++checks_;
    const double flag = artifact == Artifact::own ? rate(step, Param::sensitivity) : 1 - rate(step, Param::specificity);
    return happens(flag) ? Signal::flagged : Signal::go_on;
  }

  Signal retry(const Step& step, Artifact& artifact, double theta_of_visit) {
    const double rho = rho_in_force(step);
    const Step* driven = first_work(step.body, false);
    if (rho > 0 && driven != nullptr) theta_of_visit = draw_beta(rate(*driven, Param::p), rho);
    const bool retries_crash = param_in_force(step, Param::on).choice == "flagged_or_crash";
    const auto max = static_cast<std::int64_t>(param_in_force(step, Param::max).value);
    for (std::int64_t attempt = 0; attempt < max; ++attempt) {
      Artifact inside = entering(artifact);
      const Signal signal = pass(step.body, inside, theta_of_visit);
      if (signal == Signal::flagged || (signal == Signal::crash && retries_crash)) continue;
      if (signal == Signal::go_on) artifact = leaving(artifact, inside);
      return signal;
    }
    return Signal::exhausted;
  }

  Signal repeat(const Step& step, Artifact& artifact, double theta_of_visit) {
    const auto count = static_cast<std::int64_t>(param_in_force(step, Param::count).value);
    for (std::int64_t i = 0; i < count; ++i) {
      Artifact inside = entering(artifact);
      const Signal signal = pass(step.body, inside, theta_of_visit);
      if (signal != Signal::go_on) return signal;
      artifact = leaving(artifact, inside);
    }
    return Signal::go_on;
  }

  static Artifact entering(Artifact outside) {
    return outside == Artifact::right ? Artifact::right : Artifact::inherited;
  }
  static Artifact leaving(Artifact outside, Artifact inside) {
    return inside == Artifact::inherited ? outside : inside;
  }

  double rho_in_force(const Step& step) const {
    if (const ParamValue* given = given_param(step, Param::rho)) return given->value;
    const bool left_to_run = latent_ != nullptr && first_work(step.body, true) != nullptr;
    return left_to_run ? 0 : param_in_force(step, Param::rho).value;
  }

  bool is_named(const Step& work) const {
    if (latent_->steps.empty()) return true;
    for (const std::string& id : latent_->steps) {
      if (id == work.id) return true;
    }
    return false;
  }

  const Step* first_work(const std::vector<Step>& steps, bool only_named) const {
    for (const Step& step : steps) {
      if (step.kind == StepKind::work && (!only_named || is_named(step))) return &step;
      if (const Step* inner = first_work(step.body, only_named)) return inner;
    }
    return nullptr;
  }

  static double rate(const Step& step, Param id) { return param_in_force(step, id).value; }

  double uniform() { return std::uniform_real_distribution<double>(0, 1)(random_); }
  bool happens(double probability) { return uniform() < probability; }

  // Marsaglia & Tsang 2000 on the log scale, so that tiny shapes do not underflow.
  double log_gamma_draw(double shape) {
    if (shape < 1) return log_gamma_draw(shape + 1) + std::log(1 - uniform()) / shape;
    const double d = shape - 1.0 / 3;
    const double c = 1 / std::sqrt(9 * d);
    for (;;) {
      const double x = std::normal_distribution<double>()(random_);
      const double v = 1 + c * x;
      if (v <= 0) continue;
      const double cube = v * v * v;
      if (std::log(1 - uniform()) < x * x / 2 + d - d * cube + d * std::log(cube)) return std::log(d * cube);
    }
  }

  double draw_beta(double mean, double rho) {
    if (mean <= 0 || mean >= 1) return mean;
    if (rho >= 1) return happens(mean) ? 1 : 0;
    const double size = (1 - rho) / rho;
    const double a = log_gamma_draw(mean * size);
    const double b = log_gamma_draw((1 - mean) * size);
    return 1 / (1 + std::exp(b - a));
  }

  const Pipeline& pipeline_;
  const Latent* latent_ = nullptr;
  std::mt19937_64 random_;
  double theta_of_run_ = -1;
  std::uint64_t calls_ = 0;
  std::uint64_t checks_ = 0;
};

}  // namespace nines::oracle
