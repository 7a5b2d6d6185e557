// Boxes of arrivals, from the first stage to the last (arrivals.h).
#include "simulate/questions/arrivals.h"

#include <algorithm>
#include <limits>

namespace nines::simulate {
namespace {

constexpr double kEndless = std::numeric_limits<double>::infinity();
constexpr double kRounding = 1e-12;

using Mixture = std::array<double, kStates>;

Arrival nothing_known() {
  Arrival out;
  out.low = 0;
  out.most.fill(kEndless);
  return out;
}

bool is_bounded(const Arrival& in, std::size_t states) {
  return std::all_of(in.most.begin(), in.most.begin() + static_cast<std::ptrdiff_t>(states),
                     [](double x) { return x < kEndless; });
}

// Proportions after a kernel are ratios of linear functions of those before, so they are extreme at the corners.
void take_corner(const Mixture& corner, const Kernel<double>& kernel, const Arrival& in, bool tainting,
                 std::size_t states, Arrival& out) {
  Mixture after{};
  for (std::size_t s = 0; s < states; ++s) {
    for (std::size_t t = 0; t < states; ++t) after[t] += corner[s] * moved(kernel, s, t, tainting);
  }
  out.low = std::min(out.low, in.low * after[kRight]);
  out.high = std::max(out.high, in.high * after[kRight]);
  for (std::size_t t = 1; t < states; ++t) {
    const double share = after[t] > 0 ? (after[kRight] > 0 ? after[t] / after[kRight] : kEndless) : 0;
    out.least[t] = std::min(out.least[t], share);
    out.most[t] = std::max(out.most[t], share);
  }
}

void take_option(const Arrival& in, const Kernel<double>& kernel, bool tainting, std::size_t states, Arrival& out) {
  Mixture corner{1};
  const std::size_t corners = std::size_t{1} << (states - 1);
  for (std::size_t c = 0; c < corners; ++c) {
    bool is_new = true;
    for (std::size_t s = 1; s < states; ++s) {
      const bool high = ((c >> (s - 1)) & 1U) != 0;
      is_new = is_new && !(high && in.least[s] == in.most[s]);
      corner[s] = high ? in.most[s] : in.least[s];
    }
    if (is_new) take_corner(corner, kernel, in, tainting, states, out);
  }
}

void widen(Arrival& box, std::size_t states) {
  box.low *= 1 - kRounding;
  box.high = std::min(1.0, box.high * (1 + kRounding));
  for (std::size_t t = 1; t < states; ++t) {
    box.least[t] *= 1 - kRounding;
    box.most[t] *= 1 + kRounding;
  }
}

// What is own outside is inherited inside; coming out, whatever is wrong is own.
Arrival entered(Arrival box) {
  for (const std::size_t taint : {std::size_t{0}, kTaint}) {
    box.least[kInherited + taint] = box.least[kOwn + taint];
    box.most[kInherited + taint] = box.most[kOwn + taint];
    box.least[kOwn + taint] = box.most[kOwn + taint] = 0;
  }
  return box;
}
Arrival left(Arrival box) {
  for (const std::size_t taint : {std::size_t{0}, kTaint}) {
    box.least[kOwn + taint] += box.least[kInherited + taint];
    box.most[kOwn + taint] += box.most[kInherited + taint];
    box.least[kInherited + taint] = box.most[kInherited + taint] = 0;
  }
  return box;
}

Arrival after_stage(const Stage& stage, std::size_t k, const Arrival& before, bool tainting, std::size_t states) {
  const Arrival in = stage.opens ? entered(before) : before;
  if (!is_bounded(in, states)) return nothing_known();
  Arrival out;
  out.low = 1;
  out.high = 0;
  out.least.fill(kEndless);
  out.most.fill(0);
  for (const StageOption& option : stage.options) take_option(in, option.kernels[k], tainting, states, out);
  for (std::size_t s = states; s < kStates; ++s) out.least[s] = 0;
  out.least[kRight] = out.most[kRight] = 1;
  widen(out, states);
  return stage.closes ? left(out) : out;
}

}  // namespace

Arrivals find_arrivals(const Stages& stages) {
  const std::size_t states = states_of(stages);
  Arrival start;
  start.least[kRight] = start.most[kRight] = 1;
  Arrivals out{std::vector<Arrival>(stages.weights.size(), start)};
  for (const Stage& stage : stages.stages) {
    std::vector<Arrival> next;
    for (std::size_t k = 0; k < stages.weights.size(); ++k)
      next.push_back(after_stage(stage, k, out.back()[k], stages.tainting, states));
    out.push_back(std::move(next));
  }
  return out;
}

}  // namespace nines::simulate
