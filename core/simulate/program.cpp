// Rows to operations and probabilities to thresholds (program.h).
#include "simulate/program.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace nines::simulate {
namespace {

base::Coin coin(Probability x) { return {x.p, x.q}; }

ClassDraw class_draw(const std::vector<LatentClass>& classes) {
  std::size_t largest = 0;
  std::vector<std::uint64_t> width;
  std::uint64_t sum = 0;
  for (std::size_t k = 0; k < classes.size(); ++k) {
    if (classes[k].weight > classes[largest].weight) largest = k;
    width.push_back(classes[k].weight < 1 ? static_cast<std::uint64_t>(std::ldexp(classes[k].weight, 64)) : 0);
    sum += width[k];
  }
  width[largest] += 0 - sum;  // modulo 2^64: what rounding left over goes where it matters least
  ClassDraw out;
  std::uint64_t edge = 0;
  for (std::size_t k = 0; k + 1 < classes.size(); ++k) out.up_to.push_back(edge += width[k]);
  return out;
}

// Of what arrives wrong and stays so, the share whose own part was right: p : (1 - p)(1 - d).
Probability own_right(Probability p, Probability d) {
  const double quiet = p.p + p.q * d.q;
  if (!(quiet > 0)) return {0, 1};
  return {p.p / quiet, p.q * d.q / quiet};
}

WorkCoins work_coins(const Node& node, Probability rate) {
  const Probability default_e{rate.q * node.rate(Param::d).p, rate.p + rate.q * node.rate(Param::d).q};
  WorkCoins out;
  out.right = coin(rate);
  out.loud = coin(node.rate(Param::d));
  out.repaired = coin(node.rate(Param::h));
  out.loud_on_wrong = coin(node.given(Param::e) ? node.rate(Param::e) : default_e);
  out.own_right = coin(own_right(rate, node.rate(Param::d)));
  return out;
}

std::size_t item_law_of(const Plan& plan) { return plan.item_laws.empty() ? kNone : plan.item_laws[0]; }

class Compiler {
 public:
  explicit Compiler(const Plan& plan) : plan_(plan) {}

  Program compile() {
    for (const Law& law : plan_.laws) out_.laws.push_back(class_draw(law.classes));
    out_.has_item_law = item_law_of(plan_) != kNone;
    if (out_.has_item_law) out_.item_law = static_cast<std::uint32_t>(item_law_of(plan_));
    add_rows(0, plan_.nodes.size(), {});
    return std::move(out_);
  }

 private:
  // Where control goes from inside a body.
  struct Around {
    std::int32_t flagged_to = kNowhere;
    std::int32_t crashed_to = kNowhere;
    std::uint32_t depth = 0;
    std::size_t law = kNone;
  };

  bool has_leaf(std::size_t i) const {
    return most_visits(plan_, i, plan_.nodes[i].end, [](const Node& node) {
             return node.kind == StepKind::work || node.kind == StepKind::validate;
           }) > 0;
  }

  void add_rows(std::size_t begin, std::size_t end, const Around& around) {
    for (std::size_t i = begin; i < end; i = plan_.nodes[i].end) {
      const Node& node = plan_.nodes[i];
      if (node.kind == StepKind::work)
        add_work(node, around);
      else if (node.kind == StepKind::validate)
        add_validate(node, around);
      else if (has_leaf(i))
        add_block(i, around);
    }
  }

  void add_work(const Node& node, const Around& around) {
    Op op;
    op.cause = node.cause;
    op.crashed_to = around.crashed_to;
    const std::size_t law = node.cause == Cause::item ? item_law_of(plan_) : around.law;
    // Equal steps under one law share their coins.
    const Probability own = node.cause == Cause::none ? node.rate(Param::p) : Probability{};
    const Key key{node.cause == Cause::none ? kNone : law,
                  own.p,
                  own.q,
                  node.rate(Param::d).p,
                  node.rate(Param::d).q,
                  node.rate(Param::h).p,
                  node.rate(Param::h).q,
                  node.given(Param::e) ? node.rate(Param::e).p : -1,
                  node.given(Param::e) ? node.rate(Param::e).q : -1};
    const auto [at, is_new] = known_.emplace(key, static_cast<std::uint32_t>(out_.work.size()));
    op.coins = at->second;
    out_.ops.push_back(op);
    if (!is_new) return;
    if (node.cause == Cause::none) return out_.work.push_back(work_coins(node, node.rate(Param::p)));
    for (const LatentClass& one : plan_.laws[law].classes) out_.work.push_back(work_coins(node, one.theta));
  }

  void add_validate(const Node& node, const Around& around) {
    Op op;
    op.kind = OpKind::validate;
    op.flagged_to = around.flagged_to;
    op.coins = static_cast<std::uint32_t>(out_.validate.size());
    out_.validate.push_back({coin(node.rate(Param::sensitivity)), coin({node.rate(Param::specificity).q, node.rate(Param::specificity).p})});
    out_.ops.push_back(op);
  }

  void add_block(std::size_t i, Around around) {
    const Node& node = plan_.nodes[i];
    const bool is_retry = node.kind == StepKind::retry;
    const auto begin = static_cast<std::uint32_t>(out_.ops.size());
    Op op;
    op.kind = is_retry ? OpKind::enter_retry : OpKind::enter_repeat;
    op.times = node.times;
    op.depth = around.depth++;
    op.has_law = is_retry && node.law != kNone;
    if (op.has_law) op.law = static_cast<std::uint32_t>(node.law);
    if (op.has_law) around.law = node.law;
    if (is_retry) around.flagged_to = static_cast<std::int32_t>(begin);
    if (is_retry && node.word(Param::on) == word::kOnCrash) around.crashed_to = static_cast<std::int32_t>(begin);
    out_.ops.push_back(op);
    add_rows(body_of(i), node.end, around);
    Op leave;
    leave.kind = is_retry ? OpKind::leave_retry : OpKind::leave_repeat;
    leave.begin = begin;
    out_.ops.push_back(leave);
  }

  using Key = std::tuple<std::size_t, double, double, double, double, double, double, double, double>;

  const Plan& plan_;
  Program out_;
  std::map<Key, std::uint32_t> known_;
};

}  // namespace

std::uint32_t ClassDraw::draw(base::PhiloxReader& words) const {
  if (up_to.empty()) return 0;
  const std::uint64_t word = words.next();
  return static_cast<std::uint32_t>(std::upper_bound(up_to.begin(), up_to.end(), word) - up_to.begin());
}

Program compile_program(const Plan& plan) { return Compiler(plan).compile(); }

std::int64_t longest_walk(const Plan& plan) {
  return most_visits(plan, 0, plan.nodes.size(), [](const Node&) { return true; });
}

}  // namespace nines::simulate
