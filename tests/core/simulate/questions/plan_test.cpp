// plan against brute force: every combination of the changes played by the exact engine, the best of them picked by
// comparing all with all.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "nines/questions.h"
#include "oracle/pipelines.h"

using namespace nines;
using namespace nines::oracle;

namespace {

class Bits {
 public:
  explicit Bits(std::uint64_t seed) : bits_(seed) {}
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(bits_() >> 11) % n; }
  bool one_in(std::size_t n) { return below(n) == 0; }
  double real(double low, double high) { return low + (high - low) * static_cast<double>(bits_() >> 11) * 0x1p-53; }

 private:
  std::mt19937_64 bits_;
};

struct Case {
  Pipeline pipeline;
  PlanQuestion question;
  std::set<int> kinds;
};

Step priced(Step step, double cost) { return with(std::move(step), Param::cost_usd, cost); }

PlanOption option(std::vector<ParamValue> params, std::string name = "") {
  return {std::move(name), std::move(params)};
}

PlanChange change(std::string at, std::vector<PlanOption> options) {
  PlanChange out;
  out.at = std::move(at);
  out.options = std::move(options);
  return out;
}

// A row and a change to it. `common` > 0: the p of all works, because one theta drives them.
void add_row(Case& out, Bits& bits, double common, const std::string& pointer, std::vector<Step>& rows) {
  const double p = common > 0 ? common : bits.real(0.7, 0.98);
  const double rho = common > 0 ? 0 : bits.real(0.05, 0.6);
  Step leaf =
      priced(work({{Param::p, p}, {Param::d, bits.real(0, 0.5)}, {Param::h, bits.real(0, 0.3)}}), bits.real(0.5, 2));
  if (common == 0 && bits.one_in(3)) leaf = with(std::move(leaf), Param::p_after_error, bits.real(0.3, 0.9));
  const Step check = priced(validate(bits.real(0.5, 0.95), bits.real(0.8, 0.99)), bits.real(0.05, 0.5));
  const std::size_t kind = bits.below(7);
  out.kinds.insert(static_cast<int>(kind));
  const auto numbers = [](Param id, std::vector<double> values) {
    std::vector<PlanOption> made;
    for (const double v : values) made.push_back(option({number_value(id, v)}));
    return made;
  };
  PlanChange one;
  switch (kind) {
    case 0:  // attempts
      rows.push_back(retry(2, rho, {leaf, check}));
      if (bits.one_in(2)) rows.back() = with(rows.back(), Param::exhausted, "accept_last");
      one = change(pointer, numbers(Param::max, {1, 3}));
      break;
    case 1:  // the check of a retry, chosen among two
      rows.push_back(retry(2, rho, {leaf, check}));
      one = change(pointer + "/body/1",
                   {option({number_value(Param::sensitivity, 0.97), number_value(Param::cost_usd, 1.2)}, "strict")});
      break;
    case 2:  // voters
      rows.push_back(vote(3, "majority", rho, {leaf}));
      one = change(pointer, numbers(Param::n, {1, 5}));
      break;
    case 3:  // another model, or more loud failures where the p must stay
      rows.push_back(leaf);
      one = common > 0
                ? change(pointer, {option({number_value(Param::d, 0.9), number_value(Param::cost_usd, 1.5)})})
                : change(pointer, {option({number_value(Param::p, 0.99), number_value(Param::cost_usd, 5)}, "large"),
                                   option({number_value(Param::p, 0.6), number_value(Param::cost_usd, 0.2)}, "small")});
      break;
    case 4:  // spacing of checkpoints
      rows.push_back(with(with(checkpoint(2, 3, {leaf}), Param::detect, bits.real(0.6, 0.99)), Param::tries, 2));
      one = change(pointer, numbers(Param::every, {1, 3}));
      break;
    case 5: {  // review
      Step review = with(with(human(bits.real(0.6, 0.95)), Param::fix, bits.real(0.3, 0.9)), Param::share, 0.5);
      rows.push_back(priced(std::move(review), 3));
      one = change(pointer, numbers(Param::share, {0, 1}));
      break;
    }
    default:  // put into a retry, a check behind it
      rows.push_back(leaf);
      one = change(pointer, numbers(Param::max, {2, 3}));
      one.wrap = with(make_step(StepKind::retry, {}), Param::rho, rho);
      one.wrap->body.push_back(check);
      break;
  }
  one.keep = !bits.one_in(6);
  if (bits.one_in(8)) one.keep = true;
  out.question.changes.push_back(std::move(one));
}

Case random_case(std::uint64_t seed) {
  Bits bits(seed);
  Case out;
  const bool item = bits.one_in(3);
  const double common = item ? bits.real(0.8, 0.95) : 0;
  const std::size_t rows = 4 + bits.below(2);
  const std::size_t grouped = bits.one_in(3) ? 2 : 0;  // the last so many stand in a group
  std::vector<Step> inside;
  for (std::size_t i = 0; i < rows; ++i) {
    if (i + grouped < rows) {
      add_row(out, bits, common, "/pipeline/steps/" + std::to_string(i), out.pipeline.steps);
    } else {
      const std::size_t j = inside.size();
      add_row(out, bits, common, "/pipeline/steps/" + std::to_string(rows - grouped) + "/body/" + std::to_string(j),
              inside);
    }
  }
  // A check of the group's own work: what came in wrong is none of its business.
  if (grouped > 0) inside.push_back(validate(0.9, 0.95));
  if (grouped > 0) out.pipeline.steps.push_back(group(std::move(inside)));
  if (item) out.pipeline.latents.push_back(item_latent(bits.real(0.1, 0.6)));
  if (bits.one_in(3)) out.question.target.silent = bits.real(0.02, 0.4);
  if (bits.one_in(2)) out.question.target.ok = bits.real(0.3, 0.9);
  if (bits.one_in(3)) out.question.budget.cost_usd = bits.real(4, 20);
  if (bits.one_in(4)) out.question.budget.calls = bits.real(4, 12);
  if (bits.one_in(4)) out.question.cost = PlanCost::executions;
  out.question.points = kMaxPlanPoints;
  return out;
}

