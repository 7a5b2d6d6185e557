// tornado: each probability moved alone, both ways (nines/questions.h).
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "nines/catalog.h"
#include "nines/questions.h"
#include "simulate/check_params.h"
#include "simulate/measured.h"
#include "simulate/plan.h"
#include "simulate/plan_rows.h"
#include "simulate/questions/outcome.h"
#include "simulate/questions/plan_changes.h"

namespace nines::simulate {
namespace {

// A probability where it is used, and what else must move with it.
struct Use {
  StepPath path;
  Param param = Param::p;
  ParamValue value;               // variables resolved
  std::vector<std::string> ties;  // equal ones move together
};

void collect(const std::vector<Step>& written, const std::vector<Step>& resolved, StepPath& here,
             std::vector<Use>& out) {
  for (std::size_t i = 0; i < written.size(); ++i) {
    here.push_back(i);
    for (std::size_t v = 0; v < written[i].params.size(); ++v) {
      const ParamValue& value = written[i].params[v];
      const ParamInfo* info = find_param_info(step_info(written[i].kind), value.id);
      if (info == nullptr || info->type != ParamType::probability) continue;
      Use one{here, value.id, resolved[i].params[v], {}};
      if (value.form == ValueForm::variable) one.ties.push_back("var " + value.choice);
      out.push_back(std::move(one));
    }
    collect(written[i].body, resolved[i].body, here, out);
    here.pop_back();
  }
}

// Works under one Beta theta have one mean.
void tie_thetas(const Plan& plan, std::vector<Use>& uses) {
  std::map<std::string, std::string> theta_of;
  for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
    const Node& node = plan.nodes[i];
    if (node.kind != StepKind::work || node.cause == Cause::none || node.law == kNone) continue;
    if (plan.laws[node.law].family != LatentFamily::beta) continue;
    std::size_t up = node.parent;
    while (node.cause == Cause::visit && up != kNone && !(plan.nodes[up].rho > 0)) up = plan.nodes[up].parent;
    const bool is_item = node.cause == Cause::item || up == kNone;
    theta_of[pointer_of(plan, i)] = "theta " + (is_item ? std::to_string(node.latent) : pointer_of(plan, up));
  }
  for (Use& use : uses) {
    const auto found = theta_of.find(pointer_of_path(use.path));
    if (use.param == Param::p && found != theta_of.end()) use.ties.push_back(found->second);
  }
}

// Uses that are tied to each other, however indirectly; the first of each in the order of rows.
std::vector<std::vector<std::size_t>> tied_together(const std::vector<Use>& uses) {
  std::vector<std::size_t> root(uses.size());
  std::iota(root.begin(), root.end(), std::size_t{0});
  const auto find = [&](std::size_t i) {
    while (root[i] != i) i = root[i];
    return i;
  };
  std::map<std::string, std::size_t> first;
  for (std::size_t i = 0; i < uses.size(); ++i) {
    for (const std::string& tie : uses[i].ties) {
      const auto [at, is_new] = first.emplace(tie, i);
      if (is_new) continue;
      const std::size_t a = find(at->second);
      const std::size_t b = find(i);
      root[std::max(a, b)] = std::min(a, b);
    }
  }
  std::vector<std::vector<std::size_t>> out;
  std::map<std::size_t, std::size_t> place;
  for (std::size_t i = 0; i < uses.size(); ++i) {
    const auto [at, is_new] = place.emplace(find(i), out.size());
    if (is_new) out.emplace_back();
    out[at->second].push_back(i);
  }
  return out;
}

Probability moved_by(Probability x, const TornadoOptions& options, bool up) {
  const double f = up ? options.factor : 1 / options.factor;
  if (options.by == TornadoBy::odds) return shifted(x, f);
  const double q = std::min(1.0, x.q / f);
  return {1 - q, q};
}

bool is_measured(const Use& use) { return use.value.form == ValueForm::counts && use.value.shared; }

Probability moved(const Use& use, const TornadoOptions& options, bool up) {
  if (!is_measured(use)) return moved_by(probability_of(use.value), options, up);
  return posterior_rate(use.value.k, use.value.n, up ? (1 + options.level) / 2 : (1 - options.level) / 2);
}

ParamValue written(Param id, Probability x) {
  ParamValue out = number_value(id, x.p);
  out.form = x.q < x.p ? ValueForm::complement : ValueForm::number;
  out.complement = x.q;
  return out;
}

class Bars {
 public:
  Bars(const Pipeline& pipeline, Pipeline resolved, const TornadoOptions& options, RunContext& run)
      : pipeline_(pipeline), resolved_(std::move(resolved)), options_(options), run_(run) {}

