// Where runs first go wrong, how many come back, how long they last (economics.h).
#include <algorithm>

#include "nines/catalog.h"
#include "simulate/economics.h"
#include "simulate/evaluate.h"
#include "simulate/exact.h"

namespace nines::simulate {
namespace {

using Here = Evaluator<double>::Here;

void set_whole(Node& node, Param id, std::int64_t value) {
  node.find(id)->whole = value;
  node.find(id)->rate = {static_cast<double>(value), 1 - static_cast<double>(value)};
}

bool is_crowd(const Node& node) {
  if (node.kind == StepKind::vote || node.kind == StepKind::best_of) return true;
  if (node.kind == StepKind::parallel) return node.word(Param::mode) != word::all;
  return node.kind == StepKind::map && node.given(Param::k);
}

// The first alternative, and no other.
void take_first_only(Node& fallback) {
  Setting first;
  first.id = Param::p;
  first.given = true;
  first.rate = {1, 0};
  fallback.kind = StepKind::branch;
  fallback.settings.push_back(first);
}

// Every first objection, and every wrong piece of work, ends the run.
void make_strict(Node& node) {
  switch (node.kind) {
    case StepKind::work: node.find(Param::d)->rate = {1, 0}; break;
    case StepKind::human: node.find(Param::fix)->rate = {0, 1}; break;
    case StepKind::format_gate: node.find(Param::corrupt)->rate = {0, 1}; break;
    case StepKind::retry:
      set_whole(node, Param::max, 1);
      node.times = 1;
      node.find(Param::exhausted)->word = word::kStop;
      break;
    case StepKind::fallback: take_first_only(node); break;
    case StepKind::checkpoint: set_whole(node, Param::tries, 1); break;
    case StepKind::loop:
      set_whole(node, Param::max, 1);
      node.find(Param::exhausted)->word = word::kStop;
      break;
    default: break;
  }
}

std::string label_of(const Node& node) {
  if (!node.step->label.empty()) return node.step->label;
  return node.step->id.empty() ? step_info(node.kind).label : node.step->id;
}

// Share still right after n units of a lone repeat.
double right_after(const Plan& plan, std::int64_t n, const RunContext& run) {
  const Evaluator<double> evaluator(plan, run);
  double out = 0;
  for (const RunClass& one : plan.run_classes) {
    Here here;
    here.item = &one;
    const Kernel<double> unit = leave_visit(evaluator.visit(1, plan.nodes.size(), plan.nodes[0].graph, here));
    const Kernel<double> all = power_kernel(unit, n);
    out += one.weight * (all[kRight][kRight] + all[kRight][kRightTainted]);
  }
  return out;
}

}  // namespace

double flawless_share(const Plan& plan, const RunContext& run) {
  Plan strict = plan;
  for (std::size_t i = 0; i < strict.nodes.size();) {
    if (is_crowd(strict.nodes[i])) {
      i = strict.nodes[i].end;
      continue;
    }
    make_strict(strict.nodes[i]);
    ++i;
  }
  return ends_of(exact_row(strict, run)).ok;
}

std::vector<FirstFailing> first_failing_rows(const Plan& plan, const RunContext& run) {
  const Evaluator<double> evaluator(plan, run);
  std::vector<FirstFailing> out;
  for (std::size_t i = 0; i < plan.nodes.size(); i = plan.nodes[i].end) {
    FirstFailing row;
    row.pointer = pointer_of(plan, i);
    row.label = label_of(plan.nodes[i]);
    out.push_back(std::move(row));
  }
  for (const RunClass& one : plan.run_classes) {
    if (run.cancelled()) break;
    Here here;
    here.item = &one;
    double clean = one.weight;
    double tainted = 0;
    std::size_t place = 0;
    for (std::size_t i = 0; i < plan.nodes.size(); i = plan.nodes[i].end, ++place) {
      const Kernel<double> step = evaluator.step(i, here);
      Row<double> now{};
      add_product(now, clean, step[kRight]);
      add_product(now, tainted, step[kRightTainted]);
      out[place].wrong += silent_of(now);
      out[place].stopped += detected_of(now);
      clean = now[kRight];
      tainted = now[kRightTainted];
    }
  }
  return out;
}

std::vector<SurvivalQuantile> survival_quantiles(const Plan& plan, const std::vector<SurvivalPoint>& points,
                                                 const RunContext& run) {
  std::vector<SurvivalQuantile> out;
  for (const double share : {0.5, 0.8, 0.95, 0.99}) {
    SurvivalQuantile one;
    one.share = share;
    const auto at = std::find_if(points.begin(), points.end(),
                                 [share](const SurvivalPoint& point) { return point.ends.ok < share; });
    if (at != points.end() && at != points.begin()) {
      std::int64_t low = (at - 1)->after;  // still at least `share`
      std::int64_t high = at->after;
      while (high - low > 1 && !run.cancelled()) {
        const std::int64_t mid = low + (high - low) / 2;
        (right_after(plan, mid, run) < share ? high : low) = mid;
      }
      one.units = high;
    }
    out.push_back(one);
  }
  return out;
}

}  // namespace nines::simulate
