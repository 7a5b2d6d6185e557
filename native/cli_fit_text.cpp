// Fits of lengths, steps and published tables for people (cli.h). Reads the answer's JSON, so that text and JSON cannot
// differ.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli.h"
#include "cli_print.h"

namespace nines::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string number(double value) { return print("%.4g", value); }

// "21.94  [7.85, 46.92]", or "-  (why)".
std::string estimate(const Json& value) {
  std::string out = value.contains("value") && value["value"].is_number() ? number(value["value"].get<double>()) : "-";
  if (value.contains("ci") && value["ci"].is_object())
    out += "  [" + number(value["ci"]["low"]) + ", " + number(value["ci"]["high"]) + "]";
  if (value.value("status", "ok") != "ok") out += "  (" + value.value("reason", "") + ")";
  return out;
}

std::string family_text(const Json& family, bool best) {
  std::string out = "  " + pad(family["family"].get<std::string>(), 13);
  if (family.contains("aic"))
    out += "log likelihood " + number(family["log_likelihood"]) + ", AIC " + number(family["aic"]);
  out += best ? "  smallest AIC\n" : "\n";
  for (const auto& [name, value] : family["parameters"].items()) out += "    " + pad(name, 11) + estimate(value) + "\n";
  for (const Json& row : family["horizons"]) {
    out += "    " + pad("T" + number(100 * row["level"].get<double>()), 11) + estimate(row["length"]) +
           (row["extrapolated"].get<bool>() ? "  beyond all lengths tried" : "") + "\n";
  }
  if (!family.contains("predictions")) return out;
  for (const Json& row : family["predictions"])
    out += "    " + pad("at " + number(row["length"]), 11) + estimate(row["success"]) + "\n";
  return out;
}

std::string length_text(const Json& answer) {
  std::string out = "success against " + answer["length"].get<std::string>() + ", every " +
                    (answer["weights"] == "items" ? "item" : "run") + " weighs 1, maximum likelihood\n";
  for (const Json& group : answer["groups"]) {
    if (group.contains("model")) out += group["model"].get<std::string>() + "\n";
    out += "  " + pad("items", 13) + std::to_string(group["items"].get<std::int64_t>()) + ", runs " +
           number(group["runs"]) + ", lengths " + number(group["shortest"]) + " to " + number(group["longest"]) + "\n";
    out += "  " + pad("mean", 13) + estimate(group["mean"]) + "\n";
    for (const Json& family : group["families"])
      out += family_text(family, group.value("best", "") == family["family"]);
  }
  return out;
}

std::string steps_text(const Json& answer) {
  std::string out = "step                     k of n        rate  interval        rho of repeats\n";
  for (const Json& step : answer["steps"]) {
    const double k = step["k"];
    const double n = step["n"];
    out += pad(step["step"].get<std::string>(), 25) + pad(number(k) + " of " + number(n), 14) +
           pad(n > 0 ? share(k / n, 3) : "-", 6) +
           pad("[" + share(step["ci"]["low"], 3) + ", " + share(step["ci"]["high"], 3) + "]", 16) +
           estimate(step["rho"]) + "\n";
    if (step["after_error"]["n"] > 0) {
      out += "  after an error         " + number(step["after_error"]["k"]) + " of " +
             number(step["after_error"]["n"]) + ", not counted above\n";
    }
  }
  out += "rho       " + estimate(answer["rho"]) + "  " + answer["rho"].value("method", "") + "\n";
  return out + "--pipeline FILE writes these steps as a pipeline to simulate\n";
}

std::string pass_hat_text(const Json& answer) {
  std::string out = "rho    p      pass^k predicted (observed)\n";
  for (const Json& row : answer["rows"]) {
    out += pad(share(row["rho"], 3), 7) + pad(share(row["p"], 3), 7);
    for (std::size_t k = 2; k < row["observed"].size(); ++k)
      out += pad(share(row["predicted"][k], 3) + " (" + share(row["observed"][k], 3) + ")", 14);
    out += row["label"].get<std::string>() + "\n";
  }
  for (const Json& one : answer["errors"]) {
    out += "pass^" + std::to_string(one["k"].get<std::int64_t>()) + "    mean absolute error " +
           share(one["predicted"], 4) + " from pass^1 and pass^2, " + share(one["independent"], 4) +
           " if independent, " + std::to_string(one["rows"].get<std::int64_t>()) + " rows\n";
  }
  return out + "median rho " + share(answer["rho_median"], 3) + "\nmethod    " + answer["method"].get<std::string>() +
         "\n";
}

}  // namespace

std::string other_fit_text(const std::string& answer) {
  const Json parsed = Json::parse(answer, nullptr, false);
  const std::string of = parsed.value("of", "");
  return printable(of == "length" ? length_text(parsed) : of == "steps" ? steps_text(parsed) : pass_hat_text(parsed));
}

}  // namespace nines::cli
