// Learning a twist (twist.h).
#include "simulate/rare/twist.h"

#include <algorithm>
#include <cmath>

#include "base/special.h"

namespace nines::simulate {
namespace {

constexpr double kPriorDraws = 2;         // what the coarser name weighs against a name's own draws
constexpr double kFewestDraws = 10;       // that are worth a factor
constexpr double kFewestDrawsApart = 50;  // of one name, a factor of its own
constexpr double kHalfDraw = 0.5;         // no side is ruled out
constexpr double kNoticed = 2.5;          // standard errors from what was expected
constexpr double kNoticedApart = 4;       // of one name among many that share a coarse one
constexpr double kMostRaised = 0.95;      // runs in which what is raised does not happen have weight too
constexpr double kMostLowered = 0.05;     // of the written number: what is lowered more is missed

// The factor on the odds of `rare` that gives `raised`.
double factor_of(double rare, double raised) { return raised / (1 - raised) * ((1 - rare) / rare); }

// In: counts in units of runs, and the factor that the coarser name has.
double learned_factor(const DrawSums& sums, double prior, double fewest, double noticed) {
  if (!(sums.draws >= fewest) || !(sums.expected > 0)) return prior;
  const double rare = sums.expected / sums.draws;
  if (!(rare < 1)) return prior;
  const double foretold = tilted(rare, prior);
  const double spread = std::sqrt(sums.draws * foretold * (1 - foretold));
  if (std::fabs(sums.happened - sums.draws * foretold) <= noticed * spread + kHalfDraw) return prior;
  const double happened = sums.happened + kPriorDraws * foretold;
  const double rest = std::max(0.0, sums.draws - sums.happened) + kPriorDraws * (1 - foretold) + kHalfDraw;
  return factor_of(rare, happened / (happened + rest));
}

DrawSums in_runs(const DrawSums& sums, double scale) {
  return {sums.happened * scale, sums.draws * scale, sums.expected * scale};
}

}  // namespace

std::size_t PilotSums::place_of(DrawName name) {
  const auto [at, is_new] = places_.emplace(name.fine, names.size());
  if (is_new) {
    names.push_back(name);
    draws.emplace_back();
  }
  return at->second;
}

double tilted(double rare, double factor) {
  const double odds = rare * factor;
  return odds / (1 - rare + odds);
}

double tempered(double rare, double exponent) { return exponent == 1 ? rare : base::pow(rare, exponent); }

void Twist::learn(const PilotSums& sums, std::size_t target) {
  fine_.clear();
  coarse_.clear();
  const PilotSums::Weights& all = sums.of[target];
  if (!(all.weight > 0)) return;
  has_learned_ = true;
  const double scale = all.effective() / all.weight;  // from weights to runs
  std::unordered_map<std::uint64_t, DrawSums> together;
  for (std::size_t i = 0; i < sums.names.size(); ++i) {
    DrawSums& sum = together[sums.names[i].coarse];
    const DrawSums& one = sums.draws[i][target];
    sum = {sum.happened + one.happened, sum.draws + one.draws, sum.expected + one.expected};
  }
  for (std::size_t i = 0; i < sums.names.size(); ++i) {
    const DrawName name = sums.names[i];
    auto coarse = coarse_.find(name.coarse);
    if (coarse == coarse_.end())
      coarse =
          coarse_.emplace(name.coarse, learned_factor(in_runs(together[name.coarse], scale), 1, kFewestDraws, kNoticed))
              .first;
    fine_.emplace(name.fine, learned_factor(in_runs(sums.draws[i][target], scale), coarse->second, kFewestDrawsApart,
                                            kNoticedApart));
  }
}

double Twist::raised(double rare, DrawName name) const {
  double factor = 1;
  if (const auto fine = fine_.find(name.fine); fine != fine_.end())
    factor = fine->second;
  else if (const auto coarse = coarse_.find(name.coarse); coarse != coarse_.end())
    factor = coarse->second;
  if (factor == 1) return rare;
  return std::clamp(tilted(rare, factor), kMostLowered * rare, kMostRaised);
}

double Twist::broad(double rare, DrawName name) const {
  double here = exponent;
  if (assignment > 0) {
    constexpr double kAssigned[] = {1, 1, 0.25, 0.04};
    here = kAssigned[((name.coarse ^ assignment * 0x9E37'79B9'7F4A'7C15) * 0xBF58'476D'1CE4'E5B9) >> 62];
  }
  return std::min(tempered(rare, here), kMostRaised);
}

}  // namespace nines::simulate
