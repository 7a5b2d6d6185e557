// Pareto dynamic programming from the last stage to the first (plan_front.h).
#include "simulate/questions/plan_front.h"

#include <algorithm>
#include <utility>

#include "simulate/questions/arrivals.h"
#include "simulate/questions/plan_sieve.h"
#include "simulate/questions/plan_worth.h"

namespace nines::simulate {
namespace {

// What follows a cut: worth[(criterion · states + state) · lanes + class], how it goes on, and where it came from.
struct Suffixes {
  std::vector<double> worth;  // of all kept ones, one after the other
  std::vector<std::uint32_t> next;
  std::vector<std::uint16_t> option;
};

struct Candidate {
  double cost = 0;     // the second criterion, at an arrival in the middle of the box: sorted by
  double failure = 0;  // likewise the first
  std::uint32_t next = 0;
  std::uint16_t option = 0;
};

// What one suffix comes to at some arrivals inside the box. A suffix that is worse at any of them cannot stand for
// another; that is seen at once, and most comparisons end there.

class Backward {
 public:
  Backward(const Stages& stages, std::size_t most, const RunContext& run)
      : stages_(stages),
        run_(run),
        arrivals_(find_arrivals(stages)),
        layout_(stages),
        size_(layout_.size()),
        most_(most) {}

  Front front() {
    kept_.resize(stages_.stages.size() + 1);
    kept_.back() = end();
    const double fine = kFrontTolerance / static_cast<double>(std::max<std::size_t>(1, stages_.stages.size()));
    double bound = 1;
    double start = fine;  // where one cut was too wide, so will be the next
    for (std::size_t j = stages_.stages.size(); j-- > 0 && !run_.cancelled();) {
      const StageTables tables(stages_, layout_, stages_.stages[j]);
      const Box box(stages_, layout_, arrivals_[j]);
      const std::vector<Candidate> all = candidates(j, tables, box);
      double slack = start;
      for (;;) {
        const std::size_t weighed = weigh(j, tables, box, all, slack);
        if (weighed == all.size() || run_.cancelled()) break;
        const bool is_far = 4 * weighed < 3 * all.size();  // then twice the slack will not do
        slack = slack < kCoarse ? kCoarse : (is_far ? kMuchCoarser : kCoarser) * slack;
      }
      if (slack > fine) bound *= 1 + slack;
      start = slack > kCoarse ? slack / kCoarser : fine;
    }
    Front out;
    out.bound = bound - 1;
    if (!run_.cancelled()) collect(out);
    return out;
  }

 private:
  static constexpr double kCoarse = 4e-6;
  static constexpr double kCoarser = 2;
  static constexpr double kMuchCoarser = 6;
  static constexpr std::size_t kMostTests = 1'000'000;  // comparisons of two suffixes in full at one cut

  Suffixes end() const {
    Suffixes out;
    out.worth.resize(size_);
    for (std::size_t c = 0; c < layout_.criteria; ++c) {
      for (std::size_t s = 0; s < layout_.states; ++s) {
        for (std::size_t k = 0; k < stages_.weights.size() && s % kTaint != kRight; ++k)
          out.worth[layout_.at(c, s) + k] = stages_.criteria[c].delivered_wrong;
      }
    }
    out.next.push_back(0);
    out.option.push_back(0);
    return out;
  }

  // Every option before every suffix, cheapest first. Their worth is not kept: of those that stay it is made again.
  std::vector<Candidate> candidates(std::size_t j, const StageTables& tables, const Box& box) const {
    const Suffixes& after = kept_[j + 1];
    std::vector<Candidate> out;
    out.reserve(stages_.stages[j].options.size() * after.next.size());
    for (std::size_t o = 0; o < stages_.stages[j].options.size() && !run_.cancelled(); ++o) {
      const Pulled pulled = tables.pull(o, box.middle());
      for (std::size_t n = 0; n < after.next.size(); ++n) {
        Candidate one;
        one.option = static_cast<std::uint16_t>(o);
        one.next = static_cast<std::uint32_t>(n);
        one.failure = tables.value(pulled, 0, &after.worth[n * size_]);
        one.cost = tables.value(pulled, 1, &after.worth[n * size_]);
        out.push_back(one);
      }
    }
    std::stable_sort(out.begin(), out.end(), [](const Candidate& a, const Candidate& b) {
      return a.cost != b.cost ? a.cost < b.cost : a.failure < b.failure;
    });
    return out;
  }

  // Those kept so far at one cut.
  struct Known {
    explicit Known(std::size_t criteria) : sieve(criteria) {}
    Sieve sieve;                 // by what they come to in the middle of the box
    std::vector<Probed> probed;  // by place among the kept ones
    std::uint32_t last = 0;      // stood for the one before: likely for the next, too
    std::size_t tests = 0;
  };

  static Sieve::Values middle_of(const Probed& probed, double factor) {
    Sieve::Values out{};
    for (std::size_t c = 0; c < out.size(); ++c) out[c] = factor * probed[c][0];
    return out;
  }

  bool stands_for(const Suffixes& out, const Box& box, Known& known, std::uint32_t at, const Probed& probed,
                  const double* worth, double slack) const {
    for (std::size_t c = 0; c < layout_.criteria; ++c) {
      for (std::size_t p = 0; p < kProbes; ++p) {
        if (known.probed[at][c][p] > (1 + 2 * slack) * probed[c][p]) return false;
      }
    }
    ++known.tests;
    return box.is_no_worse(&out.worth[at * size_], worth, slack);
  }

  bool is_beaten(const Suffixes& out, const Box& box, Known& known, const Probed& probed, const double* worth,
                 double slack) const {
    if (out.next.empty()) return false;
    if (stands_for(out, box, known, known.last, probed, worth, slack)) return true;
    return known.sieve.any_below(middle_of(probed, 1 + 2 * slack), [&](std::uint32_t at) {
      if (!stands_for(out, box, known, at, probed, worth, slack)) return false;
      known.last = at;
      return true;
    });
  }

  // Keeps what nothing kept before can stand for. Out: how many were weighed; not all when more than `most_` are left,
  // or it takes too long.
  std::size_t weigh(std::size_t j, const StageTables& tables, const Box& box, const std::vector<Candidate>& all,
                    double slack) {
    Suffixes& out = kept_[j];
    out = {};
    Known known(layout_.criteria);
    std::vector<double> worth(size_);
    for (const Candidate& one : all) {
      if ((out.next.size() & 0xFFU) == 0 && run_.cancelled()) break;
      tables.extend(one.option, &kept_[j + 1].worth[one.next * size_], worth.data());
      const Probed probed = box.probe(worth.data());
      if (is_beaten(out, box, known, probed, worth.data(), slack)) continue;
      if (out.next.size() == most_ || known.tests > kMostTests) return static_cast<std::size_t>(&one - all.data());
      known.sieve.insert(middle_of(probed, 1), static_cast<std::uint32_t>(out.next.size()));
      known.probed.push_back(probed);
      out.worth.insert(out.worth.end(), worth.begin(), worth.end());
      out.next.push_back(one.next);
      out.option.push_back(one.option);
    }
    return all.size();
  }

  void collect(Front& out) const {
    for (std::uint32_t i = 0; i < kept_.front().next.size(); ++i) {
      FrontPlan plan;
      const double* const worth = &kept_.front().worth[i * size_];
      for (std::size_t c = 0; c < layout_.criteria; ++c) {
        for (std::size_t k = 0; k < stages_.weights.size(); ++k)
          plan.value[c] += stages_.weights[k] * worth[layout_.at(c, kRight) + k];
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
  WorthLayout layout_;
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
