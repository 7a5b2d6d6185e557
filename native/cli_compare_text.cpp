// A against B for people, from the answer's JSON. See cli_call.h.
#include "cli_call.h"
#include "cli_print.h"

namespace nines::cli {
namespace {

std::string test_text(const Json& test) {
  if (!test["p"].is_number()) return "-  (" + test["method"].get<std::string>() + ")";
  return print("p = %.3g", test["p"].get<double>()) + "  " + test["method"].get<std::string>();
}

std::string side_line(const Json& answer, const char* side, const char* mean) {
  return std::string(side) + "         " + json_estimate(answer[mean], 3) + "  " +
         printable(answer[side].get<std::string>()) + "\n";
}

std::string floor_text(const Json& floor) {
  std::string out;
  for (const char* side : {"a", "b"}) {
    if (floor[side]["value"].is_number())
      out += std::string("noise ") + side + "   " + json_estimate(floor[side], 3) + "  two runs of it differ by less\n";
  }
  return out;
}

}  // namespace

std::string compare_text(const Json& answer) {
  std::string out = counted(answer["items"].get<std::int64_t>(), "item") + " compared, " +
                    counted(answer["trials"].get<std::int64_t>(), "trial") + "\n";
  out += side_line(answer, "a", "mean_a") + side_line(answer, "b", "mean_b");
  out += "b - a     " + json_estimate(answer["difference"], 3) + "\n";
  if (answer.contains("table")) {
    const Json& table = answer["table"];
    out += "right     both " + table["both_right"].dump() + ", only a " + table["only_a"].dump() + ", only b " +
           table["only_b"].dump() + ", neither " + table["both_wrong"].dump() + "\n";
  }
  if (answer["mcnemar"]["p"].is_number()) out += "McNemar   " + test_text(answer["mcnemar"]) + "\n";
  out += "signs     " + test_text(answer["sign_flip"]) + "\n";
  out += "effect    h " + json_estimate(answer["cohens_h"], 3) + "\n";
  out += "odds      " + json_estimate(answer["odds_ratio"], 3) + "\n";
  out += floor_text(answer["noise_floor"]);
  out += "found     " + json_estimate(answer["detectable_difference"], 3) + "  least difference so many items find\n";
  const Json& plan = answer["sample_size"];
  if (plan["items"].is_number())
    out += print("needed    %s items for a difference of %s\n", plan["items"].dump().c_str(),
                 share(plan["difference"].get<double>(), 3).c_str());
  return out;
}

}  // namespace nines::cli
