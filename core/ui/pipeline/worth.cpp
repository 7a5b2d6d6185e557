// "What it is worth": value, price of a right answer, what the volume makes of it, and the same by hand.
#include <cmath>

#include "ui/pipeline/parts.h"
#include "ui/widgets/format.h"

namespace nines::ui {
namespace {

// A chance that no digit tells from certainty is called so.
std::string chance(double p) { return p > 0.9999 ? "all but certain" : percent(p); }

struct Line {
  std::string label, value;
  Tip about;
};

void add_value(std::vector<Line>& lines, const SimulateReport& report) {
  if (report.value) {
    const ValueReport& v = *report.value;
    lines.push_back({"A run is worth",
                     dollars(v.mean),
                     {"OK " + dollars(v.ok) + ", SILENT " + dollars(v.silent) + ", DETECTED " + dollars(v.detected) +
                          ", cost " + dollars(-v.cost_usd) + ".",
                      "sum of value · probability - cost", v.method}});
  }
  if (report.cost_usd_per_ok && report.cost_usd_mean > 0)
    lines.push_back({"A right answer costs", dollars(*report.cost_usd_per_ok), {"", "E[cost] / P(OK)"}});
}

void add_volume(std::vector<Line>& lines, const VolumeReport& v) {
  lines.push_back(
      {"Wrong answers a day",
       significant(v.silent_per_day),
       {"Delivered and wrong, expected. Over all days: " + significant(v.silent) + ".", "runs · P(SILENT)", v.method}});
  if (v.silent_per_batch)
    lines.push_back({"on nine days of ten",
                     significant(v.silent_per_batch->low) + " to " + significant(v.silent_per_batch->high),
                     {"Days differ because a batch shares its difficulty.", "", v.method}});
  lines.push_back({"Chance of any, a day",
                   chance(v.p_any_silent_per_day),
                   {"At least one wrong answer is delivered.", "1 - (1 - P(SILENT))^runs", v.method}});
  if (v.cost_usd_per_day > 0) lines.push_back({"Dollars a day", dollars(v.cost_usd_per_day), {}});
}

void add_baseline(std::vector<Line>& lines, const BaselineReport& b) {
  lines.push_back({"Against hands, a run",
                   (b.cost_difference_usd < 0 ? "saves " : "costs ") + dollars(std::abs(b.cost_difference_usd)),
                   {b.supervision_costs_more ? "Supervising costs more than doing it by hand." : "", "", b.method}});
  lines.push_back({"Wrong, against hands",
                   signed_points(b.silent_difference) + " points",
                   {"Share of wrong answers, pipeline less manual."}});
  if (b.break_even_review_share)
    lines.push_back({"Pays up to reviewing",
                     percent(*b.break_even_review_share),
                     {"Share of runs a person may look at before the work by hand is cheaper.", "", b.method}});
}

}  // namespace

bool has_worth(const SimulateReport& report) { return report.value || report.volume || report.baseline; }

void draw_worth(Frame& ui, const ImRect& rect, const SimulateReport& report) {
  const ImRect inner = card(ui, rect, "What it is worth");
  std::vector<Line> lines;
  add_value(lines, report);
  if (report.volume) add_volume(lines, *report.volume);
  if (report.baseline) add_baseline(lines, *report.baseline);
  begin_column(ui, inner.Min, inner.GetWidth());
  for (const Line& line : lines) {
    if (Frame::at().y + ui.px(22) > inner.Max.y) break;
    data_row(ui, line.label, line.value, line.about);
  }
  end_column(ui);
}

}  // namespace nines::ui
