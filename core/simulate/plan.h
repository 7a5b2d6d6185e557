// A checked pipeline in the form both engines walk: rows in preorder with their numbers resolved, and which hidden
// cause drives which work step. build_plan is the only reader of Pipeline; everything else in core/simulate takes a
// Plan.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
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
inline Probability complement_of(Probability x) { return {x.q, x.p}; }

// What the success rate of a work step is drawn from: nothing, the theta of the block around it, a latent of the
// pipeline.
enum class Cause : std::uint8_t { none, visit, item };

inline constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// One parameter in force. Which member counts follows from its ParamType; `word` is the place among the choices.
struct Setting {
  Param id = Param::p;
  bool given = false;
  Probability rate;
  std::int64_t whole = 0;
  double real = 0;
  std::uint8_t word = 0;
};

struct Node {
  const Step* step = nullptr;
  StepKind kind = StepKind::work;
  bool made = false;  // stands for a rollback: the retry around its rows, or its check
  std::size_t parent = kNone;
  std::size_t ordinal = 0;  // position in the list it was written in
  std::size_t end = 0;      // one past the last row of this subtree; the body is [index + 1, end)
  std::vector<Setting> settings;

  bool graph = false;               // block: its rows take artifacts by name
  std::vector<std::size_t> inputs;  // row of a graph: the rows whose artifacts it takes; kNone = what entered

  Cause cause = Cause::none;
  bool covered = false;     // work that a latent of the pipeline names, also where it drives nothing
  std::size_t latent = 0;   // cause item: which latent
  std::size_t law = kNone;  // work: the law that drives it; block: the law it draws from; index into laws
  std::size_t table = 0;    // work: its rates within that law

  std::int64_t times = 1;  // block: passes of the body at most
  double rho = 0;          // retry, vote, best_of: in force
  bool rho_assumed = false;
  bool rho_left_to_item = false;      // omitted where a latent of the pipeline drives the work: 0
  std::vector<std::size_t> judges;    // retry, fallback: checks that draw what they can see once a visit
  std::size_t judge = kNone;          // such a check: its place among them
  bool varies = false;                // repeat: what it repeats depends on the position
  std::vector<std::int64_t> weights;  // weighted vote: of each row, in units of 2^-20
  double overlooked = 0;              // human: share of the catching lost because errors are rare

  [[nodiscard]] const Setting& get(Param id) const;
  [[nodiscard]] Setting* find(Param id);
  [[nodiscard]] bool has(Param id) const;  // whether its kind has this parameter
  [[nodiscard]] bool given(Param id) const { return get(id).given; }
  [[nodiscard]] Probability rate(Param id) const { return get(id).rate; }
  [[nodiscard]] std::int64_t whole(Param id) const { return get(id).whole; }
  [[nodiscard]] double real(Param id) const { return get(id).real; }
  [[nodiscard]] int word(Param id) const { return get(id).word; }
};

// Words by their place in the table's choices.
namespace word {
inline constexpr int kSeesArtifact = 1;
inline constexpr int kOnCrash = 1;
inline constexpr int kStop = 0;
inline constexpr int kAcceptLast = 1;
inline constexpr int kEscalate = 2;
inline constexpr int kFresh = 1;
inline constexpr int kExponential = 1;
enum Rule { majority, plurality, quorum, ahead, weighted };
enum Select { first_accepted, argmax, oracle };
enum Mode { all, any, k_of_n };
}  // namespace word

// One of the success rates theta may take, and how often it does.
struct LatentClass {
  Probability theta;
  double weight = 1;
};

// The rates that one law gives to works of one kind: rates[k] under class k.
struct RateTable {
  Probability p;          // of the step
  Probability transient;  // share of its errors drawn anew
  double loading = 1;     // logit-normal
  std::vector<Probability> rates;
};

// A hidden cause: its classes, and what each means for the works it drives. Beta laws integrate every kernel they
// drive exactly.
struct Law {
  LatentFamily family = LatentFamily::beta;
  Probability mean;                 // beta: of theta among the items that can be solved
  double rho = 0;                   // beta
  std::int64_t degree = 0;          // beta: of those kernels in theta
  std::size_t extra = 0;            // beta: classes beyond that, for parts that are rational in theta
  double sd = 0;                    // logit-normal
  std::vector<WeightedRate> given;  // classes
  double never = 0;                 // share of items with theta = 0
  std::vector<LatentClass> classes;
  std::vector<RateTable> tables;
};

// One combination of the classes of all latents of the pipeline.
struct RunClass {
  double weight = 1;
  std::array<std::uint16_t, kMaxLatentsOfPipeline> at{};
};
inline constexpr std::size_t kMaxRunClasses = 4'096;
inline constexpr std::int64_t kMaxVaryingRepeats = 100'000;
inline constexpr std::size_t kMaxJudges = 8;

struct Plan {
  std::shared_ptr<const Pipeline> pipeline;  // variables resolved; nodes point into it
  std::vector<Node> nodes;
  bool graph = false;     // of the top list
  bool tainting = false;  // some work has p_after_error
  bool has_item = false;
  std::vector<std::size_t> item_laws;  // by latent of the pipeline; kNone: drives nothing
  std::vector<Law> laws;
  std::vector<RunClass> run_classes{RunClass{}};
  Issues issues;
  std::optional<Error> beyond_exact;  // why only runs can be played: a graph too wide for a joint law
};

// Checks and resolves a pipeline; laws are sized but have no classes yet. Fails: as check_pipeline.
Result<Plan> build_plan(const Pipeline& pipeline);

// Finds the laws of a plan after its nodes or rho changed. Out: false when a law is beyond kMaxLatentDegree or
// kMaxLatentClasses; then `*where` (if given) is the block's index, or kNone for a latent of the pipeline.
bool size_laws(Plan& plan, std::size_t* where = nullptr);
// Computes the classes of every law, and with them the run's (early when cancelled). Cost: O(classes^2) a law.
void fill_laws(Plan& plan, const RunContext& run);
void fill_law(Law& law);
// Whether the classes of all latents of the pipeline have at most kMaxRunClasses combinations. Needs sized laws.
bool has_few_run_classes(const Plan& plan);
bool is_allowed(const Law& law);
// The law, at `rho`, of the theta that drives the work of a block; nothing when it drives none.
std::optional<Law> driven_law(const Plan& plan, std::size_t block, double rho);
// Mean of theta for a work whose success is p when `transient` of its errors are drawn anew.
Probability latent_mean(Probability p, Probability transient);
// Success of such a work under theta.
Probability rate_under(const RateTable& table, Probability theta);

// JSON pointer of a row: /pipeline/steps/0/body/1.
std::string pointer_of(const Plan& plan, std::size_t node);
// First child of a block, then `nodes[child].end` is the next sibling until `nodes[block].end`.
inline std::size_t body_of(std::size_t node) { return node + 1; }

// Largest number of times one run can pass rows that `counts` accepts, saturating at kManyVisits.
inline constexpr std::int64_t kManyVisits = std::int64_t{1} << 60;
template <class Counts>
std::int64_t most_visits(const Plan& plan, std::size_t begin, std::size_t end, const Counts& counts) {
  std::int64_t sum = 0;
  for (std::size_t i = begin; i < end; i = plan.nodes[i].end) {
    const Node& node = plan.nodes[i];
    std::int64_t here = most_visits(plan, body_of(i), node.end, counts);
    here = here > kManyVisits / node.times ? kManyVisits : here * node.times;
    here += counts(node) ? 1 : 0;
    sum = sum > kManyVisits - here ? kManyVisits : sum + here;
  }
  return sum;
}

}  // namespace nines::simulate
