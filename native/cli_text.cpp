// Reports for people. Fixed-width, no colour, so that they read the same in a log. Numbers carry
// their intervals; every estimator is named. See cli.h.
#include <algorithm>
#include <cmath>

#include "cli.h"
#include "cli_print.h"
#include "nines/catalog.h"

namespace nines::cli {
namespace {

std::string interval(const std::optional<Interval>& ci, int digits) {
  if (!ci) return "";
  return "[" + share(ci->low, digits) + ", " + share(ci->high, digits) + "]";
}

std::string end_line(const char* name, double p, const std::optional<Interval>& ci, const char* meaning) {
  return pad(name, 10) + pad(share(p, 4), 8) + pad(print("%.12g", p), 20) + pad(interval(ci, 4), ci ? 18 : 0) +
         meaning + "\n";
}

std::string sampled_text(const SampledResult& sampled) {
  std::string out = print("sampled   %llu runs, seed %llu", static_cast<unsigned long long>(sampled.tally.trials),
                          static_cast<unsigned long long>(sampled.seed));
  out += std::isnan(sampled.max_abs_z) ? "\n" : print(": largest |z| against exact %.2f\n", sampled.max_abs_z);
  out += "          OK " + interval(sampled.ok_ci, 4) + "  SILENT " + interval(sampled.silent_ci, 4) + "  DETECTED " +
         interval(sampled.detected_ci, 4) + "\n";
  return out;
}

std::string influence_text(const SimulateReport& report) {
  if (report.influence.empty()) return "";
  std::string out = "\nWhat moves it (change of OK for +.01, or for one more)\n";
  for (const Influence& row : report.influence) {
    out += "  " + pad(one_line(printable(row.label)), 36) + print("%+.5f", row.per_unit_step ? row.ok : row.ok / 100) +
           "  " + row.pointer + "\n";
  }
  return out;
}

std::string band_text(const SimulateReport& report) {
  if (!report.band) return "";
  const auto range = [&](const char* name, double Ends::*end) {
    return std::string(name) + " " + share(report.band->low.*end, 4) + " to " + share(report.band->high.*end, 4);
  };
  return "band      " + range("OK", &Ends::ok) + ", " + range("SILENT", &Ends::silent) + ", " +
         range("DETECTED", &Ends::detected) + ": " + report.band->method + "\n";
}

std::string variants_text(const SimulateReport& report) {
  if (report.variants.empty()) return "";
  std::string out = "\nUnder other assumptions\n";
  for (const Variant& row : report.variants)
    out += "  " + pad(row.label, 36) + "OK " + share(row.ends.ok, 4) + "  SILENT " + share(row.ends.silent, 4) + "\n";
  return out;
}

// Beyond these the figures rest on a handful of items and would bury the rest.
constexpr std::size_t kMostK = 8;

// Columns of equal width, at the end of no line a blank.
std::string columns(const std::string& name, const std::vector<std::string>& cells) {
  constexpr std::size_t kNameWidth = 18;
  constexpr std::size_t kCellWidth = 7;
  std::string out = "  " + pad(name, kNameWidth);
  for (std::size_t i = 0; i < cells.size(); ++i) out += i + 1 < cells.size() ? pad(cells[i], kCellWidth) : cells[i];
  return out + "\n";
}

std::string pass_row(const PassConvention& row) {
  std::vector<std::string> cells;
  for (const PassEstimate& k : row.values) {
    if (cells.size() < kMostK) cells.push_back(k.estimate.value ? share(*k.estimate.value, 3) : "-");
  }
  return columns(row.id, cells);
}

std::string pass_text(const DisagreeReport& report) {
  std::string out;
  if (!report.pass_hat_k_conventions.empty()) {
    std::vector<std::string> cells;
    for (const PassEstimate& k : report.pass_hat_k_conventions.front().values) {
      if (cells.size() < kMostK) cells.push_back(std::to_string(k.k));
    }
    out += columns("pass^k for k =", cells);
  }
  for (const PassConvention& row : report.pass_hat_k_conventions) out += pass_row(row);
  if (!report.pass_at_k.empty()) out += pass_row({"pass@k", "", report.pass_at_k});
  for (std::size_t i = 0; i < std::min(kMostK, report.pass_hat_k.size()); ++i) {
    const PassEstimate& row = report.pass_hat_k[i];
    out += pad("pass^" + std::to_string(row.k), 10) + estimate(row.estimate, 3) + "\n";
  }
  if (report.pass_hat_k.size() > kMostK)
    out += print("          and %zu more k: --format json lists them all\n", report.pass_hat_k.size() - kMostK);
  return out;
}

// "12 items, 60 records, 1 model, 5 answers an item": answers of all models together, since that is what is counted.
std::string shape_text(const DisagreeReport& report) {
  const bool same = report.trials_min == report.trials_max;
  const std::string answers =
      same ? counted(report.trials_max, "answer")
           : std::to_string(report.trials_min) + " to " + std::to_string(report.trials_max) + " answers";
  return counted(report.items, "item") + ", " + counted(report.records, "record") + ", " +
         counted(report.models, "model") + ", " + answers + " an item\n";
}

std::string item_line(const ItemReport& item) {
  std::string answer = item.ties.empty() ? item.consensus : print("tie of %zu", item.ties.size());
  if (answer.size() > 40) answer = answer.substr(0, 40) + "…";
  const char* kind = item.item_class == ItemClass::always  ? "always"
                     : item.item_class == ItemClass::flaky ? "flaky"
                     : item.item_class == ItemClass::never ? "never"
                                                           : "unknown";
  return "  " + pad(printable(item.item), 28) + pad(kind, 9) +
         pad(print("%lld of %lld", static_cast<long long>(item.correct), static_cast<long long>(item.trials)), 10) +
         printable(answer) + "\n";
}

}  // namespace

std::string share(double value, int digits) {
  std::string out = print("%.*f", digits, value);
  if (out.front() == '-' && out.find_first_of("123456789") == std::string::npos) out.erase(0, 1);  // rounded to zero
  if (out.starts_with("0.")) return out.substr(1);
  if (out.starts_with("-0.")) return "-" + out.substr(2);
  return out;
}

std::string estimate(const Estimate& value, int digits) {
  std::string out = value.value ? share(*value.value, digits) : "-";
  if (value.ci) out += "  " + interval(value.ci, digits);
  if (value.status != EstimateStatus::ok) out += "  (" + value.reason + ")";
  return out;
}

std::string counted(std::int64_t count, const std::string& what) {
  return std::to_string(count) + " " + what + (count == 1 ? "" : "s");
}

std::string issues_text(const Issues& issues) {
  std::string out;
  for (const Issue& issue : issues) {
    out += issue.severity == Severity::error ? "error: " : issue.severity == Severity::warning ? "warning: " : "note: ";
    out += where_text(issue.where) + issue.message + "\n";
  }
  return printable(out);
}

std::string simulate_text(const SimulateReport& report) {
  std::string out;
  out += end_line("OK", report.ok, report.ok_ci, "delivered and right");
  out += end_line("SILENT", report.silent, report.silent_ci, "delivered and wrong");
  out += end_line("DETECTED", report.detected, report.detected_ci, "stopped, with a reason");
  for (const auto& [reason, p] : report.detected_by) {
    for (const DetectedReasonInfo& row : detected_reason_table()) {
      if (row.reason == reason && p > 0) out += "  " + pad(row.id, 16) + print("%.12g", p) + "\n";
    }
  }
  const char* const without = report.sampled_only ? "nines     no failure seen\n" : "nines     no failure possible\n";
  out += band_text(report);
  if (report.posterior_mean) {
    out += print("posterior OK %s, SILENT %s, DETECTED %s: ", share(report.posterior_mean->ok, 4).c_str(),
                 share(report.posterior_mean->silent, 4).c_str(), share(report.posterior_mean->detected, 4).c_str()) +
           report.posterior_mean_method + "\n";
  }
  out += report.failure > 0 ? print("nines     %.2f\n", report.nines) : without;
  out += print("calls     %.4f a run, checks %.4f\n", report.calls_mean, report.checks_mean);
  if (report.reviews_mean > 0) out += print("reviews   %.4f a run\n", report.reviews_mean);
  if (report.cost_usd_mean > 0) out += print("cost      %.6g USD a run\n", report.cost_usd_mean);
  out += economics_text(report);
  out += "method    " + report.method + "\n";
  if (report.sampled) out += sampled_text(*report.sampled);
  for (const std::string& line : report.assumptions) out += "assumes   " + line + "\n";
  return out + first_failing_text(report) + influence_text(report) + variants_text(report);
}

std::string agreement_line(const AgreementRow& row) {
  std::string out = estimate(row.estimate, 3);
  if (row.expected) out += "  seen " + share(*row.observed, 3) + ", by chance " + share(*row.expected, 3);
  const AgreementInfo* info = find_agreement(row.id);
  return info != nullptr ? out + "  " + info->label : out;
}

std::string disagree_text(const DisagreeReport& report, bool items) {
  std::string out = shape_text(report) + pass_text(report);
  out += print("flaky     %lld of %lld items flip; %lld always right, %lld never\n",
               static_cast<long long>(report.flaky_items), static_cast<long long>(report.items),
               static_cast<long long>(report.always_items), static_cast<long long>(report.never_items));
  out += "flip rate " + estimate(report.flip_rate, 3) + "\n";
  for (const AgreementRow& row : report.agreement.rows) out += pad(row.id, 26) + agreement_line(row) + "\n";
  if (items) {
    for (const ItemReport& item : report.item_reports) out += item_line(item);
  }
  return out;
}

std::string fit_text(const FitReport& report, const std::string& pipeline_out) {
  std::string out = "p         " + estimate(report.p, 3) + "  " + report.p.method + "\n";
  out += "rho       " + estimate(report.rho, 3) + "  " + report.rho.method + "\n";
  out += "pass^k    observed  predicted  if independent\n";
  for (std::size_t k = 0; k < report.observed.size(); ++k) {
    const auto at = [&](const std::vector<double>& row) {
      return k < row.size() ? share(row[k], 3) : std::string("-");
    };
    out += pad("  k = " + std::to_string(k + 1), 10) +
           pad(report.observed[k].value ? share(*report.observed[k].value, 3) : "-", 10) +
           pad(at(report.predicted), 11) + at(report.independent) + "\n";
  }
  if (pipeline_out.empty())
    out += "--pipeline FILE writes this as a pipeline to simulate\n";
  else
    out += "written   " + printable(pipeline_out) + "\n";
  return out +
         "The intervals are of this fit: the pipeline carries p and rho as numbers, so simulate prints none for it.\n";
}

std::string catalog_text() {
  std::string out = "Step kinds\n";
  for (const StepInfo& step : step_table()) {
    out += "  " + pad(step.id, 12) + step.help + "\n";
    for (const ParamInfo& param : step.params) out += "      " + pad(param.name, 14) + param.help + "\n";
  }
  out += "Contracts\n";
  for (const ContractInfo& row : contract_table()) {
    out += "  " + pad(row.id, 14) + row.help + "\n";
    for (const ContractMemberInfo& member : contract_members(row.kind)) {
      const std::string fallback = member.fallback;
      out += "      " + pad(member.name, 20) + member.type +
             (fallback.empty() ? ""
              : fallback == "required" ? ", required"
                                       : ", default " + fallback) +
             ": " + member.help + "\n";
    }
  }
  out += "Causes\n";
  for (const CauseInfo& row : cause_table()) out += "  " + pad(row.code, 9) + pad(row.level, 3) + row.name + "\n";
  out += "Operations (nines call)\n";
  for (const OpInfo& row : op_table()) out += "  " + pad(row.id, 10) + row.help + "\n";
  return out + "--format json prints everything\n";
}

}  // namespace nines::cli
