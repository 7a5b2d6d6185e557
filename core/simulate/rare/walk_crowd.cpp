// The rare walk's blocks that hear many (walk.h): vote, best_of, parallel, map.
#include <algorithm>
#include <cmath>

#include "base/special.h"
#include "simulate/rare/walk.h"

namespace nines::simulate {
namespace {

constexpr std::int64_t kAnswersToldApart = 7;  // of a kind

Probability share_of(std::int64_t part, std::int64_t whole) {
  return {static_cast<double>(part) / static_cast<double>(whole),
          static_cast<double>(whole - part) / static_cast<double>(whole)};
}

}  // namespace

struct RareWalk::Crowd {
  std::int64_t heard = 0;
  std::int64_t right = 0;
  std::int64_t wrong = 0;
  std::optional<Answer> answer;  // the last one, if it was given
  std::optional<Answer> first_wrong;
  Signal last = Signal::go_on;
  Played first_signal;
  bool has_own = false;

  // Few enough names: where a lead counts, it is the lead that is told apart.
  [[nodiscard]] std::uint64_t standing(bool by_lead) const {
    if (by_lead)
      return static_cast<std::uint64_t>(std::clamp(wrong - right, -kAnswersToldApart, kAnswersToldApart) + 8);
    const std::int64_t others = std::min(heard - wrong, kAnswersToldApart);
    return static_cast<std::uint64_t>(others * 8 + std::min(wrong, kAnswersToldApart));
  }
};

// Wrong answers that others may give as well, by how often they were given.
struct RareWalk::Ballots {
  std::int64_t right = 0;
  std::int64_t alone = 0;  // wrong answers that nobody else can give
  std::vector<std::int64_t> rivals;

