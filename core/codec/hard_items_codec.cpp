// Hard items as JSON (comparison_codec.h).
#include <algorithm>

#include "codec/comparison_codec.h"

namespace nines::codec {
namespace {

Json row_json(const UnsolvedItem& row) {
  Json out = {{"item", row.item}, {"attempts", row.attempts}, {"raters", row.raters}};
  out["rate_bound"] = row.rate_bound ? Json(*row.rate_bound) : Json(nullptr);
  out["agreed"] = row.agreed;
  return out;
}

Json row_json(const DisputedItem& row) {
  return {{"item", row.item},   {"answers", row.answers}, {"posterior_entropy", row.posterior_entropy},
          {"skill", row.skill}, {"score", row.score},     {"consensus", row.consensus}};
}

Json row_json(const GoldSuspicion& row) {
  return {{"item", row.item},
          {"correlation", to_json(row.correlation)},
          {"p", row.p},
          {"adjusted_p", row.adjusted_p},
          {"suspect", row.is_suspect}};
}

Json row_json(const GoldenItem& row) {
  return {{"item", row.item}, {"expected", row.expected}, {"reason", row.reason}};
}

Json row_json(const FailureCorrection& row) {
  return {{"item", row.item},
          {"rater", row.rater},
          {"trial", row.trial},
          {"failure", row.failure},
          {"correction", row.correction}};
}

template <class Row>
Json rows_json(const std::vector<Row>& rows, std::size_t most) {
  Json out = Json::array();
  for (std::size_t i = 0; i < std::min(rows.size(), most); ++i) out.push_back(row_json(rows[i]));
  return out;
}

}  // namespace

Json hard_items_json(const HardItemReport& report, const HardItemsShown& shown) {
  Json out = {{"ok", true}};
  for (const EstimateStatusInfo& row : estimate_status_table()) {
    if (row.status == report.status) out["status"] = row.id;
  }
  if (!report.reason.empty()) out["reason"] = report.reason;
  const auto suspects = std::count_if(report.gold.begin(), report.gold.end(),
                                      [](const GoldSuspicion& row) { return row.is_suspect; });
  out["skill_from"] = report.skill_from;
  out["counts"] = {{"unsolved", report.unsolved.size()},
                   {"disputed", report.disputed.size()},
                   {"gold", report.gold.size()},
                   {"suspect_gold", suspects},
                   {"golden_set", report.golden_set.size()},
                   {"corrections", report.corrections.size()},
                   {"without_correction", report.without_correction}};
  out["unsolved"] = rows_json(report.unsolved, shown.most);
  out["disputed"] = rows_json(report.disputed, shown.most);
  out["gold"] = rows_json(report.gold, shown.most);
  if (shown.golden) out["golden_set"] = rows_json(report.golden_set, report.golden_set.size());
  if (shown.corrections) out["corrections"] = rows_json(report.corrections, report.corrections.size());
  return out;
}

}  // namespace nines::codec
