// Control charts, change points and trends as JSON (comparison_codec.h).
#include <optional>

#include "codec/comparison_codec.h"

namespace nines::codec {
namespace {

Json or_null(std::optional<double> value) { return value ? Json(*value) : Json(nullptr); }

const char* status_id(EstimateStatus status) {
  for (const EstimateStatusInfo& row : estimate_status_table()) {
    if (row.status == status) return row.id;
  }
  return "";
}

Json point_json(const ControlPoint& point) {
  return {{"label", point.label},
          {"rate", or_null(point.rate)},
          {"low", point.low},
          {"high", point.high},
          {"z", or_null(point.z)},
          {"ewma", point.ewma},
          {"ewma_limit", point.ewma_limit},
          {"cusum_up", point.cusum_up},
          {"cusum_down", point.cusum_down},
          {"is_out", point.is_out},
          {"ewma_signals", point.ewma_signals},
          {"cusum_signals", point.cusum_signals}};
}

}  // namespace

Json to_json(const ControlReport& report) {
  const auto label = [&](std::optional<std::size_t> at) {
    return at ? Json(report.points[*at].label) : Json(nullptr);
  };
  Json out = {{"centre", to_json(report.centre)},
              {"empty_periods", report.empty_periods},
              {"out", Json::array()},
              {"first_ewma", label(report.first_ewma)},
              {"first_cusum", label(report.first_cusum)},
              {"ewma_run_length", report.ewma_run_length},
              {"cusum_run_length", report.cusum_run_length},
              {"points", Json::array()}};
  for (const std::size_t at : report.out) out["out"].push_back(report.points[at].label);
  for (const ControlPoint& point : report.points) out["points"].push_back(point_json(point));
  return out;
}

Json change_point_json(const ChangePointReport& report, const std::vector<std::string>& labels) {
  Json out = {{"status", status_id(report.status)}};
  if (report.status != EstimateStatus::ok) {
    out["reason"] = report.reason;
    return out;
  }
  out["at"] = labels[report.index];
  out["ties"] = Json::array();
  for (const std::size_t at : report.ties) out["ties"].push_back(labels[at]);
  out["mean_before"] = report.mean_before;
  out["mean_after"] = report.mean_after;
  out["statistic"] = report.statistic;
  out["p"] = report.p;
  return out;
}

Json to_json(const TrendReport& report) {
  Json out = {{"slope", to_json(report.slope)}, {"test", to_json(report.test)}, {"positions", Json::array()}};
  for (const PositionMean& row : report.positions)
    out["positions"].push_back({{"position", row.position}, {"mean", to_json(row.mean)}});
  return out;
}

Json to_json(const SustainedReport& report) {
  return {{"single", to_json(report.single)},
          {"sustained", to_json(report.sustained)},
          {"independent", to_json(report.independent)},
          {"gap", to_json(report.gap)}};
}

}  // namespace nines::codec
