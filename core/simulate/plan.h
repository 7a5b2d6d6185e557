// A checked pipeline in the form both engines walk: rows in preorder with their numbers resolved,
// and which hidden cause drives which work step. build_plan is the only reader of Pipeline;
// everything else in core/simulate takes a Plan.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "nines/run_context.h"
#include "nines/simulate.h"
#include "nines/values.h"

namespace nines::simulate {

// A probability and its complement, so that whichever is small keeps its digits.
struct Probability {
  double p = 0;
  double q = 1;
};
// Equal to whoever wrote them, from whichever side.
inline bool is_same_rate(Probability a, Probability b) { return a.p == b.p || a.q == b.q; }

// What the success rate of a work step is drawn from: nothing, the theta of the retry around it,
// the theta of the run.
enum class Cause : std::uint8_t { none, visit, item };

inline constexpr std::size_t kNone = static_cast<std::size_t>(-1);

struct Node {
  const Step* step = nullptr;
  StepKind kind = StepKind::work;
  std::size_t parent = kNone;
  std::size_t ordinal = 0;  // position in the parent's body
  std::size_t end = 0;      // one past the last row of this subtree; the body is [index + 1, end)

  Probability p, d, h, e;  // work; e only when e_given
  bool e_given = false;
  Cause cause = Cause::none;
  bool covered = false;  // work that the item latent names, also at rho = 0

  Probability sensitivity, specificity;  // validate

  std::int64_t times = 1;  // retry: attempts at most; repeat: count
  bool on_crash = false;   // retry
  double rho = 0;          // retry, in force
  bool rho_assumed = false;
  bool rho_left_to_item = false;  // omitted under an item latent: 0
  std::size_t law = kNone;        // retry with rho > 0 over work: index into laws
};

// One of the success rates theta may take, and how often it does.
struct LatentClass {
  Probability theta;
  double weight = 1;
};

// theta ~ Beta(mean, rho) as the classes that integrate every kernel it drives exactly.
struct Law {
  Probability mean;
  double rho = 0;
  std::int64_t degree = 0;  // of those kernels in theta
  std::size_t extra = 0;    // classes beyond that, for parts that are rational in theta
  std::vector<LatentClass> classes;
};

struct Plan {
  std::vector<Node> nodes;
  bool has_item = false;
  double item_rho = 0;
  std::size_t item_law = kNone;
  std::vector<Law> laws;
  Issues issues;
};

// Checks and resolves a pipeline; laws are sized but have no classes yet. The plan points into
// `pipeline`. Fails: as check_pipeline.
Result<Plan> build_plan(const Pipeline& pipeline);

// Finds the laws of a plan after its nodes or rho changed. Out: false when a law is beyond
// kMaxLatentDegree or kMaxLatentClasses; then `*where` (if given) is the retry's index, or kNone
// for the item latent.
bool size_laws(Plan& plan, std::size_t* where = nullptr);
// The law, at `rho`, of the theta that drives the work of a retry (kNone: of the run); nothing when
// it drives none.
std::optional<Law> driven_law(const Plan& plan, std::size_t retry, double rho);
// Whether a law is within kMaxLatentDegree and kMaxLatentClasses.
bool is_allowed(const Law& law);
// Computes the classes of one law, or of every law (early when cancelled). Cost: O(classes^2) a law.
void fill_law(Law& law);
void fill_laws(Plan& plan, const RunContext& run);

// The classes of the run's theta: one that always holds when there is no item latent.
const std::vector<LatentClass>& item_classes(const Plan& plan);

// JSON pointer of a row: /pipeline/steps/0/body/1.
std::string pointer_of(const Plan& plan, std::size_t node);
// First child of a block, then `nodes[child].end` is the next sibling until `nodes[block].end`.
inline std::size_t body_of(std::size_t node) { return node + 1; }

// Which of a row's numbers a probability parameter is.
Probability* rate_of(Node& node, Param id);

// Largest number of times one run can pass rows that `counts` accepts, saturating at kManyVisits.
inline constexpr std::int64_t kManyVisits = std::int64_t{1} << 60;
template <class Counts>
std::int64_t most_visits(const Plan& plan, std::size_t begin, std::size_t end, const Counts& counts) {
  std::int64_t sum = 0;
  for (std::size_t i = begin; i < end; i = plan.nodes[i].end) {
    const Node& node = plan.nodes[i];
    std::int64_t here = counts(node) ? 1 : 0;
    here += most_visits(plan, body_of(i), node.end, counts);
    const bool block = node.kind == StepKind::retry || node.kind == StepKind::repeat;
    if (block) here = here > kManyVisits / node.times ? kManyVisits : here * node.times;
    sum = sum > kManyVisits - here ? kManyVisits : sum + here;
  }
  return sum;
}

}  // namespace nines::simulate
