// Arithmetic on the worth of suffixes (plan_front.h): an option put before one, what it comes to at an arrival, and
// whether one may stand for another wherever a run may arrive. Vectors over the latent classes, so that a comparison of
// two suffixes takes as little as memory allows. Used by plan_front.cpp only.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "simulate/questions/arrivals.h"
#include "simulate/questions/plan_front.h"

namespace nines::simulate {

// Where a number of a suffix stands: by criterion, then state, then class; classes are padded with ones of no weight.
struct WorthLayout {
  explicit WorthLayout(const Stages& stages);
  std::size_t criteria;
  std::size_t states;
  std::size_t lanes;
  [[nodiscard]] std::size_t at(std::size_t criterion, std::size_t state) const {
    return (criterion * states + state) * lanes;
  }
  [[nodiscard]] std::size_t size() const { return at(criteria, 0); }
};

// An arrival seen from behind an option: what it costs on the way, and how much arrives there, [state · lanes + class].
struct Pulled {
  std::array<double, kMaxCriteria> spent{};
  std::vector<double> mass;
};

// The options of one stage.
class StageTables {
 public:
  StageTables(const Stages& stages, const WorthLayout& layout, const Stage& stage);

  // The worth of one option followed by `after`.
  void extend(std::size_t option, const double* after, double* out) const;
  // In: an arrival, [state · lanes + class].
  [[nodiscard]] Pulled pull(std::size_t option, const std::vector<double>& arrival) const;
  [[nodiscard]] double value(const Pulled& pulled, std::size_t criterion, const double* after) const;

 private:
  struct Move {
    std::size_t from;
    std::size_t to;
    std::vector<double> mass;  // by class
  };
  struct Table {
    std::vector<double> spent;  // laid out as a worth
    std::vector<Move> moves;    // by from
  };
  Table table_of(const Stages& stages, const Stage& stage, const StageOption& option) const;

  WorthLayout layout_;
  std::vector<Table> tables_;
};

// What one suffix comes to at some arrivals inside the box. A suffix that is worse at any of them cannot stand for
// another; that is seen at once, and most comparisons end there.
inline constexpr std::size_t kProbes = 4;
using Probed = std::array<std::array<double, kProbes>, kMaxCriteria>;

// Everywhere a run may arrive at one cut.
class Box {
 public:
  Box(const Stages& stages, const WorthLayout& layout, const std::vector<Arrival>& arrivals);

  [[nodiscard]] const std::vector<double>& middle() const { return probes_[0]; }
  [[nodiscard]] Probed probe(const double* worth) const;
  // Whether, for every arrival and in every criterion, a is at most (1 + slack) b: a may stand for b.
  [[nodiscard]] bool is_no_worse(const double* a, const double* b, double slack) const;

 private:
  struct Share {
    std::size_t state;
    std::vector<double> least;  // of the mass that is right, by class
    std::vector<double> most;
  };

  WorthLayout layout_;
  std::vector<double> low_;  // right mass, times the weight of the class
  std::vector<double> high_;
  std::vector<Share> shares_;  // of the states that are ever met
  std::array<std::vector<double>, kProbes> probes_;
};

}  // namespace nines::simulate
