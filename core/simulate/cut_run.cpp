// Answers about one row, carried to the ends of the run (cut_run.h).
#include "simulate/cut_run.h"

namespace nines::simulate {

CutRun::CutRun(const Plan& plan, const RunContext& run) : plan_(plan), top_(top_list(plan)) {
  if (plan.graph)
    graph_.emplace(plan, top_, run);
  else
    list_.emplace(plan, top_, run);
}

const CutRun::Kernels& CutRun::kernels_for(const Question& question, std::size_t place,
                                           const std::function<Kernels()>& make) {
  const std::size_t kind = top_.kind[place];
  if (top_.size[kind] == 1) return last_ = make();
  const Key key{kind, question.node - top_.rows[place], question.param, question.of_law, question.one_more};
  const auto found = known_.find(key);
  return found != known_.end() ? found->second : known_[key] = make();
}

Row<double> CutRun::slope_of(const Question& question, const std::function<Kernels()>& slopes) {
  const std::size_t place = top_.place_of(top_of(plan_, question.node));
  const Kernels& kernels = kernels_for(question, place, slopes);
  if (kernels.size() < plan_.run_classes.size()) return {};
  return graph_ ? graph_->slope_with(kernels, place) : list_->slope_with(kernels, place);
}

std::optional<Row<double>> CutRun::change_of(const Question& question, const std::function<Kernels()>& kernels) {
  const std::size_t place = top_.place_of(top_of(plan_, question.node));
  const Kernels& changed = kernels_for(question, place, kernels);
  if (changed.size() < plan_.run_classes.size()) return std::nullopt;
  if (graph_) return graph_->change_with(changed, place);
  Row<double> out = list_->row_with(changed, place);
  for (std::size_t c = 0; c < kColumns; ++c) out[c] -= list_->now()[c];
  return out;
}

}  // namespace nines::simulate
