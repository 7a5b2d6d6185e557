// What a run takes: its calls, its time, its money, each as a distribution with its mean.
#include <algorithm>

#include "ui/pipeline/columns.h"
#include "ui/pipeline/parts.h"
#include "ui/widgets/format.h"
#include "ui/widgets/states.h"

namespace nines::ui {
namespace {

constexpr std::size_t kMostBars = 28;
constexpr double kThinTail = 5e-4;  // left out at either end

// Neighbours are added up until they fit; thin tails are left out.
std::vector<Column> columns_of(const CallsDistribution& calls) {
  const std::vector<double>& p = calls.probability;
  std::size_t from = 0;
  std::size_t to = p.size();
  while (from < to && p[from] < kThinTail) ++from;
  while (to > from && p[to - 1] < kThinTail) --to;
  if (from == to) from = 0, to = p.size();
  const std::size_t width = std::max<std::size_t>(1, (to - from + kMostBars - 1) / kMostBars);
  std::vector<Column> out;
  for (std::size_t i = from; i < to; i += width) {
    const std::int64_t first = calls.first_bin + static_cast<std::int64_t>(i);
    const std::string last = width > 1 ? "–" + grouped(first + static_cast<std::int64_t>(width) - 1) : "";
    Column column{0, grouped(first), grouped(first) + last + " calls"};
    for (std::size_t j = i; j < std::min(i + width, to); ++j) column.share += p[j];
    out.push_back(std::move(column));
  }
  return out;
}

using Text = std::string (*)(double);

// One bar for each point of a short lattice.
std::vector<Column> columns_of_points(const RunLaw& law, std::size_t from, std::size_t to, Text text) {
  std::vector<Column> out;
  for (std::size_t i = from; i < to; ++i)
    out.push_back({law.below[i] - (i > 0 ? law.below[i - 1] : 0), text(law.at[i]), text(law.at[i])});
  return out;
}

double below_at(const RunLaw& law, double x) {
  const auto next = std::upper_bound(law.at.begin(), law.at.end(), x);
  const auto i = static_cast<std::size_t>(next - law.at.begin());
  if (i == 0) return 0;
  if (law.is_lattice || i == law.at.size()) return law.below[i - 1];
  const double share = (x - law.at[i - 1]) / (law.at[i] - law.at[i - 1]);
  return law.below[i - 1] + share * (law.below[i] - law.below[i - 1]);
}

std::vector<Column> columns_of(const RunLaw& law, Text text) {
  std::size_t from = 0;
  std::size_t to = law.at.size();
  while (from + 1 < to && law.below[from] < kThinTail) ++from;
  while (to > from + 1 && law.below[to - 2] > law.below.back() - kThinTail) --to;
  if (law.is_lattice && to - from <= kMostBars) return columns_of_points(law, from, to, text);
  const double low = from > 0 ? law.at[from - 1] : law.at[from];
  const double width = (law.at[to - 1] - low) / static_cast<double>(kMostBars);
  std::vector<Column> out;
  double before = from > 0 ? law.below[from - 1] : 0;
  for (std::size_t i = 0; i < kMostBars; ++i) {
    const double x = low + width * static_cast<double>(i);
    const double below = below_at(law, x + width);
    out.push_back({below - before, text(x), text(x) + " to " + text(x + width)});
    before = below;
  }
  return out;
}

void draw_law(Frame& ui, const ImRect& rect, const char* title, const RunLaw& law, Text text) {
  std::string caption = "mean " + text(law.mean);
  if (law.p99) caption += " · 99 % within " + text(*law.p99);
  const ImRect inner = card(ui, rect, title, caption);
  tip_over(
      ui, {rect.Min, {rect.Max.x, inner.Min.y}},
      {std::string(title) + ": " + law.method + "." + (law.p50 ? " Half of the runs: " + text(*law.p50) + "." : "") +
       (law.p90 ? " Nine of ten: " + text(*law.p90) + "." : "")});
  if (law.at.empty())
    return draw_text_in(ui.draw(), ui.fonts.body, inner, ui.theme.muted, as_sentence(law.method), Align::centre);
  draw_columns(ui, inner, columns_of(law, text), freshness(ui, ui.view.results.simulate));
}

}  // namespace

void draw_calls(Frame& ui, const ImRect& rect, const SimulateReport& report) {
  const ImRect inner = card(ui, rect, "Calls per run", "mean " + significant(report.calls_mean));
  if (!report.calls || report.calls->probability.empty()) {
    return draw_text_in(ui.draw(), ui.fonts.body, inner, ui.theme.muted, "Too many calls to list each number.",
                        Align::centre);
  }
  draw_columns(ui, inner, columns_of(*report.calls), freshness(ui, ui.view.results.simulate));
}

void draw_time(Frame& ui, const ImRect& rect, const SimulateReport& report) {
  draw_law(ui, rect, "Time per run", *report.latency_ms, duration);
}

void draw_cost(Frame& ui, const ImRect& rect, const SimulateReport& report) {
  draw_law(ui, rect, "Cost per run", *report.cost, dollars);
}

}  // namespace nines::ui
