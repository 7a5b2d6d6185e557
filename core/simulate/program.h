// A plan as the sampled engine runs it: a flat list of operations with integer thresholds, so that
// one run is a loop over integers and coin tosses. Called by sample.cpp. It holds no random state.
#pragma once

#include <cstdint>
#include <vector>

#include "base/rng.h"
#include "simulate/plan.h"

namespace nines::simulate {

enum class OpKind : std::uint8_t { work, validate, enter_retry, leave_retry, enter_repeat, leave_repeat };

inline constexpr std::int32_t kNowhere = -1;

struct Op {
  OpKind kind = OpKind::work;
  Cause cause = Cause::none;           // work: which class chooses its coins
  std::uint32_t coins = 0;             // work, validate: first entry in the table of coins
  std::int32_t flagged_to = kNowhere;  // validate: the retry that takes a flag, else the run is rejected
  std::int32_t crashed_to = kNowhere;  // work: the retry that takes a crash, else the run crashes
  std::uint32_t begin = 0;             // leave_*: the operation that entered
  std::uint32_t depth = 0;             // enter_*: blocks around it
  std::uint32_t law = 0;               // enter_retry: index into laws when has_law
  bool has_law = false;
  std::int64_t times = 1;  // enter_*: attempts at most, repetitions
};

struct WorkCoins {
  base::Coin right;
  base::Coin loud;      // of a failure
  base::Coin repaired;  // of a wrong input
  base::Coin loud_on_wrong;
  base::Coin own_right;  // of what stays wrong: then it is inherited, else own
};
struct ValidateCoins {
  base::Coin flags_own;
  base::Coin flags_other;
};

// Draws the index of a class with probability weight, to 2^-64.
struct ClassDraw {
  std::vector<std::uint64_t> up_to;  // ascending; the last class takes what is left
  [[nodiscard]] std::uint32_t draw(base::PhiloxReader& words) const;
};

struct Program {
  std::vector<Op> ops;
  std::vector<WorkCoins> work;  // for a driven step one entry a class, in order
  std::vector<ValidateCoins> validate;
  std::vector<ClassDraw> laws;
  bool has_item_law = false;
  std::uint32_t item_law = 0;
};

// In: a plan whose laws are filled. Blocks without work or checks are left out: passing them
// changes nothing.
Program compile_program(const Plan& plan);

// Largest number of operations one run can take, saturating.
std::int64_t longest_walk(const Plan& plan);

}  // namespace nines::simulate
