// Families of crowds on which methods are compared: those the method was built on, and others with other parameters
// that it was not. One row each.
#pragma once

#include <vector>

#include "core/disagree/crowd_maker.h"

namespace nines::test {

enum class Seen : std::uint8_t { built_on, held_out };

struct CrowdFamily {
  Seen seen = Seen::built_on;
  CrowdPlan plan;
};

inline std::vector<CrowdFamily> crowd_families() {
  std::vector<CrowdFamily> out;
  const auto add = [&out](Seen seen, const char* name, auto&& change) {
    CrowdPlan plan;
    plan.name = name;
    change(plan);
    out.push_back({seen, plan});
  };
  const auto built = Seen::built_on;
  const auto held = Seen::held_out;
  add(built, "clean", [](CrowdPlan&) {});
  add(built, "copies", [](CrowdPlan& p) { p.copies = 3, p.source = 0.6, p.raters = 10; });
  add(built, "copied majority", [](CrowdPlan& p) { p.copies = 4, p.source = 0.6, p.low = 0.65; });
  add(built, "partial copies", [](CrowdPlan& p) { p.copies = 4, p.copy_rate = 0.8, p.source = 0.55, p.raters = 10; });
  add(built, "duplicates", [](CrowdPlan& p) { p.copies = 2, p.raters = 7; });
  add(built, "adversaries", [](CrowdPlan& p) { p.adversaries = 3, p.raters = 10; });
  add(built, "skew", [](CrowdPlan& p) { p.first_class = 0.92, p.habit = 0.5; });
  add(built, "few raters", [](CrowdPlan& p) { p.raters = 3, p.items = 60; });
  add(built, "few, 4 classes",
      [](CrowdPlan& p) { p.raters = 4, p.items = 50, p.classes = 4, p.low = 0.4, p.high = 0.8; });
  add(built, "many classes",
      [](CrowdPlan& p) { p.classes = 15, p.raters = 8, p.low = 0.3, p.high = 0.7, p.items = 150; });
  add(built, "spammers", [](CrowdPlan& p) { p.spammers = 3, p.classes = 3; });
  add(built, "hard items", [](CrowdPlan& p) { p.hard_share = 0.4, p.hardness = 0.8; });
  add(built, "habits", [](CrowdPlan& p) { p.classes = 4, p.habit = 0.8, p.low = 0.4, p.high = 0.75, p.items = 200; });
  add(built, "sparse",
      [](CrowdPlan& p) { p.classes = 4, p.raters = 60, p.density = 0.08, p.low = 0.35, p.high = 0.95, p.items = 300; });
  add(held, "large and weak", [](CrowdPlan& p) { p.raters = 21, p.low = 0.54, p.high = 0.74, p.items = 90; });
  add(held, "copies, 5 classes", [](CrowdPlan& p) {
    p.raters = 11, p.copies = 4, p.source = 0.5, p.classes = 5, p.low = 0.45, p.high = 0.8, p.items = 150;
  });
  add(held, "loose copies",
      [](CrowdPlan& p) { p.raters = 13, p.copies = 5, p.copy_rate = 0.7, p.source = 0.65, p.items = 250; });
  add(held, "two duplicates",
      [](CrowdPlan& p) { p.raters = 6, p.copies = 1, p.classes = 3, p.low = 0.5, p.high = 0.8; });
  add(held, "adversaries, 3 classes", [](CrowdPlan& p) {
    p.raters = 8, p.adversaries = 2, p.adversary = 0.05, p.classes = 3, p.low = 0.5, p.high = 0.85, p.items = 100;
  });
  add(held, "skew, 5 classes",
      [](CrowdPlan& p) { p.first_class = 0.75, p.classes = 5, p.raters = 6, p.items = 90, p.low = 0.5, p.high = 0.8; });
  add(held, "four raters, binary", [](CrowdPlan& p) { p.raters = 4, p.items = 80, p.low = 0.55, p.high = 0.85; });
  add(held, "30 classes", [](CrowdPlan& p) { p.classes = 30, p.raters = 5, p.items = 60, p.low = 0.4, p.high = 0.9; });
  add(held, "tiny", [](CrowdPlan& p) { p.raters = 5, p.items = 20, p.classes = 3; });
  add(held, "sparse, hard", [](CrowdPlan& p) {
    p.raters = 40, p.density = 0.15, p.hard_share = 0.25, p.items = 350, p.low = 0.5, p.high = 0.95;
  });
  return out;
}

}  // namespace nines::test
