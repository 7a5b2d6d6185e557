// The leaves of the third engine and what a run carries through them: artifact and context, what it has spent, the luck
// of its validators. Base of ThirdEngine (third_engine.h), which plays the blocks.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "nines/simulate.h"
#include "oracle/third_latents.h"
#include "oracle/third_reading.h"

namespace nines::oracle {

// Results of many runs.
struct Counts {
  std::uint64_t trials = 0;
  std::uint64_t ok = 0;
  std::uint64_t silent = 0;
  std::array<std::uint64_t, kDetectedReasons> detected{};  // by DetectedReason
  std::uint64_t calls = 0;
  std::uint64_t calls_squared = 0;
  std::uint64_t checks = 0;
  std::uint64_t reviews = 0;
  double cost_usd = 0;

  std::uint64_t of(DetectedReason reason) const { return detected[static_cast<std::size_t>(reason)]; }
};

class ThirdLeaves {
 protected:
  ThirdLeaves(const Pipeline& pipeline, std::uint64_t seed)
      : pipeline_(resolved(pipeline)), rows_(Reader::read(pipeline_)), latents_(pipeline_, rows_), draws_(seed) {}
  ~ThirdLeaves() = default;

  // Wrong since before this visit, or wrong by work of this visit.
  enum class Artifact : std::uint8_t { right, inherited, own };
  // What a row does to the list it stands in. From `exhausted` on nothing listens: the run (or voter, or lane) is over.
  enum class Signal : std::uint8_t {
    go_on,
    flagged,
    abstained,
    crash,
    exhausted,
    escalated,
    over_budget,
    over_time,
  };
  struct Carried {
    Artifact artifact = Artifact::right;
    bool is_tainted = false;
  };
  // How a visit ended and what it then carried, seen from inside.
  struct Played {
    Signal signal = Signal::go_on;
    Carried carried;
  };
  struct Luck {
    bool is_blind = false;
    bool solves = true;
  };
  using LuckOfVisit = std::unordered_map<const Row*, Luck>;
  // What the blocks around a row have settled for it.
  struct Around {
    std::int64_t position = 0;      // repetition of the innermost repeat
    double theta = -1;              // of the visit; negative: none
    const Row* theta_of = nullptr;  // the block that drew it
    LuckOfVisit* luck = nullptr;    // of the innermost retry or fallback
  };
  struct Spent {
    std::int64_t calls = 0;
    std::uint64_t checks = 0;
    std::uint64_t reviews = 0;
    double cost_usd = 0;
    double time_ms = 0;  // on the way that is waited for
  };

  // What is asked at once takes as long as the longest, and is late if any of it is.
  struct AtOnce {
    explicit AtOnce(double now) : entered(now), longest(now) {}
    void add(double& now, Signal signal) {
      longest = std::fmax(longest, now);
      now = entered;
      is_late = is_late || signal == Signal::over_time;
    }
    bool finish(double& now) const {
      now = longest;
      return !is_late;
    }
    double entered;
    double longest;
    bool is_late = false;
  };

  static DetectedReason reason_of(Signal signal) {
    switch (signal) {
      case Signal::go_on:
      case Signal::flagged: return DetectedReason::rejected;
      case Signal::crash: return DetectedReason::crash;
      case Signal::abstained: return DetectedReason::abstained;
      case Signal::exhausted: return DetectedReason::exhausted;
      case Signal::escalated: return DetectedReason::escalated;
      case Signal::over_budget: return DetectedReason::budget;
      case Signal::over_time: return DetectedReason::timeout;
    }
    return DetectedReason::crash;
  }

  double success(const Row& row, bool is_tainted, const Around& around) {
    const double kept = std::pow(1 - row.value(Param::decay), static_cast<double>(around.position));
    if (is_tainted && row.given(Param::p_after_error)) return row.value(Param::p_after_error) * kept;
    const double p = row.value(Param::p);
    if (around.theta < 0 && row.latent < 0) return p * kept;
    const double theta = around.theta >= 0 ? around.theta : latents_.theta(row);
    return (1 - row.value(Param::transient) * (1 - p)) * theta * kept;
  }

  bool is_within_budget(const Row& call) const {
    if (!pipeline_.budget || is_measuring_) return true;
    const Budget& budget = *pipeline_.budget;
    if (budget.calls && spent_.calls + 1 > *budget.calls) return false;
    return is_affordable(call);
  }

  bool is_affordable(const Row& row) const {
    if (!pipeline_.budget || !pipeline_.budget->cost_usd || is_measuring_) return true;
    constexpr double kRounding = 1e-9;  // sums of prices
    const double price = row.value(Param::cost_usd);
    return price <= 0 || spent_.cost_usd + price <= *pipeline_.budget->cost_usd * (1 + kRounding);
  }

