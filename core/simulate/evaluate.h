// Walks a plan with the algebra of kernel.h: leaves to kernels, bodies to products, blocks to their closed forms,
// hidden causes to weighted sums over classes (of whole kernels, never at the mean). A template over the number type:
// double gives means, Dual one derivative, Poly the distribution of a cost. Used by exact.cpp, derivative.cpp and
// distribution.cpp.
#pragma once

#include <algorithm>
#include <memory>
#include <type_traits>
#include <vector>

#include "nines/run_context.h"
#include "simulate/attempts.h"
#include "simulate/crowd.h"
#include "simulate/graph.h"
#include "simulate/joint.h"
#include "simulate/lanes.h"
#include "simulate/latent.h"
#include "simulate/plan.h"
#include "simulate/step_kernels.h"
#include "simulate/top_list.h"

namespace nines::simulate {

// The parameter along which a Dual evaluation moves: a number of a row, the mean (Param::p) or the correlation
// (Param::rho) of the law a block draws from or of a latent of the pipeline.
struct Direction {
  std::size_t node = kNone;
  Param param = Param::p;
  bool of_law = false;
  std::size_t latent = kNone;
};

// What a power of z counts when the number type is Poly: the law of what one execution of a leaf takes, in units. Money
// and calls add up over all that is played; time only along what is waited for: bodies that are played at once take as
// long as the longest. A price is charged with the execution it belongs to; under time, costs fall due when an
// execution begins.
struct Price {
  std::vector<Poly> law;  // by node
  bool is_time = false;
  bool keeps_costs = true;          // time: whether the columns of costs are wanted
  mutable bool is_rounded = false;  // set where a share had to be taken at its mean
};

// Bodies that are played at once: crowds that hear everybody, and lanes.
bool plays_at_once(const Node& node);
bool has_row_lanes(const Node& node);  // each row of its body is a lane, else the whole body is
// How many times the block at `i` plays each of `bodies` bodies at once.
std::int64_t copies_at_once(const Node& node);
// What such a block is done with by some moment from one start: rows of `lanes` hold what each, independent of the
// others, is done with by then. Costs are left out. `grid` is that of the node.
Row<double> done_at_once(const Plan& plan, std::size_t i, std::size_t start, std::vector<Kernel<double>> lanes,
                         const ScoreGrid& grid);
ScoreGrid grid_of_scores(const Node& node);
// The same as laws of time: by each moment, all lanes that are done by then.
Row<Poly> longest_at_once(const Plan& plan, std::size_t i, std::size_t start, const std::vector<Kernel<Poly>>& lanes);

// Cancelled evaluators return early with meaningless numbers; the caller asks run.cancelled() before using any.
template <class T>
class Evaluator {
 public:
  Evaluator(const Plan& plan, const RunContext& run, Direction along = {}, const Price* price = nullptr)
      : plan_(plan), run_(run), along_(along), price_(price) {}

  // Where in the run an evaluation stands: which classes are in force, which repetition.
  struct Here {
    std::size_t visit = 0;
    const RunClass* item = nullptr;
    std::int64_t position = 0;
    std::array<std::uint8_t, kMaxJudges> judges{};
    const Rate<T>* visit_theta = nullptr;  // in place of the class, where classes move
    const Rate<T>* item_theta = nullptr;   // likewise for the latent `along_` names
  };

  // One pass of a list, seen from inside that visit.
  Kernel<T> visit(std::size_t begin, std::size_t end, bool graph, const Here& here) const;
  // One row, seen from the visit it stands in.
  Kernel<T> step(std::size_t i, const Here& here) const;

  // The whole run from a right start under one class of the run. `top`: top_list() of the plan.
  Row<T> run_row(const TopList& top, const RunClass& item) const {
    Here here;
    here.item = &item;
    return run_row(top, here);
  }
  Row<T> run_row(const TopList& top, const Here& here) const;
  // Averaged over the classes of the run.
  Row<T> run_row() const {
    const TopList top = top_list(plan_);
    Row<T> out{};
    for (const RunClass& one : plan_.run_classes) {
      if (run_.cancelled()) break;
      add_weighted(out, T(one.weight), run_row(top, one));
    }
    restore_sum(out);
    return out;
  }
  // Whether equal rows have equal kernels here.
  [[nodiscard]] bool shares_rows() const { return !std::is_same_v<T, Poly> && along_.node == kNone; }

  Rate<T> success_rate(const Node& work, const Here& here) const;
  LeafKernel<T> leaf_for(std::size_t i, const Here& here) const { return leaf(i, here); }
  T price_of(std::size_t i, Param id) const { return real(i, id); }

