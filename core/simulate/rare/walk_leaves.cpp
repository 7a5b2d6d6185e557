// The rare walk's leaves (walk.h): work, validate, human, format_gate.
#include <algorithm>

#include "base/special.h"
#include "simulate/rare/walk.h"

namespace nines::simulate {
namespace {

constexpr double kRounding = 1e-9;  // sums of prices and times

Probability product(Probability a, Probability b) { return {a.p * b.p, a.q + a.p * b.q}; }

// What `times` losses leave, by squaring.
Probability left_after(Probability loss, std::int64_t times) {
  Probability out{1, 0};
  Probability power = complement_of(loss);
  for (; times > 0; times /= 2) {
    if (times % 2 != 0) out = product(out, power);
    power = product(power, power);
  }
  return out;
}

}  // namespace

bool RareWalk::is_affordable(std::size_t i) const {
  if (!is_limited_ || !plan_.pipeline->budget) return true;
  const std::optional<Budget>& budget = plan_.pipeline->budget;
  if (plan_.nodes[i].kind == StepKind::work && budget->calls && calls_ + 1 > *budget->calls) return false;
  if (!budget->cost_usd || !plan_.nodes[i].has(Param::cost_usd)) return true;
  const double price = plan_.nodes[i].real(Param::cost_usd);
  return price <= 0 || cost_usd_ + price <= *budget->cost_usd * (1 + kRounding);
}

// Pays for an execution and waits for it. Out: whether it ends in time.
bool RareWalk::executes(std::size_t i) {
  if (!is_limited_) return true;
  const Node& node = plan_.nodes[i];
  if (node.kind == StepKind::work) ++calls_;
  if (plan_.pipeline->budget && node.has(Param::cost_usd)) cost_usd_ += node.real(Param::cost_usd);
  if (!plan_.pipeline->deadline_ms || !node.has(Param::latency_ms)) return true;
  double takes = node.real(Param::latency_ms);
  if (!(takes > 0)) return true;
  if (node.word(Param::latency) == word::kExponential) takes *= 0 - base::log(coins_.uniform());
  time_ms_ += takes;
  return time_ms_ <= *plan_.pipeline->deadline_ms * (1 + kRounding);
}

RareWalk::Work RareWalk::work_of(const Node& node) const {
  Work out;
  out.success = node.rate(Param::p);
  out.tainted = node.rate(Param::p_after_error);
  out.decay = node.rate(Param::decay);
  out.loud = node.rate(Param::d);
  out.repair = node.rate(Param::h);
  out.loud_on_wrong = node.rate(Param::e);
  out.is_shy = node.given(Param::p_after_error);
  out.has_loud_on_wrong = node.given(Param::e);
  if (node.cause == Cause::none) return out;
  out.law = node.law;
  out.by_class = &plan_.laws[node.law].tables[node.table].rates;
  return out;
}

Probability RareWalk::success(const Work& work, bool is_tainted, const Around& around) const {
  Probability s = work.success;
  if (is_tainted && work.is_shy)
    s = work.tainted;
  else if (work.by_class != nullptr)
    s = (*work.by_class)[class_of_[work.law]];
  return work.decay.p > 0 && around.position > 0 ? product(s, left_after(work.decay, around.position)) : s;
}

RareWalk::Signal RareWalk::work(std::size_t i, Carried& carried, const Around& around) {
  if (!is_affordable(i)) return Signal::over_budget;
  if (!executes(i)) return Signal::over_time;
  const Work& work = works_[i];
  const Probability s = success(work, carried.is_tainted, around);
  Around here = around;
  if (work.by_class != nullptr) here.situation += (static_cast<std::uint64_t>(class_of_[work.law]) + 1) << 32;
  if (carried.artifact != Artifact::right) return work_on_wrong(i, carried, here, s);
  if (toss(s, i, Draw::success, carried, here)) return Signal::go_on;
  if (toss(work.loud, i, Draw::loud, carried, here)) return Signal::crash;
  carried = {Artifact::own, true};
  return Signal::go_on;
}

RareWalk::Signal RareWalk::work_on_wrong(std::size_t i, Carried& carried, const Around& around, Probability s) {
  const Work& work = works_[i];
  if (toss(work.repair, i, Draw::repair, carried, around)) {
    carried.artifact = Artifact::right;
    return Signal::go_on;
  }
  const Probability d = work.loud;
  if (!work.has_loud_on_wrong) {  // its own part fails as it would from right
    if (carried.artifact == Artifact::own && !(d.p > 0)) return Signal::go_on;
    if (toss(s, i, Draw::success, carried, around)) return Signal::go_on;
    if (toss(d, i, Draw::loud, carried, around)) return Signal::crash;
  } else {
    if (toss(work.loud_on_wrong, i, Draw::loud_on_wrong, carried, around)) return Signal::crash;
    const double quiet = s.p + s.q * d.q;
    const Probability stays = quiet > 0 ? Probability{s.p / quiet, s.q * d.q / quiet} : Probability{0, 1};
    if (carried.artifact == Artifact::own || toss(stays, i, Draw::stays, carried, around)) return Signal::go_on;
  }
  if (carried.artifact == Artifact::inherited) carried = {Artifact::own, true};
  return Signal::go_on;
}

RareWalk::Luck RareWalk::draw_luck(std::size_t i, const Around& around) {
  const Node& node = plan_.nodes[i];
  Luck out;
  out.is_blind = toss(node.rate(Param::blind), i, Draw::blind, {}, around);
  if (!out.is_blind) out.solves = toss(node.rate(Param::solves), i, Draw::solves, {}, around);
  return out;
}

RareWalk::Signal RareWalk::validate(std::size_t i, Carried& carried, const Around& around) {
  if (!is_affordable(i)) return Signal::over_budget;
  if (!executes(i)) return Signal::over_time;
  const Node& node = plan_.nodes[i];
  const bool sees_all = node.word(Param::sees) == word::kSeesArtifact;
  const bool is_seen = carried.artifact == Artifact::own || (sees_all && carried.artifact == Artifact::inherited);
  if (!is_seen) {
    const Probability alarm = complement_of(node.rate(Param::specificity));
    return toss(alarm, i, Draw::flag, carried, around) ? Signal::flagged : Signal::go_on;
  }
  const Luck luck = node.judge != kNone ? luck_[i] : draw_luck(i, around);
  if (luck.is_blind) return Signal::go_on;
  const bool is_unsolved = !luck.solves && (node.given(Param::sensitivity_unsolved) || node.made);
  const Probability detect = node.rate(is_unsolved ? Param::sensitivity_unsolved : Param::sensitivity);
  return toss(detect, i, Draw::flag, carried, around, is_unsolved ? 1 : 0) ? Signal::flagged : Signal::go_on;
}

RareWalk::Signal RareWalk::human(std::size_t i, Carried& carried, const Around& around) {
  const Node& node = plan_.nodes[i];
  const bool is_capped = node.rate(Param::capacity).p < node.rate(Param::share).p;
  const Probability share = node.rate(is_capped ? Param::capacity : Param::share);
  if (!toss(share, i, Draw::share, carried, around)) return Signal::go_on;
  if (!is_affordable(i)) return Signal::over_budget;
  if (!executes(i)) return Signal::over_time;
  Probability objects = node.rate(Param::false_alarm);
  if (carried.artifact != Artifact::right) {
    objects = product(node.rate(Param::catches), node.rate(Param::attention));
    objects = product(objects, left_after(node.rate(Param::fatigue), around.position));
    objects = product(objects, {1 - node.overlooked, node.overlooked});
  }
  if (!toss(objects, i, Draw::object, carried, around)) return Signal::go_on;
  if (!toss(node.rate(Param::fix), i, Draw::fix, carried, around)) return Signal::flagged;
  carried.artifact = Artifact::right;
  return Signal::go_on;
}

RareWalk::Signal RareWalk::format_gate(std::size_t i, Carried& carried, const Around& around) {
  if (!is_affordable(i)) return Signal::over_budget;
  if (!executes(i)) return Signal::over_time;
  const Node& node = plan_.nodes[i];
  if (!toss(node.rate(Param::fail), i, Draw::fail, carried, around)) return Signal::go_on;
  const Probability repair = node.rate(Param::repair);
  if (toss(repair, i, Draw::mend, carried, around)) return Signal::go_on;
  const Probability corrupt = node.rate(Param::corrupt);
  const Probability of_rest{corrupt.p / repair.q, std::max(0.0, repair.q - corrupt.p) / repair.q};
  if (!toss(of_rest, i, Draw::corrupt, carried, around)) return Signal::flagged;
  carried = {Artifact::own, true};
  return Signal::go_on;
}

}  // namespace nines::simulate
