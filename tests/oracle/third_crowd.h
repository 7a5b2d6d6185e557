// What many answers come to, for the third engine: ballots with named answers and the rules that pick a winner.
#pragma once

#include <cmath>
#include <map>
#include <optional>
#include <vector>

#include "oracle/third_latents.h"

namespace nines::oracle {

// One voter's or candidate's answer, seen from inside its visit.
struct Answer {
  bool is_right = false;
  bool is_own = false;  // wrong by work of its visit
};

class Ballots {
 public:
  explicit Ballots(const Row& vote) : vote_(vote) {}

  void add(Answer answer, Draws& draws) {
    if (!answer.is_right && !first_wrong_) first_wrong_ = answer;
    ++counts_[answer.is_right ? kRight : wrong_name(draws)];
  }

  bool is_first_wrong_own() const { return first_wrong_ && first_wrong_->is_own; }

  // Each gives whether the winner is right, or nothing without a winner.
  std::optional<bool> with_votes(double least) const {
    for (const auto& [name, votes] : counts_) {
      if (votes >= least) return name == kRight;
    }
    return std::nullopt;
  }

  std::optional<bool> with_most(Draws& draws) const {
    if (counts_.empty()) return std::nullopt;
    std::vector<long long> leaders;
    for (const auto& [name, votes] : counts_) {
      if (votes == most()) leaders.push_back(name);
    }
    return leaders[static_cast<std::size_t>(draws.below(leaders.size()))] == kRight;
  }

  std::optional<bool> with_lead(double lead) const {
    for (const auto& [name, votes] : counts_) {
      double rest = 0;
      for (const auto& [other, votes_of_other] : counts_) {
        if (other != name) rest = std::fmax(rest, votes_of_other);
      }
      if (votes - rest >= lead) return name == kRight;
    }
    return std::nullopt;
  }

 private:
  static constexpr long long kRight = 0;

  double most() const {
    double out = 0;
    for (const auto& [name, votes] : counts_) out = std::fmax(out, votes);
    return out;
  }

  // 1, 2, …: answers that others may give as well; -1, -2, …: one's own.
  long long wrong_name(Draws& draws) {
    if (!vote_.given(Param::collision))
      return 1 + static_cast<long long>(draws.below(static_cast<std::uint64_t>(vote_.whole(Param::rivals))));
    return draws.happens(std::sqrt(vote_.value(Param::collision))) ? 1 : --last_own_name_;
  }

  const Row& vote_;
  std::map<long long, double> counts_;
  std::optional<Answer> first_wrong_;
  long long last_own_name_ = 0;
};

// Two answers, each with the sum of its voters' weights.
struct WeightedBallots {
  double right = 0;
  double wrong = 0;
  bool has_answer = false;
  std::optional<Answer> first_wrong;

  void add(Answer answer, double weight) {
    has_answer = true;
    (answer.is_right ? right : wrong) += weight;
    if (!answer.is_right && !first_wrong) first_wrong = answer;
  }
  std::optional<bool> winner(Draws& draws) const {
    constexpr double kTie = 1e-9;  // sums of the same weights in another order
    if (!has_answer) return std::nullopt;
    if (std::fabs(right - wrong) < kTie) return draws.happens(0.5);
    return right > wrong;
  }
};

}  // namespace nines::oracle
