// The step kinds: one row each, with every parameter's name, range, default and help. JSON, the
// inspector, `nines catalog` and the generic tests are derived from these rows; what a kind does
// stands in step_kernels.h (exact) and program.cpp (sampled).
#include <array>
#include <cstddef>

#include "nines/catalog.h"

namespace nines {
namespace {

constexpr double kMaxAttempts = static_cast<double>(kMaxRetryAttempts);
constexpr double kMaxCount = static_cast<double>(kMaxRepeatCount);

constexpr ParamInfo probability(Param id, const char* name, const char* label, const char* help, double value,
                                WhenOmitted rule) {
  return {id, name, label, help, ParamType::probability, 0, 1, value, rule, "", ""};
}

constexpr std::array kWorkParams{
    probability(Param::p, "p", "Succeeds", "How often this step's own work is right, given an input that is right.",
                0.95, WhenOmitted::required),
    probability(Param::d, "d", "Fails loudly", "Share of this step's failures that stop the run with a visible error.",
                0, WhenOmitted::use_default),
    probability(Param::h, "h", "Repairs itself", "How often this step puts right what arrived wrong.", 0,
                WhenOmitted::use_default),
    probability(Param::e, "e", "Loud on wrong input",
                "How often this step stops with a visible error when its input is wrong; left out, "
                "as often as on "
                "right input: (1 - p) d.",
                0, WhenOmitted::use_default),
};

constexpr std::array kValidateParams{
    probability(Param::sensitivity, "sensitivity", "Flags wrong work", "How often wrong work is flagged.", 0.9,
                WhenOmitted::required),
    probability(Param::specificity, "specificity", "Passes right work", "How often right work is let through.", 0.98,
                WhenOmitted::required),
    ParamInfo{Param::sees, "sees", "Judges",
              "What the check looks at: \"own\" = the work done since this attempt or repetition began.",
              ParamType::choice, 0, 0, 0, WhenOmitted::use_default, "own", ""},
};

constexpr std::array kRetryParams{
    ParamInfo{Param::max, "max", "Attempts at most", "How often the body is tried, the first time included.",
              ParamType::whole, 1, kMaxAttempts, 3, WhenOmitted::required, "", "attempts"},
    ParamInfo{Param::rho, "rho", "Attempts alike",
              "Correlation of the attempts of one visit: 0 = independent, 1 = all right or all wrong.",
              ParamType::correlation, 0, 1, kAssumedRho, WhenOmitted::assumed, "", ""},
    ParamInfo{Param::on, "on", "Tries again when",
              "What makes it try again: a flag, or also a visible error of the work.", ParamType::choice, 0, 0, 0,
              WhenOmitted::use_default, "flagged|flagged_or_crash", ""},
};

constexpr std::array kRepeatParams{
    ParamInfo{Param::count, "count", "Repetitions", "How often the body is passed, one after the other.",
              ParamType::whole, 1, kMaxCount, 10, WhenOmitted::required, "", "repetitions"},
};

constexpr std::array kSteps{
    StepInfo{StepKind::work, "work", "Work", "One model call or tool call: right, silently wrong, or loudly failed.",
             "right p; loud (1-p) d; silent (1-p)(1-d); wrong input: repaired h, else loud e, else "
             "stays wrong",
             "Lusser's law for p^n; two-state Markov chain for repair", false, kWorkParams},
    StepInfo{StepKind::validate, "validate", "Validate",
             "A check that flags wrong work; inside a retry a flag means another attempt, outside "
             "it stops the run.",
             "wrong own work flagged: sensitivity; anything else flagged: 1 - specificity",
             "Two-by-two diagnostic table", false, kValidateParams},
    StepInfo{StepKind::retry, "retry", "Retry", "Tries its body again while it is flagged, then stops as exhausted.",
             "accepted a g, exhausted f^max, g = 1 + f + ... + f^(max-1); averaged over theta ~ "
             "Beta(mean p, rho)",
             "Geometric series; beta-binomial (Skellam 1948)", true, kRetryParams},
    StepInfo{StepKind::repeat, "repeat", "Repeat", "Passes its body several times in series.",
             "kernel of the body to the power count", "Markov chain", true, kRepeatParams},
};

constexpr std::array kReasons{
    DetectedReasonInfo{DetectedReason::exhausted, "exhausted", "Every attempt of a retry was flagged."},
    DetectedReasonInfo{DetectedReason::rejected, "rejected", "A check outside any retry flagged the work."},
    DetectedReasonInfo{DetectedReason::crash, "crash", "A step failed loudly, with nothing to try it again."},
};

// Left out, a step is as loud on wrong input as on right input, so the table alone does not know
// the value.
ParamValue default_loudness(const Step& step) {
  const ParamValue p = param_in_force(step, Param::p);
  return number_value(Param::e, p.complement * param_in_force(step, Param::d).value);
}

}  // namespace

std::span<const StepInfo> step_table() { return kSteps; }

const StepInfo& step_info(StepKind kind) {
  for (const StepInfo& row : kSteps) {
    if (row.kind == kind) return row;
  }
  assert_failed("every step kind has a row", __FILE__, __LINE__);
  return kSteps.front();
}

const StepInfo* find_step_info(std::string_view id) {
  for (const StepInfo& row : kSteps) {
    if (id == row.id) return &row;
  }
  return nullptr;
}

const ParamInfo* find_param_info(const StepInfo& step, std::string_view name) {
  for (const ParamInfo& row : step.params) {
    if (name == row.name) return &row;
  }
  return nullptr;
}

const ParamInfo* find_param_info(const StepInfo& step, Param id) {
  for (const ParamInfo& row : step.params) {
    if (row.id == id) return &row;
  }
  return nullptr;
}

const ParamValue* given_param(const Step& step, Param id) {
  for (const ParamValue& value : step.params) {
    if (value.id == id) return &value;
  }
  return nullptr;
}

ParamValue param_in_force(const Step& step, Param id) {
  if (const ParamValue* given = given_param(step, id)) return *given;
  if (id == Param::e && step.kind == StepKind::work) return default_loudness(step);
  const ParamInfo* info = find_param_info(step_info(step.kind), id);
  NINES_ASSERT(info != nullptr);
  ParamValue out = number_value(id, info->default_value);
  if (info->type == ParamType::choice) {
    const std::string_view choices = info->choices;
    out.form = ValueForm::choice;
    out.choice = std::string(choices.substr(0, choices.find('|')));
  }
  return out;
}

ParamValue number_value(Param id, double value) {
  ParamValue out;
  out.id = id;
  out.value = value;
  out.complement = 1 - value;
  return out;
}

std::span<const DetectedReasonInfo> detected_reason_table() { return kReasons; }

}  // namespace nines
