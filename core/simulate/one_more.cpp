// Runs with one block longer (exact.h): the top-level row around it is evaluated anew, or the whole run where a latent
// of the pipeline meets more work.
#include <algorithm>
#include <map>

#include "nines/catalog.h"
#include "simulate/cut_run.h"
#include "simulate/evaluate.h"
#include "simulate/exact.h"

namespace nines::simulate {
namespace {

// Kernel products that all changes for +1 may cost together.
constexpr double kMaxWork = 2e7;

// The number whose change by one is asked of a kind.
std::optional<Param> number_of(const Node& node) {
  if (node.made) return std::nullopt;
  switch (node.kind) {
    case StepKind::retry:
    case StepKind::loop: return Param::max;
    case StepKind::repeat: return Param::count;
    case StepKind::checkpoint: return Param::tries;
    case StepKind::best_of:
    case StepKind::map: return Param::n;
    case StepKind::vote:
      if (node.given(Param::n) && node.word(Param::rule) != word::weighted) return Param::n;
      return std::nullopt;
    default: return std::nullopt;
  }
}

bool meets_item(const Plan& plan, std::size_t node) {
  return std::any_of(plan.nodes.begin() + static_cast<std::ptrdiff_t>(body_of(node)),
                     plan.nodes.begin() + static_cast<std::ptrdiff_t>(plan.nodes[node].end),
                     [](const Node& inner) { return inner.cause == Cause::item; });
}

// A quorum or a lead must stay possible, a retry within its limit.
bool may_grow(const Node& node, Param param) {
  const ParamInfo* info = find_param_info(step_info(node.kind), param);
  if (static_cast<double>(node.whole(param)) + 1 > info->max) return false;
  if (node.kind == StepKind::vote && node.word(Param::rule) == word::quorum)
    return 2 * node.whole(Param::k) > node.whole(Param::n) + 1;
  return true;
}

void grow(Node& node, Param param) {
  ++node.find(param)->whole;
  if (node.kind == StepKind::checkpoint) {
    node.times = node.times / (node.whole(param) - 1) * node.whole(param);
  } else {
    ++node.times;
  }
}

double total_work(const Plan& plan) {
  double work = 0;
  const auto classes = static_cast<double>(plan.run_classes.size());
  for (std::size_t i = 0; i < plan.nodes.size(); i = plan.nodes[i].end) {
    double blocks = 0;
    for (std::size_t j = i; j < plan.nodes[i].end; ++j) blocks += number_of(plan.nodes[j]) ? 1 : 0;
    work += blocks * work_of(plan, i, plan.nodes[i].end) * classes;
  }
  return work;
}

// One top-level row as a plan of its own. In: a row with nothing in it that hangs on the rows around it (is_alone).
Plan part_of(const Plan& plan, std::size_t top) {
  Plan out;
  out.pipeline = plan.pipeline;
  out.tainting = plan.tainting;
  out.nodes.assign(plan.nodes.begin() + static_cast<std::ptrdiff_t>(top),
                   plan.nodes.begin() + static_cast<std::ptrdiff_t>(plan.nodes[top].end));
  std::map<std::size_t, std::size_t> law_of;
  const auto moved = [top](std::size_t row) { return row == kNone || row < top ? kNone : row - top; };
  for (Node& node : out.nodes) {
    node.parent = moved(node.parent);
    node.end -= top;
    for (std::size_t& input : node.inputs) input = moved(input);
    for (std::size_t& judge : node.judges) judge = moved(judge);
    if (node.law == kNone) continue;
    const auto [found, is_new] = law_of.emplace(node.law, out.laws.size());
    if (is_new) out.laws.push_back(plan.laws[node.law]);
    node.law = found->second;
  }
  return out;
}

// Weights of voters and the prevalence before a review are found by runs of the whole.
bool is_alone(const Plan& plan, std::size_t top) {
  return std::none_of(plan.nodes.begin() + static_cast<std::ptrdiff_t>(top),
                      plan.nodes.begin() + static_cast<std::ptrdiff_t>(plan.nodes[top].end), [](const Node& node) {
                        if (node.kind == StepKind::vote) return node.word(Param::rule) == word::weighted;
                        return node.kind == StepKind::human && node.rate(Param::prevalence).p > 0;
                      });
}

// The theta around a block that grew meets more work. Out: false where it would be too much.
bool resize_law(Plan& part, std::size_t grown) {
  for (std::size_t block = grown; block != kNone; block = part.nodes[block].parent) {
    const std::size_t old = part.nodes[block].law;
    if (!(part.nodes[block].rho > 0) || old == kNone) continue;
    const std::optional<Law> sized = driven_law(part, block, part.nodes[block].rho);
    if (!sized) continue;
    Law law = part.laws[old];
    law.degree = sized->degree;
    law.extra = sized->extra;
    if (!is_allowed(law)) return false;
    fill_law(law);
    for (std::size_t i = block; i < part.nodes[block].end; ++i) {
      if (part.nodes[i].law == old) part.nodes[i].law = part.laws.size();
    }
    part.laws.push_back(std::move(law));
  }
  return true;
}

// A plan whose block is longer, ready to evaluate; nothing where its laws would be too large.
std::optional<Plan> longer_plan(const Plan& plan, std::size_t node, Param param, const RunContext& run) {
  Plan longer = plan;
  grow(longer.nodes[node], param);
  if (!size_laws(longer) || !has_few_run_classes(longer)) return std::nullopt;
  prepare(longer, run);
  return longer;
}
std::optional<Plan> longer_part(const Plan& plan, std::size_t top, std::size_t node, Param param) {
  Plan part = part_of(plan, top);
  grow(part.nodes[node - top], param);
  if (!resize_law(part, node - top)) return std::nullopt;
  return part;
}

// The row around a longer block, by class of the run; empty where its laws would be too large.
CutRun::Kernels longer_row(const Plan& plan, std::size_t node, Param param, const RunContext& run) {
  const std::size_t top = top_of(plan, node);
  const bool alone = is_alone(plan, top);
  const std::optional<Plan> longer = alone ? longer_part(plan, top, node, param) : longer_plan(plan, node, param, run);
  CutRun::Kernels out;
  if (!longer) return out;
  const Evaluator<double> evaluator(*longer, run);
  for (const RunClass& one : plan.run_classes) {
    if (run.cancelled()) break;
    Evaluator<double>::Here here;
    here.item = &one;
    out.push_back(evaluator.step(alone ? 0 : top, here));
  }
  return out;
}

std::optional<Row<double>> change_of(const Plan& plan, CutRun* cut, std::size_t node, Param param,
                                     std::optional<Row<double>>& now, const RunContext& run) {
  if (cut != nullptr && !meets_item(plan, node))
    return cut->change_of({node, param, false, true}, [&] { return longer_row(plan, node, param, run); });
  const std::optional<Plan> longer = longer_plan(plan, node, param, run);
  if (!longer) return std::nullopt;
  Row<double> out = exact_row(*longer, run);
  if (!now) now = exact_row(plan, run);
  for (std::size_t c = 0; c < kColumns; ++c) out[c] -= (*now)[c];
  return out;
}

}  // namespace

bool has_few_changes(const Plan& plan) { return total_work(plan) <= kMaxWork; }

std::vector<OneMore> one_more_rows(const Plan& plan, CutRun* cut, const RunContext& run) {
  std::vector<OneMore> out;
  std::optional<Row<double>> now;  // of the whole run, where that is what changes
  for (std::size_t i = 0; i < plan.nodes.size() && !run.cancelled(); ++i) {
    const std::optional<Param> param = number_of(plan.nodes[i]);
    if (!param || !may_grow(plan.nodes[i], *param)) continue;
    if (const std::optional<Row<double>> change = change_of(plan, cut, i, *param, now, run))
      out.push_back({i, *param, *change});
  }
  return out;
}

}  // namespace nines::simulate
