// Fits of nines/fit.h as JSON.
#include "codec/enum_names.h"
#include "codec/structs.h"
#include "codec/write.h"
#include "nines/fit.h"

namespace nines::codec {
namespace {

Json to_json(const LengthFamilyFit& fit) {
  const LengthFamilyInfo& info = length_family_info(fit.family);
  Json out = {{"family", info.id}, {"formula", info.formula}, {"parameters", Json::object()}};
  for (const auto& [name, value] : fit.parameters) out["parameters"][name] = codec::to_json(value);
  if (fit.log_likelihood) out["log_likelihood"] = *fit.log_likelihood;
  if (fit.aic) out["aic"] = *fit.aic;
  out["horizons"] = Json::array();
  for (const Horizon& row : fit.horizons) {
    out["horizons"].push_back(
        {{"level", row.level}, {"length", codec::to_json(row.length)}, {"extrapolated", row.extrapolated}});
  }
  if (!fit.predictions.empty()) out["predictions"] = Json::array();
  for (const LengthPrediction& row : fit.predictions)
    out["predictions"].push_back({{"length", row.length}, {"success", codec::to_json(row.success)}});
  return out;
}

}  // namespace

Json to_json(const LengthFit& fit) {
  Json out = Json::object();
  if (!fit.group.empty()) out["model"] = fit.group;
  out["items"] = fit.items;
  out["runs"] = fit.runs;
  out["mean"] = to_json(fit.mean);
  out["shortest"] = fit.shortest;
  out["longest"] = fit.longest;
  if (fit.best) out["best"] = length_family_info(*fit.best).id;
  out["families"] = Json::array();
  for (const LengthFamilyFit& family : fit.families) out["families"].push_back(to_json(family));
  return out;
}

Json to_json(const StepsFit& fit) {
  Json out = {{"ok", true},       {"of", "steps"},          {"items", fit.items},
              {"runs", fit.runs}, {"dropped", fit.dropped}, {"steps", Json::array()}};
  for (const StepFit& one : fit.steps) {
    out["steps"].push_back({{"step", one.step},
                            {"k", one.k},
                            {"n", one.n},
                            {"ci", to_json(one.ci)},
                            {"after_error", {{"k", one.after_error.c}, {"n", one.after_error.n}}},
                            {"rho", to_json(one.rho)}});
  }
  out["rho"] = to_json(fit.rho);
  out["pipeline"] = to_json(fit.pipeline);
  out["issues"] = to_json(fit.issues);
  return out;
}

Json to_json(const PassHatReport& report) {
  Json out = {{"ok", true},
              {"of", "pass_hat"},
              {"method", report.method},
              {"dropped", report.dropped},
              {"rho_median", report.rho_median},
              {"errors", Json::array()},
              {"rows", Json::array()}};
  for (const PassHatError& one : report.errors) {
    out["errors"].push_back({{"k", one.k},
                             {"rows", one.rows},
                             {"predicted", one.predicted},
                             {"independent", one.independent},
                             {"bias", one.bias}});
  }
  for (std::size_t i = 0; i < report.rows.size(); ++i) {
    const PassHatFit& row = report.rows[i];
    out["rows"].push_back({{"label", row.label},
                           {"p", row.p},
                           {"rho", row.rho},
                           {"observed", row.observed},
                           {"predicted", row.predicted},
                           {"independent", row.independent},
                           {"pipeline", to_json(report.pipelines[i])}});
  }
  out["issues"] = to_json(report.issues);
  return out;
}

}  // namespace nines::codec

namespace nines {

Result<Issues> issues_from_response(std::string_view response) {
  return codec::read_response<Issues>(response, [](codec::ReadContext& context, std::uint32_t node) {
    return codec::read_issues(context, context.tree.member(node, "issues"));
  });
}

}  // namespace nines