 private:
  Rate<T> rate(std::size_t i, Param id) const {
    const Probability x = plan_.nodes[i].rate(id);
    if constexpr (std::is_same_v<T, Dual>) {
      if (along_.node == i && along_.param == id && !along_.of_law) return moving_rate(x);
    }
    return constant_rate<T>(x);
  }
  T real(std::size_t i, Param id) const {
    const double x = plan_.nodes[i].real(id);
    if constexpr (std::is_same_v<T, Dual>) {
      if (along_.node == i && along_.param == id) return Dual(x, 1);
    }
    return T(x);
  }

  LeafKernel<T> leaf(std::size_t i, const Here& here) const;
  Kernel<T> priced(std::size_t i, const LeafKernel<T>& leaf) const;
  Kernel<T> work(std::size_t i, const Here& here) const;
  Kernel<T> validate(std::size_t i, const Here& here) const;
  LeafKernel<T> human(std::size_t i, const Here& here) const;
  Kernel<T> gate(std::size_t i) const;

  // f(classes) averaged over the law a block draws from, and over what its judges can see.
  template <class F>
  Kernel<T> over_classes(std::size_t i, const Here& here, const F& f) const;
  template <class F>
  Kernel<T> over_judges(std::size_t i, Here here, std::size_t judge, const F& f) const;

  Kernel<T> body(std::size_t i, const Here& here) const {
    return visit(body_of(i), plan_.nodes[i].end, plan_.nodes[i].graph, here);
  }
  std::vector<Kernel<T>> rows(std::size_t i, const Here& here) const {
    std::vector<Kernel<T>> out;
    for (std::size_t r = body_of(i); r < plan_.nodes[i].end; r = plan_.nodes[r].end)
      out.push_back(visit(r, plan_.nodes[r].end, false, here));
    return out;
  }
  // Where nobody can tell the contexts apart, a tainted start goes as a clean one.
  bool repeats_clean(Kernel<T>& out, std::size_t start) const {
    if (plan_.tainting || start < kTaint) return false;
    out[start] = out[start - kTaint];
    return true;
  }
  Kernel<T> repeat(std::size_t i, const Here& here) const;
  Kernel<T> retry(std::size_t i, const Here& here) const;
  Kernel<T> checkpoint(std::size_t i, const Here& here) const;
  Kernel<T> loop(std::size_t i, const Here& here) const;
  Kernel<T> branch(std::size_t i, const Here& here) const;
  Kernel<T> vote(std::size_t i, const Here& here) const;
  Kernel<T> weighted_vote(std::size_t i, const Here& here) const;
  Kernel<T> best_of(std::size_t i, const Here& here) const;
  Kernel<T> at_once(std::size_t i, const Here& here) const;
  Kernel<T> graph_visit(std::size_t begin, std::size_t end, const Here& here) const;

  const Plan& plan_;
  const RunContext& run_;
  Direction along_;
  const Price* price_;
};

// The kernels of the top-level rows one after the other; those of equal rows are evaluated once.
template <class T>
class RowKernels {
 public:
  RowKernels(const Evaluator<T>& evaluator, const TopList& top, const typename Evaluator<T>::Here& here)
      : evaluator_(evaluator), top_(top), here_(here), known_(evaluator.shares_rows() ? top.size.size() : 0) {}
  // Good until the next call.
  const Kernel<T>& at(std::size_t place) {
    const std::size_t kind = top_.kind[place];
    std::unique_ptr<Kernel<T>>& kept = known_.empty() || top_.size[kind] == 1 ? last_ : known_[kind];
    if (kept && &kept != &last_) return *kept;
    if (!kept) kept = std::make_unique<Kernel<T>>();
    return *kept = evaluator_.step(top_.rows[place], here_);
  }

 private:
  const Evaluator<T>& evaluator_;
  const TopList& top_;
  const typename Evaluator<T>::Here& here_;
  std::vector<std::unique_ptr<Kernel<T>>> known_;  // by kind
  std::unique_ptr<Kernel<T>> last_;
};

template <class T>
Row<T> Evaluator<T>::run_row(const TopList& top, const Here& here) const {
  RowKernels<T> kernels(*this, top, here);
  if (plan_.graph && !top.rows.empty()) {
    Row<T> row = graph_row<T>(top.sweep, kernels, kRight, run_);
    restore_sum(row);
    return row;
  }
  Row<T> row{};
  row[kRight] = T(1);
  for (std::size_t r = 0; r < top.rows.size(); ++r) {
    row = follow(row, kernels.at(r));
    restore_sum(row);
  }
  return row;
}

}  // namespace nines::simulate

#include "simulate/evaluate_blocks.h"
#include "simulate/evaluate_graph.h"
#include "simulate/evaluate_leaves.h"
