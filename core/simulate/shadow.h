// Copies of a plan in which theta also drives work whose rho is 0 now, so that the derivative in
// rho at 0 exists: it asks what the kernel does at rates near p. Used by gradient.cpp only; never
// for a value.
#pragma once

#include <map>
#include <optional>

#include "simulate/plan.h"

namespace nines::simulate {

struct Shadow {
  Plan plan;                        // retries with a written rho of 0: their work answers to theta.visit
  std::map<std::size_t, Law> laws;  // by retry
  Plan item_plan;                   // an item latent with rho = 0: its work answers to theta.item
  std::optional<Law> item_law;
  [[nodiscard]] const Law* law_at(std::size_t retry) const {
    const auto at = laws.find(retry);
    return at == laws.end() ? nullptr : &at->second;
  }
};
Shadow make_shadow(const Plan& plan);

// The first work row below `block` (kNone: anywhere) that `cause` drives: its p is the mean of
// theta.
std::size_t first_driven(const Plan& plan, std::size_t block, Cause cause);

}  // namespace nines::simulate
