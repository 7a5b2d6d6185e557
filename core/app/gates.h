// Rates measured on a contract, as a format gate behind the step whose answers they were measured on. Used by apply.cpp
// and session_actions.cpp.
#pragma once

#include "app/edit.h"

namespace nines::app {

// Where the gate of the step at `path` stands once it is put there: behind it where rows follow each other, else behind
// it in a group of their own.
StepPath gate_path(const Pipeline& pipeline, const StepPath& path);
// Puts the gate there; one that stands there already gets the new rates. Path must name a step.
void put_gate(Pipeline& pipeline, const StepPath& path, const Step& gate);

}  // namespace nines::app
