// The pipeline as a tree of steps addressed by paths. Used by apply.cpp and session.cpp; changes only what it is given.
#pragma once

#include "app/edit.h"

namespace nines::app {

// The list that holds the step `path` names (or would name), and its index there; nullptr when a parent is missing.
std::vector<Step>* sibling_list(Pipeline& pipeline, const StepPath& path);
Step* find_step(Pipeline& pipeline, const StepPath& path);
// How many steps, nested ones included.
std::size_t step_count(const std::vector<Step>& steps);
// Deepest nesting, 1 = flat.
std::size_t step_depth(const std::vector<Step>& steps);
// The step's id; a step without one gets a name nobody else has.
const std::string& id_given_to(Pipeline& pipeline, Step& step);
// A rollback that does not say where to goes back to the row before it, which gets an id if it has none.
void aim_at_row_before(Pipeline& pipeline, std::vector<Step>& list, std::size_t at);

}  // namespace nines::app
