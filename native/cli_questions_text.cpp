// Answers to questions as text (cli_questions.h).
#include <algorithm>

#include "cli.h"
#include "cli_print.h"
#include "cli_questions.h"

namespace nines::cli {
namespace {

const char* unit_of(PlanCost cost) {
  if (cost == PlanCost::usd) return "USD";
  return cost == PlanCost::calls ? "calls" : "executions";
}

std::string point_line(const char* name, const PlanPoint& point, const char* unit) {
  return pad(name, 10) +
         print("OK %.6f  SILENT %.6f  DETECTED %.6f  ", point.ends.ok, point.ends.silent, point.ends.detected) +
         print("%.6g %s a run\n", point.cost, unit);
}

std::string changes_of(const PlanPoint& point, const char* indent) {
  std::string out;
  for (const PlannedChange& one : point.changes) out += indent + one_line(printable(one.text)) + "\n";
  return out.empty() ? std::string(indent) + "as it is\n" : out;
}

std::string value_text(const ParamValue& value) {
  if (value.form == ValueForm::complement) return print("%.17g  (1 - %.17g)", value.value, value.complement);
  return print("%.17g", value.value);
}

std::string interval_text(const std::optional<Interval>& ci) {
  return ci ? print("  [%+.6f, %+.6f]", ci->low, ci->high) : "";
}

std::string design_line(const char* name, const SimulateReport& report) {
  return pad(name, 10) + print("OK %.6f  SILENT %.6f  DETECTED %.6f  ", report.ok, report.silent, report.detected) +
         print("calls %.6g  USD %.6g\n", report.calls_mean, report.cost_usd_mean);
}

std::string paired_text(const PairedResult& paired) {
  std::string out =
      print("paired    %llu runs, seed %llu: both OK %llu, ", static_cast<unsigned long long>(paired.tally.trials),
            static_cast<unsigned long long>(paired.seed), static_cast<unsigned long long>(paired.tally.both_ok));
  out += print("only A %llu, only B %llu, neither %llu\n", static_cast<unsigned long long>(paired.tally.only_a),
               static_cast<unsigned long long>(paired.tally.only_b),
               static_cast<unsigned long long>(paired.tally.neither));
  out += print("          B - A %+.6f  [%+.6f, %+.6f]  ", paired.ok_difference, paired.ok_ci.low, paired.ok_ci.high);
  return out + print("p = %.3g (McNemar), z against exact %.2f\n", paired.p_value, paired.z);
}

// A bar between the two values, as wide as its share of the widest.
std::string bar_text(const TornadoBar& bar, double widest) {
  constexpr double kWidth = 20;
  const auto size = static_cast<std::size_t>(widest > 0 ? bar.swing / widest * kWidth + 0.5 : 0);
  return std::string(size, '#');
}

}  // namespace

std::string plan_text(const PlanReport& report) {
  const char* const unit = unit_of(report.cost);
  std::string out = point_line("now", report.now, unit);
  if (report.chosen) out += point_line("chosen", *report.chosen, unit) + changes_of(*report.chosen, "          ");
  out += print("\nFront: %lld points, cheapest first (%s a run)\n", static_cast<long long>(report.front_size), unit);
  for (const PlanPoint& point : report.front) {
    out += print("  %-12.6g OK %.6f  SILENT %.6f%s\n", point.cost, point.ends.ok, point.ends.silent,
                 point.feasible ? "" : "  (misses the target or the budget)");
    out += changes_of(point, "                 ");
  }
  out += print("method    %.6g combinations; ", report.combinations) + report.method + "\n";
  return out;
}

std::string solve_text(const SolveReport& report) {
  if (!report.found) return "not found " + report.method + "\n";
  std::string out = "value     " + value_text(report.value) + (report.at_most ? "  at most\n" : "  at least\n");
  if (report.is_whole) out += print("crossing  %.12g\n", report.crossing);
  out += print("reached   %.12g (now %.12g)\n", report.reached, report.now);
  return out + "method    " + report.method + "\n";
}

std::string versus_text(const VersusReport& report) {
  std::string out = design_line("A", report.a) + design_line("B", report.b);
  const VersusDifference& d = report.difference;
  out += print("B - A     OK %+.6f", d.ends.ok) + interval_text(d.ok_ci) + "\n";
  out += print("          SILENT %+.6f", d.ends.silent) + interval_text(d.silent_ci) + "\n";
  out += print("          DETECTED %+.6f", d.ends.detected) + interval_text(d.detected_ci) + "\n";
  out += print("          calls %+.6g  USD %+.6g\n", d.calls_mean, d.cost_usd_mean);
  if (d.ok_ci)
    out += print("          %lld measured rates are common to both\n", static_cast<long long>(report.common));
  if (report.paired) out += paired_text(*report.paired);
  return out + "method    " + report.method + "\n";
}

std::string tornado_text(const TornadoReport& report) {
  std::string out = print("OK        %.6f\n\n", report.ends.ok);
  out += "  " + pad("what is moved", 34) + pad("from", 11) + pad("to", 11) + pad("OK there", 20) + "swing\n";
  const double widest = report.bars.empty() ? 0 : report.bars.front().swing;
  for (const TornadoBar& bar : report.bars) {
    out += "  " + pad(one_line(printable(bar.label)) + (bar.measured ? " *" : ""), 34) +
           pad(print("%.6g", bar.low), 11) + pad(print("%.6g", bar.high), 11) +
           pad(print("%.4f … %.4f", bar.at_low.ok, bar.at_high.ok), 22) + pad(print("%.4f", bar.swing), 8) +
           bar_text(bar, widest) + "\n";
  }
  return out + "* measured\nmethod    " + report.method + "\n";
}

std::string replay_text(const ReplayReport& report) {
  std::string out = print("trial     %llu of seed %llu\n", static_cast<unsigned long long>(report.trace.trial),
                          static_cast<unsigned long long>(report.seed));
  for (const std::string& line : report.lines) out += "  " + one_line(printable(line)) + "\n";
  return out + report.summary + "\n";
}

std::string rare_text(const RareReport& report) {
  const char* const end = report.end == RareEnd::failure  ? "failure"
                          : report.end == RareEnd::silent ? "SILENT"
                                                          : "DETECTED";
  std::string out =
      print("%-9s %.6g  +- %.2g (%.2g %%)\n", end, report.estimate, report.standard_error, 100 * report.relative_error);
  out += print("          95 %% %.6g … %.6g, ", report.ci.low, report.ci.high) + report.ci.method + "\n";
  if (report.exact) out += print("exact     %.6g", *report.exact) + (report.z ? print("  z %+.2f\n", *report.z) : "\n");
  out += print("runs      %llu, of which %.3g %% met the end as played; effective hits %.6g; pilot runs %llu\n",
               static_cast<unsigned long long>(report.trials), 100 * report.hit_share, report.effective_sample_size,
               static_cast<unsigned long long>(report.pilot_runs));
  return out + "method    " + report.method + "\n";
}

}  // namespace nines::cli