  std::optional<Error> fill(TornadoReport& out, std::vector<Use> uses) {
    uses_ = std::move(uses);
    for (const std::vector<std::size_t>& together : tied_together(uses_)) {
      if (run_.cancelled()) return error_at(ErrorCode::cancelled, "", "cancelled");
      const Probability now = probability_of(uses_[together[0]].value);
      const bool is_certain = !is_measured(uses_[together[0]]) && (!(now.p > 0) || !(now.q > 0));
      if (is_certain) continue;
      if (out.bars.size() == kMaxTornadoBars) {
        leave_out(out, "more than " + std::to_string(kMaxTornadoBars) + " probabilities; the rest is left out");
        break;
      }
      TornadoBar bar = named(together);
      const std::optional<Outcome> low = run_moved(together, false, bar.low, out);
      const std::optional<Outcome> high = run_moved(together, true, bar.high, out);
      if (!low || !high) continue;
      set(bar, *low, *high);
      out.bars.push_back(std::move(bar));
    }
    std::stable_sort(out.bars.begin(), out.bars.end(),
                     [](const TornadoBar& a, const TornadoBar& b) { return a.swing > b.swing; });
    return std::nullopt;
  }

 private:
  TornadoBar named(const std::vector<std::size_t>& together) const {
    const Use& first = uses_[together[0]];
    const Step& step = step_at(pipeline_, first.path);
    const ParamInfo& info = *find_param_info(step_info(step.kind), first.param);
    TornadoBar out;
    out.param = first.param;
    out.measured = is_measured(first);
    out.uses = static_cast<std::int64_t>(together.size());
    out.value = probability_of(first.value).p;
    out.pointer = pointer_of_path(first.path) + "/" + info.name;
    out.label = name_of_step(step) + ": " + info.name;
    const ParamValue* given = given_param(step, first.param);
    if (given != nullptr && given->form == ValueForm::variable) {
      out.pointer = "/pipeline/vars/" + given->choice;
      out.label = "Variable " + given->choice;
    }
    return out;
  }

  static void set(TornadoBar& bar, const Outcome& low, const Outcome& high) {
    bar.at_low = low.ends;
    bar.at_high = high.ends;
    bar.cost_usd_low = low.cost_usd;
    bar.cost_usd_high = high.cost_usd;
    bar.calls_low = low.calls;
    bar.calls_high = high.calls;
    bar.swing = std::fabs(high.ends.ok - low.ends.ok);
  }

  std::optional<Outcome> run_moved(const std::vector<std::size_t>& together, bool up, double& value,
                                   TornadoReport& out) {
    Pipeline there = resolved_;
    for (const std::size_t i : together) {
      const Probability x = moved(uses_[i], options_, up);
      if (i == together[0]) value = x.p;
      set_param(step_at(there, uses_[i].path), written(uses_[i].param, x));
    }
    const Result<Outcome> outcome = run_exactly(there, run_);
    if (outcome) return *outcome;
    leave_out(out, named(together).label + " cannot be moved alone: " + outcome.error().message);
    return std::nullopt;
  }

  static void leave_out(TornadoReport& out, std::string why) {
    Issue issue;
    issue.severity = Severity::note;
    issue.code = "influence_partial";
    issue.message = std::move(why);
    out.issues.push_back(std::move(issue));
  }

  const Pipeline& pipeline_;
  Pipeline resolved_;
  const TornadoOptions& options_;
  RunContext& run_;
  std::vector<Use> uses_;
};

std::string method_of(const TornadoOptions& options) {
  const std::string how = options.by == TornadoBy::odds ? "odds" : "failure";
  return "exact, one at a time: measured rates to the " + short_number(50 * (1 - options.level)) + " % and " +
         short_number(50 * (1 + options.level)) + " % quantiles of their Jeffreys posterior, plain ones with " + how +
         " times and over " + short_number(options.factor) + "; all others as written";
}

}  // namespace
}  // namespace nines::simulate

namespace nines {

Result<TornadoReport> tornado(const Pipeline& pipeline, const TornadoOptions& options, RunContext& run) {
  using namespace simulate;
  if (!(options.factor > 1 && options.factor <= 1e6))
    return error_at(ErrorCode::out_of_range, "/factor", short_number(options.factor) + "; expected above 1, to 1e6");
  if (!(options.level > 0 && options.level < 1))
    return error_at(ErrorCode::out_of_range, "/level", short_number(options.level) + "; expected between 0 and 1");
  const Result<Outcome> now = run_exactly(pipeline, run);
  if (!now) return now.error();
  const Result<Plan> plan = build_plan(pipeline);
  if (!plan) return plan.error();
  Result<Pipeline> resolved = resolve_variables(pipeline);
  if (!resolved) return resolved.error();
  TornadoReport out;
  out.ends = now->ends;
  out.calls_mean = now->calls;
  out.cost_usd_mean = now->cost_usd;
  out.method = method_of(options);
  out.issues = plan->issues;
  std::vector<Use> uses;
  StepPath here;
  collect(pipeline.steps, resolved->steps, here, uses);
  tie_thetas(*plan, uses);
  if (std::optional<Error> error = Bars(pipeline, std::move(resolved).value(), options, run).fill(out, std::move(uses)))
    return *error;
  return out;
}

}  // namespace nines
