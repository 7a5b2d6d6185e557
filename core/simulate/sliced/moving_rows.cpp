// Rows whose numbers depend on the position (program.h).
#include "simulate/kernel.h"
#include "simulate/sliced/program.h"

namespace nines::simulate {
namespace {

// What `times` losses leave.
Probability left_after(Probability loss, std::int64_t times) {
  const Geometric<double> g = geometric(loss.q, times);
  return {g.power, loss.p * g.sum};
}

// Of what arrives wrong and stays so, the share whose own part was right: s : (1 - s)(1 - d).
Probability stays_inherited(Probability s, Probability d) {
  const double quiet = s.p + s.q * d.q;
  if (!(quiet > 0)) return {0, 1};
  return {s.p / quiet, s.q * d.q / quiet};
}

}  // namespace

void move_work(const Plan& plan, std::size_t node, std::int64_t position, WorkRow& row, std::vector<RateSet>& sets) {
  const Node& work = plan.nodes[node];
  const Probability d = work.rate(Param::d);
  const Probability left = row.decays ? left_after(work.rate(Param::decay), position) : Probability{1, 0};
  row.position = position;
  if (row.is_shy) {
    const Probability tainted = product(work.rate(Param::p_after_error), left);
    row.success_tainted = threshold_of(tainted);
    row.stays_tainted = threshold_of(stays_inherited(tainted, d));
  }
  if (row.success.set == kNone) {
    const Probability s = product(work.rate(Param::p), left);
    row.success.alone = threshold_of(s);
    row.stays_inherited.alone = threshold_of(stays_inherited(s, d));
    return;
  }
  const RateTable& table = plan.laws[work.law].tables[work.table];
  std::vector<Threshold>& success = sets[row.success.set].of_class;
  success.clear();
  for (const Probability& rate : table.rates) success.push_back(threshold_of(product(rate, left)));
  if (row.stays_inherited.set == kNone) return;
  std::vector<Threshold>& stays = sets[row.stays_inherited.set].of_class;
  stays.clear();
  for (const Probability& rate : table.rates) stays.push_back(threshold_of(stays_inherited(product(rate, left), d)));
}

void move_review(const Plan& plan, std::size_t node, std::int64_t position, ReviewRow& row) {
  const Node& review = plan.nodes[node];
  Probability catches = product(review.rate(Param::catches), review.rate(Param::attention));
  if (row.tires) catches = product(catches, left_after(review.rate(Param::fatigue), position));
  if (review.overlooked > 0) catches = product(catches, {1 - review.overlooked, review.overlooked});
  row.catches = threshold_of(catches);
  row.position = position;
}

}  // namespace nines::simulate
