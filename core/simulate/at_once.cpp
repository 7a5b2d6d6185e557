// Blocks whose bodies are played at once, as time sees them: done when the last is (evaluate.h). Lanes are independent
// once the hidden causes are fixed, so given that all are done by a moment they still are, each with its own law so
// far: the block's verdict over those laws, times the chance that all are done, is the distribution function.
#include <algorithm>
#include <vector>

#include "simulate/evaluate.h"

namespace nines::simulate {
namespace {

// Mass of lanes up to a moment that walks forward.
class SoFar {
 public:
  explicit SoFar(const Row<Poly>& row) : row_(row) {
    for (std::size_t c = 0; c < kMasses; ++c) {
      if (row[c].coefficient.empty()) continue;
      first_ = std::min(first_, row[c].first);
      end_ = std::max(end_, row[c].end());
    }
    if (first_ == kNoLimit) return;
    for (std::size_t t = 0; t < first_; ++t) advance(t);
  }
  [[nodiscard]] std::size_t first() const { return first_; }
  [[nodiscard]] std::size_t end() const { return end_; }
  // Out: whether anything came.
  bool advance(std::size_t t) {
    bool came = false;
    for (std::size_t c = 0; c < kMasses; ++c) {
      const Poly& x = row_[c];
      if (t < x.first || t >= x.end() || x.coefficient[t - x.first] == 0) continue;
      sum_[c] += x.coefficient[t - x.first];
      came = true;
    }
    return came;
  }
  [[nodiscard]] const Row<double>& sum() const { return sum_; }

 private:
  const Row<Poly>& row_;
  Row<double> sum_{};
  std::size_t first_ = kNoLimit;
  std::size_t end_ = 0;
};

std::vector<SoFar> start_lanes(const std::vector<Kernel<Poly>>& lanes, std::size_t start, std::size_t& low,
                               std::size_t& high) {
  std::vector<SoFar> out;
  for (const Kernel<Poly>& lane : lanes) {
    out.emplace_back(lane[start]);
    low = std::max(low, out.back().first());
    high = std::max(high, out.back().end());
  }
  for (SoFar& lane : out) {
    for (std::size_t t = lane.first(); t < low && t < high; ++t) lane.advance(t);
  }
  return out;
}

// What a block comes to when all lanes are done; rows of `lanes` sum to 1.
Row<double> joined_at_once(const Plan& plan, std::size_t i, std::size_t start, const std::vector<Kernel<double>>& lanes,
                           const ScoreGrid& grid) {
  const Node& node = plan.nodes[i];
  Row<double> out{};
  switch (node.kind) {
    case StepKind::parallel: {
      if (lanes.empty()) return identity_kernel<double>()[start];
      const int mode = node.word(Param::mode);
      const auto need = static_cast<std::size_t>(mode == word::k_of_n ? node.whole(Param::k) : 1);
      const Rate<double> join = constant_rate<double>(node.rate(Param::join));
      return mode == word::all ? all_lanes(lanes, start, join, plan.tainting)
                               : some_lanes(lanes, start, need, join, plan.tainting);
    }
    case StepKind::map: {
      const std::int64_t n = node.whole(Param::n);
      if (!node.given(Param::k)) return all_copies(lanes[0], start, n, plan.tainting);
      return some_copies(lanes[0], start, n, node.whole(Param::k), plan.tainting);
    }
    case StepKind::vote:
      if (node.word(Param::rule) == word::weighted)
        add_weighted_vote(out, node, start, lanes, plan.tainting, nullptr);
      else
        add_vote(out, node, start, lanes[0][start], plan.tainting, nullptr);
      return out;
    default: {
      const double gap = node.word(Param::select) == word::argmax ? node.real(Param::gap) : 0;
      add_choice(out, node, start, lanes[0][start], {}, gap, grid, plan.tainting, nullptr);
      return out;
    }
  }
}

}  // namespace

bool plays_at_once(const Node& node) {
  switch (node.kind) {
    case StepKind::vote: return node.word(Param::rule) != word::ahead;
    case StepKind::best_of: return node.word(Param::select) != word::first_accepted;
    case StepKind::parallel:
    case StepKind::map: return true;
    default: return false;
  }
}

bool has_row_lanes(const Node& node) {
  return node.kind == StepKind::parallel || (node.kind == StepKind::vote && node.word(Param::rule) == word::weighted);
}

std::int64_t copies_at_once(const Node& node) {
  if (has_row_lanes(node)) return 1;
  return node.kind == StepKind::best_of ? node.times : node.whole(Param::n);
}

ScoreGrid grid_of_scores(const Node& node) {
  const bool scores = node.kind == StepKind::best_of && node.word(Param::select) == word::argmax;
  return scores ? score_grid(node.real(Param::gap)) : ScoreGrid{};
}

Row<double> done_at_once(const Plan& plan, std::size_t i, std::size_t start, std::vector<Kernel<double>> lanes,
                         const ScoreGrid& grid) {
  double done = 1;
  for (Kernel<double>& lane : lanes) {
    const double mass = mass_of_row(lane[start]);
    if (!(mass > 0)) return {};
    for (std::size_t c = 0; c < kMasses; ++c) lane[start][c] /= mass;
    done *= power_of(mass, copies_at_once(plan.nodes[i]));
  }
  Row<double> out = joined_at_once(plan, i, start, lanes, grid);
  for (std::size_t c = 0; c < kMasses; ++c) out[c] *= done;
  for (std::size_t c = kMasses; c < kColumns; ++c) out[c] = 0;
  return out;
}

Row<Poly> longest_at_once(const Plan& plan, std::size_t i, std::size_t start, const std::vector<Kernel<Poly>>& lanes) {
  const Node& node = plan.nodes[i];
  Row<Poly> out{};
  if (lanes.empty()) {
    out[start] = Poly(1);
    return out;
  }
  std::size_t low = 0;
  std::size_t high = 0;
  std::vector<SoFar> so_far = start_lanes(lanes, start, low, high);
  const ScoreGrid grid = grid_of_scores(node);
  Row<double> before{};
  std::vector<Kernel<double>> now(lanes.size());
  for (std::size_t t = low; t < high; ++t) {
    bool came = false;
    for (std::size_t l = 0; l < lanes.size(); ++l) {
      came = so_far[l].advance(t) || came;
      now[l][start] = so_far[l].sum();
    }
    if (!came) continue;
    const Row<double> done = done_at_once(plan, i, start, now, grid);
    for (std::size_t c = 0; c < kMasses; ++c) out[c] += Poly(std::max(0.0, done[c] - before[c]), t);
    before = done;
  }
  const auto copies = static_cast<double>(copies_at_once(node));
  for (const Kernel<Poly>& lane : lanes) {
    add_costs(out, Poly(copies), lane[start]);
    if (node.kind != StepKind::best_of || node.word(Param::select) == word::oracle) continue;
    const Answer<Poly> one = answer_of(lane[start]);
    out[kChecks] += Poly(copies) * (one.right + one.wrong);
  }
  return out;
}

}  // namespace nines::simulate