  [[nodiscard]] std::int64_t most_wrong() const {
    const std::int64_t most = rivals.empty() ? 0 : *std::max_element(rivals.begin(), rivals.end());
    return std::max<std::int64_t>(most, alone > 0 ? 1 : 0);
  }
};

void RareWalk::AtOnce::add(double& now, Signal signal) {
  longest = std::max(longest, now);
  now = entered;
  is_late = is_late || signal == Signal::over_time;
}

bool RareWalk::AtOnce::finish(double& now) const {
  now = longest;
  return !is_late;
}

// An answer, seen from where the block stands: own work taints, anything else leaves the context as it entered.
RareWalk::Carried RareWalk::result_of(Answer answer, Carried entered) {
  if (answer.is_right) return {Artifact::right, entered.is_tainted};
  if (answer.is_own || entered.artifact == Artifact::right) return {Artifact::own, true};
  return entered;
}

// False when the run is over its budget or, asked one after another, its time, which ends it from whatever depth.
bool RareWalk::hear(std::size_t begin, std::size_t end, bool graph, Carried entered, const Around& around, Crowd& crowd,
                    AtOnce* together) {
  if (!keeps_on()) {
    crowd.last = Signal::over_budget;
    return false;
  }
  const Played played = visit(begin, end, graph, entered, around);
  crowd.last = played.signal;
  crowd.answer.reset();
  ++crowd.heard;
  if (together != nullptr) together->add(time_ms_, played.signal);
  if (played.signal == Signal::go_on) {
    const bool is_right = played.carried.artifact == Artifact::right;
    crowd.answer = Answer{is_right, played.carried.artifact == Artifact::own};
    ++(is_right ? crowd.right : crowd.wrong);
    crowd.has_own = crowd.has_own || crowd.answer->is_own;
    if (!is_right && !crowd.first_wrong) crowd.first_wrong = crowd.answer;
  } else if (crowd.heard == crowd.right + crowd.wrong + 1) {
    crowd.first_signal = played;
  }
  return played.signal != Signal::over_budget && (together != nullptr || played.signal != Signal::over_time);
}

// ---- vote

RareWalk::Signal RareWalk::vote(std::size_t i, Carried& carried, const Around& around) {
  const Node& node = plan_.nodes[i];
  const Around inside = enter(i, around);
  if (node.word(Param::rule) == word::weighted) return weighted_vote(i, carried, inside);
  const bool is_ahead = node.word(Param::rule) == word::ahead;
  const bool has_end = !is_ahead || node.given(Param::n);
  Crowd crowd;
  Ballots ballots;
  AtOnce together(time_ms_);
  std::optional<bool> won;
  while ((!has_end || crowd.heard < node.whole(Param::n)) && !won) {
    const Around here = within(inside, i, crowd.standing(is_ahead), crowd.wrong > 0);
    if (!hear(body_of(i), node.end, node.graph, carried, here, crowd, is_ahead ? nullptr : &together))
      return crowd.last;
    if (crowd.answer && !is_ahead) cast(i, ballots, crowd.answer->is_right, carried, here);
    const std::int64_t lead = crowd.right - crowd.wrong;
    if (is_ahead && (lead >= node.whole(Param::k) || -lead >= node.whole(Param::k))) won = lead > 0;
  }
  if (!is_ahead && !together.finish(time_ms_)) return Signal::over_time;
  if (!is_ahead) won = winner(i, ballots, carried, within(inside, i, crowd.standing(false), crowd.wrong > 0));
  if (!won) return Signal::abstained;
  carried = result_of({*won, crowd.first_wrong && crowd.first_wrong->is_own}, carried);
  return Signal::go_on;
}

// A wrong answer is one of those given before with the share that they are of the rivals.
void RareWalk::cast(std::size_t i, Ballots& ballots, bool is_right, Carried carried, const Around& around) {
  const Node& node = plan_.nodes[i];
  if (is_right) {
    ++ballots.right;
  } else if (node.given(Param::collision)) {
    const double share = std::sqrt(node.rate(Param::collision).p);
    if (!toss({share, 1 - share}, i, Draw::popular, carried, around)) {
      ++ballots.alone;
      return;
    }
    if (ballots.rivals.empty()) ballots.rivals.push_back(0);
    ++ballots.rivals.front();
  } else {
    const auto given = static_cast<std::int64_t>(ballots.rivals.size());
    const Probability again = share_of(given, node.whole(Param::rivals));
    if (toss(again, i, Draw::rival, carried, around)) {
      ++ballots.rivals[static_cast<std::size_t>(coins_.below(ballots.rivals.size()))];
    } else {
      ballots.rivals.push_back(1);
    }
  }
}

std::optional<bool> RareWalk::winner(std::size_t i, const Ballots& ballots, Carried carried, const Around& around) {
  const Node& node = plan_.nodes[i];
  const std::int64_t most = ballots.most_wrong();
  if (node.word(Param::rule) != word::plurality) {
    const bool is_majority = node.word(Param::rule) == word::majority;
    const std::int64_t need = is_majority ? node.whole(Param::n) / 2 + 1 : node.whole(Param::k);
    if (ballots.right >= need) return true;
    if (most >= need) return false;
    return std::nullopt;
  }
  if (ballots.right == 0 && most == 0) return std::nullopt;
  if (ballots.right != most) return ballots.right > most;
  std::int64_t leaders = most == 1 ? ballots.alone : 0;
  leaders += std::count(ballots.rivals.begin(), ballots.rivals.end(), most);
  return toss(share_of(1, leaders + 1), i, Draw::tie, carried, around, static_cast<std::uint64_t>(leaders));
}

RareWalk::Signal RareWalk::weighted_vote(std::size_t i, Carried& carried, const Around& around) {
  const Node& node = plan_.nodes[i];
  Crowd crowd;
  AtOnce together(time_ms_);
  std::int64_t lead = 0;
  std::size_t voter = 0;
  std::uint64_t wrong = 0;  // one bit a voter
  for (std::size_t row = body_of(i); row < node.end; row = plan_.nodes[row].end, ++voter) {
    const Around here = within(around, i, mixed(wrong, voter), wrong != 0);
    if (!hear(row, plan_.nodes[row].end, false, carried, here, crowd, &together)) return crowd.last;
    if (!crowd.answer) continue;
    const std::int64_t weight = voter < node.weights.size() ? node.weights[voter] : 0;
    lead += crowd.answer->is_right ? weight : -weight;
    if (!crowd.answer->is_right) wrong |= std::uint64_t{1} << voter;
  }
  if (!together.finish(time_ms_)) return Signal::over_time;
  if (crowd.right + crowd.wrong == 0) return Signal::abstained;
  const bool is_right = lead != 0 ? lead > 0 : toss({0.5, 0.5}, i, Draw::tie, carried, around);
  carried = result_of({is_right, crowd.first_wrong && crowd.first_wrong->is_own}, carried);
  return Signal::go_on;
}

// ---- best_of

RareWalk::Signal RareWalk::best_of(std::size_t i, Carried& carried, const Around& around) {
  const Node& node = plan_.nodes[i];
  const Around inside = enter(i, around);
  if (node.word(Param::select) == word::argmax) return argmax(i, carried, inside);
  const bool takes_first = node.word(Param::select) == word::first_accepted;
  Crowd crowd;
  AtOnce together(time_ms_);
  std::optional<Answer> best;
  while (crowd.heard < node.whole(Param::n) && !(takes_first && best)) {
    const Around here = within(inside, i, crowd.standing(false), crowd.wrong > 0);
    if (!hear(body_of(i), node.end, node.graph, carried, here, crowd, takes_first ? nullptr : &together))
      return crowd.last;
    if (!crowd.answer) continue;
    const bool is_right = crowd.answer->is_right;
    if (takes_first) {
      Carried one = carried;
      one.artifact = is_right ? Artifact::right : Artifact::own;
      if (toss(node.rate(is_right ? Param::tpr : Param::fpr), i, Draw::accept, one, here)) best = crowd.answer;
    } else if (!best || (is_right && !best->is_right)) {
      best = crowd.answer;
    }
  }
  if (!takes_first && !together.finish(time_ms_)) return Signal::over_time;
  if (!best) return Signal::abstained;
  carried = result_of(*best, carried);
  return Signal::go_on;
}

// Among right candidates the one with the highest score has the smallest upper tail, and so among wrong ones.
RareWalk::Signal RareWalk::argmax(std::size_t i, Carried& carried, const Around& around) {
  const Node& node = plan_.nodes[i];
  Crowd crowd;
  AtOnce together(time_ms_);
  double tails[2] = {2, 2};  // wrong, right
  Answer best_wrong;
  while (crowd.heard < node.whole(Param::n)) {
    const Around here = within(around, i, crowd.standing(false), crowd.wrong > 0);
    if (!hear(body_of(i), node.end, node.graph, carried, here, crowd, &together)) return crowd.last;
    if (!crowd.answer) continue;
    double& tail = tails[crowd.answer->is_right ? 1 : 0];
    const double drawn = coins_.uniform();
    if (drawn >= tail) continue;
    tail = drawn;
    if (!crowd.answer->is_right) best_wrong = *crowd.answer;
  }
  if (!together.finish(time_ms_)) return Signal::over_time;
  if (crowd.right + crowd.wrong == 0) return Signal::abstained;
  bool is_right = crowd.wrong == 0;
  if (crowd.right > 0 && crowd.wrong > 0)
    is_right = base::normal_quantile(tails[1]) - node.real(Param::gap) < base::normal_quantile(tails[0]);
  carried = result_of(is_right ? Answer{true, false} : best_wrong, carried);
  return Signal::go_on;
}

// ---- parallel, map

// Every lane is played; where all are needed, the first that stops decides what the block does.
RareWalk::Signal RareWalk::parallel(std::size_t i, Carried& carried, const Around& around) {
  const Node& node = plan_.nodes[i];
  const bool is_map = node.kind == StepKind::map;
  std::int64_t count = is_map ? node.whole(Param::n) : 0;
  for (std::size_t r = body_of(i); !is_map && r < node.end; r = plan_.nodes[r].end) ++count;
  const int mode = is_map ? (node.given(Param::k) ? word::k_of_n : word::all) : node.word(Param::mode);
  const bool needs_all = mode == word::all;
  const std::int64_t needed = needs_all ? count : mode == word::any ? 1 : node.whole(Param::k);
  const Carried entered = carried;
  Crowd crowd;
  AtOnce together(time_ms_);
  std::size_t row = body_of(i);
  while (crowd.heard < count) {
    const Around here = within(around, i, crowd.standing(false), crowd.heard > crowd.right);
    const std::size_t end = is_map ? node.end : plan_.nodes[row].end;
    if (!hear(row, end, is_map && node.graph, entered, here, crowd, &together)) return crowd.last;
    if (!is_map) row = end;
  }
  if (!together.finish(time_ms_)) return Signal::over_time;
  const std::int64_t delivered = crowd.right + crowd.wrong;
  if (needs_all && delivered < count) {
    carried = leaving(entered, crowd.first_signal.carried);
    return crowd.first_signal.signal;
  }
  if (delivered < needed) return Signal::abstained;
  if (crowd.right < needed) {
    carried = result_of({false, crowd.has_own}, entered);
  } else if (is_map || toss(node.rate(Param::join), i, Draw::join, entered, around)) {
    carried = result_of({true, false}, entered);
  } else {
    carried = {Artifact::own, true};
  }
  return Signal::go_on;
}

}  // namespace nines::simulate
