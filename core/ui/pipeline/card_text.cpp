// The words on the cards of the list, kind by kind: the number that matters most, and a short line in plain words.
#include "nines/catalog.h"
#include "ui/pipeline/parts.h"
#include "ui/widgets/format.h"

namespace nines::ui {
namespace {

std::int64_t whole(const Step& step, Param id) { return static_cast<std::int64_t>(number_in_force(step, id)); }
std::string word(const Step& step, Param id) { return param_in_force(step, id).choice; }
std::string out_of_ten(double share) { return trimmed(share * 10) + " of 10"; }

CardText work_text(const Step& step) {
  const ParamValue p = param_in_force(step, Param::p);
  if (p.form != ValueForm::counts) return {percent(p.value), step.source};
  const std::string counts = grouped(p.k) + " of " + grouped(p.n);
  return {percent(p.value), step.source.empty() ? counts : counts + " in " + step.source};
}

CardText validate_text(const Step& step) {
  const double sensitivity = number_in_force(step, Param::sensitivity);
  return {correlation(sensitivity) + " / " + correlation(number_in_force(step, Param::specificity)),
          "flags " + out_of_ten(sensitivity) + " wrong answers"};
}

CardText human_text(const Step& step) {
  const double share = number_in_force(step, Param::share);
  return {share == 1 ? "all" : percent(share),
          "catches " + out_of_ten(number_in_force(step, Param::catches)) + " wrong"};
}

CardText gate_text(const Step& step) {
  return {percent(number_in_force(step, Param::fail)),
          "break it; " + out_of_ten(number_in_force(step, Param::repair)) + " repaired"};
}

CardText retry_text(const Step& step) {
  const bool checked = !step.body.empty() && step.body.back().kind == StepKind::validate;
  return {counted(whole(step, Param::max), "try", "tries"), checked ? "when the check flags it" : "when it fails"};
}

CardText fallback_text(const Step& step) {
  return {counted(static_cast<std::int64_t>(step.body.size()), "way"), "the next when one is refused"};
}

CardText vote_text(const Step& step) {
  const std::string rule = word(step, Param::rule);
  const std::string n = counted(whole(step, Param::n), "voice");
  if (rule == "weighted")
    return {counted(static_cast<std::int64_t>(step.body.size()), "voice"), "the better ones weigh more"};
  if (rule == "ahead")
    return {"+" + grouped(whole(step, Param::k)), "until an answer leads by " + grouped(whole(step, Param::k))};
  if (rule == "quorum") return {n, grouped(whole(step, Param::k)) + " must agree"};
  return {n, rule == "plurality" ? "most answers win" : "more than half decide"};
}

CardText best_of_text(const Step& step) {
  const std::string select = word(step, Param::select);
  const std::string n = counted(whole(step, Param::n), "draft");
  if (select == "argmax") return {n, "the highest score wins"};
  return {n, select == "oracle" ? "right if any is" : "the first accepted one"};
}

CardText checkpoint_text(const Step& step) {
  const std::int64_t every = whole(step, Param::every);
  return {"×" + grouped(whole(step, Param::count)), "checked " +
                                                        (every == 1 ? "each time" : "every " + grouped(every)) + ", " +
                                                        counted(whole(step, Param::tries), "try", "tries")};
}

CardText rollback_text(const Step& step) {
  const ParamValue* to = given_param(step, Param::to);
  return {counted(whole(step, Param::max), "time"), to == nullptr ? "" : "back to " + to->choice};
}

CardText branch_text(const Step& step) {
  const double p = number_in_force(step, Param::p);
  return {percent(p), step.body.size() < 2 ? "take this way" : "the first way, else the second"};
}

std::string needed(std::int64_t k) { return k == 1 ? "one right is enough" : grouped(k) + " must be right"; }

CardText parallel_text(const Step& step) {
  const std::string mode = word(step, Param::mode);
  const std::string lanes = counted(static_cast<std::int64_t>(step.body.size()), "lane");
  if (mode == "all") return {lanes, "all must be right"};
  return {lanes, needed(mode == "any" ? 1 : whole(step, Param::k))};
}

CardText map_text(const Step& step) {
  const std::string items = counted(whole(step, Param::n), "item");
  return {items, given_param(step, Param::k) == nullptr ? "all must be right" : needed(whole(step, Param::k))};
}

}  // namespace

CardText card_text(const Step& step) {
  switch (step.kind) {
    case StepKind::work: return work_text(step);
    case StepKind::validate: return validate_text(step);
    case StepKind::human: return human_text(step);
    case StepKind::format_gate: return gate_text(step);
    case StepKind::group: return {};
    case StepKind::repeat: return {"×" + grouped(whole(step, Param::count)), ""};
    case StepKind::retry: return retry_text(step);
    case StepKind::fallback: return fallback_text(step);
    case StepKind::vote: return vote_text(step);
    case StepKind::best_of: return best_of_text(step);
    case StepKind::checkpoint: return checkpoint_text(step);
    case StepKind::rollback: return rollback_text(step);
    case StepKind::loop: return {counted(whole(step, Param::max), "round"), "until it is accepted"};
    case StepKind::branch: return branch_text(step);
    case StepKind::parallel: return parallel_text(step);
    case StepKind::map: return map_text(step);
  }
  return {};
}

}  // namespace nines::ui
