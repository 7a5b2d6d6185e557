// Runs, lists, visits and latents of the rare walk (walk.h).
#include "simulate/rare/walk.h"

#include <algorithm>

#include "nines/simulate.h"

namespace nines::simulate {
namespace {

constexpr std::int64_t kStepsPerAsk = 65'536;  // about a millisecond

}  // namespace

// Steele, Lea & Flood 2014 (SplitMix64), over both.
std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
  std::uint64_t x = a * 0x9E37'79B9'7F4A'7C15 + b + 0x1656'67B1'9E37'79F9;
  x = (x ^ (x >> 30)) * 0xBF58'476D'1CE4'E5B9;
  x = (x ^ (x >> 27)) * 0x94D0'49BB'1331'11EB;
  return x ^ (x >> 31);
}

RareWalk::RareWalk(const Plan& plan, Coins& coins, const RunContext& run)
    : plan_(plan),
      coins_(coins),
      run_(run),
      is_limited_(plan.pipeline->budget || plan.pipeline->deadline_ms),
      class_of_(plan.laws.size()),
      luck_(plan.nodes.size()) {
  for (const Node& node : plan.nodes) {
    works_.push_back(node.kind == StepKind::work ? work_of(node) : Work{});
    // Blocks of one shape share as well, lest pilots that met the end in some of them raise nothing in the others.
    const std::uint64_t parent = node.parent == kNone ? 0 : groups_[node.parent];
    groups_.push_back(mixed(parent, static_cast<std::uint64_t>(node.kind)));
  }
  for (const Law& law : plan.laws) {
    std::vector<double> sums{0};
    for (const LatentClass& one : law.classes) sums.push_back(sums.back() + one.weight);
    class_sums_.push_back(std::move(sums));
  }
}

RareWalk::End RareWalk::play() {
  calls_ = 0;
  cost_usd_ = time_ms_ = 0;
  next_ask_ = std::max<std::int64_t>(0, next_ask_ - steps_);
  steps_ = 0;
  Around around;
  for (const std::size_t law : plan_.item_laws) {
    if (law != kNone) draw_class(law, 0, around);
  }
  Carried carried;
  const Signal signal = pass(0, plan_.nodes.size(), plan_.graph, carried, around);
  if (signal != Signal::go_on) return End::detected;
  return carried.artifact == Artifact::right ? End::ok : End::silent;
}

bool RareWalk::keeps_on() {
  if (++steps_ > kMaxSampledVisits) is_stopped_ = is_overrun_ = true;
  if (steps_ >= next_ask_) {
    next_ask_ = steps_ + kStepsPerAsk;
    if (run_.cancelled()) is_stopped_ = true;
  }
  return !is_stopped_;
}

bool RareWalk::toss(Probability rate, std::size_t row, Draw draw, Carried carried, const Around& around,
                    std::uint64_t more) {
  if (!(rate.p > 0)) return false;
  if (!(rate.q > 0)) return true;
  constexpr std::uint64_t kDraws = 32;
  constexpr std::uint64_t kStates = 8;
  const auto what = static_cast<std::uint64_t>(draw);
  const std::uint64_t state = (static_cast<std::uint64_t>(carried.artifact) << 1) | (carried.is_tainted ? 1 : 0);
  const std::uint64_t place = (static_cast<std::uint64_t>(row) * kDraws + what) * kStates + state;
  DrawName name;
  name.fine = mixed(around.situation + more, place);
  name.coarse = mixed(groups_[row] + more, (what * kStates + state) * 2 + (around.is_hot ? 1 : 0));
  name.is_hot = around.is_hot;
  return coins_.toss(rate, name);
}

// By halves, so that each half is a draw like any other.
void RareWalk::draw_class(std::size_t law, std::size_t row, const Around& around) {
  const std::vector<double>& sums = class_sums_[law];
  std::size_t begin = 0;
  std::size_t end = sums.size() - 1;
  while (end - begin > 1) {
    const std::size_t middle = begin + (end - begin) / 2;
    const double all = sums[end] - sums[begin];
    const double first = sums[middle] - sums[begin];
    const double second = sums[end] - sums[middle];
    const Probability rate = all > 0 ? Probability{first / all, second / all} : Probability{0, 1};
    const bool is_first = toss(rate, row, Draw::latent, {}, around, mixed(law + 1, middle));
    (is_first ? end : begin) = middle;
  }
  class_of_[law] = begin;
}

