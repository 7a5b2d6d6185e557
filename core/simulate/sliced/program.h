// A plan made ready for walking 512 runs at once: thresholds for probabilities, edges for classes, places for inputs.
// Compiled once for a whole sample; never changes afterwards, so any number of threads may share it. Used by the
// sampled engine only.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "simulate/plan.h"
#include "simulate/sliced/checked_tries.h"
#include "simulate/sliced/lane_clock.h"
#include "simulate/sliced/lane_random.h"
#include "simulate/sliced/visit_tries.h"

namespace nines::simulate {

// Rates that a hidden cause decides, by class of its law. Rows under one law and of one rate share a set.
struct RateSet {
  std::size_t law = kNone;
  std::vector<Threshold> of_class;
};
// A rate that is one number, or one for each class of a law.
struct SlicedRate {
  Threshold alone;
  std::size_t set = kNone;
};

struct WorkRow {
  SlicedRate success;
  SlicedRate stays_inherited;  // e given: of what arrives wrong and stays so, where its own part was right
  Threshold success_tainted;
  Threshold stays_tainted;
  Threshold loud;
  Threshold repairs;
  Threshold loud_on_wrong;
  bool has_loud_on_wrong = false;
  bool is_shy = false;  // has a rate of its own in a tainted context
  bool decays = false;
  std::int64_t position = 0;  // these numbers hold here
};

struct CheckRow {
  Threshold detect;
  Threshold detect_unsolved;
  Threshold alarm;
  Threshold blind;
  Threshold solves;
  bool sees_all = false;
  bool is_judge = false;  // blindness and solving are drawn by the visit around it
};

struct ReviewRow {
  Threshold share;
  Threshold catches;
  Threshold alarm;
  Threshold fix;
  bool tires = false;
  std::int64_t position = 0;
};

struct GateRow {
  Threshold fail;
  Threshold repair;
  Threshold corrupt;  // of those not repaired
};

// retry, fallback, loop, checkpoint.
struct TriesRow {
  bool on_crash = false;
  bool fresh = false;
  bool accept_last = false;
  bool escalate = false;
  std::int64_t every = 1;
  std::int64_t count = 1;
  std::int64_t tries = 1;
  Threshold own;    // checkpoint: detect; loop: accept of a wrong one
  Threshold other;  // checkpoint: false alarm; loop: accept of a right one
  std::vector<std::size_t> judges;
};

// vote, best_of, parallel, map.
struct CrowdRow {
  int rule = 0;  // or select, or mode
  std::int64_t n = 1;
  std::int64_t k = 1;
  std::int64_t rivals = 1;
  bool has_end = true;
  bool scattered = false;  // wrong answers: one popular one, else one's own
  bool needs_all = false;
  Threshold popular;
  Threshold right;  // best_of: accepts a right one; parallel: joins
  Threshold wrong;
  double gap = 0;
  std::vector<std::int64_t> weights;
};

struct SlicedRow {
  StepKind kind = StepKind::work;
  bool graph = false;
  bool idle = false;  // holds nothing that could change anything
  std::size_t end = 0;
  std::int64_t times = 1;
  std::size_t law = kNone;        // of the block: drawn for each visit
  std::size_t at = 0;             // in the table of its kind
  std::size_t quick = kNone;      // retry or repeat played as a whole: place among the quick ones
  std::size_t visits = kNone;     // likewise, with a hidden cause
  std::size_t paid = kNone;       // place among the leaves with a price
  std::uint64_t price = 0;        // in units of the budget in USD
  std::vector<std::size_t> from;  // row of a graph: places of the rows it takes, kNone = what entered
};

struct SlicedProgram {
  const Plan* plan = nullptr;
  bool graph = false;
  bool tainting = false;
  std::vector<SlicedRow> rows;  // by node of the plan
  std::vector<WorkRow> works;
  std::vector<CheckRow> checks;
  std::vector<ReviewRow> reviews;
  std::vector<GateRow> gates;
  std::vector<TriesRow> tries;
  std::vector<CrowdRow> crowds;
  std::vector<Threshold> branches;
  std::vector<CheckedTries> quick;
  std::vector<VisitTries> visits;
  std::vector<RateSet> sets;
  std::vector<std::vector<std::uint64_t>> edges;  // by law: class k lies below edges[k] 2^-64, the last one above all
  std::size_t paid_count = 0;
  std::optional<std::uint64_t> most_calls;
  std::optional<std::uint64_t> most_cost;  // in units
  std::shared_ptr<const SlicedDeadline> deadline;
  double worst_walk = 0;  // rows and passes that one run may walk at most
};

// In: a plan after prepare(), which must outlive the program.
SlicedProgram compile_sliced(const Plan& plan);

// The numbers of a row that depend on the position.
void move_work(const Plan& plan, std::size_t node, std::int64_t position, WorkRow& row, std::vector<RateSet>& sets);
void move_review(const Plan& plan, std::size_t node, std::int64_t position, ReviewRow& row);

}  // namespace nines::simulate
