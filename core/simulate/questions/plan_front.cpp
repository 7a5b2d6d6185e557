// Pareto dynamic programming from the last stage to the first (plan_front.h).
#include "simulate/questions/plan_front.h"

#include <algorithm>
#include <numeric>

#include "simulate/questions/arrivals.h"

namespace nines::simulate {
namespace {

// What follows a cut: worth[(class · states + state) · criteria + criterion], how it goes on, and where it came from.
struct Suffixes {
  std::vector<double> worth;  // of all kept ones, one after the other
  std::vector<std::uint32_t> next;
  std::vector<std::uint16_t> option;
};

struct Candidate {
  std::array<double, kMaxCriteria> nominal{};  // at one arrival inside the box: to sort and to reject by
  std::uint32_t next = 0;
  std::uint16_t option = 0;
};

class Backward {
 public:
  Backward(const Stages& stages, std::size_t most, const RunContext& run)
      : stages_(stages),
        run_(run),
        arrivals_(find_arrivals(stages)),
        states_(states_of(stages)),
        criteria_(stages.criteria.size()),
        size_(stages.weights.size() * states_ * criteria_),
        most_(most) {}

  Front front() {
    kept_.resize(stages_.stages.size() + 1);
    kept_.back() = end();
    const double fine = kFrontTolerance / static_cast<double>(std::max<std::size_t>(1, stages_.stages.size()));
    double bound = 1;
    double start = fine;  // where one cut was too wide, so will be the next
    for (std::size_t j = stages_.stages.size(); j-- > 0 && !run_.cancelled();) {
      double slack = start;
      while (!weigh(j, slack) && !run_.cancelled()) slack = slack < kCoarse ? kCoarse : kCoarser * slack;
      if (slack > fine) bound *= 1 + slack;
      start = slack > kCoarse ? slack / kCoarser : fine;
    }
    Front out;
    out.bound = bound - 1;
    if (!run_.cancelled()) collect(out);
    return out;
  }

 private:
  static constexpr double kCoarse = 1e-5;
  static constexpr double kCoarser = 8;
  static constexpr std::size_t kMostTests = 1'000'000;  // comparisons of two suffixes at one cut

  Suffixes end() const {
    Suffixes out;
    out.worth.resize(size_);
    for (std::size_t k = 0; k < stages_.weights.size(); ++k) {
      for (std::size_t s = 0; s < states_; ++s) {
        for (std::size_t c = 0; c < criteria_ && s % kTaint != kRight; ++c)
          out.worth[(k * states_ + s) * criteria_ + c] = stages_.criteria[c].delivered_wrong;
      }
    }
    out.next.push_back(0);
    out.option.push_back(0);
    return out;
  }

  // Worth of `after` behind a cut as seen from inside a group that closes there.
  double worth_inside(const double* after, std::size_t k, std::size_t state, std::size_t c, bool closes) const {
    if (closes && state % kTaint == kInherited) state += kOwn - kInherited;
    return after[(k * states_ + state) * criteria_ + c];
  }

  // The worth of one option followed by `after`.
  void extend(const Stage& stage, const StageOption& option, const double* after, double* out) const {
    for (std::size_t k = 0; k < stages_.weights.size(); ++k) {
      const Kernel<double>& kernel = option.kernels[k];
      for (std::size_t s = 0; s < states_; ++s) {
        // Entering a visit, what is own outside becomes inherited.
        const std::size_t from = stage.opens && s % kTaint == kOwn ? s - kOwn + kInherited : s;
        double* const to = out + (k * states_ + s) * criteria_;
        for (std::size_t c = 0; c < criteria_; ++c) {
          double sum = 0;
          for (std::size_t i = kStates; i < kColumns; ++i) {
            const double weight = stages_.criteria[c].column[i];
            if (weight != 0) sum += weight * kernel[from][i];
          }
          for (std::size_t t = 0; t < states_; ++t)
            sum += moved(kernel, from, t, stages_.tainting) * worth_inside(after, k, t, c, stage.closes);
          to[c] = sum;
        }
      }
    }
  }

  // An arrival in the middle of the box.
  std::vector<double> nominal_arrival(std::size_t cut) const {
    std::vector<double> out;
    for (std::size_t k = 0; k < stages_.weights.size(); ++k) {
      const Arrival& box = arrivals_[cut][k];
      const double right = stages_.weights[k] * (box.low + box.high) / 2;
      for (std::size_t s = 0; s < states_; ++s) {
        const double share = box.most[s] < 1e300 ? (box.least[s] + box.most[s]) / 2 : box.least[s] + 1;
        out.push_back(s == kRight ? right : right * share);
      }
    }
    return out;
  }

  // Least value, over the box, of (1 + slack) b - a in criterion c; never negative: a may stand for b.
  bool is_no_worse(const double* a, const double* b, std::size_t cut, double slack) const {
    for (std::size_t c = 0; c < criteria_; ++c) {
      double sum = 0;
      for (std::size_t k = 0; k < stages_.weights.size(); ++k) {
        const Arrival& box = arrivals_[cut][k];
        const std::size_t at = k * states_ * criteria_ + c;
        double here = (1 + slack) * b[at] - a[at];
        for (std::size_t s = 1; s < states_; ++s) {
          const double gain = (1 + slack) * b[at + s * criteria_] - a[at + s * criteria_];
          if (gain < 0 && !(box.most[s] < 1e300)) return false;
          here += gain < 0 ? box.most[s] * gain : box.least[s] * gain;
        }
        sum += stages_.weights[k] * (here < 0 ? box.high : box.low) * here;
      }
      if (sum < 0) return false;
    }
    return true;
  }

