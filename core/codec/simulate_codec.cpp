// Simulation requests, answers and tallies as JSON, both directions.
#include <cmath>
#include <limits>

#include "codec/economics_codec.h"
#include "codec/param_codec.h"
#include "codec/structs.h"
#include "codec/write.h"

namespace nines::codec {
namespace {

void put_ends(Json& out, const Ends& ends) {
  out["ok"] = ends.ok;
  out["silent"] = ends.silent;
  out["detected"] = ends.detected;
}

Ends read_ends(ObjectReader& in) { return {in.any_number("ok"), in.any_number("silent"), in.any_number("detected")}; }

Json to_json(const std::vector<SurvivalPoint>& points) {
  Json out = Json::array();
  for (const SurvivalPoint& point : points) {
    Json row = {{"after", point.after}};
    put_ends(row, point.ends);
    out.push_back(std::move(row));
  }
  return out;
}

std::vector<SurvivalPoint> read_survival(ReadContext& context, ObjectReader& parent) {
  std::vector<SurvivalPoint> out;
  for (const std::uint32_t node : parent.array("survival")) {
    ObjectReader in(context, node, "survival");
    out.push_back({in.whole("after", 0, 0, kManyCounts), read_ends(in)});
  }
  return out;
}

Json to_json(const Influence& row) {
  Json out = {{"pointer", row.pointer},
              {"label", row.label},
              {"param", known_param(row.param)->name},
              {"per", row.per_unit_step ? "+1" : "derivative"},
              {"value", row.value}};
  put_ends(out, {row.ok, row.silent, row.detected});
  out["calls"] = row.calls;
  out["method"] = row.method;
  return out;
}

Influence read_influence(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "influence");
  Influence out;
  out.pointer = in.text("pointer");
  out.label = in.text("label");
  if (const ParamInfo* info = known_param(in.text("param"))) out.param = info->id;
  out.per_unit_step = in.text("per") == "+1";
  out.value = in.any_number("value");
  const Ends ends = read_ends(in);
  out.ok = ends.ok;
  out.silent = ends.silent;
  out.detected = ends.detected;
  out.calls = in.any_number("calls");
  out.method = in.text("method");
  return out;
}

Json to_json(const Variant& variant) {
  Json out = {{"id", variant.id}, {"label", variant.label}};
  put_ends(out, variant.ends);
  out["calls_mean"] = variant.calls_mean;
  out["survival"] = to_json(variant.survival);
  return out;
}

Variant read_variant(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "variant");
  Variant out;
  out.id = in.text("id");
  out.label = in.text("label");
  out.ends = read_ends(in);
  out.calls_mean = in.number("calls_mean", 0, 0, kAny);
  out.survival = read_survival(context, in);
  return out;
}

Json to_json(const AssumedBand& band) {
  Json out = {{"low", Json::object()}, {"high", Json::object()}, {"method", band.method}};
  put_ends(out["low"], band.low);
  put_ends(out["high"], band.high);
  return out;
}

AssumedBand read_band(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "assumed_band");
  ObjectReader low(context, in.required("low"), "low");
  ObjectReader high(context, in.required("high"), "high");
  return {read_ends(low), read_ends(high), in.text("method")};
}

Json to_json(const CallsDistribution& calls) {
  Json out = {{"first_bin", calls.first_bin}, {"probability", calls.probability}, {"above", calls.above}};
  if (calls.p50) out["p50"] = *calls.p50;
  if (calls.p90) out["p90"] = *calls.p90;
  if (calls.p99) out["p99"] = *calls.p99;
  out["method"] = calls.method;
  return out;
}

CallsDistribution read_calls(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "calls");
  CallsDistribution out;
  out.first_bin = in.whole("first_bin", 0, 0, kManyCounts);
  for (const std::uint32_t bin : in.array("probability"))
    out.probability.push_back(number_at(context, bin, "probability", 0, 2));
  out.above = in.number("above", 0, 0, 2);
  if (in.has("p50")) out.p50 = in.whole("p50", 0, 0, kManyCounts);
  if (in.has("p90")) out.p90 = in.whole("p90", 0, 0, kManyCounts);
  if (in.has("p99")) out.p99 = in.whole("p99", 0, 0, kManyCounts);
  out.method = in.text("method");
  return out;
}

