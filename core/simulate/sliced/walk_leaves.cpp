// The walker's leaves (walker.h): work, validate, human, format_gate.
#include "simulate/sliced/walker.h"

namespace nines::simulate {

void Walker::pay(std::size_t i, const LaneSet& lanes) {
  if (rows_[i].paid != kNone) executions_[rows_[i].paid] += count_in(lanes, counted_);
  if (spent_.empty() || rows_[i].price == 0) return;
  for_each_lane(lanes, [&](std::size_t lane) { spent_[lane] += rows_[i].price; });
}

// Lanes that can afford the call; the others end.
LaneSet Walker::within_budget(std::size_t i, const LaneSet& lanes) {
  if (!program_.most_calls) return within_cost(i, lanes);
  const LaneSet over = lanes & calls_.at_least(*program_.most_calls);
  end(Exit::budget, over);
  return program_.most_cost ? within_cost(i, lanes - over) : lanes - over;
}

LaneSet Walker::within_cost(std::size_t i, const LaneSet& lanes) {
  LaneSet over = no_lanes();
  for_each_lane(lanes, [&](std::size_t lane) {
    if (spent_[lane] + rows_[i].price > *program_.most_cost) add_lane(over, lane);
  });
  end(Exit::budget, over);
  return lanes - over;
}

LaneSet Walker::toss_rate(const SlicedRate& rate, const LaneSet& lanes) {
  if (rate.set == kNone) return toss(random_, lanes, rate.alone);
  const RateSet& set = sets_[rate.set];
  return thresholds_[rate.set].toss(random_, lanes, set, classes_[set.law]);
}

// Own wrong work, and the context knows.
void Walker::go_wrong(const LaneSet& lanes) {
  wrong_ |= lanes;
  own_ |= lanes;
  if (program_.tainting) taint_ |= lanes;
}

LaneSet Walker::work(std::size_t i, const LaneSet& lanes) {
  WorkRow& row = works_[rows_[i].at];
  if (row.decays && row.position != position_) {
    move_work(*program_.plan, i, position_, row, sets_);
    for (const SlicedRate* rate : {&row.success, &row.stays_inherited}) {
      if (rate->set != kNone) thresholds_[rate->set].forget();
    }
  }
  const bool is_limited = program_.most_calls || program_.most_cost;
  LaneSet todo = is_limited ? within_budget(i, lanes) : lanes;
  calls_.add(todo);
  pay(i, todo);
  todo = within_deadline(i, todo);
  const LaneSet live = todo;
  LaneSet crashed = no_lanes();
  if (!row.repairs.never() || row.has_loud_on_wrong) todo -= work_on_wrong(i, row, todo & wrong_, crashed);
  // With a loudness of its own left out, wrong work fails as right work does; own work that was wrong stays as it is.
  if (row.loud.never()) todo -= own_;
  LaneSet good = no_lanes();
  if (row.is_shy) {
    good = toss_rate(row.success, todo - taint_);
    good |= toss(random_, todo & taint_, row.success_tainted);
  } else {
    good = toss_rate(row.success, todo);
  }
  const LaneSet bad = todo - good;
  if (!row.loud.never()) crashed |= toss(random_, bad, row.loud);
  go_wrong((bad - crashed) - own_);
  end(Exit::crash, crashed);
  return live - crashed;
}

// What arrives wrong, as far as it differs from what arrives right. Out: the lanes that are settled.
LaneSet Walker::work_on_wrong(std::size_t, const WorkRow& row, const LaneSet& wrong, LaneSet& crashed) {
  if (!any(wrong)) return wrong;
  const LaneSet repaired = toss(random_, wrong, row.repairs);
  wrong_ -= repaired;
  own_ -= repaired;
  if (!row.has_loud_on_wrong) return repaired;
  crashed = toss(random_, wrong - repaired, row.loud_on_wrong);
  const LaneSet inherited = ((wrong - repaired) - crashed) - own_;
  LaneSet stays = no_lanes();
  if (row.is_shy) {
    stays = toss_rate(row.stays_inherited, inherited - taint_);
    stays |= toss(random_, inherited & taint_, row.stays_tainted);
  } else {
    stays = toss_rate(row.stays_inherited, inherited);
  }
  go_wrong(inherited - stays);
  return wrong;
}

// An execution of what is no call. Out: the lanes that could afford it and are done in time.
LaneSet Walker::execute(std::size_t i, const LaneSet& lanes, LaneCounter& counter) {
  const LaneSet todo = program_.most_cost && rows_[i].price > 0 ? within_cost(i, lanes) : lanes;
  counter.add(todo);
  pay(i, todo);
  return within_deadline(i, todo);
}

LaneSet Walker::validate(std::size_t i, const LaneSet& arriving) {
  const CheckRow& row = program_.checks[rows_[i].at];
  const LaneSet lanes = execute(i, arriving, checks_);
  const LaneSet seen = row.sees_all ? wrong_ : own_;
  LaneSet flagged = no_lanes();
  if (row.is_judge) {
    const LaneSet hard = lanes & seen & unsolved_[rows_[i].at];
    const LaneSet blind = lanes & seen & blind_[rows_[i].at];
    flagged = toss_either(random_, (lanes - hard) - blind, seen, row.detect, row.alarm);
    flagged |= toss(random_, hard - blind, row.detect_unsolved);
  } else {
    flagged = toss_either(random_, lanes, seen, row.detect, row.alarm);
  }
  end(Exit::flagged, flagged);
  return lanes - flagged;
}

LaneSet Walker::human(std::size_t i, const LaneSet& arriving) {
  ReviewRow& row = reviews_rows_[rows_[i].at];
  if (row.tires && row.position != position_) move_review(*program_.plan, i, position_, row);
  const LaneSet chosen = toss(random_, arriving, row.share);
  const LaneSet reviewed = execute(i, chosen, reviews_);
  const LaneSet lanes = (arriving - chosen) | reviewed;
  const LaneSet objected = toss_either(random_, reviewed, wrong_, row.catches, row.alarm);
  const LaneSet fixed = toss(random_, objected, row.fix);
  wrong_ -= fixed;
  own_ -= fixed;
  end(Exit::flagged, objected - fixed);
  return lanes - (objected - fixed);
}

LaneSet Walker::format_gate(std::size_t i, const LaneSet& arriving) {
  const GateRow& row = program_.gates[rows_[i].at];
  const LaneSet lanes = execute(i, arriving, checks_);
  LaneSet broken = toss(random_, lanes, row.fail);
  broken -= toss(random_, broken, row.repair);
  const LaneSet corrupted = toss(random_, broken, row.corrupt);
  go_wrong(corrupted);
  end(Exit::flagged, broken - corrupted);
  return lanes - (broken - corrupted);
}

// ---- what checks draw once for a visit

void Walker::draw_judges(const TriesRow& how, const LaneSet& lanes) {
  for (const std::size_t node : how.judges) {
    const std::size_t at = rows_[node].at;
    const CheckRow& check = program_.checks[at];
    blind_[at] = toss(random_, lanes, check.blind);
    unsolved_[at] = (lanes - blind_[at]) - toss(random_, lanes - blind_[at], check.solves);
  }
}

}  // namespace nines::simulate
