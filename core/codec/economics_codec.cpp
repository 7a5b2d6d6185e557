// Time, money and value as JSON (economics_codec.h).
#include "codec/economics_codec.h"

namespace nines::codec {
namespace {

void put(Json& out, const char* name, const std::optional<double>& value) {
  if (value) out[name] = *value;
}

Json to_json(const RunLaw& law) {
  Json out = {{"mean", law.mean}};
  put(out, "p50", law.p50);
  put(out, "p90", law.p90);
  put(out, "p99", law.p99);
  if (!law.at.empty()) out["distribution"] = {{"lattice", law.is_lattice}, {"at", law.at}, {"below", law.below}};
  if (law.error > 0) out["error"] = law.error;
  out["method"] = law.method;
  return out;
}

RunLaw read_law(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "law");
  RunLaw out;
  out.mean = in.any_number("mean");
  out.p50 = in.optional_number("p50");
  out.p90 = in.optional_number("p90");
  out.p99 = in.optional_number("p99");
  if (in.has("distribution")) {
    ObjectReader points(context, in.member("distribution"), "distribution");
    out.is_lattice = points.boolean("lattice", false);
    for (const std::uint32_t at : points.array("at")) out.at.push_back(number_at(context, at, "at", 0, kAny));
    for (const std::uint32_t at : points.array("below")) out.below.push_back(number_at(context, at, "below", 0, 1));
  }
  out.error = in.number("error", 0, 0, kAny);
  out.method = in.text("method");
  return out;
}

Json to_json(const ValueReport& value) {
  return {{"mean", value.mean},         {"ok", value.ok},        {"silent", value.silent}, {"detected", value.detected},
          {"cost_usd", value.cost_usd}, {"method", value.method}};
}

ValueReport read_value(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "value");
  ValueReport out;
  out.mean = in.any_number("mean");
  out.ok = in.any_number("ok");
  out.silent = in.any_number("silent");
  out.detected = in.any_number("detected");
  out.cost_usd = in.any_number("cost_usd");
  out.method = in.text("method");
  return out;
}

// Names and places of numbers, so that both directions agree.
struct NumberField {
  const char* name;
  double VolumeReport::*field;
};
constexpr NumberField kVolumeNumbers[] = {
    {"runs", &VolumeReport::runs},
    {"silent_per_day", &VolumeReport::silent_per_day},
    {"silent", &VolumeReport::silent},
    {"detected_per_day", &VolumeReport::detected_per_day},
    {"detected", &VolumeReport::detected},
    {"cost_usd_per_day", &VolumeReport::cost_usd_per_day},
    {"cost_usd", &VolumeReport::cost_usd},
    {"p_any_silent_per_day", &VolumeReport::p_any_silent_per_day},
    {"p_any_silent", &VolumeReport::p_any_silent},
    {"silent_per_day_sd", &VolumeReport::silent_per_day_sd},
};

Json to_json(const VolumeReport& volume) {
  Json out = Json::object();
  for (const NumberField& one : kVolumeNumbers) out[one.name] = volume.*one.field;
  if (volume.silent_rate) out["silent_rate"] = codec::to_json(*volume.silent_rate);
  if (volume.silent_per_batch) out["silent_per_batch"] = codec::to_json(*volume.silent_per_batch);
  out["method"] = volume.method;
  return out;
}

VolumeReport read_volume_report(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "volume");
  VolumeReport out;
  for (const NumberField& one : kVolumeNumbers) out.*one.field = in.any_number(one.name);
  out.silent_rate = read_optional_interval(context, in.member("silent_rate"));
  out.silent_per_batch = read_optional_interval(context, in.member("silent_per_batch"));
  out.method = in.text("method");
  return out;
}

Json to_json(const BaselineReport& baseline) {
  Json out = {{"manual_silent", baseline.manual_silent},
              {"manual_cost_usd", baseline.manual_cost_usd},
              {"manual_minutes", baseline.manual_minutes},
              {"cost_difference_usd", baseline.cost_difference_usd},
              {"silent_difference", baseline.silent_difference}};
  put(out, "minutes_reviewed", baseline.minutes_reviewed);
  put(out, "break_even_review_share", baseline.break_even_review_share);
  out["supervision_costs_more"] = baseline.supervision_costs_more;
  put(out, "value_difference", baseline.value_difference);
  out["method"] = baseline.method;
  return out;
}