struct Tried {
  double failure;
  double silent;
  double cost;
  double calls;
  double usd;
};

std::vector<Tried> try_all(const Case& one) {
  std::vector<Tried> out;
  std::vector<std::size_t> choice;
  for (const PlanChange& c : one.question.changes) choice.push_back(c.keep ? 0 : 1);
  RunContext run;
  for (;;) {
    const Result<Pipeline> changed = planned_pipeline(one.pipeline, one.question.changes, choice);
    REQUIRE(changed);
    const Result<SimulateReport> report = simulate_pipeline(*changed, {}, run);
    REQUIRE(report);
    const double all = report->calls_mean + report->checks_mean + report->reviews_mean;
    out.push_back({report->failure, report->silent,
                   one.question.cost == PlanCost::executions ? all : report->cost_usd_mean, report->calls_mean,
                   report->cost_usd_mean});
    std::size_t i = choice.size();
    while (i > 0) {
      --i;
      if (choice[i] < one.question.changes[i].options.size()) {
        ++choice[i];
        break;
      }
      choice[i] = one.question.changes[i].keep ? 0 : 1;
      if (i == 0) return out;
    }
  }
}

bool near(double a, double b) { return std::fabs(a - b) <= 1e-10 * std::max(1.0, std::fabs(b)); }

// Points no other is better than, from the cheapest on.
std::vector<Tried> brute_front(const std::vector<Tried>& all, const std::optional<double>& silent) {
  std::vector<Tried> quiet;
  for (const Tried& one : all) {
    if (!silent || one.silent <= *silent) quiet.push_back(one);
  }
  std::vector<Tried> out;
  for (const Tried& a : quiet) {
    const bool is_beaten = std::any_of(quiet.begin(), quiet.end(), [&](const Tried& b) {
      const bool better = b.cost < a.cost && !near(b.cost, a.cost);
      const bool surer = b.failure < a.failure && !near(b.failure, a.failure);
      return (better && (b.failure <= a.failure || near(b.failure, a.failure))) ||
             (surer && (b.cost <= a.cost || near(b.cost, a.cost)));
    });
    const bool is_known = std::any_of(
        out.begin(), out.end(), [&](const Tried& b) { return near(b.cost, a.cost) && near(b.failure, a.failure); });
    if (!is_beaten && !is_known) out.push_back(a);
  }
  std::sort(out.begin(), out.end(), [](const Tried& a, const Tried& b) { return a.cost < b.cost; });
  return out;
}

std::optional<double> brute_best(const std::vector<Tried>& all, const PlanQuestion& question) {
  const bool by_cost = question.target.ok || question.target.silent;
  std::optional<double> out;
  for (const Tried& one : all) {
    if (question.target.silent && one.silent > *question.target.silent) continue;
    if (question.target.ok && one.failure > 1 - *question.target.ok) continue;
    if (question.budget.calls && one.calls > *question.budget.calls) continue;
    if (question.budget.cost_usd && one.usd > *question.budget.cost_usd) continue;
    const double what = by_cost ? one.cost : one.failure;
    if (!out || what < *out) out = what;
  }
  return out;
}

void check(const Case& one) {
  RunContext run;
  const Result<PlanReport> report = plan_pipeline(one.pipeline, one.question, run);
  REQUIRE_MESSAGE(report, (report ? "" : report.error().message));
  const std::vector<Tried> all = try_all(one);
  CHECK(report->combinations == static_cast<double>(all.size()));
  CHECK(report->bound == 0);
  CHECK(report->method.starts_with("exact: Pareto"));
  const std::vector<Tried> front = brute_front(all, one.question.target.silent);
  REQUIRE(report->front.size() == front.size());
  for (std::size_t i = 0; i < front.size(); ++i) {
    CHECK(near(report->front[i].failure, front[i].failure));
    CHECK(near(report->front[i].cost, front[i].cost));
  }
  const bool asks =
      one.question.target.ok || one.question.target.silent || one.question.budget.calls || one.question.budget.cost_usd;
  const std::optional<double> best = asks ? brute_best(all, one.question) : std::nullopt;
  REQUIRE(report->chosen.has_value() == best.has_value());
  if (!best) return;
  const bool by_cost = one.question.target.ok || one.question.target.silent;
  CHECK(near(by_cost ? report->chosen->cost : report->chosen->failure, *best));
  // The pipeline handed over is the plan told.
  const Result<SimulateReport> again = simulate_pipeline(*report->pipeline, {}, run);
  REQUIRE(again);
  CHECK(near(again->failure, report->chosen->failure));
  CHECK(near(again->silent, report->chosen->ends.silent));
  CHECK(near(again->cost_usd_mean, report->chosen->cost_usd_mean));
}

}  // namespace

TEST_CASE("plan equals brute force on random pipelines") {
  int cases = 0;
  int latents = 0;
  int chosen = 0;
  std::size_t widest = 0;
  for (std::uint64_t seed = 1; cases < 240; ++seed) {
    const Case one = random_case(seed);
    if (one.kinds.size() < 3) continue;
    CAPTURE(seed);
    check(one);
    ++cases;
    latents += one.pipeline.latents.empty() ? 0 : 1;
    chosen += one.question.target.ok ? 1 : 0;
    widest = std::max(widest, one.kinds.size());
  }
  CHECK(latents >= 50);
  CHECK(chosen >= 80);
  CHECK(widest >= 4);
}