  // Pays for an execution and waits for it. Out: whether it ends in time.
  bool executes(const Row& row) {
    spent_.cost_usd += row.value(Param::cost_usd);
    double takes = row.value(Param::latency_ms);
    if (takes > 0 && row.says(Param::latency, "exponential")) takes *= -std::log1p(-draws_.uniform());
    spent_.time_ms += takes;
    return !pipeline_.deadline_ms || is_measuring_ || takes <= 0 ||
           spent_.time_ms <= *pipeline_.deadline_ms * (1 + 1e-9);
  }

  Signal work(const Row& row, Carried& carried, const Around& around) {
    if (!is_within_budget(row)) return Signal::over_budget;
    ++spent_.calls;
    if (!executes(row)) return Signal::over_time;
    const double s = success(row, carried.is_tainted, around);
    const double d = row.value(Param::d);
    if (carried.artifact != Artifact::right) return work_on_wrong(row, carried, s);
    if (draws_.happens(s)) return Signal::go_on;
    if (draws_.happens(d)) return Signal::crash;
    carried = {Artifact::own, true};
    return Signal::go_on;
  }

  Signal work_on_wrong(const Row& row, Carried& carried, double s) {
    if (draws_.happens(row.value(Param::h))) {
      carried.artifact = Artifact::right;
      return Signal::go_on;
    }
    const double loud = (1 - s) * row.value(Param::d);
    if (draws_.happens(row.given(Param::e) ? row.value(Param::e) : loud)) return Signal::crash;
    if (carried.artifact == Artifact::own) return Signal::go_on;
    const double quiet = (1 - s) * (1 - row.value(Param::d));
    const bool did_well = s + quiet > 0 && draws_.happens(s / (s + quiet));
    if (!did_well) carried = {Artifact::own, true};
    return Signal::go_on;
  }

  Luck draw_luck(const Row& row) {
    Luck out;
    out.is_blind = draws_.happens(row.value(Param::blind));
    out.solves = draws_.happens(row.value(Param::solves));
    return out;
  }

  Luck luck_of(const Row& row, const Around& around) {
    if (around.luck == nullptr) return draw_luck(row);
    const auto found = around.luck->find(&row);
    if (found != around.luck->end()) return found->second;
    return around.luck->emplace(&row, draw_luck(row)).first->second;
  }

  Signal validate(const Row& row, const Carried& carried, const Around& around) {
    if (!is_affordable(row)) return Signal::over_budget;
    ++spent_.checks;
    if (!executes(row)) return Signal::over_time;
    const bool sees_all = row.says(Param::sees, "artifact");
    const bool is_seen = carried.artifact == Artifact::own || (sees_all && carried.artifact == Artifact::inherited);
    const Luck luck = luck_of(row, around);
    double flag = 1 - row.value(Param::specificity);
    if (is_seen) {
      const bool unsolved = !luck.solves && row.given(Param::sensitivity_unsolved);
      flag = luck.is_blind ? 0 : row.value(unsolved ? Param::sensitivity_unsolved : Param::sensitivity);
    }
    return draws_.happens(flag) ? Signal::flagged : Signal::go_on;
  }

  Signal human(const Row& row, Carried& carried, const Around& around) {
    if (!draws_.happens(std::fmin(row.value(Param::share), row.value(Param::capacity)))) return Signal::go_on;
    if (!is_affordable(row)) return Signal::over_budget;
    ++spent_.reviews;
    if (!executes(row)) return Signal::over_time;
    const double rested = std::pow(1 - row.value(Param::fatigue), static_cast<double>(around.position));
    const double caught = row.value(Param::catches) * row.value(Param::attention) * rested;
    const bool is_right = carried.artifact == Artifact::right;
    if (!draws_.happens(is_right ? row.value(Param::false_alarm) : caught)) return Signal::go_on;
    if (!draws_.happens(row.value(Param::fix))) return Signal::flagged;
    carried.artifact = Artifact::right;
    return Signal::go_on;
  }

  Signal format_gate(const Row& row, Carried& carried) {
    if (!is_affordable(row)) return Signal::over_budget;
    ++spent_.checks;
    if (!executes(row)) return Signal::over_time;
    if (!draws_.happens(row.value(Param::fail))) return Signal::go_on;
    const double u = draws_.uniform();
    if (u < row.value(Param::repair)) return Signal::go_on;
    if (u >= row.value(Param::repair) + row.value(Param::corrupt)) return Signal::flagged;
    carried = {Artifact::own, true};
    return Signal::go_on;
  }

  // Counts a check, for checkpoint and rollback.
  Signal own_check(const Row& row, const Carried& carried) {
    ++spent_.checks;
    const Param rate = carried.artifact == Artifact::own ? Param::detect : Param::false_alarm;
    return draws_.happens(row.value(rate)) ? Signal::flagged : Signal::go_on;
  }

  const Pipeline pipeline_;
  std::vector<Row> rows_;
  Latents latents_;
  Draws draws_;
  Spent spent_;
  bool is_measuring_ = false;  // playing outside any run: no budget

 private:
  static Pipeline resolved(const Pipeline& pipeline) {
    Result<Pipeline> out = resolve_variables(pipeline);
    return out ? *out : Pipeline{};
  }
};

}  // namespace nines::oracle
