// Graphs cut open (top_graph.h).
#include "simulate/top_graph.h"

#include <algorithm>

namespace nines::simulate {
namespace {

constexpr std::size_t kBlock = 4;

// Both hold whole blocks. All of a block is read before any of it is written, so that it fits wide registers.
void add_scaled(double* to, double weight, const double* from, std::size_t width) {
  for (std::size_t i = 0; i < width; i += kBlock) {
    const double a = to[i] + weight * from[i];
    const double b = to[i + 1] + weight * from[i + 1];
    const double c = to[i + 2] + weight * from[i + 2];
    const double d = to[i + 3] + weight * from[i + 3];
    to[i] = a;
    to[i + 1] = b;
    to[i + 2] = c;
    to[i + 3] = d;
  }
}

}  // namespace

TopGraph::TopGraph(const Plan& plan, const TopList& top, const RunContext& run)
    : plan_(plan), top_(top), contexts_(plan.tainting ? 2 : 1) {
  for (const RunClass& one : plan.run_classes) {
    if (run.cancelled()) return;
    sweep_forward(one, run);
  }
  find_columns();
  for (Track& track : tracks_) {
    if (run.cancelled()) return;
    sweep_backward(track, run);
  }
}

void TopGraph::sweep_forward(const RunClass& one, const RunContext& run) {
  const Evaluator<double> evaluator(plan_, run);
  Evaluator<double>::Here here;
  here.item = &one;
  Track track;
  for (std::size_t r = 0; r < top_.rows.size() && !run.cancelled(); ++r) {
    if (top_.kind[r] == track.kernels.size()) track.kernels.push_back(evaluator.step(top_.rows[r], here));
    track.before.push_back(r == 0
                               ? joint_at_entry<double>(kRight)
                               : joint_after(top_.sweep[r - 1], track.before[r - 1], track.kernels[top_.kind[r - 1]]));
  }
  tracks_.push_back(std::move(track));
}

void TopGraph::find_columns() {
  for (std::size_t c = 0; c < kColumns; ++c) {
    const bool is_state = c < contexts_ * kTaint;
    const auto leads = [c](const Kernel<double>& kernel) {
      return std::any_of(kernel.begin(), kernel.end(), [c](const Row<double>& row) { return row[c] != 0; });
    };
    const bool is_met = c >= kStates && std::any_of(tracks_.begin(), tracks_.end(), [&](const Track& track) {
                          return std::any_of(track.kernels.begin(), track.kernels.end(), leads);
                        });
    if (is_state || is_met) columns_.push_back(c);
  }
  width_ = (columns_.size() + kBlock - 1) / kBlock * kBlock;
}

// Of each joint state before a row: by what its outcomes are worth.
std::array<TopGraph::Worth, 2> TopGraph::worth_before(const SweepRow& row, const Kernel<double>& kernel,
                                                      const std::array<Worth, 2>& after) const {
  std::array<Worth, 2> out;
  const std::size_t codes = row.low_place.size() * row.high_place.size();
  for (std::size_t taint = 0; taint < contexts_; ++taint) {
    out[taint].assign(codes * width_, 0);
    for_each_code(row, [&](std::size_t code, std::size_t in, std::size_t place) {
      const Row<double>& to = kernel[in + taint * kTaint];
      double* const sum = &out[taint][code * width_];
      for (std::size_t i = contexts_ * kTaint; i < columns_.size(); ++i) sum[i] = to[columns_[i]];
      for (std::size_t s = 0; s < kStates; ++s) {
        if (to[s] == 0) continue;
        const Worth& then = after[contexts_ == 2 ? s / kTaint : 0];
        add_scaled(sum, to[s], &then[(place + s % kTaint * row.made_place) * width_], width_);
      }
    });
  }
  return out;
}

TopGraph::Cut TopGraph::cut_at(const SweepRow& row, const Joint<double>& before,
                               const std::array<Worth, 2>& after) const {
  Cut out;
  out.mass = arrived_at(row, before);
  const std::size_t states = contexts_ * kTaint;
  out.leads_to.assign(kStates * states * width_, 0);
  for (std::size_t taint = 0; taint < 2; ++taint) {
    if (before.mass[taint].empty()) continue;
    for_each_code(row, [&](std::size_t code, std::size_t in, std::size_t place) {
      const double mass = before.mass[taint][code];
      if (mass == 0) return;
      double* const sum = &out.leads_to[(in + taint * kTaint) * states * width_];
      for (std::size_t s = 0; s < states; ++s) {
        const double* const then = &after[s / kTaint][(place + s % kTaint * row.made_place) * width_];
        add_scaled(sum + s * width_, mass, then, width_);
      }
    });
  }
  return out;
}

void TopGraph::sweep_backward(Track& track, const RunContext& run) const {
  std::array<Worth, 2> worth;  // of the joint states after the last row: themselves
  for (std::size_t taint = 0; taint < contexts_; ++taint) {
    worth[taint].assign(kTaint * width_, 0);
    for (std::size_t s = 0; s < kTaint; ++s) worth[taint][s * width_ + s + taint * kTaint] = 1;
  }
  track.cuts.resize(track.before.size());
  for (std::size_t r = track.before.size(); r-- > 0 && !run.cancelled();) {
    track.cuts[r] = cut_at(top_.sweep[r], track.before[r], worth);
    worth = worth_before(top_.sweep[r], track.kernels[top_.kind[r]], worth);
  }
  track.before.clear();
}

// Linear in the change of the row's kernel.
void TopGraph::add_change(Row<double>& out, double weight, const Cut& cut, const Kernel<double>& change) const {
  const std::size_t states = contexts_ * kTaint;
  std::array<double, kColumns + kBlock> sum{};
  for (std::size_t in = 0; in < kStates; ++in) {
    if (cut.mass[in] == 0) continue;
    for (std::size_t s = 0; s < kStates; ++s) {
      if (change[in][s] != 0)
        add_scaled(sum.data(), change[in][s], &cut.leads_to[(in * states + s % states) * width_], width_);
    }
    for (std::size_t c = kStates; c < kColumns; ++c) out[c] += weight * (cut.mass[in] * change[in][c]);
  }
  for (std::size_t i = 0; i < columns_.size(); ++i) out[columns_[i]] += weight * sum[i];
}

Row<double> TopGraph::change_with(const std::vector<Kernel<double>>& kernels, std::size_t place) const {
  Row<double> out{};
  for (std::size_t k = 0; k < tracks_.size(); ++k) {
    Kernel<double> change = kernels[k];
    add_weighted(change, -1.0, tracks_[k].kernels[top_.kind[place]]);
    add_change(out, plan_.run_classes[k].weight, tracks_[k].cuts[place], change);
  }
  return out;
}

Row<double> TopGraph::slope_with(const std::vector<Kernel<double>>& slopes, std::size_t place) const {
  Row<double> out{};
  for (std::size_t k = 0; k < tracks_.size(); ++k)
    add_change(out, plan_.run_classes[k].weight, tracks_[k].cuts[place], slopes[k]);
  return out;
}

}  // namespace nines::simulate
