// Voters and consensus for people, from the answer's JSON. See cli_call.h.
#include "cli_call.h"
#include "cli_print.h"

namespace nines::cli {
namespace {

constexpr std::size_t kMostRaters = 12;

std::string unique_text(const Json& coverage) {
  std::string out;
  std::size_t listed = 0;
  for (const Json& row : coverage["models"]) {
    if (row["unique"] == 0 || ++listed > kMostRaters) continue;
    out += (out.empty() ? "" : ", ") + row["model"].get<std::string>() + " " + row["unique"].dump();
  }
  if (listed > kMostRaters) out += ", and others";
  return out.empty() ? "" : "only one   " + printable(out) + " items that no other solves\n";
}

std::string voters_text(const Json& voters) {
  std::string out = voters["sentence"].get<std::string>();
  if (out.empty()) return "voters    " + json_estimate(voters["kish"], 1) + "\n";
  if (voters["truth"] == "consensus") out += " (errors against the consensus: there is no key)";
  out += "\n";
  if (!voters.contains("coverage")) return out;
  const Json& coverage = voters["coverage"];
  if (const std::string sentence = coverage["sentence"]; !sentence.empty()) out += sentence + "\n";
  return out + "one more  " + json_estimate(coverage["next_model"], 3) + "  what the last of them brought\n" +
         unique_text(coverage);
}

std::string consensus_text(const Json& consensus) {
  std::string out = "consensus " + consensus["decided"].dump() + " of " + consensus["items"].dump() + " items, " +
                    consensus["label"].get<std::string>();
  if (consensus.contains("calibration"))
    out += "; right " + json_estimate(consensus["calibration"]["accuracy"], 3);
  out += "\n";
  if (consensus.contains("reason")) out += "          " + consensus["reason"].get<std::string>() + "\n";
  std::size_t listed = 0;
  for (const Json& row : consensus["raters"]) {
    if (++listed > kMostRaters) break;
    out += "  " + pad(printable(row["rater"].get<std::string>()), 28) + json_estimate(row["accuracy"], 3) + "\n";
  }
  if (consensus["raters"].size() > kMostRaters)
    out += print("  and %zu more: --format json lists them\n", consensus["raters"].size() - kMostRaters);
  return out;
}

}  // namespace

std::string json_estimate(const Json& value, int digits) {
  Estimate out;
  if (value["value"].is_number()) out.value = value["value"].get<double>();
  if (const Json& ci = value["ci"]; ci.is_object())
    out.ci = Interval{ci["low"].get<double>(), ci["high"].get<double>(), ci["level"].get<double>(), ""};
  out.reason = value.value("reason", "");
  if (value["status"] != "ok") out.status = EstimateStatus::no_data;  // any other: the reason is what is shown
  return estimate(out, digits);
}

std::string panel_text(const Json& answer) {
  std::string out;
  if (answer.contains("voters")) out += voters_text(answer["voters"]);
  if (answer.contains("consensus")) out += consensus_text(answer["consensus"]);
  return out;
}

}  // namespace nines::cli