SampledResult read_sampled(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "sampled");
  SampledResult out;
  out.tally = read_tally(context, in.required("tally"));
  out.seed = static_cast<std::uint64_t>(in.whole("seed", 1, 0, kManyCounts));
  out.ok_ci = read_interval(context, in.required("ok_ci"));
  out.silent_ci = read_interval(context, in.required("silent_ci"));
  out.detected_ci = read_interval(context, in.required("detected_ci"));
  out.max_abs_z = in.number("max_abs_z", std::numeric_limits<double>::quiet_NaN(), 0, kAny);
  out.method = in.text("method");
  return out;
}

void put_ci(Json& out, const char* name, const std::optional<Interval>& ci) {
  if (ci) out[name] = codec::to_json(*ci);
}

void put_extras(Json& out, const SimulateReport& report) {
  if (!report.survival.empty()) {
    out["units"] = report.units;
    out["unit_label"] = report.unit_label;
    out["survival"] = to_json(report.survival);
  }
  for (const Influence& row : report.influence) out["influence"].push_back(to_json(row));
  for (const Variant& variant : report.variants) out["variants"].push_back(to_json(variant));
  if (report.band) out["assumed_band"] = to_json(*report.band);
  if (report.calls) out["calls"] = to_json(*report.calls);
  if (report.sampled) out["sampled"] = codec::to_json(*report.sampled);
  put_economics(out, report);
}

void read_extras(ReadContext& context, ObjectReader& in, SimulateReport& out) {
  out.units = in.whole("units", 0, 0, kManyCounts);
  out.unit_label = in.text("unit_label");
  out.survival = read_survival(context, in);
  for (const std::uint32_t node : in.array("influence")) out.influence.push_back(read_influence(context, node));
  for (const std::uint32_t node : in.array("variants")) out.variants.push_back(read_variant(context, node));
  if (in.has("assumed_band")) out.band = read_band(context, in.member("assumed_band"));
  if (in.has("calls")) out.calls = read_calls(context, in.member("calls"));
  if (in.has("sampled")) out.sampled = read_sampled(context, in.member("sampled"));
  read_economics(context, in, out);
}

SimulateReport read_report(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "report");
  SimulateReport out;
  const Ends ends = read_ends(in);
  out.ok = ends.ok;
  out.silent = ends.silent;
  out.detected = ends.detected;
  out.failure = in.number("failure", 0, 0, 1.5);
  out.nines = in.number("nines", std::numeric_limits<double>::infinity(), -1, kAny);
  const std::uint32_t by = in.member("detected_by");
  for (const DetectedReasonInfo& row : detected_reason_table()) {
    const std::uint32_t at = by == kNoNode ? kNoNode : context.tree.member(by, row.id);
    if (at != kNoNode) out.detected_by.emplace_back(row.reason, number_at(context, at, row.id, 0, 1.5));
  }
  out.calls_mean = in.number("calls_mean", 0, 0, kAny);
  out.checks_mean = in.number("checks_mean", 0, 0, kAny);
  out.reviews_mean = in.number("reviews_mean", 0, 0, kAny);
  out.cost_usd_mean = in.number("cost_usd_mean", 0, 0, kAny);
  out.ok_ci = read_optional_interval(context, in.member("ok_ci"));
  out.silent_ci = read_optional_interval(context, in.member("silent_ci"));
  out.detected_ci = read_optional_interval(context, in.member("detected_ci"));
  if (in.has("posterior_mean")) {
    ObjectReader mean(context, in.member("posterior_mean"), "posterior_mean");
    out.posterior_mean = read_ends(mean);
    out.posterior_mean_method = mean.text("method");
  }
  out.method = in.text("method");
  out.sampled_only = in.boolean("sampled_only", false);
  for (const std::uint32_t line : in.array("assumptions")) out.assumptions.push_back(context.tree.string_value(line));
  read_extras(context, in, out);
  out.issues = read_issues(context, in.member("issues"));
  return out;
}

}  // namespace

SimulateReport read_simulate_report(ReadContext& context, std::uint32_t node) { return read_report(context, node); }

Json to_json(const SampleTally& tally) {
  Json detected = Json::object();
  for (const DetectedReasonInfo& row : detected_reason_table()) {
    detected[row.id] = tally.detected[static_cast<std::size_t>(row.reason)];
  }
  return {{"first", tally.first},          {"trials", tally.trials},          {"ok", tally.ok},
          {"silent", tally.silent},        {"detected", std::move(detected)}, {"calls", tally.calls},
          {"checks", tally.checks},        {"reviews", tally.reviews},        {"calls_squared", tally.calls_squared},
          {"executions", tally.executions}};
}

