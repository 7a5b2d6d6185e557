// Ends and survival (exact.h).
#include "simulate/exact.h"

#include <algorithm>
#include <cmath>

#include "base/special.h"
#include "simulate/evaluate.h"

namespace nines::simulate {
namespace {

bool is_lone_repeat(const Plan& plan) {
  if (plan.graph || plan.nodes.empty() || plan.nodes[0].end != plan.nodes.size()) return false;
  return plan.nodes[0].kind == StepKind::repeat && !plan.nodes[0].varies;
}

std::vector<std::int64_t> checkpoints(std::int64_t units) {
  const auto most = static_cast<std::int64_t>(kMaxSurvivalPoints) - 1;
  const std::int64_t last = std::min(units, most);
  std::vector<std::int64_t> out;
  for (std::int64_t j = 0; j <= last; ++j) out.push_back(units <= most ? j : j * units / most);
  return out;
}

using Timeline = std::vector<Row<double>>;
using Here = Evaluator<double>::Here;

Row<double> right_start() {
  Row<double> row{};
  row[kRight] = 1;
  return row;
}

// Between checkpoints lie at most two different numbers of repetitions, so two powers serve all of them.
void add_repetitions(Timeline& sum, const std::vector<std::int64_t>& after, double weight, const Kernel<double>& step) {
  Row<double> row = right_start();
  add_weighted(sum[0], weight, row);
  std::int64_t gap = 0;
  Kernel<double> over_gap{};
  for (std::size_t at = 1; at < after.size(); ++at) {
    const std::int64_t here = after[at] - after[at - 1];
    if (here == gap + 1 && gap > 0) {
      over_gap = compose(over_gap, step);
    } else if (here != gap) {
      over_gap = power_kernel(step, here);
    }
    gap = here;
    row = follow(row, over_gap);
    restore_sum(row);
    add_weighted(sum[at], weight, row);
  }
}

// `state_after` a row at a place of the top list, called in order.
template <class F>
void add_states(Timeline& sum, const std::vector<std::int64_t>& after, double weight, std::size_t rows,
                const F& state_after) {
  add_weighted(sum[0], weight, right_start());
  std::size_t at = 1;
  for (std::size_t r = 0; r < rows; ++r) {
    const Row<double> state = state_after(r);
    if (at < after.size() && static_cast<std::int64_t>(r) + 1 == after[at]) add_weighted(sum[at++], weight, state);
  }
}

void add_series(Timeline& sum, const std::vector<std::int64_t>& after, double weight, const TopList& top,
                RowKernels<double>& kernels) {
  Row<double> row = right_start();
  add_states(sum, after, weight, top.rows.size(), [&](std::size_t r) {
    row = follow(row, kernels.at(r));
    restore_sum(row);
    return row;
  });
}

// After a row of a graph, its artifact counts as the result.
void add_graph(Timeline& sum, const std::vector<std::int64_t>& after, double weight, const TopList& top,
               RowKernels<double>& kernels) {
  Joint<double> joint = joint_at_entry<double>(kRight);
  Row<double> left{};
  add_states(sum, after, weight, top.rows.size(), [&](std::size_t r) {
    const Kernel<double>& kernel = kernels.at(r);
    const Arrived<double> arrived = arrived_at(top.sweep[r], joint);
    add_left(left, arrived, kernel);
    Row<double> row = left;
    for (std::size_t in = 0; in < kStates; ++in) {
      for (std::size_t s = 0; s < kStates; ++s) row[s] += arrived[in] * kernel[in][s];
    }
    restore_sum(row);
    joint = joint_after(top.sweep[r], joint, kernel);
    return row;
  });
}

// ---- what needs a run of its own

// How often a voter's answer is right, given that it answers, as a log-odds weight.
std::int64_t vote_weight(const Answer<double>& one) {
  constexpr double kUnit = 1 << 20;
  constexpr double kMost = 40;
  if (!(one.right + one.wrong > 0)) return 0;
  if (!(one.wrong > 0)) return static_cast<std::int64_t>(kMost * kUnit);
  if (!(one.right > 0)) return -static_cast<std::int64_t>(kMost * kUnit);
  const double odds = std::clamp(base::log(one.right / one.wrong), -kMost, kMost);
  return static_cast<std::int64_t>(std::floor(odds * kUnit + 0.5));
}

// The law in force inside a block: its own, or that of a block around it.
std::size_t law_inside(const Plan& plan, std::size_t block) {
  for (std::size_t up = block; up != kNone; up = plan.nodes[up].parent) {
    if (plan.nodes[up].law != kNone) return plan.nodes[up].law;
  }
  return kNone;
}

void find_weights(Plan& plan, std::size_t vote, const RunContext& run) {
  const Evaluator<double> evaluator(plan, run);
  const std::size_t law = law_inside(plan, vote);
  const std::size_t classes = law == kNone ? 1 : plan.laws[law].classes.size();
  std::vector<std::int64_t> weights;
  for (std::size_t r = body_of(vote); r < plan.nodes[vote].end; r = plan.nodes[r].end) {
    Answer<double> mean;
    for (const RunClass& item : plan.run_classes) {
      for (std::size_t k = 0; k < classes; ++k) {
        Here here;
        here.item = &item;
        here.visit = k;
        const double weight = item.weight * (law == kNone ? 1 : plan.laws[law].classes[k].weight);
        const Answer<double> one = answer_of(evaluator.step(r, here)[kRight]);
        mean.right += weight * one.right;
        mean.wrong += weight * one.wrong;
      }
    }
    weights.push_back(vote_weight(mean));
  }
  plan.nodes[vote].weights = std::move(weights);
}

// Share of wrong artifacts among those that reach a top-level review; reviews deeper down take it for the run so far.
void find_prevalence(Plan& plan, std::size_t review, const RunContext& run) {
  const double half = plan.nodes[review].rate(Param::prevalence).p;
  std::size_t top = review;
  while (plan.nodes[top].parent != kNone) top = plan.nodes[top].parent;
  const Evaluator<double> evaluator(plan, run);
  Row<double> before{};
  for (const RunClass& item : plan.run_classes) {
    Here here;
    here.item = &item;
    Row<double> row = right_start();
    for (std::size_t i = 0; i < top; i = plan.nodes[i].end) row = follow(row, evaluator.step(i, here));
    for (std::size_t i = body_of(top); i < review && top != review; i = plan.nodes[i].end) {
      if (plan.nodes[i].end > review) break;
      row = follow(row, evaluator.step(i, here));
    }
    add_weighted(before, item.weight, row);
  }
  const Delivered<double> there = delivered_by(before);
  const double wrong = there.inherited + there.own;
  const double share = there.right + wrong > 0 ? wrong / (there.right + wrong) : 0;
  plan.nodes[review].overlooked = half / (share + half);
}

}  // namespace

void prepare(Plan& plan, const RunContext& run) {
  fill_laws(plan, run);
  for (std::size_t i = plan.nodes.size(); i-- > 0;) {  // inner votes first
    const Node& node = plan.nodes[i];
    if (node.kind == StepKind::vote && node.word(Param::rule) == word::weighted) find_weights(plan, i, run);
  }
  for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
    const Node& node = plan.nodes[i];
    if (node.kind == StepKind::human && node.rate(Param::prevalence).p > 0) find_prevalence(plan, i, run);
  }
}

