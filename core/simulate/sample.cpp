// Plays runs (sample.h).
#include "simulate/sample.h"

#include <array>

#include "simulate/check_params.h"
#include "simulate/exact.h"

namespace nines::simulate {
namespace {

constexpr std::uint64_t kOpsPerCancelCheck = std::uint64_t{1} << 16;  // below a millisecond

enum class State : std::uint8_t { right, inherited, own };
enum class End : std::uint8_t { none, delivered, exhausted, rejected, crash };

// A block being passed: the state outside it, and how many passes are left, this one included.
struct Frame {
  State outside = State::right;
  std::int64_t left = 0;
};

State enter(State outside) { return outside == State::right ? State::right : State::inherited; }

State leave(State outside, State inside) { return inside == State::inherited ? outside : inside; }

class Trial {
 public:
  Trial(const Program& program, std::uint64_t seed, std::uint64_t number) : program_(program), words_(seed, number) {
    if (program.has_item_law) item_class_ = program.laws[program.item_law].draw(words_);
  }

  // Runs up to `budget` operations. Out: false while the run is not over.
  bool advance(std::uint64_t budget) {
    for (; budget > 0; --budget) {
      if (at_ == program_.ops.size()) {
        end_ = End::delivered;
        return true;
      }
      step(program_.ops[at_]);
      if (end_ != End::none) return true;
    }
    return false;
  }

  void count_into(SampleTally& tally) const {
    ++tally.trials;
    tally.calls += calls_;
    tally.checks += checks_;
    tally.calls_squared += calls_ * calls_;
    if (end_ == End::exhausted) ++tally.detected[static_cast<std::size_t>(DetectedReason::exhausted)];
    if (end_ == End::rejected) ++tally.detected[static_cast<std::size_t>(DetectedReason::rejected)];
    if (end_ == End::crash) ++tally.detected[static_cast<std::size_t>(DetectedReason::crash)];
    if (end_ == End::delivered) ++(state_ == State::right ? tally.ok : tally.silent);
  }

 private:
  void step(const Op& op) {
    switch (op.kind) {
      case OpKind::work: return work(op);
      case OpKind::validate: return validate(op);
      case OpKind::enter_retry:
        if (op.has_law) visit_class_ = program_.laws[op.law].draw(words_);
        return enter_block(op);
      case OpKind::enter_repeat: return enter_block(op);
      case OpKind::leave_retry:
        state_ = leave(frames_[program_.ops[op.begin].depth].outside, state_);
        ++at_;
        return;
      case OpKind::leave_repeat: return leave_repeat(op);
    }
  }

  void work(const Op& op) {
    ++calls_;
    const std::uint32_t offset = op.cause == Cause::none ? 0 : op.cause == Cause::visit ? visit_class_ : item_class_;
    const WorkCoins& coins = program_.work[op.coins + offset];
    ++at_;
    if (state_ == State::right) {
      if (coins.right.toss(words_)) return;
      if (coins.loud.toss(words_)) return abandon(op.crashed_to, End::crash);
      state_ = State::own;
    } else if (coins.repaired.toss(words_)) {
      state_ = State::right;
    } else if (coins.loud_on_wrong.toss(words_)) {
      abandon(op.crashed_to, End::crash);
    } else if (state_ == State::inherited && !coins.own_right.toss(words_)) {
      state_ = State::own;
    }
  }

  void validate(const Op& op) {
    ++checks_;
    const ValidateCoins& coins = program_.validate[op.coins];
    ++at_;
    const base::Coin& flag = state_ == State::own ? coins.flags_own : coins.flags_other;
    if (flag.toss(words_)) abandon(op.flagged_to, End::rejected);
  }

  // The attempt is over; the retry at operation `to` starts again from what entered it, or the run
  // ends.
  void abandon(std::int32_t to, End end) {
    if (to == kNowhere) {
      end_ = end;
      return;
    }
    const auto begin = static_cast<std::uint32_t>(to);
    Frame& frame = frames_[program_.ops[begin].depth];
    if (--frame.left == 0) {
      end_ = End::exhausted;
      return;
    }
    state_ = enter(frame.outside);
    at_ = begin + 1;
  }

