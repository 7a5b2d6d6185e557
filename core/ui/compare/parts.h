// The pieces of the Compare workspace.
#pragma once

#include "ui/compare/compare.h"

namespace nines::ui {

// How one row of the matrix is drawn: one cell per trial of a lone model, or one per model.
struct MatrixShape {
  std::vector<std::string> models;  // columns when there are several models; empty for one model's repeats
  std::size_t columns = 0;
  bool outcomes = false;  // cells are right or wrong, not clusters
};
MatrixShape matrix_shape(const DisagreeReport& report);
// Colour of the `rank`-th commonest answer; what "right" and "wrong" answers look like when that is
// what was compared.
ImU32 cluster_colour(const Theme& theme, const DisagreeReport& report, const AnswerCluster& cluster, std::size_t rank);

std::string item_class_text(ItemClass item_class);
std::string entropy_text(double nats);
// "4", "3–5": how many answers a task has, those of all models together.
std::string answers_a_task(const DisagreeReport& report);
bool has_repeats(const DisagreeReport& report);  // pass^k is known for two values of k
void draw_pass_plot(Frame& ui, const ImRect& rect, const DisagreeReport& report);
void draw_matrix(Frame& ui, const DisagreeReport& report);
void draw_agreement(Frame& ui, const DisagreeReport& report);
void draw_repeats(Frame& ui, const DisagreeReport& report);
void draw_fit(Frame& ui);
const Estimate* agreement_of(const DisagreeReport& report, std::string_view id);

}  // namespace nines::ui