SampleTally read_tally(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "tally");
  const auto count = [&](ObjectReader& from, const char* name) {
    return static_cast<std::uint64_t>(from.whole(name, 0, 0, kManyCounts));
  };
  SampleTally out;
  out.first = count(in, "first");
  out.trials = count(in, "trials");
  out.ok = count(in, "ok");
  out.silent = count(in, "silent");
  ObjectReader detected(context, in.required("detected"), "detected");
  for (const DetectedReasonInfo& row : detected_reason_table()) {
    out.detected[static_cast<std::size_t>(row.reason)] = count(detected, row.id);
  }
  out.calls = count(in, "calls");
  out.checks = count(in, "checks");
  out.reviews = count(in, "reviews");
  out.calls_squared = count(in, "calls_squared");
  for (const std::uint32_t at : in.array("executions"))
    out.executions.push_back(static_cast<std::uint64_t>(number_at(context, at, "executions", 0, kAny)));
  return out;
}

Json to_json(const SampledResult& sampled) {
  Json out = {{"tally", to_json(sampled.tally)},
              {"seed", sampled.seed},
              {"ok_ci", to_json(sampled.ok_ci)},
              {"silent_ci", to_json(sampled.silent_ci)},
              {"detected_ci", to_json(sampled.detected_ci)}};
  if (!std::isnan(sampled.max_abs_z)) out["max_abs_z"] = sampled.max_abs_z;
  out["method"] = sampled.method;
  return out;
}

Json to_json(const SimulateReport& report) {
  Json out = Json::object();
  put_ends(out, {report.ok, report.silent, report.detected});
  out["failure"] = report.failure;
  if (report.failure > 0) out["nines"] = report.nines;
  out["detected_by"] = Json::object();
  for (const auto& [reason, p] : report.detected_by) {
    for (const DetectedReasonInfo& row : detected_reason_table()) {
      if (row.reason == reason) out["detected_by"][row.id] = p;
    }
  }
  out["calls_mean"] = report.calls_mean;
  out["checks_mean"] = report.checks_mean;
  out["reviews_mean"] = report.reviews_mean;
  out["cost_usd_mean"] = report.cost_usd_mean;
  put_ci(out, "ok_ci", report.ok_ci);
  put_ci(out, "silent_ci", report.silent_ci);
  put_ci(out, "detected_ci", report.detected_ci);
  if (report.posterior_mean) {
    out["posterior_mean"] = Json::object();
    put_ends(out["posterior_mean"], *report.posterior_mean);
    out["posterior_mean"]["method"] = report.posterior_mean_method;
  }
  out["method"] = report.method;
  if (report.sampled_only) out["sampled_only"] = true;
  out["assumptions"] = report.assumptions;
  put_extras(out, report);
  out["issues"] = to_json(report.issues);
  return out;
}

}  // namespace nines::codec

namespace nines {

std::string simulate_request(const Pipeline& pipeline, const SimulateOptions& options) {
  codec::Json args = {{"pipeline", codec::to_json(pipeline)}};
  if (options.trials > 0) args["trials"] = options.trials;
  if (options.seed != 1) args["seed"] = options.seed;
  if (options.survival) args["survival"] = true;
  if (options.influence) args["influence"] = true;
  if (options.variants) args["variants"] = true;
  if (options.calls) args["calls"] = true;
  if (options.latency) args["latency"] = true;
  if (options.cost) args["cost"] = true;
  if (options.first_failing) args["first_failing"] = true;
  return codec::dump({{"op", "simulate"}, {"v", 1}, {"args", std::move(args)}});
}

std::string sample_request(const Pipeline& pipeline, std::uint64_t seed, std::uint64_t first, std::uint64_t trials) {
  return codec::dump(
      {{"op", "sample"},
       {"v", 1},
       {"args", {{"pipeline", codec::to_json(pipeline)}, {"seed", seed}, {"first", first}, {"trials", trials}}}});
}

Result<SimulateReport> simulate_report_from_response(std::string_view response) {
  return codec::read_response<SimulateReport>(response, codec::read_report);
}

Result<SampleTally> tally_from_response(std::string_view response) {
  return codec::read_response<SampleTally>(response, [](codec::ReadContext& context, std::uint32_t node) {
    return codec::read_tally(context, context.tree.member(node, "tally"));
  });
}

}  // namespace nines
