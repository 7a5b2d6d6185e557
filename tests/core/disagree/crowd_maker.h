// Crowds with known truth for tests of aggregation and of voters: raters of given accuracies who err independently, and
// whatever breaks that: copies, adversaries, hard items, habits. Draws are counter-based: (seed, draw) names a crowd.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "base/rng.h"
#include "nines/ratings.h"

namespace nines::test {

struct CrowdPlan {
  const char* name = "";
  int items = 120;
  int raters = 9;
  int classes = 2;
  double density = 1;  // share of (item, rater) that are rated
  double low = 0.6;    // accuracies are uniform on [low, high]
  double high = 0.9;
  double first_class = 0;  // prevalence of class 0; 0: classes are equally common
  int copies = 0;          // raters that copy rater 0 ...
  double copy_rate = 1;    // ... each answer with this probability
  double source = 0;       // accuracy of rater 0 when > 0
  int adversaries = 0;     // the last raters: truth with `adversary`
  double adversary = 0.15;
  int spammers = 0;       // raters before those: always the same value
  double hard_share = 0;  // of the items, where accuracies shrink towards chance by `hardness`
  double hardness = 0.7;
  double habit = 0;  // share of a rater's errors that go to the next class; uneven class accuracies with it
};

struct Crowd {
  Ratings ratings;
  std::vector<std::uint32_t> truth;
};

class CrowdDraw {
 public:
  CrowdDraw(std::uint64_t seed, std::uint64_t draw) : words_(seed, draw) {}
  double uniform() { return (static_cast<double>(words_.next() >> 12) + 0.5) * 0x1p-52; }
  int below(int n) { return std::min(n - 1, static_cast<int>(uniform() * n)); }

 private:
  base::PhiloxReader words_;
};

inline std::string padded(const char* prefix, int number) {
  std::string digits = std::to_string(number);
  return prefix + std::string(6 - std::min<std::size_t>(6, digits.size()), '0') + digits;
}

struct CrowdRater {
  double accuracy = 0;
  std::vector<double> shift;  // per class
  int favourite = 0;
};

inline int draw_answer(CrowdDraw& draw, const CrowdPlan& plan, const CrowdRater& rater, int truth, double pull) {
  const double chance = 1.0 / plan.classes;
  double right = std::clamp(rater.accuracy + rater.shift[static_cast<std::size_t>(truth)], 0.02, 0.98);
  right = chance + (right - chance) * pull;
  if (draw.uniform() < right) return truth;
  if (draw.uniform() < plan.habit) return (truth + 1) % plan.classes;
  return (truth + 1 + draw.below(plan.classes - 1)) % plan.classes;
}

inline Crowd make_crowd(const CrowdPlan& plan, std::uint64_t seed, std::uint64_t number) {
  CrowdDraw draw(seed, number);
  std::vector<CrowdRater> raters;
  for (int j = 0; j < plan.raters; ++j) {
    CrowdRater rater;
    rater.accuracy = plan.low + (plan.high - plan.low) * draw.uniform();
    if (j == 0 && plan.source > 0) rater.accuracy = plan.source;
    if (j >= plan.raters - plan.adversaries) rater.accuracy = plan.adversary;
    for (int k = 0; k < plan.classes; ++k) rater.shift.push_back(plan.habit * 0.4 * (draw.uniform() - 0.5));
    rater.favourite = draw.below(plan.classes);
    raters.push_back(rater);
  }
  Crowd out;
  Ratings& ratings = out.ratings;
  for (int j = 0; j < plan.raters; ++j) ratings.raters.push_back(padded("r", j));
  for (int k = 0; k < plan.classes; ++k) ratings.values.push_back("\"" + padded("c", k) + "\"");
  for (int i = 0; i < plan.items; ++i) {
    ratings.items.push_back(padded("i", i));
    ratings.item_begin.push_back(ratings.ratings.size());
    const bool first = plan.first_class > 0 && draw.uniform() < plan.first_class;
    const int truth = first ? 0 : plan.first_class > 0 ? 1 + draw.below(plan.classes - 1) : draw.below(plan.classes);
    const double pull = draw.uniform() < plan.hard_share ? 1.0 - plan.hardness : 1.0;
    int source = 0;
    for (int j = 0; j < plan.raters; ++j) {
      const CrowdRater& rater = raters[static_cast<std::size_t>(j)];
      int answer = draw_answer(draw, plan, rater, truth, pull);
      if (j == 0) source = answer;
      if (j >= 1 && j <= plan.copies && draw.uniform() < plan.copy_rate) answer = source;
      const int honest = plan.raters - plan.adversaries;
      if (j >= honest - plan.spammers && j < honest) answer = rater.favourite;
      if (draw.uniform() < plan.density)
        ratings.ratings.push_back({static_cast<std::uint32_t>(j), static_cast<std::uint32_t>(answer)});
    }
    out.truth.push_back(static_cast<std::uint32_t>(truth));
  }
  ratings.item_begin.push_back(ratings.ratings.size());
  return out;
}

}  // namespace nines::test
