// Answers to questions as JSON, both directions, and what identifies a sample (questions_codec.h).
#include "codec/questions.h"

#include "base/sha256.h"
#include "codec/param_codec.h"
#include "nines/call.h"

namespace nines::codec {
namespace {

Json json_of_ends(const Ends& ends) { return {{"ok", ends.ok}, {"silent", ends.silent}, {"detected", ends.detected}}; }
Ends read_ends_at(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "ends");
  return {in.any_number("ok"), in.any_number("silent"), in.any_number("detected")};
}
std::uint64_t count_in(ObjectReader& in, const char* name) {
  return static_cast<std::uint64_t>(in.whole(name, 0, 0, kManyCounts));
}

// ---- versus

Json to_json(const VersusDifference& difference) {
  Json out = json_of_ends(difference.ends);
  out["calls_mean"] = difference.calls_mean;
  out["cost_usd_mean"] = difference.cost_usd_mean;
  if (difference.ok_ci) out["ok_ci"] = codec::to_json(*difference.ok_ci);
  if (difference.silent_ci) out["silent_ci"] = codec::to_json(*difference.silent_ci);
  if (difference.detected_ci) out["detected_ci"] = codec::to_json(*difference.detected_ci);
  return out;
}

VersusDifference read_difference(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "difference");
  VersusDifference out;
  out.ends = read_ends_at(context, node);
  out.calls_mean = in.any_number("calls_mean");
  out.cost_usd_mean = in.any_number("cost_usd_mean");
  out.ok_ci = read_optional_interval(context, in.member("ok_ci"));
  out.silent_ci = read_optional_interval(context, in.member("silent_ci"));
  out.detected_ci = read_optional_interval(context, in.member("detected_ci"));
  return out;
}

Json to_json(const PairedResult& paired) {
  return {{"trials", paired.tally.trials},
          {"seed", paired.seed},
          {"both_ok", paired.tally.both_ok},
          {"only_a", paired.tally.only_a},
          {"only_b", paired.tally.only_b},
          {"neither", paired.tally.neither},
          {"ok_difference", paired.ok_difference},
          {"ok_ci", codec::to_json(paired.ok_ci)},
          {"p_value", paired.p_value},
          {"z", paired.z},
          {"a", codec::to_json(paired.tally.a)},
          {"b", codec::to_json(paired.tally.b)},
          {"method", paired.method}};
}

PairedResult read_paired(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "paired");
  PairedResult out;
  out.tally.trials = count_in(in, "trials");
  out.seed = count_in(in, "seed");
  out.tally.both_ok = count_in(in, "both_ok");
  out.tally.only_a = count_in(in, "only_a");
  out.tally.only_b = count_in(in, "only_b");
  out.tally.neither = count_in(in, "neither");
  out.ok_difference = in.any_number("ok_difference");
  out.ok_ci = read_interval(context, in.required("ok_ci"));
  out.p_value = in.any_number("p_value");
  out.z = in.any_number("z");
  out.tally.a = read_tally(context, in.required("a"));
  out.tally.b = read_tally(context, in.required("b"));
  out.method = in.text("method");
  return out;
}

VersusReport read_versus(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "a comparison");
  VersusReport out;
  out.a = read_simulate_report(context, in.required("a"));
  out.b = read_simulate_report(context, in.required("b"));
  out.difference = read_difference(context, in.required("difference"));
  out.common = in.whole("common", 0, 0, kManyCounts);
  if (in.has("paired")) out.paired = read_paired(context, in.member("paired"));
  out.method = in.text("method");
  out.issues = read_issues(context, in.member("issues"));
  return out;
}

// ---- tornado

Json to_json(const TornadoBar& bar) {
  Json out = {{"pointer", bar.pointer},
              {"label", bar.label},
              {"param", known_param(bar.param)->name},
              {"by", bar.measured ? "posterior" : "factor"},
              {"uses", bar.uses},
              {"value", bar.value},
              {"low", bar.low},
              {"high", bar.high},
              {"swing", bar.swing}};
  out["at_low"] = json_of_ends(bar.at_low);
  out["at_low"]["calls_mean"] = bar.calls_low;
  out["at_low"]["cost_usd_mean"] = bar.cost_usd_low;
  out["at_high"] = json_of_ends(bar.at_high);
  out["at_high"]["calls_mean"] = bar.calls_high;
  out["at_high"]["cost_usd_mean"] = bar.cost_usd_high;
  return out;
}

