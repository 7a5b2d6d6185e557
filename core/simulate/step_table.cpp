// The step kinds: one row each, with every parameter's name, range, default and help. JSON, the
// inspector, `nines catalog` and the generic tests are derived from these rows; what a kind does
// stands in LANGUAGE.md.
#include <array>
#include <cstddef>

#include "nines/catalog.h"

namespace nines {
namespace {

constexpr double kMaxAttempts = static_cast<double>(kMaxRetryAttempts);
constexpr double kMaxCount = static_cast<double>(kMaxRepeatCount);

using enum WhenOmitted;

constexpr ParamInfo probability(Param id, const char* name, const char* label, const char* help, double value,
                                WhenOmitted rule) {
  return {id, name, label, help, ParamType::probability, 0, 1, value, rule, "", ""};
}
constexpr ParamInfo whole(Param id, const char* name, const char* label, const char* help, double min, double max,
                          double value, WhenOmitted rule, const char* unit) {
  return {id, name, label, help, ParamType::whole, min, max, value, rule, "", unit};
}
constexpr ParamInfo choice(Param id, const char* name, const char* label, const char* help, const char* choices) {
  return {id, name, label, help, ParamType::choice, 0, 0, 0, use_default, choices, ""};
}
constexpr ParamInfo real(Param id, const char* name, const char* label, const char* help, double max, double value,
                         const char* unit) {
  return {id, name, label, help, ParamType::real, 0, max, value, use_default, "", unit};
}

constexpr double kMostUsd = 1e9;
constexpr double kMostMs = 1e12;

constexpr ParamInfo kCost = real(Param::cost_usd, "cost_usd", "Costs", "Price of one execution.", kMostUsd, 0, "USD");
constexpr ParamInfo kLatencyMs =
    real(Param::latency_ms, "latency_ms", "Takes", "Mean time of one execution.", kMostMs, 0, "ms");
constexpr ParamInfo kLatency =
    choice(Param::latency, "latency", "Time varies",
           "Always the same time, or exponentially distributed around its mean.", "constant|exponential");
constexpr ParamInfo rho_of(const char* help) {
  return {Param::rho, "rho", "Attempts alike", help, ParamType::correlation, 0, 1, kAssumedRho, assumed, "", ""};
}
constexpr ParamInfo kOn =
    choice(Param::on, "on", "Goes on when",
           "What makes it try again: an objection, or also a visible error of the work.", "flagged|flagged_or_crash");
constexpr ParamInfo kContext = choice(
    Param::context, "context", "Context",
    "Whether the failed attempt stays in the context of the next one, or the next one starts fresh.", "kept|fresh");
constexpr ParamInfo kExhausted =
    choice(Param::exhausted, "exhausted", "When used up",
           "After the last attempt: stop, deliver the last artifact all the same, or hand over to somebody.",
           "stop|accept_last|escalate");
constexpr ParamInfo kFalseAlarm = probability(Param::false_alarm, "false_alarm", "Objects to right work",
                                              "How often right work is objected to.", 0, use_default);

constexpr std::array kWorkParams{
    probability(Param::p, "p", "Succeeds", "How often this step's own work is right, given an input that is right.",
                0.95, required),
    probability(Param::d, "d", "Fails loudly", "Share of this step's failures that stop the run with a visible error.",
                0, use_default),
    probability(Param::h, "h", "Repairs itself", "How often this step puts right what arrived wrong.", 0, use_default),
    probability(Param::e, "e", "Loud on wrong input",
                "How often this step stops with a visible error when its input is wrong; left out, as often as on "
                "right input: (1 - p) d.",
                0, absent),
    probability(Param::p_after_error, "p_after_error", "Succeeds after an error",
                "How often it is right while an earlier error stands in its context; left out, as ever.", 0.95, absent),
    probability(Param::decay, "decay", "Decays", "Share of its success lost with every repetition around it.", 0,
                use_default),
    probability(Param::transient, "transient", "Errors by chance",
                "Share of its errors that a new attempt draws anew, whatever its attempts have in common.", 0,
                use_default),
    kCost,
    kLatencyMs,
    kLatency,
};

constexpr std::array kValidateParams{
    probability(Param::sensitivity, "sensitivity", "Flags wrong work", "How often wrong work is flagged.", 0.9,
                required),
    probability(Param::specificity, "specificity", "Passes right work", "How often right work is let through.", 0.98,
                required),
    choice(Param::sees, "sees", "Judges",
           "What the check looks at: \"own\" = the work done since this attempt or repetition began; \"artifact\" = "
           "all of it.",
           "own|artifact"),
    probability(Param::blind, "blind", "Shares the mistake",
                "How often it makes the same mistake as the work it judges, and so never sees it.", 0, use_default),
    probability(Param::solves, "solves", "Could solve it", "How often the checker could have solved the item itself.",
                1, use_default),
    probability(Param::sensitivity_unsolved, "sensitivity_unsolved", "Flags what it cannot solve",
                "How often wrong work is flagged where the checker could not have solved the item; left out, as often.",
                0.9, absent),
    kCost,
    kLatencyMs,
    kLatency,
};

constexpr std::array kHumanParams{
    probability(Param::catches, "catch", "Catches wrong work", "How often a reviewed artifact that is wrong is caught.",
                0.8, required),
    kFalseAlarm,
    probability(Param::fix, "fix", "Puts it right",
                "Share of what is objected to that leaves right; the rest is flagged.", 1, use_default),
    probability(Param::share, "share", "Reviews", "Share of the artifacts that are looked at.", 1, use_default),
    probability(Param::attention, "attention", "Attention", "Factor on catching.", 1, use_default),
    probability(Param::fatigue, "fatigue", "Tires", "Share of its catching lost with every repetition around it.", 0,
                use_default),
    probability(Param::prevalence, "prevalence", "Overlooks the rare",
                "Share of wrong work at which half of the catching is lost; 0 = rare errors are caught as well.", 0,
                use_default),
    probability(Param::capacity, "capacity", "Capacity", "Share of the artifacts there is time for.", 1, use_default),
    kCost,
    kLatencyMs,
    kLatency,
};

constexpr std::array kFormatGateParams{
    probability(Param::fail, "fail", "Breaks its contract", "How often the output breaks its contract.", 0.05,
                required),
    probability(Param::repair, "repair", "Is repaired",
                "Share of those that a mechanical repair makes usable, unchanged.", 0, use_default),
    probability(Param::corrupt, "corrupt", "Is repaired wrongly",
                "Share of those that a repair makes usable, but with other content.", 0, use_default),
    kCost,
    kLatencyMs,
    kLatency,
};

constexpr std::array kRepeatParams{
    whole(Param::count, "count", "Repetitions", "How often the body is passed, one after the other.", 1, kMaxCount, 10,
          required, "repetitions"),
};

constexpr std::array kRetryParams{
    whole(Param::max, "max", "Attempts at most", "How often the body is tried, the first time included.", 1,
          kMaxAttempts, 3, required, "attempts"),
    rho_of("Correlation of the attempts of one visit: 0 = independent, 1 = all right or all wrong."),
    kOn,
    kExhausted,
    kContext,
};

constexpr std::array kFallbackParams{kOn, kExhausted, kContext};

constexpr std::array kVoteParams{
    whole(Param::n, "n", "Voters", "How many voters; with \"ahead\" at most so many, left out without end.", 1,
          static_cast<double>(kMaxVoters), 5, absent, "voters"),
    choice(Param::rule, "rule", "Rule", "Which answer wins.", "majority|plurality|quorum|ahead|weighted"),
    whole(Param::k, "k", "Needed", "Votes of a quorum, or the lead of \"ahead\".", 1, static_cast<double>(kMaxVoters),
          3, absent, "votes"),
    whole(Param::rivals, "rivals", "Wrong answers", "How many different wrong answers there are, all as likely.", 1,
          1000, 1, use_default, "answers"),
    probability(Param::collision, "collision", "Wrong answers agree",
                "How often two wrong answers are the same; takes the place of the number of wrong answers.", 1, absent),
    rho_of("Correlation of the voters of one visit: 0 = independent, 1 = all right or all wrong."),
};

constexpr std::array kBestOfParams{
    whole(Param::n, "n", "Candidates", "How many candidates at most.", 1, static_cast<double>(kMaxCandidates), 4,
          required, "candidates"),
    choice(Param::select, "select", "Chosen by",
           "The first one a verifier accepts, the one with the highest score, or whichever is right.",
           "first_accepted|argmax|oracle"),
    probability(Param::tpr, "tpr", "Accepts right ones", "How often the verifier accepts a right candidate.", 1,
                use_default),
    probability(Param::fpr, "fpr", "Accepts wrong ones", "How often the verifier accepts a wrong candidate.", 0,
                use_default),
    real(Param::gap, "gap", "Score gap", "By how many standard deviations right candidates score higher.", 100, 1, ""),
    rho_of("Correlation of the candidates of one visit: 0 = independent, 1 = all right or all wrong."),
};

constexpr std::array kCheckpointParams{
    whole(Param::every, "every", "Checks every", "Passes of the body between two checks.", 1, kMaxCount, 5, required,
          "passes"),
    whole(Param::count, "count", "Passes", "How often the body is passed in all.", 1, kMaxCount, 20, required,
          "passes"),
    probability(Param::detect, "detect", "Notices wrong work", "How often a wrong segment is noticed.", 1, use_default),
    kFalseAlarm,
    whole(Param::tries, "tries", "Tries a segment", "How often a segment is tried at most.", 1, kMaxCount, 3,
          use_default, "tries"),
};

constexpr std::array kRollbackParams{
    ParamInfo{Param::to, "to", "Back to", "Id of the earlier row of this list to go back to.", ParamType::step, 0, 0, 0,
              required, "", ""},
    probability(Param::detect, "detect", "Notices wrong work", "How often work gone wrong since then is noticed.", 1,
                use_default),
    kFalseAlarm,
    whole(Param::max, "max", "Times at most", "How often it goes back at most.", 1, kMaxAttempts, 1, use_default,
          "times"),
};

constexpr std::array kLoopParams{
    probability(Param::accept, "accept", "Accepts right ones", "How often right work is accepted.", 0.9, required),
    probability(Param::accept_wrong, "accept_wrong", "Accepts wrong ones", "How often wrong work is accepted.", 0.1,
                required),
    whole(Param::max, "max", "Evaluations at most", "How often it evaluates at most.", 1, kMaxAttempts, 4, required,
          "evaluations"),
    choice(Param::exhausted, "exhausted", "When used up", "After the last rejection: stop, or deliver all the same.",
           "stop|accept_last"),
};

constexpr std::array kBranchParams{
    probability(Param::p, "p", "Takes the first", "How often the first row is taken; else the second, if there is one.",
                0.5, required),
};

constexpr std::array kParallelParams{
    choice(Param::mode, "mode", "Needs", "How many lanes must be right.", "all|any|k_of_n"),
    whole(Param::k, "k", "Lanes needed", "How many lanes must be right, with \"k_of_n\".", 1, 1000, 1, absent, "lanes"),
    probability(Param::join, "join", "Joins rightly", "How often right lanes are put together rightly.", 1,
                use_default),
};

constexpr std::array kMapParams{
    whole(Param::n, "n", "Items", "How many items the body is applied to, each from the same start.", 1, kMaxCount, 10,
          required, "items"),
    whole(Param::k, "k", "Items needed", "How many must be right; left out: all.", 1, kMaxCount, 1, absent, "items"),
};

constexpr std::array kSteps{
    StepInfo{StepKind::work, "work", "Work", "One model call or tool call: right, silently wrong, or loudly failed.",
             "right p; loud (1-p) d; silent (1-p)(1-d); wrong input: repaired h, else loud e, else stays wrong",
             "Lusser's law for p^n; two-state Markov chain for repair", false, "", kWorkParams},
    StepInfo{StepKind::validate, "validate", "Validate",
             "A check that flags wrong work; inside a retry a flag means another attempt, outside it stops the run.",
             "wrong work flagged: sensitivity; anything else flagged: 1 - specificity", "Two-by-two diagnostic table",
             false, "", kValidateParams},
    StepInfo{StepKind::human, "human", "Review",
             "A person looks at some artifacts, catches errors and puts them right.",
             "caught: share catch attention (1-fatigue)^position; then right with fix, else flagged",
             "Parasuraman & Manzey 2010 on automation complacency", false, "", kHumanParams},
    StepInfo{StepKind::format_gate, "format_gate", "Format gate",
             "A contract on the output's form, with the failure and repair rates measured on it.",
             "passes 1-fail; repaired fail repair; corrupted fail corrupt; else flagged", "Rates from `nines validate`",
             false, "", kFormatGateParams},
    StepInfo{StepKind::group,
             "group",
             "Group",
             "Its rows in series, as one visit.",
             "product of the kernels",
             "Markov chain",
             true,
             "series",
             {}},
    StepInfo{StepKind::repeat, "repeat", "Repeat", "Passes its body several times in series.",
             "kernel of the body to the power count", "Markov chain", true, "series", kRepeatParams},
    StepInfo{StepKind::retry, "retry", "Retry", "Tries its body again while it is flagged, then stops as exhausted.",
             "accepted a g, exhausted f^max, g = 1 + f + ... + f^(max-1); averaged over theta ~ Beta(mean p, rho)",
             "Geometric series; beta-binomial (Skellam 1948)", true, "series", kRetryParams},
    StepInfo{StepKind::fallback, "fallback", "Fallback", "Tries its rows one after the other until one is not flagged.",
             "a1 + f1 a2 + f1 f2 a3 + ...", "Standby redundancy (Barlow & Proschan 1975)", true, "alternatives",
             kFallbackParams},
    StepInfo{StepKind::vote, "vote", "Vote", "Hears its body several times and takes the winning answer.",
             "sum over answer counts of the multinomial times who wins; averaged over theta ~ Beta(mean p, rho)",
             "Condorcet 1785; Ladha 1992; gambler's ruin for first-to-ahead-by-k", true, "series", kVoteParams},
    StepInfo{StepKind::best_of, "best_of", "Best of", "Makes several candidates and chooses one.",
             "first accepted: p tpr (1-r^n)/(1-r), r = 1 - p tpr - (1-p) fpr",
             "Order statistics; Brown et al. 2024 on coverage", true, "series", kBestOfParams},
    StepInfo{StepKind::checkpoint, "checkpoint", "Checkpoint",
             "Checks its repeated body every so often and redoes the segment that failed.",
             "(retry of (body^every, check))^(count/every)", "Young 1974 on checkpoint intervals", true, "series",
             kCheckpointParams},
    StepInfo{StepKind::rollback, "rollback", "Rollback", "Checks the work since an earlier row and goes back to it.",
             "retry(max+1) around the rows from there to here", "Recovery blocks (Randell 1975)", false, "",
             kRollbackParams},
    StepInfo{
        StepKind::loop, "loop", "Refine", "Evaluates the artifact and lets its body revise it until it is accepted.",
        "row (reject revise)^i accept, summed over i < max", "Absorbing Markov chain", true, "series", kLoopParams},
    StepInfo{StepKind::branch, "branch", "Branch", "Takes one of two ways.", "p K1 + (1-p) K2", "Mixture", true,
             "cases", kBranchParams},
    StepInfo{StepKind::parallel, "parallel", "Parallel", "Plays its rows side by side from the same start.",
             "at least k of n lanes right: Poisson binomial", "k-out-of-n:G systems (Barlow & Proschan 1975)", true,
             "lanes", kParallelParams},
    StepInfo{StepKind::map, "map", "Map", "Applies its body to many items side by side.",
             "at least k of n right: binomial; all: a^n", "k-out-of-n:G systems", true, "series", kMapParams},
};

constexpr std::array kReasons{
    DetectedReasonInfo{DetectedReason::exhausted, "exhausted", "Every attempt of a retry was flagged."},
    DetectedReasonInfo{DetectedReason::rejected, "rejected", "A check outside any retry flagged the work."},
    DetectedReasonInfo{DetectedReason::crash, "crash", "A step failed loudly, with nothing to try it again."},
    DetectedReasonInfo{DetectedReason::abstained, "abstained", "No answer won, or none was accepted."},
    DetectedReasonInfo{DetectedReason::escalated, "escalated",
                       "Every attempt was flagged and the run was handed over."},
    DetectedReasonInfo{DetectedReason::budget, "budget", "The next call would have gone over the budget."},
    DetectedReasonInfo{DetectedReason::timeout, "timeout", "The run would have taken longer than its deadline."},
};
static_assert(kReasons.size() == kDetectedReasons);

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
