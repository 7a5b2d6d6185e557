// The questions of the Pipeline workspace as requests, and their answers read back.
#include <array>
#include <limits>

#include "codec/structs.h"
#include "codec/write.h"
#include "nines/questions.h"

namespace nines {
namespace codec {
namespace {

constexpr double kAny = std::numeric_limits<double>::max();
constexpr std::int64_t kManyCounts = std::int64_t{1} << 53;

constexpr std::array kPlanCosts{EnumName<PlanCost>{PlanCost::automatic, "automatic"},
                                EnumName<PlanCost>{PlanCost::usd, "usd"}, EnumName<PlanCost>{PlanCost::calls, "calls"},
                                EnumName<PlanCost>{PlanCost::executions, "executions"}};

PlanPoint read_point(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "plan");
  PlanPoint out;
  out.ends = {in.number("ok", 0, -kAny, kAny), in.number("silent", 0, -kAny, kAny),
              in.number("detected", 0, -kAny, kAny)};
  out.failure = in.number("failure", 0, -kAny, kAny);
  out.calls_mean = in.number("calls_mean", 0, -kAny, kAny);
  out.checks_mean = in.number("checks_mean", 0, -kAny, kAny);
  out.cost_usd_mean = in.number("cost_usd_mean", 0, -kAny, kAny);
  out.cost = in.number("cost", 0, -kAny, kAny);
  for (const std::uint32_t one : in.array("choice"))
    out.choice.push_back(static_cast<std::size_t>(whole_at(context, one, "choice", 0, kManyCounts)));
  for (const std::uint32_t one : in.array("changes")) {
    ObjectReader change(context, one, "change");
    PlannedChange row;
    row.text = change.text("text");
    out.changes.push_back(std::move(row));
  }
  return out;
}

PlanReport read_plan_report(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "plan");
  PlanReport out;
  out.cost = in.choice("cost", kPlanCosts, PlanCost::calls);
  out.now = read_point(context, in.member("now"));
  for (const std::uint32_t one : in.array("front")) out.front.push_back(read_point(context, one));
  if (const std::uint32_t chosen = in.member("chosen"); chosen != kNoNode) out.chosen = read_point(context, chosen);
  out.bound = in.number("bound", 0, 0, kAny);
  out.method = in.text("method");
  return out;
}

TrialTrace read_trace(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "trace");
  TrialTrace out;
  out.trial = static_cast<std::uint64_t>(in.whole("trial", 0, 0, kManyCounts));
  for (const std::uint32_t one : in.array("events")) {
    ObjectReader event(context, one, "event");
    TraceEvent row;
    row.pointer = event.text("pointer");
    row.what = event.text("what");
    row.state = event.text("state");
    row.tainted = event.boolean("tainted", false);
    row.attempt = event.whole("attempt", 1, 0, kManyCounts);
    out.events.push_back(std::move(row));
  }
  out.truncated = in.boolean("truncated", false);
  out.tally = read_tally(context, in.member("tally"));
  return out;
}

}  // namespace
}  // namespace codec

std::string plan_request(const Pipeline& pipeline, const PlanQuestion& question) {
  codec::Json args = {{"pipeline", codec::to_json(pipeline)}, {"plan", codec::Json{{"points", question.points}}}};
  return codec::dump({{"op", "plan"}, {"v", 1}, {"args", std::move(args)}});
}

std::string replay_request(const Pipeline& pipeline, std::uint64_t seed, std::uint64_t from,
                           std::optional<TrialEnd> end) {
  constexpr const char* kEnds[] = {"ok", "silent", "detected"};
  codec::Json args = {{"pipeline", codec::to_json(pipeline)}, {"seed", seed}, {"trial", from}};
  if (end) args["first"] = kEnds[static_cast<std::size_t>(*end)];
  return codec::dump({{"op", "replay"}, {"v", 1}, {"args", std::move(args)}});
}

Result<PlanReport> plan_report_from_response(std::string_view response) {
  return codec::read_response<PlanReport>(response, codec::read_plan_report);
}

Result<TrialTrace> trial_trace_from_response(std::string_view response) {
  return codec::read_response<TrialTrace>(response, codec::read_trace);
}

}  // namespace nines