TornadoBar read_bar(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "a bar");
  TornadoBar out;
  out.pointer = in.text("pointer");
  out.label = in.text("label");
  if (const ParamInfo* info = known_param(in.text("param"))) out.param = info->id;
  out.measured = in.text("by") == "posterior";
  out.uses = in.whole("uses", 1, 0, kManyCounts);
  out.value = in.any_number("value");
  out.low = in.any_number("low");
  out.high = in.any_number("high");
  out.swing = in.any_number("swing");
  out.at_low = read_ends_at(context, in.required("at_low"));
  out.at_high = read_ends_at(context, in.required("at_high"));
  ObjectReader low(context, in.member("at_low"), "at_low");
  ObjectReader high(context, in.member("at_high"), "at_high");
  out.calls_low = low.any_number("calls_mean");
  out.cost_usd_low = low.any_number("cost_usd_mean");
  out.calls_high = high.any_number("calls_mean");
  out.cost_usd_high = high.any_number("cost_usd_mean");
  return out;
}

TornadoReport read_tornado(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "influences");
  TornadoReport out;
  out.ends = read_ends_at(context, node);
  out.calls_mean = in.any_number("calls_mean");
  out.cost_usd_mean = in.any_number("cost_usd_mean");
  for (const std::uint32_t at : in.array("bars")) out.bars.push_back(read_bar(context, at));
  out.method = in.text("method");
  out.issues = read_issues(context, in.member("issues"));
  return out;
}

// ---- solve

SolveReport read_solve(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "a solution");
  SolveReport out;
  out.found = in.boolean("found", false);
  out.is_whole = in.boolean("whole", false);
  out.at_most = in.text("met") == "up_to";
  if (const ParamInfo* info = known_param(in.text("param"))) {
    out.value.id = info->id;
    if (in.has("value") && out.found) out.value = read_param_value(context, in.member("value"), *info);
  }
  out.crossing = in.any_number("crossing");
  out.reached = in.any_number("reached");
  out.now = in.any_number("now");
  out.at_low = in.any_number("at_low");
  out.at_high = in.any_number("at_high");
  out.method = in.text("method");
  if (in.has("pipeline")) out.pipeline = read_pipeline(context, in.member("pipeline"));
  out.issues = read_issues(context, in.member("issues"));
  return out;
}

// ---- replay

ReplayReport read_replay(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "a replay");
  ReplayReport out;
  out.seed = count_in(in, "seed");
  out.trace.trial = count_in(in, "trial");
  out.summary = in.text("summary");
  out.trace.truncated = in.boolean("truncated", false);
  for (const std::uint32_t at : in.array("events")) {
    ObjectReader row(context, at, "an event");
    TraceEvent event;
    event.pointer = row.text("pointer");
    event.what = row.text("what");
    event.state = row.text("state");
    event.tainted = row.boolean("tainted", false);
    event.attempt = row.whole("attempt", 1, 1, kManyCounts);
    out.lines.push_back(row.text("text"));
    out.trace.events.push_back(std::move(event));
  }
  out.trace.tally = read_tally(context, in.required("tally"));
  out.issues = read_issues(context, in.member("issues"));
  return out;
}

}  // namespace

void read_solve_target(ReadContext& context, std::uint32_t node, SolveQuestion& out) {
  ObjectReader in(context, node, "a target");
  int given = 0;
  for (const auto& row : kSolveEndNames) {
    if (!in.has(row.id)) continue;
    ++given;
    const bool is_share = row.value != SolveEnd::calls && row.value != SolveEnd::cost_usd;
    out.end = row.value;
    out.target = in.number(row.id, 0, 0, is_share ? 1 : kAny);
  }
  in.finish(UnknownMembers::fail);
  if (given != 1 && !context.error)
    context.fail(ErrorCode::bad_value, node, "a target names one of " + enum_choices(kSolveEndNames));
}

Json target_json(const SolveQuestion& question) { return {{enum_id(kSolveEndNames, question.end), question.target}}; }

Json to_json(const SolveReport& report) {
  const ParamInfo* info = known_param(report.value.id);
  Json out = {{"found", report.found}, {"whole", report.is_whole}, {"param", info->name}};
  if (report.found) {
    out["value"] = json_from_value(report.value, info->type);
    out["number"] = report.value.value;
    out["met"] = report.at_most ? "up_to" : "from";
    out["crossing"] = report.crossing;
    out["reached"] = report.reached;
  }
  out["now"] = report.now;
  out["at_low"] = report.at_low;
  out["at_high"] = report.at_high;
  out["method"] = report.method;
  if (report.pipeline) out["pipeline"] = to_json(*report.pipeline);
  out["issues"] = to_json(report.issues);
  return out;
}

