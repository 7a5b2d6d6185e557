// Writes what every answer shares: places, issues, errors, intervals, estimates.
#include "codec/enum_names.h"
#include "codec/write.h"
#include "nines/catalog.h"

namespace nines::codec {

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string dump_pretty(const Json& json) { return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"; }

Json to_json(const Where& where) {
  Json out = Json::object();
  if (!where.source.empty()) out["source"] = where.source;
  out["pointer"] = where.pointer;
  if (where.line > 0) {
    out["byte"] = where.byte;
    out["line"] = where.line;
    out["column"] = where.column;
  }
  return out;
}

Json to_json(const Issue& issue) {
  return {{"severity", enum_id(kSeverityNames, issue.severity)},
          {"code", issue.code},
          {"message", issue.message},
          {"where", to_json(issue.where)}};
}

Json to_json(const Issues& issues) {
  Json out = Json::array();
  for (const Issue& issue : issues) out.push_back(to_json(issue));
  return out;
}

Json to_json(const Error& error) {
  const ErrorInfo& info = error_info(error.code);
  return {{"code", info.id},
          {"title", info.title},
          {"message", error.message},
          {"hint", info.hint},
          {"where", to_json(error.where)}};
}

Json to_json(const Interval& interval) {
  return {{"low", interval.low}, {"high", interval.high}, {"level", interval.level}, {"method", interval.method}};
}

Json to_json(const Estimate& estimate) {
  Json out = Json::object();
  out["value"] = estimate.value ? Json(*estimate.value) : Json(nullptr);
  out["ci"] = estimate.ci ? to_json(*estimate.ci) : Json(nullptr);
  for (const EstimateStatusInfo& row : estimate_status_table()) {
    if (row.status == estimate.status) out["status"] = row.id;
  }
  if (!estimate.reason.empty()) out["reason"] = estimate.reason;
  out["n_items"] = estimate.n_items;
  out["n_pairable"] = estimate.n_pairable;
  out["dropped"] = estimate.dropped;
  out["method"] = estimate.method;
  return out;
}

}  // namespace nines::codec
