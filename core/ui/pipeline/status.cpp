// The Pipeline's part of the status line: do the two engines agree, and what was assumed.
#include <cmath>

#include "ui/pipeline/parts.h"
#include "ui/pipeline/pipeline.h"
#include "ui/widgets/format.h"

namespace nines::ui {
namespace {

// What the same pipeline gives under the other assumptions, one line each.
void add_variants(std::vector<Run>& runs, const Frame& ui, const SimulateReport& report) {
  for (const Variant& variant : report.variants) {
    runs.push_back({"\n" + variant.label + ": ", &ui.fonts.small, ui.theme.muted});
    runs.push_back({"OK " + percent(variant.ends.ok), &ui.fonts.small_number, ui.theme.text});
  }
}

// The engine writes plain words; the screen has the letters.
std::string with_greek(std::string text) {
  for (const auto& [word, letter] : {std::pair{"rho", "ρ"}, std::pair{"theta", "θ"}}) {
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at))
      text.replace(at, std::string(word).size(), letter);
  }
  return text;
}

}  // namespace

void add_sampling(std::vector<StatusItem>& items, const app::Sampling& sampling) {
  using app::ActionId;
  if (sampling.tally.trials > 0 && sampling.result) {
    const double z = sampling.result->max_abs_z;
    std::string text = "sampled " + grouped(static_cast<std::int64_t>(sampling.tally.trials)) + " runs";
    if (!std::isnan(z)) text += std::string(z < 4 ? " agree" : " differ") + " (z = " + significant(z, 2) + ")";
    items.push_back({StatusKind::text, text});
  }
  const ActionId id = sampling.running ? ActionId::cancel_sampling : ActionId::run_sampling;
  items.push_back({StatusKind::action, app::action_info(id).label, 0, id});
}

void add_assumptions(std::vector<StatusItem>& items, const Frame& ui, const SimulateReport& report) {
  std::string assumed;
  for (const Issue& issue : report.issues) {
    if (issue.code == "assumed_rho") assumed = " " + with_greek(issue.message);
  }
  for (const std::string& assumption : report.assumptions) {
    const std::string text = with_greek(assumption);
    std::vector<Run> runs{{as_sentence(text), &ui.fonts.small_strong, ui.theme.text}};
    if (text.find("assumed") != std::string::npos) runs.push_back({assumed, &ui.fonts.small, ui.theme.muted});
    if (!report.variants.empty()) runs.push_back({"\nThe same pipeline otherwise:", &ui.fonts.small, ui.theme.muted});
    add_variants(runs, ui, report);
    items.push_back({StatusKind::chip, text, 0, app::ActionId::dismiss_notice, runs});
  }
}

}  // namespace nines::ui
