// Raw material of RandomLanguage (random_language.h): choices from raw bits, and the latents of a random pipeline with
// the rates that work under them may have.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <random>
#include <string>
#include <vector>

#include "nines/values.h"

namespace nines::oracle {

class Bits {
 public:
  explicit Bits(std::uint64_t seed) : random_(seed) {}
  bool interior = false;  // every probability strictly inside (0, 1)

  std::uint64_t below(std::uint64_t n) { return random_() % n; }
  bool one_in(std::uint64_t n) { return below(n) == 0; }
  double of(std::initializer_list<double> values) { return values.begin()[below(values.size())]; }
  const char* word(std::initializer_list<const char*> words) { return words.begin()[below(words.size())]; }

  double rate() {
    if (!interior && one_in(12)) return of({0, 1});
    return of({0.95, 0.8, 0.6, 0.3, 0.99, 0.9, 0.999, 0.5});
  }
  double small() {
    if (!interior && one_in(12)) return of({0, 1});
    return of({0.1, 0.3, 0.6, 0.02});
  }

 private:
  std::mt19937_64 random_;
};

struct WorkRate {
  double p = 0.9;
  double transient = 0;
  bool is_free = true;  // no latent drives it
};

// None, one for all work, or some that name theirs: decided first, filled with ids as work is made.
class LatentPlan {
 public:
  LatentPlan() = default;
  explicit LatentPlan(Bits& bits) {
    const std::uint64_t scheme = bits.below(20);
    if (scheme < 7) return;
    drives_all_ = scheme < 11;
    const std::uint64_t count = drives_all_ || bits.below(3) < 2 ? 1 : 2 + bits.below(2);
    for (std::uint64_t i = 0; i < count; ++i) groups_.push_back(random_group(bits));
  }

  bool drives_all() const { return drives_all_; }
  // A theta of a visit may not meet work that a latent of the pipeline drives.
  bool allows_visits() const { return !drives_all_; }
  // Rates under 1/2 give negative weights.
  bool allows_weighted() const { return !drives_all_ || is_fit_to_weigh(groups_[0]); }
  // Several latents are as many dimensions to an engine that integrates.
  double most_leaves() const { return groups_.size() > 1 ? 60 : 250; }

  WorkRate rate_of_work(const std::string& id, bool is_weighed, Bits& bits) {
    const auto chosen = static_cast<std::size_t>(drives_all_ ? 0 : bits.below(groups_.size() + 1));
    const bool is_free = chosen >= groups_.size() || (is_weighed && !is_fit_to_weigh(groups_[chosen]));
    if (is_free) return {is_weighed ? weighed_rate(bits) : bits.rate(), 0, true};
    Group& group = groups_[chosen];
    Latent& latent = group.latent;
    latent.steps.push_back(id);
    if (latent.family != LatentFamily::logit_normal) return {group.p, group.transient, false};
    if (bits.one_in(2)) latent.loadings.push_back({id, bits.of({0.5, 2, 0})});
    const double p = is_weighed ? weighed_rate(bits) : latent.never > 0 ? low_rate(bits) : bits.rate();
    return {p, bits.one_in(5) ? 0.4 : 0, false};
  }

  std::vector<Latent> latents() const {
    std::vector<Latent> out;
    for (const Group& group : groups_) {
      if (group.latent.steps.empty()) continue;  // no work came its way
      out.push_back(group.latent);
      if (drives_all_) out.back().steps.clear();
    }
    return out;
  }

  static double weighed_rate(Bits& bits) { return bits.of({0.75, 0.8, 0.9, 0.95}); }

 private:
  struct Group {
    Latent latent;
    double p = 0.9;  // beta, classes: of all its work
    double transient = 0;
  };

  // Low enough that the others can make up for what is never solved, even with a shift in its favour.
  static double low_rate(Bits& bits) { return bits.of({0.3, 0.5, 0.6}); }

  static bool is_fit_to_weigh(const Group& group) {
    return group.latent.never == 0 && (group.latent.family == LatentFamily::logit_normal || group.p > 0.7);
  }

  static Group random_group(Bits& bits) {
    Group out;
    Latent& latent = out.latent;
    latent.scope = bits.one_in(2) ? LatentScope::item : LatentScope::batch;
    latent.family = static_cast<LatentFamily>(bits.below(3));
    if (bits.one_in(4)) latent.never = bits.of({0.05, 0.2});
    if (latent.family == LatentFamily::beta) {
      latent.rho = !bits.interior && bits.one_in(6) ? bits.of({0, 1}) : bits.of({0.1, 0.4, 0.7});
      out.p = latent.never > 0 ? low_rate(bits) : bits.rate();
      out.transient = bits.one_in(4) ? 0.4 : 0;
      // theta's mean is higher than p where part of the errors is chance
      if (latent.never > 0 && out.p > 0.5) out.transient = 0;
    }
    if (latent.family == LatentFamily::logit_normal) latent.sd = bits.of({0.5, 1, 2});
    if (latent.family == LatentFamily::classes) give_classes(out, bits);
    return out;
  }

  static void give_classes(Group& group, Bits& bits) {
    std::vector<WeightedRate>& classes = group.latent.classes;
    if (group.latent.never > 0)
      classes = {{0.25, 0.2}, {0.75, 0.6}};
    else if (bits.one_in(2))
      classes = {{0.1, 0.4}, {0.9, 0.99}};
    else
      classes = {{0.5, 0.9}, {0.25, 0.6}, {0.25, 0.1}};
    group.p = 0;
    for (const WeightedRate& one : classes) group.p += one.weight * one.p;
  }

  std::vector<Group> groups_;
  bool drives_all_ = false;
};

}  // namespace nines::oracle