  // Every option before every suffix. The scratch worth is the only one made: kept ones are made again.
  std::vector<Candidate> candidates(std::size_t j) const {
    const Stage& stage = stages_.stages[j];
    const Suffixes& after = kept_[j + 1];
    const std::vector<double> arrival = nominal_arrival(j);
    std::vector<double> worth(size_);
    std::vector<Candidate> out;
    out.reserve(stage.options.size() * after.next.size());
    for (std::size_t o = 0; o < stage.options.size() && !run_.cancelled(); ++o) {
      for (std::size_t n = 0; n < after.next.size(); ++n) {
        extend(stage, stage.options[o], &after.worth[n * size_], worth.data());
        Candidate one;
        one.option = static_cast<std::uint16_t>(o);
        one.next = static_cast<std::uint32_t>(n);
        for (std::size_t i = 0; i < arrival.size(); ++i) {
          for (std::size_t c = 0; c < criteria_; ++c) one.nominal[c] += arrival[i] * worth[i * criteria_ + c];
        }
        out.push_back(one);
      }
    }
    std::stable_sort(out.begin(), out.end(), [](const Candidate& a, const Candidate& b) {
      return a.nominal[1] != b.nominal[1] ? a.nominal[1] < b.nominal[1] : a.nominal[0] < b.nominal[0];
    });
    return out;
  }

  // Keeps what nothing kept before can stand for. Out: false when more than `most_` are left, or it takes too long.
  bool weigh(std::size_t j, double slack) {
    const Stage& stage = stages_.stages[j];
    const std::vector<Candidate> all = candidates(j);
    Suffixes& out = kept_[j];
    out = {};
    std::vector<const Candidate*> known;  // of `out`
    std::vector<std::uint32_t> by_first;  // places in `out`, by the first criterion
    std::vector<double> worth(size_);
    std::size_t tests = 0;
    for (const Candidate& one : all) {
      if ((out.next.size() & 0xFFU) == 0 && run_.cancelled()) return true;
      extend(stage, stage.options[one.option], &kept_[j + 1].worth[one.next * size_], worth.data());
      const double most_first = one.nominal[0] * (1 + slack);
      const bool is_beaten = [&] {
        for (const std::uint32_t at : by_first) {
          if (known[at]->nominal[0] > most_first) return false;
          if (!may_stand(*known[at], one, slack)) continue;
          ++tests;
          if (is_no_worse(&out.worth[at * size_], worth.data(), j, slack)) return true;
        }
        return false;
      }();
      if (is_beaten) continue;
      if (out.next.size() == most_ || tests > kMostTests) return false;
      const auto place =
          std::upper_bound(by_first.begin(), by_first.end(), one.nominal[0],
                           [&](double value, std::uint32_t at) { return value < known[at]->nominal[0]; });
      by_first.insert(place, static_cast<std::uint32_t>(out.next.size()));
      known.push_back(&one);
      out.worth.insert(out.worth.end(), worth.begin(), worth.end());
      out.next.push_back(one.next);
      out.option.push_back(one.option);
    }
    return true;
  }

  bool may_stand(const Candidate& a, const Candidate& b, double slack) const {
    for (std::size_t c = 1; c < criteria_; ++c) {
      if (a.nominal[c] > (1 + 2 * slack) * b.nominal[c]) return false;
    }
    return true;
  }

  void collect(Front& out) const {
    for (std::uint32_t i = 0; i < kept_.front().next.size(); ++i) {
      FrontPlan plan;
      const double* const worth = &kept_.front().worth[i * size_];
      for (std::size_t k = 0; k < stages_.weights.size(); ++k) {
        for (std::size_t c = 0; c < criteria_; ++c)
          plan.value[c] += stages_.weights[k] * worth[k * states_ * criteria_ + c];
      }
      std::uint32_t at = i;
      for (std::size_t j = 0; j < stages_.stages.size(); ++j) {
        plan.option.push_back(kept_[j].option[at]);
        at = kept_[j].next[at];
      }
      out.plans.push_back(std::move(plan));
    }
  }

  const Stages& stages_;
  const RunContext& run_;
  Arrivals arrivals_;
  std::size_t states_;
  std::size_t criteria_;
  std::size_t size_;
  std::size_t most_;
  std::vector<Suffixes> kept_;  // by cut
};

}  // namespace

Front pareto_front(const Stages& stages, std::size_t most_states, const RunContext& run) {
  return Backward(stages, most_states, run).front();
}

Row<double> row_along(const Stages& stages, const std::vector<std::uint16_t>& option) {
  Row<double> out{};
  for (std::size_t k = 0; k < stages.weights.size(); ++k) {
    Row<double> row{};
    row[kRight] = 1;
    for (std::size_t j = 0; j < stages.stages.size(); ++j) {
      const Stage& stage = stages.stages[j];
      for (const std::size_t taint : {std::size_t{0}, kTaint}) {
        if (!stage.opens) break;
        row[kInherited + taint] = row[kOwn + taint];
        row[kOwn + taint] = 0;
      }
      row = follow(row, stage.options[option[j]].kernels[k]);
      restore_sum(row);
      for (const std::size_t taint : {std::size_t{0}, kTaint}) {
        if (!stage.closes) break;
        row[kOwn + taint] += row[kInherited + taint];
        row[kInherited + taint] = 0;
      }
    }
    add_weighted(out, stages.weights[k], row);
  }
  restore_sum(out);
  return out;
}

}  // namespace nines::simulate
