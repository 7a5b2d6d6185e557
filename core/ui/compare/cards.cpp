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
  if (const AgreementInfo* info = find_agreement(id)) tip = {info->label, info->formula, info->source};
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

// What fits a narrow card; the full name stands in the tip.
struct ShortName {
  std::string_view id;
  const char* name;
};
constexpr ShortName kShortNames[] = {
    {"observed", "pairs that agree"},
    {"krippendorff_nominal", "Krippendorff α"},
    {"krippendorff_ordinal", "α, ordinal"},
    {"krippendorff_interval", "α, interval"},
    {"krippendorff_ratio", "α, ratio"},
    {"fleiss", "Fleiss κ"},
    {"cohen", "Cohen κ"},
    {"cohen_quadratic", "κ, quadratic"},
    {"brennan_prediger", "Brennan-Pred."},
    {"gwet_ac1", "Gwet AC1"},
    {"gwet_ac2_ordinal", "AC2, ordinal"},
    {"kendall_w", "Kendall W"},
    {"icc1", "ICC(1)"},
    {"icc1k", "ICC(1,k)"},
    {"icc2", "ICC(2,1)"},
    {"icc2k", "ICC(2,k)"},
    {"icc3", "ICC(3,1)"},
    {"icc3k", "ICC(3,k)"},
};

std::string short_name(std::string_view id) {
  for (const ShortName& row : kShortNames) {
    if (row.id == id) return row.name;
  }
  return std::string(id);
}

}  // namespace

const Estimate* agreement_of(const DisagreeReport& report, std::string_view id) {
  for (const AgreementRow& row : report.agreement.rows) {
    if (row.id == id) return &row.estimate;
  }
  return nullptr;
}

void draw_agreement(Frame& ui, const DisagreeReport& report) {
  const CardMark mark = begin_card(ui, "Agreement");
  for (const AgreementRow& one : report.agreement.rows) {
    if (one.estimate.value) row(ui, one.id, short_name(one.id), one.estimate);
  }
  if (report.agreement.rows.empty()) words(ui, ui.fonts.small, ui.theme.muted, "It takes two answers to one task.");
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
