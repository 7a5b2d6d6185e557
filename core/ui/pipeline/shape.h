// The shape of a pipeline, as far as one sentence can say it: "20 steps at 95 %, each checked and
// tried up to 3 times".
#pragma once

#include <optional>
#include <vector>

#include "app/edit.h"

namespace nines::ui {

struct Shape {
  std::vector<app::StepPath> works;     // the same step, once or as equal rows
  std::optional<app::StepPath> repeat;  // where the count stands
  std::optional<app::StepPath> retry;   // where the tries stand
  std::int64_t count = 1;
  bool checked = false;
};
// nullopt: this pipeline is not one step said many times.
std::optional<Shape> shape_of(const Pipeline& pipeline);
// Steps that do work in one run, repetitions counted.
std::int64_t work_visits(const std::vector<Step>& steps);
double number_in_force(const Step& step, Param id);

}  // namespace nines::ui
