// Derivatives of a whole run in every probability and correlation that was written or assumed. The
// tangent of one row's kernel is carried outward: through a body by what stands before and after
// it, through retries and repetitions by Dual arithmetic, through hidden causes by how their
// classes move. Called by influence.cpp.
#pragma once

#include <vector>

#include "nines/run_context.h"
#include "simulate/kernel.h"
#include "simulate/plan.h"

namespace nines::simulate {

struct Derivative {
  std::size_t node = kNone;  // kNone: the item latent
  Param param = Param::p;
  std::size_t together = 1;  // work rows that move with it, because one theta drives them
  Row<double> slope{};       // of masses and expected costs of a run
};

// In: a plan whose laws are filled. Out: one entry a parameter, in the order of rows. Early and
// meaningless when cancelled. Cost: O(rows · depth · classes) kernel products, and O(classes^3) a
// law.
std::vector<Derivative> run_derivatives(const Plan& plan, const RunContext& run);

}  // namespace nines::simulate
