// Drift and hard items for people, from the answer's JSON. See cli_call.h.
#include <algorithm>
#include <tuple>

#include "cli_call.h"
#include "cli_print.h"

namespace nines::cli {
namespace {

constexpr std::size_t kMostPeriods = 40;

std::string text_of(const Json& value) { return printable(one_line(value.get<std::string>())); }

std::string number(const Json& value, int digits) {
  return value.is_number() ? share(value.get<double>(), digits) : "-";
}

std::string point_line(const Json& point) {
  std::string marks;
  if (point["is_out"] == true) marks += "  outside";
  if (point["ewma_signals"] == true) marks += "  EWMA";
  if (point["cusum_signals"] == true) marks += "  CUSUM";
  return "  " + pad(text_of(point["label"]), 24) + pad(number(point["rate"], 3), 8) +
         pad("[" + number(point["low"], 3) + ", " + number(point["high"], 3) + "]", 16) + marks + "\n";
}

std::string charts_text(const Json& control) {
  std::string out = "centre    " + json_estimate(control["centre"], 3) + "\n";
  const Json& points = control["points"];
  for (std::size_t i = 0; i < std::min(points.size(), kMostPeriods); ++i) out += point_line(points[i]);
  if (points.size() > kMostPeriods)
    out += print("  and %zu more periods: --format json lists them\n", points.size() - kMostPeriods);
  if (points.empty()) return out;
  out += control["out"].empty() ? std::string("p-chart   no period outside its limits\n")
                                : "p-chart   " + counted(static_cast<std::int64_t>(control["out"].size()), "period") +
                                      " outside the limits, first " + text_of(control["out"][0]) + "\n";
  for (const auto& [name, first, length] : {std::tuple("EWMA", "first_ewma", "ewma_run_length"),
                                            std::tuple("CUSUM", "first_cusum", "cusum_run_length")}) {
    out += pad(name, 10) + (control[first].is_string() ? "signals at " + text_of(control[first]) : "no signal");
    if (control[length].is_number())
      out += print(" (a false alarm every %.0f periods)", control[length].get<double>());
    out += "\n";
  }
  return out;
}

std::string change_text(const Json& change) {
  if (!change.contains("at")) return "change    -  (" + change["reason"].get<std::string>() + ")\n";
  return "change    at " + text_of(change["at"]) + ": " + number(change["mean_before"], 3) + " before, " +
         number(change["mean_after"], 3) + print(" after, p = %.3g\n", change["p"].get<double>());
}

std::string item_of(const Json& row) { return "  " + pad(text_of(row["item"]), 28); }

std::string unsolved_text(const Json& answer) {
  std::string out = "unsolved  " + answer["counts"]["unsolved"].dump() + " items that no answer solves\n";
  for (const Json& row : answer["unsolved"]) {
    const std::string agreed = row["agreed"].get<std::string>();
    out += item_of(row) + pad("0 of " + row["attempts"].dump(), 10) +
           (agreed.empty() ? "" : "most say " + printable(one_line(agreed)).substr(0, 60)) + "\n";
  }
  return out;
}

std::string disputed_text(const Json& answer) {
  std::string out = "disputed  " + answer["counts"]["disputed"].dump() + " items that the answers leave open\n";
  for (const Json& row : answer["disputed"])
    out += item_of(row) + pad(row["answers"].dump() + " answers", 12) + "score " + number(row["score"], 3) + "\n";
  return out;
}

std::string suspects_text(const Json& answer) {
  std::string out = "gold      " + answer["counts"]["suspect_gold"].dump() + " suspect labels of " +
                    answer["counts"]["gold"].dump() + " tested\n";
  for (const Json& row : answer["gold"]) {
    if (row["suspect"] == true)
      out += item_of(row) + json_estimate(row["correlation"], 3) +
             print("  p = %.3g adjusted\n", row["adjusted_p"].get<double>());
  }
  return out;
}

}  // namespace

std::string drift_text(const Json& answer) {
  std::string out = counted(answer["records"].get<std::int64_t>(), "record") + " in " +
                    counted(answer["periods"].get<std::int64_t>(), "period") + " of " + text_of(answer["by"]) + "\n";
  out += charts_text(answer["control"]) + change_text(answer["change_point"]);
  if (!answer.contains("trend")) return out;
  out += "slope     " + json_estimate(answer["trend"]["slope"], 4) + "  a unit of " + text_of(answer["by"]);
  if (const Json& p = answer["trend"]["test"]["p"]; p.is_number()) out += print(", p = %.3g", p.get<double>());
  out += "\n";
  const Json& sustained = answer["sustained"];
  if (sustained["sustained"]["value"].is_number())
    out += "sustained " + json_estimate(sustained["sustained"], 3) + "  a first run alone " +
           json_estimate(sustained["single"], 3) + "\n";
  return out;
}

std::string hard_text(const Json& answer) {
  std::string out;
  if (answer.contains("reason")) out += printable(answer["reason"].get<std::string>()) + "\n";
  return out + unsolved_text(answer) + disputed_text(answer) + suspects_text(answer) + "golden    " +
         answer["counts"]["golden_set"].dump() + " items, " + answer["counts"]["corrections"].dump() +
         " failures with a correction: --export and --pairs write them\n";
}

}  // namespace nines::cli