Json to_json(const VersusReport& report) {
  Json out = {{"a", to_json(report.a)}, {"b", to_json(report.b)}, {"difference", to_json(report.difference)}};
  out["common"] = report.common;
  if (report.paired) out["paired"] = to_json(*report.paired);
  out["method"] = report.method;
  out["issues"] = to_json(report.issues);
  return out;
}

Json to_json(const TornadoReport& report) {
  Json out = json_of_ends(report.ends);
  out["calls_mean"] = report.calls_mean;
  out["cost_usd_mean"] = report.cost_usd_mean;
  out["bars"] = Json::array();
  for (const TornadoBar& bar : report.bars) out["bars"].push_back(to_json(bar));
  out["method"] = report.method;
  out["issues"] = to_json(report.issues);
  return out;
}

Json to_json(const ReplayReport& report) {
  Json out = {{"seed", report.seed}, {"trial", report.trace.trial}, {"summary", report.summary}};
  out["events"] = Json::array();
  for (std::size_t i = 0; i < report.trace.events.size(); ++i) {
    const TraceEvent& event = report.trace.events[i];
    out["events"].push_back({{"pointer", event.pointer},
                             {"what", event.what},
                             {"state", event.state},
                             {"tainted", event.tainted},
                             {"attempt", event.attempt},
                             {"text", i < report.lines.size() ? report.lines[i] : ""}});
  }
  if (report.trace.truncated) out["truncated"] = true;
  out["tally"] = to_json(report.trace.tally);
  out["issues"] = to_json(report.issues);
  return out;
}

}  // namespace nines::codec

namespace nines {
namespace {

std::string request(const char* op, codec::Json args) {
  return codec::dump({{"op", op}, {"v", 1}, {"args", std::move(args)}});
}

}  // namespace

std::string sample_configuration(const Pipeline& pipeline, std::uint64_t seed) {
  return base::sha256_hex(codec::dump({{"pipeline", codec::to_json(pipeline)}, {"seed", seed}, {"version", kVersion}}));
}

std::string solve_request(const Pipeline& pipeline, const SolveQuestion& question) {
  codec::Json args = {{"pipeline", codec::to_json(pipeline)}};
  args[question.variable.empty() ? "at" : "var"] = question.variable.empty() ? question.at : question.variable;
  args["target"] = codec::target_json(question);
  if (question.low) args["low"] = *question.low;
  if (question.high) args["high"] = *question.high;
  return request("solve", std::move(args));
}

std::string versus_request(const Pipeline& a, const Pipeline& b, const VersusOptions& options) {
  return request(
      "versus",
      {{"a", codec::to_json(a)}, {"b", codec::to_json(b)}, {"trials", options.trials}, {"seed", options.seed}});
}

std::string influence_request(const Pipeline& pipeline, const TornadoOptions& options) {
  return request("influence", {{"pipeline", codec::to_json(pipeline)},
                               {"by", codec::enum_id(codec::kTornadoNames, options.by)},
                               {"factor", options.factor},
                               {"level", options.level}});
}

std::string replay_request(const Pipeline& pipeline, std::uint64_t seed, std::uint64_t trial) {
  return request("replay", {{"pipeline", codec::to_json(pipeline)}, {"seed", seed}, {"trial", trial}});
}

std::string find_request(const Pipeline& pipeline, std::uint64_t seed, TrialEnd end, std::uint64_t from) {
  return request("replay", {{"pipeline", codec::to_json(pipeline)},
                            {"seed", seed},
                            {"first", codec::enum_id(codec::kTrialEndNames, end)},
                            {"from", from}});
}

Result<SolveReport> solve_report_from_response(std::string_view response) {
  return codec::read_response<SolveReport>(response, codec::read_solve);
}
Result<VersusReport> versus_report_from_response(std::string_view response) {
  return codec::read_response<VersusReport>(response, codec::read_versus);
}
Result<TornadoReport> tornado_report_from_response(std::string_view response) {
  return codec::read_response<TornadoReport>(response, codec::read_tornado);
}
Result<ReplayReport> replay_report_from_response(std::string_view response) {
  return codec::read_response<ReplayReport>(response, codec::read_replay);
}

}  // namespace nines
