// Chance and hidden causes of the third engine: uniform, normal and Beta draws, and the latents of a pipeline drawn
// from their continuous laws. For third_engine.h; it shares no code with the quadrature of the product engines.
#pragma once

#include <cmath>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "oracle/third_reading.h"

namespace nines::oracle {

class Draws {
 public:
  explicit Draws(std::uint64_t seed) : random_(seed) {}

  double uniform() { return static_cast<double>(random_() >> 11) * 0x1p-53; }
  bool happens(double probability) { return uniform() < probability; }
  std::uint64_t below(std::uint64_t n) { return static_cast<std::uint64_t>(uniform() * static_cast<double>(n)); }

  // Box & Muller 1958; one of the pair is enough.
  double normal() {
    const double radius = std::sqrt(-2 * std::log(1 - uniform()));
    return radius * std::cos(6.283185307179586 * uniform());
  }

  double beta(double mean, double rho) {
    if (mean <= 0 || mean >= 1 || rho <= 0) return mean;
    if (rho >= 1) return happens(mean) ? 1 : 0;
    const double size = (1 - rho) / rho;
    const double a = log_gamma_draw(mean * size);
    const double b = log_gamma_draw((1 - mean) * size);
    return 1 / (1 + std::exp(b - a));
  }

 private:
  // Marsaglia & Tsang 2000 on the log scale, so that tiny shapes do not underflow.
  double log_gamma_draw(double shape) {
    if (shape < 1) {
      const double above = log_gamma_draw(shape + 1);
      return above + std::log(1 - uniform()) / shape;
    }
    const double d = shape - 1.0 / 3;
    const double c = 1 / std::sqrt(9 * d);
    for (;;) {
      const double x = normal();
      const double v = 1 + c * x;
      if (v <= 0) continue;
      const double cube = v * v * v;
      if (std::log(1 - uniform()) < x * x / 2 + d - d * cube + d * std::log(cube)) return std::log(d * cube);
    }
  }

  std::mt19937_64 random_;
};

inline double logistic(double x) { return 1 / (1 + std::exp(-x)); }

// Mean of logistic(mu + scale z), z standard normal: the trapezoid rule, which for so smooth a bell is as good as any.
inline double logit_normal_mean(double mu, double scale) {
  constexpr double kEnd = 9;
  constexpr int kPieces = 1'800;
  constexpr double kWidth = 2 * kEnd / kPieces;
  double sum = 0;
  for (int i = 0; i <= kPieces; ++i) {
    const double z = -kEnd + i * kWidth;
    sum += std::exp(-z * z / 2) * logistic(mu + scale * z);
  }
  return sum * kWidth / std::sqrt(6.283185307179586);
}

inline double mu_of_mean(double mean, double scale) {
  double low = -200;
  double high = 200;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (logit_normal_mean(middle, scale) < mean ? low : high) = middle;
  }
  return (low + high) / 2;
}

// The latents of a pipeline; item and batch are alike, for one run at a time cannot tell them apart.
class Latents {
 public:
  Latents(const Pipeline& pipeline, std::vector<Row>& rows)
      : latents_(pipeline.latents), shift_(pipeline.shift), drawn_(pipeline.latents.size()) {
    mark(rows);
    mark_visits(rows);
  }

  struct Drawn {
    bool never = false;
    double theta = 0;  // beta, classes
    double z = 0;      // logit_normal
    double mean = -1;  // beta: common mean of its work; stays from run to run
  };

  void draw(Draws& draws) {
    for (std::size_t i = 0; i < latents_.size(); ++i) {
      const Latent& latent = latents_[i];
      Drawn& out = drawn_[i];
      out.never = latent.never > 0 && draws.happens(latent.never);
      if (latent.family == LatentFamily::beta) out.theta = draws.beta(scaled(latent, out.mean), latent.rho);
      if (latent.family == LatentFamily::classes) out.theta = draw_class(latent, draws);
      if (latent.family == LatentFamily::logit_normal) out.z = draws.normal();
    }
  }

