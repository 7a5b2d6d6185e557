// A against B as JSON (comparison_codec.h).
#include "codec/comparison_codec.h"

namespace nines::codec {

Json to_json(const TestResult& test) {
  return {{"p", test.p ? Json(*test.p) : Json(nullptr)}, {"method", test.method}};
}

Json to_json(const CompareReport& report) {
  Json out = {{"items", report.items},
              {"trials", report.trials},
              {"mean_a", to_json(report.mean_a)},
              {"mean_b", to_json(report.mean_b)},
              {"difference", to_json(report.difference)}};
  if (report.table) {
    out["table"] = {{"both_right", report.table->both_right},
                    {"only_a", report.table->only_a},
                    {"only_b", report.table->only_b},
                    {"both_wrong", report.table->both_wrong}};
  }
  out["mcnemar"] = to_json(report.mcnemar);
  out["sign_flip"] = to_json(report.sign_flip);
  out["cohens_h"] = to_json(report.cohens_h);
  out["odds_ratio"] = to_json(report.odds_ratio);
  out["paired_odds_ratio"] = to_json(report.paired_odds_ratio);
  out["detectable_difference"] = to_json(report.detectable_difference);
  return out;
}

}  // namespace nines::codec