BaselineReport read_baseline_report(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "baseline");
  BaselineReport out;
  out.manual_silent = in.any_number("manual_silent");
  out.manual_cost_usd = in.any_number("manual_cost_usd");
  out.manual_minutes = in.any_number("manual_minutes");
  out.cost_difference_usd = in.any_number("cost_difference_usd");
  out.silent_difference = in.any_number("silent_difference");
  out.minutes_reviewed = in.optional_number("minutes_reviewed");
  out.break_even_review_share = in.optional_number("break_even_review_share");
  out.supervision_costs_more = in.boolean("supervision_costs_more", false);
  out.value_difference = in.optional_number("value_difference");
  out.method = in.text("method");
  return out;
}

FirstFailing read_first_failing(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "first_failing");
  return {in.text("pointer"), in.text("label"), in.number("wrong", 0, 0, 2), in.number("stopped", 0, 0, 2)};
}

SurvivalQuantile read_survival_quantile(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "survival_quantiles");
  SurvivalQuantile out;
  out.share = in.number("share", 0, 0, 1);
  if (in.has("units")) out.units = in.whole("units", 0, 0, kManyCounts);
  return out;
}

}  // namespace

void put_economics(Json& out, const SimulateReport& report) {
  out["coverage"] = report.coverage;
  put(out, "precision", report.precision);
  put(out, "cost_usd_per_ok", report.cost_usd_per_ok);
  put(out, "calls_per_ok", report.calls_per_ok);
  if (report.latency_ms) out["latency_ms"] = to_json(*report.latency_ms);
  if (report.cost) out["cost"] = to_json(*report.cost);
  if (report.value) out["value"] = to_json(*report.value);
  if (report.volume) out["volume"] = to_json(*report.volume);
  if (report.baseline) out["baseline"] = to_json(*report.baseline);
  put(out, "recovered", report.recovered);
  for (const FirstFailing& one : report.first_failing) {
    out["first_failing"].push_back(
        {{"pointer", one.pointer}, {"label", one.label}, {"wrong", one.wrong}, {"stopped", one.stopped}});
  }
  for (const SurvivalQuantile& one : report.survival_quantiles) {
    Json row = {{"share", one.share}};
    if (one.units) row["units"] = *one.units;
    out["survival_quantiles"].push_back(std::move(row));
  }
}

void read_economics(ReadContext& context, ObjectReader& in, SimulateReport& out) {
  out.coverage = in.number("coverage", 0, 0, 1.5);
  out.precision = in.optional_number("precision");
  out.cost_usd_per_ok = in.optional_number("cost_usd_per_ok");
  out.calls_per_ok = in.optional_number("calls_per_ok");
  if (in.has("latency_ms")) out.latency_ms = read_law(context, in.member("latency_ms"));
  if (in.has("cost")) out.cost = read_law(context, in.member("cost"));
  if (in.has("value")) out.value = read_value(context, in.member("value"));
  if (in.has("volume")) out.volume = read_volume_report(context, in.member("volume"));
  if (in.has("baseline")) out.baseline = read_baseline_report(context, in.member("baseline"));
  out.recovered = in.optional_number("recovered");
  for (const std::uint32_t node : in.array("first_failing"))
    out.first_failing.push_back(read_first_failing(context, node));
  for (const std::uint32_t node : in.array("survival_quantiles"))
    out.survival_quantiles.push_back(read_survival_quantile(context, node));
}

Json shift_presets_json() {
  Json out = Json::array();
  for (const ShiftPreset& row : shift_preset_table()) {
    out.push_back({{"id", row.id},
                   {"label", row.label},
                   {"help", row.help},
                   {"from", row.p_from},
                   {"to", row.p_to},
                   {"shift", shift_factor(row)},
                   {"source", row.source}});
  }
  return out;
}

}  // namespace nines::codec
