// Pipelines for tests: a short builder for each kind, and random pipelines of the four oldest kinds (random_language.h
// has all of them) that are legal by construction of their numbers. Only raw bits of mt19937_64 are used, at most one
// draw among the arguments of a call, so the same seed gives the same pipelines everywhere.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "nines/catalog.h"
#include "nines/simulate.h"

namespace nines::oracle {

using Numbers = std::vector<std::pair<Param, double>>;

inline Step make_step(StepKind kind, const Numbers& numbers, std::vector<Step> body = {}) {
  Step out;
  out.kind = kind;
  for (const auto& [id, value] : numbers) out.params.push_back(number_value(id, value));
  out.body = std::move(body);
  return out;
}
inline Step work(double p) { return make_step(StepKind::work, {{Param::p, p}}); }
inline Step work(const Numbers& numbers) { return make_step(StepKind::work, numbers); }
inline Step validate(double sensitivity, double specificity) {
  return make_step(StepKind::validate, {{Param::sensitivity, sensitivity}, {Param::specificity, specificity}});
}
inline Step retry(double max, double rho, std::vector<Step> body) {
  return make_step(StepKind::retry, {{Param::max, max}, {Param::rho, rho}}, std::move(body));
}
inline Step repeat(double count, std::vector<Step> body) {
  return make_step(StepKind::repeat, {{Param::count, count}}, std::move(body));
}
inline ParamValue choice(Param id, std::string word) {
  ParamValue out;
  out.id = id;
  out.form = ValueForm::choice;
  out.choice = std::move(word);
  return out;
}
// {"q": …}
inline ParamValue by_complement(Param id, double q) {
  ParamValue out = number_value(id, 1 - q);
  out.form = ValueForm::complement;
  out.complement = q;
  return out;
}
// {"k": …, "n": …}
inline ParamValue by_counts(Param id, std::int64_t k, std::int64_t n) {
  ParamValue out = number_value(id, static_cast<double>(k) / static_cast<double>(n));
  out.form = ValueForm::counts;
  out.k = k;
  out.n = n;
  return out;
}
inline Step with(Step step, ParamValue value) {
  step.params.push_back(std::move(value));
  return step;
}
inline Step with(Step step, Param id, double value) { return with(std::move(step), number_value(id, value)); }
inline Step with(Step step, Param id, std::string word) { return with(std::move(step), choice(id, std::move(word))); }
inline Step named(Step step, std::string id) {
  step.id = std::move(id);
  return step;
}
inline Step needing(Step step, std::vector<std::string> ids) {
  step.needs = std::move(ids);
  return step;
}

// ---- the other kinds: what is required; with() adds the rest

inline Step human(double catches) { return make_step(StepKind::human, {{Param::catches, catches}}); }
inline Step format_gate(double fail, double repair, double corrupt) {
  return make_step(StepKind::format_gate, {{Param::fail, fail}, {Param::repair, repair}, {Param::corrupt, corrupt}});
}
inline Step group(std::vector<Step> body) { return make_step(StepKind::group, {}, std::move(body)); }
inline Step fallback(std::vector<Step> rows) { return make_step(StepKind::fallback, {}, std::move(rows)); }
// `n` 0: left out.
inline Step vote(double n, const char* rule, double rho, std::vector<Step> body) {
  Step out = make_step(StepKind::vote, {}, std::move(body));
  if (n > 0) out = with(std::move(out), Param::n, n);
  return with(with(std::move(out), Param::rule, rule), Param::rho, rho);
}
inline Step best_of(double n, const char* select, double rho, std::vector<Step> body) {
  Step out = make_step(StepKind::best_of, {{Param::n, n}}, std::move(body));
  return with(with(std::move(out), Param::select, select), Param::rho, rho);
}
inline Step checkpoint(double every, double count, std::vector<Step> body) {
  return make_step(StepKind::checkpoint, {{Param::every, every}, {Param::count, count}}, std::move(body));
}
inline Step rollback(std::string to, double detect) {
  return with(with(make_step(StepKind::rollback, {}), choice(Param::to, std::move(to))), Param::detect, detect);
}
inline Step loop(double accept, double accept_wrong, double max, std::vector<Step> body) {
  return make_step(StepKind::loop, {{Param::accept, accept}, {Param::accept_wrong, accept_wrong}, {Param::max, max}},
                   std::move(body));
}
inline Step branch(double p, std::vector<Step> cases) {
  return make_step(StepKind::branch, {{Param::p, p}}, std::move(cases));
}
inline Step parallel(const char* mode, std::vector<Step> lanes) {
  return with(make_step(StepKind::parallel, {}, std::move(lanes)), Param::mode, mode);
}
inline Step map(double n, std::vector<Step> body) { return make_step(StepKind::map, {{Param::n, n}}, std::move(body)); }

inline Pipeline make_pipeline(std::vector<Step> steps) {
  Pipeline out;
  out.steps = std::move(steps);
  return out;
}
inline Latent item_latent(double rho, std::vector<std::string> ids = {}) {
  Latent out;
  out.rho = rho;
  out.steps = std::move(ids);
  return out;
}
inline Pipeline under_item(Pipeline pipeline, double rho, std::vector<std::string> ids = {}) {
  pipeline.latents.push_back(item_latent(rho, std::move(ids)));
  return pipeline;
}
// 20 x (3 tries of work .95, checked at .9 / .98): the reference pipeline of the founding figures.
inline Pipeline reference_pipeline(double rho) {
  return make_pipeline({repeat(20, {retry(3, rho, {work(0.95), validate(0.9, 0.98)})})});
}

// Work, validate, retry, repeat, and at most one item latent.
class RandomPipelines {
 public:
  explicit RandomPipelines(std::uint64_t seed) : random_(seed) {}

