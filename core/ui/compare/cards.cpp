// Cards of figures beside the pictures: agreement, repeats, and the rate that a pipeline can use.
#include "nines/catalog.h"
#include "ui/compare/parts.h"
#include "ui/widgets/format.h"

namespace nines::ui {
namespace {

Tip about(std::string_view id, const Estimate& estimate) {
  Tip tip;
  for (const MetricInfo& info : metric_table()) {
    if (id == info.id) tip = {info.label, info.formula, info.reference};
  }
  if (!estimate.reason.empty()) tip.text += (tip.text.empty() ? "" : ". ") + estimate.reason;
  if (estimate.ci)
    tip.source += (tip.source.empty() ? "" : "\n") + percent(estimate.ci->level) + " interval: " + estimate.ci->method;
  return tip;
}

void row(Frame& ui, std::string_view id, const std::string& label, const Estimate& estimate) {
  std::string text = estimate_short(estimate);
  if (estimate.value && estimate.ci) text += " " + interval_short(*estimate.ci);
  data_row(ui, label, text, about(id, estimate));
}

}  // namespace

const Estimate* agreement_of(const DisagreeReport& report, std::string_view id) {
  for (const auto& [name, estimate] : report.agreement) {
    if (name == id) return &estimate;
  }
  return nullptr;
}

void draw_agreement(Frame& ui, const DisagreeReport& report) {
  const CardMark mark = begin_card(ui, "Agreement");
  for (const auto& [id, estimate] : report.agreement) {
    const std::string label = id == "krippendorff_nominal" ? "Krippendorff α"
                              : id == "observed"           ? "observed"
                              : id == "expected"           ? "by chance"
                                                           : id;
    row(ui, id, label, estimate);
  }
  if (report.agreement.empty()) words(ui, ui.fonts.small, ui.theme.muted, "It takes two answers to one task.");
  end_card(ui, mark);
}

void draw_repeats(Frame& ui, const DisagreeReport& report) {
  const CardMark mark = begin_card(ui, "Repeats");
  if (!report.pass_at_k.empty()) row(ui, "pass_at_k", "pass@1", report.pass_at_k.front().estimate);
  if (report.pass_at_k.size() > 1)
    row(ui, "pass_at_k", "pass@" + std::to_string(report.pass_at_k.back().k), report.pass_at_k.back().estimate);
  constexpr std::size_t kMostRows = 8;
  for (std::size_t i = 0; i < report.pass_hat_k.size() && i < kMostRows; ++i) {
    const PassEstimate& one = report.pass_hat_k[i];
    row(ui, "pass_hat_k", "pass^" + std::to_string(one.k), one.estimate);
  }
  row(ui, "flip_rate", "flip rate", report.flip_rate);
  row(ui, "outcome_consistency", "consistency", report.outcome_consistency);
  end_card(ui, mark);
}

void draw_fit(Frame& ui) {
  const auto& fit = ui.view.results.fit;
  if (!fit.value) return;
  const CardMark mark = begin_card(ui, "As a step");
  row(ui, "", "succeeds", fit.value->p);
  row(ui, "", "tasks alike (ρ)", fit.value->rho);
  ui.gap(8);
  const app::ActionInfo& use = app::action_info(app::ActionId::use_fit_in_pipeline);
  if (button_row(ui, {use.label, Look::primary})) ui.out.ask(use.id);
  tip(ui, {use.help, "rho = (pass^2 - p^2) / (p (1 - p)), item scope"});
  end_card(ui, mark);
}

}  // namespace nines::ui
