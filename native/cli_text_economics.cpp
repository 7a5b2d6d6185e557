// Time, money and value of a report for people. See cli.h.
#include <algorithm>

#include "cli.h"
#include "cli_print.h"

namespace nines::cli {
namespace {

// One line that starts with a name, as those of simulate_text().
std::string line(const char* name, const std::string& text) { return print("%-10s", name) + text + "\n"; }

std::string quantile(const char* name, const std::optional<double>& x) {
  return x ? print(", %s %.6g", name, *x) : std::string();
}

std::string law_text(const char* name, const char* unit, const RunLaw& law) {
  std::string out = print("mean %.6g", law.mean) + quantile("p50", law.p50) + quantile("p90", law.p90) +
                    quantile("p99", law.p99) + " " + unit;
  if (law.error > 0) out += print(", quantiles within %.3g", law.error);
  return line(name, out + "  (" + law.method + ")");
}

std::string calls_text(const CallsDistribution& calls) {
  if (!calls.p50 || !calls.p90 || !calls.p99) return "";
  return line("", print("calls p50 %lld, p90 %lld, p99 %lld", static_cast<long long>(*calls.p50),
                        static_cast<long long>(*calls.p90), static_cast<long long>(*calls.p99)));
}

std::string value_text(const ValueReport& value) {
  return line("value", print("%.6g a run: OK %+.6g, SILENT %+.6g, DETECTED %+.6g, cost %+.6g", value.mean, value.ok,
                             value.silent, value.detected, -value.cost_usd));
}

std::string volume_text(const VolumeReport& volume) {
  std::string out = line("volume", print("%.6g wrong answers a day, %.6g over all %.6g runs; any of them %.6g",
                                         volume.silent_per_day, volume.silent, volume.runs, volume.p_any_silent));
  if (volume.silent_per_batch) {
    out += line(
        "", print("%.6g to %.6g of them in 9 days of 10", volume.silent_per_batch->low, volume.silent_per_batch->high));
  }
  return out;
}

std::string baseline_text(const BaselineReport& baseline) {
  std::string out =
      line("by hand", print("%.6g wrong, %.6g USD: the pipeline %+.6g wrong, %+.6g USD a run", baseline.manual_silent,
                            baseline.manual_cost_usd, baseline.silent_difference, baseline.cost_difference_usd));
  if (baseline.break_even_review_share) {
    out += line("", print("breaks even at %.4f reviews a run%s", *baseline.break_even_review_share,
                          baseline.supervision_costs_more ? ": supervising costs more than doing" : ""));
  }
  return out;
}

std::string survival_text(const SimulateReport& report) {
  std::string out;
  for (const SurvivalQuantile& one : report.survival_quantiles) {
    if (!one.units) continue;
    out += (out.empty() ? "" : ", ") +
           print("%.0f %% at %s %lld", 100 * one.share, report.unit_label.c_str(), static_cast<long long>(*one.units));
  }
  return out.empty() ? "" : line("lasts", "still right falls below " + out);
}

}  // namespace

std::string economics_text(const SimulateReport& report) {
  std::string out;
  if (report.precision)
    out += line("delivers", share(report.coverage, 4) + ", right when it does " + share(*report.precision, 4));
  if (report.cost_usd_mean > 0 && report.cost_usd_per_ok)
    out += line("", print("%.6g USD per run that ends OK", *report.cost_usd_per_ok));
  if (report.calls) out += calls_text(*report.calls);
  if (report.latency_ms) out += law_text("time", "ms", *report.latency_ms);
  if (report.cost && report.cost->mean > 0) out += law_text("spent", "USD", *report.cost);
  if (report.value) out += value_text(*report.value);
  if (report.volume) out += volume_text(*report.volume);
  if (report.baseline) out += baseline_text(*report.baseline);
  if (report.recovered)
    out += line("recovered", share(*report.recovered, 4) + " of all runs went wrong or were objected to, and end OK");
  return out + survival_text(report);
}

std::string first_failing_text(const SimulateReport& report) {
  if (report.first_failing.empty()) return "";
  std::string out = "\nWhere runs first fail (wrong, stopped)\n";
  for (const FirstFailing& row : report.first_failing) {
    out += print("  %-36s", one_line(printable(row.label)).c_str()) + print("%.6f  %.6f  ", row.wrong, row.stopped) +
           row.pointer + "\n";
  }
  return out;
}

}  // namespace nines::cli