Row<double> exact_row(const Plan& plan, const RunContext& run) { return Evaluator<double>(plan, run).run_row(); }

double silent_of(const Row<double>& row) {
  return row[kInherited] + row[kOwn] + row[kInheritedTainted] + row[kOwnTainted];
}
double detected_of(const Row<double>& row) {
  double out = 0;
  for (std::size_t i = kStates; i < kMasses; ++i) out += row[i];
  return out;
}
Ends ends_of(const Row<double>& row) { return {row[kRight] + row[kRightTainted], silent_of(row), detected_of(row)}; }

double mass_of(const Row<double>& row, DetectedReason reason) {
  switch (reason) {
    case DetectedReason::exhausted: return row[kExhausted];
    case DetectedReason::rejected: return row[kFlaggedRight] + row[kFlaggedInherited] + row[kFlaggedOwn];
    case DetectedReason::crash: return row[kCrash];
    case DetectedReason::abstained: return row[kAbstained];
    case DetectedReason::escalated: return row[kEscalated];
    case DetectedReason::budget:
    case DetectedReason::timeout: break;
  }
  return 0;
}

SurvivalUnits survival_units(const Plan& plan) {
  if (is_lone_repeat(plan)) return {plan.nodes[0].times, "repetition"};
  SurvivalUnits out;
  for (std::size_t i = 0; i < plan.nodes.size(); i = plan.nodes[i].end) ++out.count;
  return out;
}

std::vector<SurvivalPoint> survival_points(const Plan& plan, const RunContext& run) {
  const Evaluator<double> evaluator(plan, run);
  const std::vector<std::int64_t> after = checkpoints(survival_units(plan).count);
  const TopList top = top_list(plan);
  Timeline sum(after.size(), Row<double>{});
  for (const RunClass& one : plan.run_classes) {
    if (run.cancelled()) return {};
    Here here;
    here.item = &one;
    if (is_lone_repeat(plan)) {
      add_repetitions(sum, after, one.weight,
                      leave_visit(evaluator.visit(1, plan.nodes.size(), plan.nodes[0].graph, here)));
      continue;
    }
    RowKernels<double> kernels(evaluator, top, here);
    (plan.graph ? add_graph : add_series)(sum, after, one.weight, top, kernels);
  }
  std::vector<SurvivalPoint> out;
  for (std::size_t at = 0; at < after.size(); ++at) {
    restore_sum(sum[at]);
    out.push_back({after[at], ends_of(sum[at])});
  }
  return out;
}

}  // namespace nines::simulate
