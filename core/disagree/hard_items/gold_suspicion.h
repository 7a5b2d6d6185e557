// Items on which good raters are "wrong" more often than poor ones. Used by hard_items.
#pragma once

#include <vector>

#include "disagree/hard_items/skills.h"
#include "nines/hard_items.h"
#include "nines/run_context.h"

namespace nines::disagree {

// One row an item with known correctness, sorted as in HardItemReport. False when cancelled.
bool gold_suspicions(const ItemAnswers& items, const Skills& skills, const HardItemOptions& options,
                     const RunContext& run, std::vector<GoldSuspicion>& out);

}  // namespace nines::disagree
