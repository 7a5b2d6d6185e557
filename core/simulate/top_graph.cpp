// Graphs cut open (top_graph.h).
#include "simulate/top_graph.h"

#include <algorithm>

namespace nines::simulate {
namespace {

// Where the joint states that follow a row stand once the artifacts nobody needs are dropped.
std::vector<std::size_t> places_after(std::size_t size, const std::vector<bool>& keep) {
  std::vector<std::size_t> out(size);
  for (std::size_t at = 0; at < size; ++at) {
    std::size_t code = 0;
    std::size_t place = 1;
    std::size_t rest = at / 2;
    for (std::size_t slot = 0; slot < keep.size(); ++slot, rest /= 3) {
      if (!keep[slot]) continue;
      code += place * (rest % 3);
      place *= 3;
    }
    out[at] = 2 * code + at % 2;
  }
  return out;
}

// What the joint states after the last row are worth: themselves.
std::vector<Row<double>> ends(std::size_t size) {
  std::vector<Row<double>> out(size, Row<double>{});
  for (std::size_t at = 0; at < size; ++at) out[at][(at / 2) % 3 + (at % 2) * kTaint] = 1;
  return out;
}

}  // namespace

TopGraph::TopGraph(const Plan& plan, const RunContext& run)
    : plan_(plan), run_(run), order_(graph_order(plan, 0, plan.nodes.size())) {
  for (const RunClass& one : plan.run_classes) {
    if (run.cancelled()) return;
    cut_class(one);
  }
}

void TopGraph::cut_class(const RunClass& one) {
  const Evaluator<double> evaluator(plan_, run_);
  Evaluator<double>::Here here;
  here.item = &one;
  std::vector<Kernel<double>> kernels;
  std::vector<Frontier<double>> before(1);
  std::vector<std::vector<std::size_t>> places;
  before[0].live = {kNone};
  before[0].mass = {1, 0, 0, 0, 0, 0};
  Row<double> left{};
  for (std::size_t r = 0; r < order_.rows.size(); ++r) {
    if (run_.cancelled()) return;
    kernels.push_back(evaluator.step(order_.rows[r], here));
    const Frontier<double> wide =
        after_row(before[r], order_.rows[r], plan_.nodes[order_.rows[r]].inputs, kernels[r], left);
    const std::vector<bool> keep = needed_after(order_, wide.live, r);
    places.push_back(places_after(wide.mass.size(), keep));
    before.push_back(without_dead(wide, keep));
  }
  std::vector<Row<double>> worth = ends(before.back().mass.size());
  std::vector<Cut> cuts(order_.rows.size());
  for (std::size_t r = order_.rows.size(); r-- > 0;) {
    const std::vector<std::size_t>& inputs = plan_.nodes[order_.rows[r]].inputs;
    cuts[r].kernel = kernels[r];
    const std::size_t codes = before[r].mass.size() / 2;
    std::vector<Row<double>> now(before[r].mass.size(), Row<double>{});
    for (std::size_t at = 0; at < now.size(); ++at) {
      const double mass = before[r].mass[at];
      if (mass == 0) continue;
      const std::size_t in = joined_input(before[r], at / 2, inputs) + (at % 2) * kTaint;
      const Row<double>& to = kernels[r][in];
      cuts[r].mass[in] += mass;
      for (std::size_t c = kStates; c < kColumns; ++c) now[at][c] = to[c];
      for (std::size_t s = 0; s < kStates; ++s) {
        const Row<double>& then = worth[places[r][2 * (at / 2 + codes * (s % kTaint)) + s / kTaint]];
        add_weighted(cuts[r].leads_to[in * kStates + s], mass, then);
        if (to[s] != 0) add_weighted(now[at], to[s], then);
      }
    }
    worth = std::move(now);
  }
  cuts_.push_back(std::move(cuts));
}

std::size_t TopGraph::place_of(std::size_t top) const {
  return static_cast<std::size_t>(std::lower_bound(order_.rows.begin(), order_.rows.end(), top) - order_.rows.begin());
}

// Linear in the change of the row's kernel.
Row<double> TopGraph::follow_change(const Cut& cut, const Kernel<double>& change) {
  Row<double> out{};
  for (std::size_t in = 0; in < kStates; ++in) {
    if (cut.mass[in] == 0) continue;
    for (std::size_t s = 0; s < kStates; ++s) {
      if (change[in][s] != 0) add_weighted(out, change[in][s], cut.leads_to[in * kStates + s]);
    }
    for (std::size_t c = kStates; c < kColumns; ++c) out[c] += cut.mass[in] * change[in][c];
  }
  return out;
}

Row<double> TopGraph::change_with(const Evaluator<double>& evaluator, std::size_t top) const {
  const std::size_t r = place_of(top);
  Row<double> out{};
  for (std::size_t k = 0; k < cuts_.size() && !run_.cancelled(); ++k) {
    Evaluator<double>::Here here;
    here.item = &plan_.run_classes[k];
    Kernel<double> change = evaluator.step(top, here);
    add_weighted(change, -1.0, cuts_[k][r].kernel);
    add_weighted(out, plan_.run_classes[k].weight, follow_change(cuts_[k][r], change));
  }
  return out;
}

Row<double> TopGraph::slope_with(const Evaluator<Dual>& evaluator, std::size_t top) const {
  const std::size_t r = place_of(top);
  Row<double> out{};
  for (std::size_t k = 0; k < cuts_.size() && !run_.cancelled(); ++k) {
    Evaluator<Dual>::Here here;
    here.item = &plan_.run_classes[k];
    const Kernel<Dual> step = evaluator.step(top, here);
    Kernel<double> slope{};
    for (std::size_t in = 0; in < kStates; ++in) {
      for (std::size_t c = 0; c < kColumns; ++c) slope[in][c] = step[in][c].slope;
    }
    add_weighted(out, plan_.run_classes[k].weight, follow_change(cuts_[k][r], slope));
  }
  return out;
}

}  // namespace nines::simulate
