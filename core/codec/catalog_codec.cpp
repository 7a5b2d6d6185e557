// The whole catalog as JSON: every table a shell, a script or a reference page can be derived from.
#include "codec/economics_codec.h"
#include "codec/enum_names.h"
#include "codec/write.h"
#include "nines/agreement.h"
#include "nines/call.h"

namespace nines::codec {
namespace {

const char* type_id(ParamType type) {
  switch (type) {
    case ParamType::probability: return "probability";
    case ParamType::correlation: return "correlation";
    case ParamType::whole: return "whole";
    case ParamType::real: return "real";
    case ParamType::step: return "step";
    case ParamType::choice: break;
  }
  return "choice";
}

const char* omitted_id(WhenOmitted rule) {
  switch (rule) {
    case WhenOmitted::required: return "required";
    case WhenOmitted::use_default: return "default";
    case WhenOmitted::absent: return "absent";
    case WhenOmitted::assumed: break;
  }
  return "assumed";
}

Json to_json(const ParamInfo& info) {
  Json out = {{"name", info.name}, {"label", info.label}, {"help", info.help}, {"type", type_id(info.type)}};
  if (info.type == ParamType::choice) {
    out["choices"] = info.choices;
  } else if (info.type != ParamType::step) {
    out["min"] = info.min;
    out["max"] = info.max;
    out["default"] = info.default_value;
  }
  out["when_omitted"] = omitted_id(info.when_omitted);
  if (*info.unit != '\0') out["unit"] = info.unit;
  return out;
}

Json steps_json() {
  Json out = Json::array();
  for (const StepInfo& row : step_table()) {
    Json params = Json::array();
    for (const ParamInfo& param : row.params) params.push_back(to_json(param));
    out.push_back({{"kind", row.id},
                   {"label", row.label},
                   {"help", row.help},
                   {"formula", row.formula},
                   {"reference", row.reference},
                   {"has_body", row.has_body},
                   {"rows_are", row.rows_are},
                   {"params", std::move(params)}});
  }
  return out;
}

Json causes_json() {
  Json out = Json::array();
  for (const CauseInfo& row : cause_table()) {
    out.push_back(
        {{"code", row.code}, {"name", row.name}, {"level", row.level}, {"help", row.help}, {"example", row.example}});
  }
  return out;
}

template <class Table>
Json help_json(const Table& table) {
  Json out = Json::array();
  for (const auto& row : table) out.push_back({{"id", row.id}, {"help", row.help}});
  return out;
}

Json contracts_json() {
  Json out = Json::array();
  for (const ContractInfo& row : contract_table()) {
    Json members = Json::array();
    for (const ContractMemberInfo& member : contract_members(row.kind)) {
      Json one = {{"name", member.name}, {"type", member.type}, {"help", member.help}};
      const std::string_view fallback = member.fallback;
      one["required"] = fallback == "required";
      if (!fallback.empty() && fallback != "required") one["default"] = Json::parse(fallback);
      members.push_back(std::move(one));
    }
    out.push_back({{"kind", row.id}, {"label", row.label}, {"help", row.help}, {"members", std::move(members)}});
  }
  return out;
}

Json errors_json() {
  Json out = Json::array();
  for (const ErrorInfo& row : error_table())
    out.push_back({{"code", row.id}, {"title", row.title}, {"hint", row.hint}});
  return out;
}

}  // namespace

Json catalog_json() {
  Json out = {{"ok", true}, {"ops", Json::array()}};
  for (const OpInfo& row : op_table()) out["ops"].push_back({{"op", row.id}, {"help", row.help}, {"args", row.args}});
  out["steps"] = steps_json();
  out["detected_reasons"] = help_json(detected_reason_table());
  out["shift_presets"] = shift_presets_json();
  out["contracts"] = contracts_json();
  out["causes"] = causes_json();
  out["metrics"] = Json::array();
  for (const MetricInfo& row : metric_table()) {
    out["metrics"].push_back(
        {{"id", row.id}, {"label", row.label}, {"formula", row.formula}, {"reference", row.reference}});
  }
  out["agreement"] = Json::array();
  for (const AgreementInfo& row : agreement_table()) {
    out["agreement"].push_back(
        {{"id", row.id}, {"label", row.label}, {"formula", row.formula}, {"reference", row.source}});
  }
  out["statuses"] = help_json(estimate_status_table());
  out["errors"] = errors_json();
  out["issues"] = Json::array();
  return out;
}

}  // namespace nines::codec