  // Nesting up to 4. `interior`: every probability strictly inside (0, 1), for derivatives.
  Pipeline next(bool interior = false) {
    interior_ = interior;
    shared_p_ = probability();
    one_p_ = below(2) == 0;
    names_ = 0;
    Pipeline out;
    out.steps = body(1);
    if (below(3) == 0) {
      static const double kRho[] = {0.1, 0.4, 0.7, 0.0, 1.0};
      out.latents.push_back(item_latent(kRho[below(interior ? 3 : 5)]));
      if (below(2) == 0) out.latents[0].steps = {"s0"};
    }
    if (!check_pipeline(out)) {  // thetas that collide: without them it is legal
      out.latents.clear();
      clear_rho(out.steps);
    }
    return out;
  }

 private:
  std::uint64_t below(std::uint64_t n) { return random_() % n; }

  double probability() {
    static const double kRates[] = {0.95, 0.8, 0.6, 0.3, 0.99, 0.9, 0.999, 0.5, 1.0, 0.0};
    return kRates[below(interior_ ? 8 : 10)];
  }
  double small() {
    static const double kRates[] = {0.1, 0.3, 0.6, 0.02, 0.0, 1.0};
    return kRates[below(interior_ ? 4 : 6)];
  }

  std::vector<Step> body(int depth) {
    std::vector<Step> out;
    const std::uint64_t rows = 1 + below(3);
    for (std::uint64_t i = 0; i < rows; ++i) out.push_back(step(depth));
    return out;
  }

  Step step(int depth) {
    const std::uint64_t kind = below(depth < 4 ? 8 : 5);
    if (kind < 3) return random_work();
    // One draw a statement: compilers evaluate arguments in different orders.
    if (kind < 5) {
      const double sensitivity = probability();
      return validate(sensitivity, probability());
    }
    const double times = 1 + static_cast<double>(below(4));
    if (kind == 7) return repeat(times, body(depth + 1));
    Step out = retry(times, 0, body(depth + 1));
    static const double kRho[] = {0.0, 0.2, 0.51, 0.9, 1.0};
    const std::uint64_t rho = below(interior_ ? 4 : 6);
    if (rho == 5)
      out.params.pop_back();  // assumed
    else
      out.params.back() = number_value(Param::rho, kRho[rho]);
    if (below(3) == 0) out.params.push_back(choice(Param::on, "flagged_or_crash"));
    return out;
  }

  Step random_work() {
    Step out = work(one_p_ ? shared_p_ : probability());
    if (below(2) == 0) out.params.push_back(number_value(Param::d, small()));
    if (below(3) == 0) out.params.push_back(number_value(Param::h, small()));
    if (below(3) == 0) out.params.push_back(number_value(Param::e, small()));
    out.id = "s" + std::to_string(names_++ % 3);
    return out;
  }

  static void clear_rho(std::vector<Step>& steps) {
    for (Step& step : steps) {
      if (step.kind == StepKind::retry) {
        std::erase_if(step.params, [](const ParamValue& value) { return value.id == Param::rho; });
        step.params.push_back(number_value(Param::rho, 0));
      }
      clear_rho(step.body);
    }
  }

  std::mt19937_64 random_;
  double shared_p_ = 0.9;
  bool one_p_ = false;
  bool interior_ = false;
  int names_ = 0;
};

}  // namespace nines::oracle