  double theta(const Row& work) const {
    const Latent& latent = latents_[static_cast<std::size_t>(work.latent)];
    const Drawn& drawn = drawn_[static_cast<std::size_t>(work.latent)];
    if (drawn.never) return 0;
    if (latent.family == LatentFamily::logit_normal) {
      const double mean = scaled(latent, work.theta_mean);
      return work.scale == 0 || mean <= 0 || mean >= 1 ? mean : logistic(work.mu + work.scale * drawn.z);
    }
    // rho 0 asks for no common p: each work has its own.
    if (latent.family == LatentFamily::beta && latent.rho <= 0) return scaled(latent, work.theta_mean);
    return drawn.theta;
  }

  // How often a driven or free work succeeds from a right and clean start, latents averaged.
  double mean_rate(const Row& work) const {
    if (work.latent < 0) return work.value(Param::p);
    const Latent& latent = latents_[static_cast<std::size_t>(work.latent)];
    if (latent.family != LatentFamily::classes) return work.value(Param::p);
    double sum = 0;
    for (const WeightedRate& one : latent.classes) sum += one.weight * shifted(one.p, shift_);
    return sum / weight_of_all(latent);
  }

  const std::vector<Drawn>& drawn() const { return drawn_; }
  void restore(std::vector<Drawn> drawn) { drawn_ = std::move(drawn); }

 private:
  static double scaled(const Latent& latent, double mean) { return std::fmin(1, mean / (1 - latent.never)); }

  static double weight_of_all(const Latent& latent) {
    double out = 0;
    for (const WeightedRate& one : latent.classes) out += one.weight;
    return out;
  }

  double draw_class(const Latent& latent, Draws& draws) const {
    double left = draws.uniform() * weight_of_all(latent);
    for (const WeightedRate& one : latent.classes) {
      left -= one.weight;
      if (left < 0) return shifted(one.p, shift_);
    }
    return shifted(latent.classes.back().p, shift_);
  }

  static bool names(const Latent& latent, const std::string& id) {
    if (latent.steps.empty()) return true;
    for (const std::string& one : latent.steps) {
      if (one == id && !id.empty()) return true;
    }
    return false;
  }

  void mark(std::vector<Row>& rows) {
    for (Row& row : rows) {
      mark(row.body);
      if (row.kind != StepKind::work) continue;
      for (std::size_t i = 0; i < latents_.size() && row.latent < 0; ++i) {
        if (names(latents_[i], row.id)) drive(row, i);
      }
    }
  }

  void drive(Row& work, std::size_t index) {
    const Latent& latent = latents_[index];
    work.latent = static_cast<int>(index);
    if (drawn_[index].mean < 0) drawn_[index].mean = work.theta_mean;
    if (latent.family != LatentFamily::logit_normal) return;
    double loading = 1;
    for (const Loading& one : latent.loadings) {
      if (one.step == work.id) loading = one.value;
    }
    work.scale = loading * latent.sd;
    work.mu = mu_of_mean(scaled(latent, work.theta_mean), work.scale);
  }

  // rho in force: as given; left out, 0 where a latent of the pipeline drives work inside, else as assumed.
  static void mark_visits(std::vector<Row>& rows) {
    for (Row& row : rows) {
      mark_visits(row.body);
      const bool has_rho = row.kind == StepKind::retry || row.kind == StepKind::vote || row.kind == StepKind::best_of;
      const Row* work = has_rho ? find_work(row.body, false) : nullptr;
      if (work == nullptr) continue;
      const bool left_to_latent = !row.given(Param::rho) && find_work(row.body, true) != nullptr;
      row.rho = left_to_latent ? 0 : row.value(Param::rho);
      row.visit_mean = work->theta_mean;
    }
  }

  static const Row* find_work(const std::vector<Row>& rows, bool only_driven) {
    for (const Row& row : rows) {
      if (row.kind == StepKind::work && (!only_driven || row.latent >= 0)) return &row;
      if (const Row* inner = find_work(row.body, only_driven)) return inner;
    }
    return nullptr;
  }

  std::vector<Latent> latents_;
  double shift_;
  std::vector<Drawn> drawn_;
};

}  // namespace nines::oracle
