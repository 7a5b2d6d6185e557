// Vectors over latent classes, two lanes at a time (plan_worth.h).
#include "simulate/questions/plan_worth.h"

#include <algorithm>
#include <cstring>

namespace nines::simulate {
namespace {

using Pair = double __attribute__((vector_size(16)));
using PairMask = decltype(Pair{} < Pair{});
constexpr std::size_t kPair = 2;

Pair load(const double* from) {
  Pair out;
  std::memcpy(&out, from, sizeof out);
  return out;
}
void store(double* to, Pair x) { std::memcpy(to, &x, sizeof x); }
Pair both(double x) { return Pair{x, x}; }
Pair smaller(Pair a, Pair b) {
  const PairMask less = a < b;
  return reinterpret_cast<Pair>((less & reinterpret_cast<PairMask>(a)) | (~less & reinterpret_cast<PairMask>(b)));
}

// Beyond any share that is told apart from no bound at all.
constexpr double kUnbounded = 1e300;

}  // namespace

WorthLayout::WorthLayout(const Stages& stages)
    : criteria(stages.criteria.size()),
      states(states_of(stages)),
      lanes((stages.weights.size() + kPair - 1) / kPair * kPair) {}

// ---- options

StageTables::StageTables(const Stages& stages, const WorthLayout& layout, const Stage& stage) : layout_(layout) {
  for (const StageOption& option : stage.options) tables_.push_back(table_of(stages, stage, option));
}

StageTables::Table StageTables::table_of(const Stages& stages, const Stage& stage, const StageOption& option) const {
  Table out;
  out.spent.assign(layout_.size(), 0);
  for (std::size_t s = 0; s < layout_.states; ++s) {
    // Entering a visit, what is own outside becomes inherited; coming out, whatever is wrong is own.
    const std::size_t from = stage.opens && s % kTaint == kOwn ? s - kOwn + kInherited : s;
    std::vector<std::vector<double>> mass(layout_.states, std::vector<double>(layout_.lanes, 0));
    for (std::size_t k = 0; k < option.kernels.size(); ++k) {
      const Kernel<double>& kernel = option.kernels[k];
      for (std::size_t c = 0; c < layout_.criteria; ++c) {
        double& sum = out.spent[layout_.at(c, s) + k];
        for (std::size_t i = kStates; i < kColumns; ++i) sum += stages.criteria[c].column[i] * kernel[from][i];
      }
      for (std::size_t t = 0; t < layout_.states; ++t) {
        const std::size_t to = stage.closes && t % kTaint == kInherited ? t - kInherited + kOwn : t;
        mass[to][k] += moved(kernel, from, t, stages.tainting);
      }
    }
    for (std::size_t t = 0; t < layout_.states; ++t) {
      if (std::any_of(mass[t].begin(), mass[t].end(), [](double x) { return x != 0; }))
        out.moves.push_back({s, t, std::move(mass[t])});
    }
  }
  return out;
}

void StageTables::extend(std::size_t option, const double* after, double* out) const {
  const Table& table = tables_[option];
  std::copy(table.spent.begin(), table.spent.end(), out);
  for (const Move& move : table.moves) {
    for (std::size_t c = 0; c < layout_.criteria; ++c) {
      const double* const from = after + layout_.at(c, move.to);
      double* const to = out + layout_.at(c, move.from);
      for (std::size_t k = 0; k < layout_.lanes; k += kPair)
        store(to + k, load(to + k) + load(&move.mass[k]) * load(from + k));
    }
  }
}

Pulled StageTables::pull(std::size_t option, const std::vector<double>& arrival) const {
  const Table& table = tables_[option];
  Pulled out;
  out.mass.assign(layout_.states * layout_.lanes, 0);
  for (std::size_t c = 0; c < layout_.criteria; ++c) {
    const double* const spent = &table.spent[layout_.at(c, 0)];
    for (std::size_t i = 0; i < arrival.size(); ++i) out.spent[c] += arrival[i] * spent[i];
  }
  for (const Move& move : table.moves) {
    for (std::size_t k = 0; k < layout_.lanes; ++k)
      out.mass[move.to * layout_.lanes + k] += arrival[move.from * layout_.lanes + k] * move.mass[k];
  }
  return out;
}

double StageTables::value(const Pulled& pulled, std::size_t criterion, const double* after) const {
  const double* const worth = after + layout_.at(criterion, 0);
  Pair sum{};
  for (std::size_t i = 0; i < pulled.mass.size(); i += kPair) sum += load(&pulled.mass[i]) * load(worth + i);
  return pulled.spent[criterion] + (sum[0] + sum[1]);
}

// ---- arrivals

Box::Box(const Stages& stages, const WorthLayout& layout, const std::vector<Arrival>& arrivals)
    : layout_(layout), low_(layout.lanes, 0), high_(layout.lanes, 0) {
  const std::size_t classes = stages.weights.size();
  for (std::size_t k = 0; k < classes; ++k) {
    low_[k] = stages.weights[k] * arrivals[k].low;
    high_[k] = stages.weights[k] * arrivals[k].high;
  }
  for (std::size_t s = 1; s < layout.states; ++s) {
    Share share{s, std::vector<double>(layout.lanes, 0), std::vector<double>(layout.lanes, 0)};
    bool is_met = false;
    for (std::size_t k = 0; k < classes; ++k) {
      share.least[k] = std::min(arrivals[k].least[s], kUnbounded);
      share.most[k] = std::min(arrivals[k].most[s], kUnbounded);
      is_met = is_met || share.most[k] > 0;
    }
    if (is_met) shares_.push_back(std::move(share));
  }
  // In the middle; much that is right and little that is wrong; little and much; and one where only the likelier half
  // of the classes gets far.
  for (std::size_t p = 0; p < kProbes; ++p) {
    std::vector<double>& probe = probes_[p];
    probe.assign(layout.states * layout.lanes, 0);
    for (std::size_t k = 0; k < classes; ++k) {
      const bool far = p == 1 || (p == 3 && 2 * k >= classes);
      probe[k] = p == 0 ? (low_[k] + high_[k]) / 2 : far ? high_[k] : low_[k];
      for (const Share& share : shares_) {
        const bool bounded = share.most[k] < kUnbounded;
        const double middle = bounded ? (share.least[k] + share.most[k]) / 2 : share.least[k] + 1;
        const double wrong = p == 1 || !bounded ? share.least[k] : share.most[k];
        probe[share.state * layout.lanes + k] = probe[k] * (p == 0 || p == 3 ? middle : wrong);
      }
    }
  }
}

Probed Box::probe(const double* worth) const {
  Probed out{};
  for (std::size_t c = 0; c < layout_.criteria; ++c) {
    const double* const at = worth + layout_.at(c, 0);
    std::array<Pair, kProbes> sum{};
    for (std::size_t i = 0; i < layout_.states * layout_.lanes; i += kPair) {
      const Pair here = load(at + i);
      for (std::size_t p = 0; p < kProbes; ++p) sum[p] += load(&probes_[p][i]) * here;
    }
    for (std::size_t p = 0; p < kProbes; ++p) out[c][p] = sum[p][0] + sum[p][1];
  }
  return out;
}

// The least of (1 + slack) b - a over the box: in each class at whichever end of each range makes it smallest.
bool Box::is_no_worse(const double* a, const double* b, double slack) const {
  const Pair factor = both(1 + slack);
  for (std::size_t c = 0; c < layout_.criteria; ++c) {
    const std::size_t right = layout_.at(c, kRight);
    Pair sum{};
    for (std::size_t k = 0; k < layout_.lanes; k += kPair) {
      Pair here = factor * load(b + right + k) - load(a + right + k);
      for (const Share& share : shares_) {
        const std::size_t at = layout_.at(c, share.state) + k;
        const Pair gain = factor * load(b + at) - load(a + at);
        here += smaller(load(&share.least[k]) * gain, load(&share.most[k]) * gain);
      }
      sum += smaller(load(&low_[k]) * here, load(&high_[k]) * here);
    }
    if (sum[0] + sum[1] < 0) return false;
  }
  return true;
}

}  // namespace nines::simulate
