// How far each draw of a pipeline is raised: a factor on its odds for every situation that a run can be in, learned
// from weighted pilot runs by cross-entropy (Rubinstein & Kroese 2004). A situation has a fine name (the row, what the
// run carries, how its block stands) and a coarse one, shared by rows side by side; what is not told apart by the data
// is not told apart by the twist. Used by core/simulate/rare only; it knows nothing of pipelines.
#pragma once

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace nines::simulate {

// Weighted counts of one situation over the pilot runs that met the end.
struct DrawSums {
  double happened = 0;
  double draws = 0;
  double expected = 0;  // by the written numbers
};

struct DrawName {
  std::uint64_t fine = 0;
  std::uint64_t coarse = 0;
  bool is_hot = false;  // something has gone wrong around it
};

inline constexpr std::size_t kTargets = 4;  // tempered laws that pilot runs are weighed under side by side

// What pilot runs that met the end came to, under each target.
struct PilotSums {
  struct Weights {
    double weight = 0;
    double square = 0;
    // Of the hits.
    [[nodiscard]] double effective() const { return square > 0 ? weight / square * weight : 0; }
  };
  std::array<Weights, kTargets> of;
  std::uint64_t hits = 0;
  std::vector<DrawName> names;  // in the order of first sight
  std::vector<std::array<DrawSums, kTargets>> draws;

  std::size_t place_of(DrawName name);

 private:
  std::unordered_map<std::uint64_t, std::size_t> places_;  // by fine name
};

// In: a probability as the rare side of a draw, 0 < r <= 1/2, and a factor on its odds.
double tilted(double rare, double factor);

class Twist {
 public:
  // What the pilots learned. Factors of names with few draws stay with those of the coarse name, and those with 1.
  void learn(const PilotSums& sums, std::size_t target);

  [[nodiscard]] bool has_learned() const { return has_learned_; }
  // The probability at which the rare side of such a draw is played.
  [[nodiscard]] double raised(double rare, DrawName name) const;
  // As learned where nothing has gone wrong yet, else as written: for ends that come in spite of an error that was
  // caught, which learning from the commonest way there would hide.
  [[nodiscard]] double cold(double rare, DrawName name) const { return name.is_hot ? rare : raised(rare, name); }
  // The same for the broad twist, rare^exponent; it covers what the pilots never saw.
  [[nodiscard]] double broad(double rare, DrawName name) const;

  double exponent = 1;  // of the broad twist
  // Draws of a run that may be raised; those that follow are drawn as written, so that no run is kept from ending.
  std::uint64_t most_draws = ~std::uint64_t{0};
  std::uint64_t assignment = 0;  // > 0: each coarse name has an exponent of its own instead, by chance

 private:
  bool has_learned_ = false;
  std::unordered_map<std::uint64_t, double> fine_;
  std::unordered_map<std::uint64_t, double> coarse_;
};

// rare^exponent
double tempered(double rare, double exponent);

}  // namespace nines::simulate
