// Times, prices and limits for random pipelines (random_language.h), drawn on their own so that the pipelines stay what
// they are.
#pragma once

#include <cstdint>
#include <vector>

#include "base/rng.h"
#include "nines/catalog.h"
#include "nines/values.h"

namespace nines::oracle {

enum class LimitKind : std::uint8_t { calls, cost_usd, deadline };

class RandomLimits {
 public:
  explicit RandomLimits(std::uint64_t seed) : words_(seed, 17) {}

  Pipeline limited(Pipeline pipeline, LimitKind kind) {
    pipeline.budget.reset();
    has_exponential_ = one_in(3);
    dress(pipeline.steps);
    switch (kind) {
      case LimitKind::calls: pipeline.budget = Budget{static_cast<std::int64_t>(1 + below(12)), {}}; break;
      case LimitKind::cost_usd: pipeline.budget = Budget{{}, 0.01 * static_cast<double>(2 + below(12))}; break;
      case LimitKind::deadline: pipeline.deadline_ms = 250.0 * static_cast<double>(2 + below(10)); break;
    }
    return pipeline;
  }

 private:
  std::uint64_t below(std::uint64_t n) { return (words_.next() >> 32) % n; }
  bool one_in(std::uint64_t n) { return below(n) == 0; }

  void dress(std::vector<Step>& steps) {
    for (Step& step : steps) {
      dress(step.body);
      if (find_param_info(step_info(step.kind), Param::latency_ms) == nullptr) continue;
      const double price = 0.005 * static_cast<double>(1 + below(4));
      if (given_param(step, Param::cost_usd) == nullptr) step.params.push_back(number_value(Param::cost_usd, price));
      if (one_in(4)) continue;
      step.params.push_back(number_value(Param::latency_ms, 50.0 * static_cast<double>(1 + below(6))));
      const bool varies = has_exponential_ && one_in(2);
      ParamValue law;
      law.id = Param::latency;
      law.form = ValueForm::choice;
      law.choice = varies ? "exponential" : "constant";
      step.params.push_back(law);
    }
  }

  base::PhiloxReader words_;
  bool has_exponential_ = false;
};

}  // namespace nines::oracle