  void enter_block(const Op& op) {
    frames_[op.depth] = {state_, op.times};
    state_ = enter(state_);
    ++at_;
  }

  void leave_repeat(const Op& op) {
    Frame& frame = frames_[program_.ops[op.begin].depth];
    frame.outside = leave(frame.outside, state_);
    if (--frame.left > 0) {
      state_ = enter(frame.outside);
      at_ = op.begin + 1;
    } else {
      state_ = frame.outside;
      ++at_;
    }
  }

  const Program& program_;
  base::PhiloxReader words_;
  std::array<Frame, kMaxPipelineDepth + 1> frames_{};
  std::size_t at_ = 0;
  std::uint64_t calls_ = 0;
  std::uint64_t checks_ = 0;
  std::uint32_t item_class_ = 0;
  std::uint32_t visit_class_ = 0;
  State state_ = State::right;
  End end_ = End::none;
};

}  // namespace

SampleTally run_trials(const Program& program, std::uint64_t seed, std::uint64_t first, std::uint64_t trials,
                       const RunContext& run) {
  SampleTally tally;
  tally.first = first;
  std::uint64_t since_check = 0;
  for (std::uint64_t number = first; number - first < trials; ++number) {
    Trial trial(program, seed, number);
    while (!trial.advance(kOpsPerCancelCheck)) {
      if (run.cancelled()) return tally;
    }
    trial.count_into(tally);
    since_check += program.ops.size() + 1;
    if (since_check < kOpsPerCancelCheck / 16) continue;
    since_check = 0;
    if (run.cancelled()) return tally;
  }
  return tally;
}

Result<Program> sampled_program(const Plan& plan, std::uint64_t trials) {
  const std::int64_t walk = longest_walk(plan);
  if (walk > kMaxSampledVisits) {
    return error_at(ErrorCode::limit_exceeded, "/pipeline/steps",
                    "one sampled run may walk " + std::to_string(walk) + " steps; at most " +
                        std::to_string(kMaxSampledVisits) + ". The exact engine has no such limit: ask for 0 trials");
  }
  const auto calls = static_cast<std::uint64_t>(walk);
  if (calls > 0 && trials > (std::uint64_t{1} << 63) / (calls * calls)) {
    return error_at(
        ErrorCode::limit_exceeded, "/pipeline/steps",
        std::to_string(trials) + " trials of up to " + std::to_string(walk) + " steps do not fit one tally");
  }
  return compile_program(plan);
}

}  // namespace nines::simulate

namespace nines {

Result<SampleTally> sample_slice(const Pipeline& pipeline, std::uint64_t seed, std::uint64_t first,
                                 std::uint64_t trials, RunContext& run) {
  Result<simulate::Plan> plan = simulate::build_plan(pipeline);
  if (!plan) return plan.error();
  if (trials > kMaxTrials || first > kMaxTrials) {
    return simulate::error_at(ErrorCode::out_of_range, "",
                              "trials " + std::to_string(first) + " to " + std::to_string(first + trials) +
                                  "; at most " + std::to_string(kMaxTrials));
  }
  simulate::prepare(plan.value(), run);
  const Result<simulate::Program> program = simulate::sampled_program(*plan, trials);
  if (!program) return program.error();
  const SampleTally tally = simulate::run_trials(*program, seed, first, trials, run);
  if (run.cancelled()) return simulate::error_at(ErrorCode::cancelled, "", "cancelled while sampling");
  return tally;
}

SampleTally merge_tallies(const SampleTally& a, const SampleTally& b) {
  SampleTally out = a;
  out.first = a.first < b.first ? a.first : b.first;
  out.trials += b.trials;
  out.ok += b.ok;
  out.silent += b.silent;
  for (std::size_t i = 0; i < kDetectedReasons; ++i) out.detected[i] += b.detected[i];
  out.calls += b.calls;
  out.checks += b.checks;
  out.calls_squared += b.calls_squared;
  return out;
}

}  // namespace nines