// ---- lists

RareWalk::Signal RareWalk::pass(std::size_t begin, std::size_t end, bool graph, Carried& carried,
                                const Around& around) {
  if (graph) return pass_graph(begin, end, carried, around);
  for (std::size_t i = begin; i < end; i = plan_.nodes[i].end) {
    const Signal signal = pass_row(i, carried, around);
    if (signal != Signal::go_on) return signal;
  }
  return Signal::go_on;
}

RareWalk::Signal RareWalk::pass_graph(std::size_t begin, std::size_t end, Carried& carried, const Around& around) {
  const Artifact entered = carried.artifact;
  std::vector<std::pair<std::size_t, Artifact>> made;
  std::uint64_t wrong = 0;
  for (std::size_t i = begin; i < end; i = plan_.nodes[i].end) {
    Artifact artifact = Artifact::right;
    for (const std::size_t input : plan_.nodes[i].inputs) {
      const auto at = std::find_if(made.begin(), made.end(), [input](const auto& one) { return one.first == input; });
      artifact = std::max(artifact, at == made.end() ? entered : at->second);  // right < inherited < own
    }
    carried.artifact = artifact;
    constexpr std::uint64_t kToldApart = 3;
    const Around inside = within(around, begin, std::min(wrong, kToldApart), wrong > 0);
    const Signal signal = pass_row(i, carried, inside);
    if (signal != Signal::go_on) return signal;
    made.emplace_back(i, carried.artifact);
    wrong += carried.artifact == Artifact::right ? 0 : 1;
  }
  return Signal::go_on;
}

RareWalk::Signal RareWalk::pass_row(std::size_t i, Carried& carried, const Around& around) {
  if (!keeps_on()) return Signal::over_budget;
  switch (plan_.nodes[i].kind) {
    case StepKind::work: return work(i, carried, around);
    case StepKind::validate: return validate(i, carried, around);
    case StepKind::human: return human(i, carried, around);
    case StepKind::format_gate: return format_gate(i, carried, around);
    case StepKind::group: return body(i, carried, around);
    case StepKind::repeat: return repeat(i, carried, around);
    case StepKind::retry:
    case StepKind::fallback: return retry(i, carried, around);
    case StepKind::vote: return vote(i, carried, around);
    case StepKind::best_of: return best_of(i, carried, around);
    case StepKind::checkpoint: return checkpoint(i, carried, around);
    case StepKind::loop: return loop(i, carried, around);
    case StepKind::branch: return branch(i, carried, around);
    case StepKind::parallel:
    case StepKind::map: return parallel(i, carried, around);
    case StepKind::rollback: break;  // a plan has made rows in its place
  }
  return Signal::go_on;
}

// ---- visits

RareWalk::Played RareWalk::visit(std::size_t begin, std::size_t end, bool graph, Carried entered,
                                 const Around& around) {
  Played out;
  out.carried = entered;
  if (entered.artifact == Artifact::own) out.carried.artifact = Artifact::inherited;
  out.signal = pass(begin, end, graph, out.carried, around);
  return out;
}

RareWalk::Carried RareWalk::leaving(Carried entered, Carried inside) {
  if (inside.artifact == Artifact::inherited) inside.artifact = entered.artifact;
  return inside;
}

// A visit whose signals are not listened to.
RareWalk::Signal RareWalk::visit_in_series(std::size_t begin, std::size_t end, bool graph, Carried& carried,
                                           const Around& around) {
  const Played played = visit(begin, end, graph, carried, around);
  carried = leaving(carried, played.carried);
  return played.signal;
}

RareWalk::Signal RareWalk::body(std::size_t i, Carried& carried, const Around& around) {
  return visit_in_series(body_of(i), plan_.nodes[i].end, plan_.nodes[i].graph, carried, around);
}

RareWalk::Around RareWalk::within(const Around& around, std::size_t block, std::uint64_t standing, bool is_hot) {
  Around out = around;
  out.situation = mixed(around.situation, (static_cast<std::uint64_t>(block) << 16) | standing);
  out.is_hot = around.is_hot || is_hot;
  return out;
}

}  // namespace nines::simulate
