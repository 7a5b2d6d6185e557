// Plans as JSON, both directions: the question with its changes, and the front with its points (questions_codec.h).
#include "codec/param_codec.h"
#include "codec/questions.h"

namespace nines::codec {
namespace {

// ---- changes

const ParamInfo* param_named(ReadContext& context, std::uint32_t at, const StepInfo& kind, const std::string& name) {
  const ParamInfo* info = find_param_info(kind, name);
  if (info == nullptr && at != kNoNode)
    context.fail(ErrorCode::bad_value, at, "\"" + std::string(kind.id) + "\" has no parameter " + context.quote(at));
  return info;
}

PlanOption read_option(ReadContext& context, std::uint32_t node, const StepInfo& kind) {
  ObjectReader in(context, node, "an option");
  PlanOption out;
  out.name = in.text("name");
  for (const ParamInfo& info : kind.params) {
    if (in.has(info.name)) out.params.push_back(read_param_value(context, in.member(info.name), info));
  }
  in.finish(UnknownMembers::fail);
  return out;
}

void read_values(ReadContext& context, ObjectReader& in, const ParamInfo& info, PlanChange& out) {
  in.required("values");
  for (const std::uint32_t at : in.array("values")) out.options.push_back({"", {read_param_value(context, at, info)}});
}

// Each list of the block's parameters is tried, all with all; what is no list is fixed.
void read_block_params(ReadContext& context, ObjectReader& in, const StepInfo& kind, PlanChange& out) {
  std::vector<PlanOption> options{PlanOption{}};
  bool is_varied = false;
  for (const ParamInfo& info : kind.params) {
    if (!in.has(info.name)) continue;
    const std::uint32_t at = in.member(info.name);
    if (context.tree.node(at).kind != JsonKind::array) {
      out.wrap->params.push_back(read_param_value(context, at, info));
      continue;
    }
    is_varied = true;
    std::vector<PlanOption> longer;
    for (const PlanOption& option : options) {
      for (const std::uint32_t value : in.array(info.name)) {
        PlanOption one = option;
        one.params.push_back(read_param_value(context, value, info));
        longer.push_back(std::move(one));
        if (longer.size() > kMaxPlanOptions && !context.error)
          context.fail(ErrorCode::limit_exceeded, at, "more than " + std::to_string(kMaxPlanOptions) + " options");
        if (context.error) return;
      }
    }
    options = std::move(longer);
  }
  if (is_varied || !in.has("options")) out.options = std::move(options);
}

void read_rows_after(ReadContext& context, ObjectReader& in, PlanChange& out) {
  if (in.has("validate"))
    out.wrap->body.push_back(read_step_of(context, in.member("validate"), step_info(StepKind::validate)));
  for (const std::uint32_t row : in.array("then")) out.wrap->body.push_back(read_step(context, row));
}

void read_wrap(ReadContext& context, ObjectReader& in, PlanChange& out) {
  const std::uint32_t at = in.member("wrap");
  const bool is_object = context.tree.node(at).kind == JsonKind::object;
  std::string id;
  if (is_object) {
    ObjectReader inner(context, at, "wrap");
    inner.required("kind");
    id = inner.text("kind");
  } else {
    id = in.text("wrap");
  }
  const StepInfo* kind = find_step_info(id);
  if (context.error) return;
  if (kind == nullptr || !kind->has_body)
    return context.fail(ErrorCode::unknown_kind, at,
                        "wrap is " + context.quote(at) + "; expected a block, e.g. \"retry\"");
  out.wrap = Step{};
  out.wrap->kind = kind->kind;
  if (is_object) {
    ObjectReader inner(context, at, "wrap");
    inner.allow("kind");
    PlanChange fixed;
    fixed.wrap = out.wrap;
    read_block_params(context, inner, *kind, fixed);
    read_rows_after(context, inner, fixed);
    inner.finish(UnknownMembers::fail);
    out.wrap = std::move(fixed.wrap);
  }
  read_block_params(context, in, *kind, out);
  read_rows_after(context, in, out);
  for (const std::uint32_t row : in.array("options")) out.options.push_back(read_option(context, row, *kind));
}

const ParamInfo* use_of_variable(const std::vector<Step>& steps, const std::string& name) {
  for (const Step& step : steps) {
    for (const ParamValue& value : step.params) {
      if (value.form == ValueForm::variable && value.choice == name)
        return find_param_info(step_info(step.kind), value.id);
    }
    if (const ParamInfo* found = use_of_variable(step.body, name)) return found;
  }
  return nullptr;
}

void read_variable(ReadContext& context, ObjectReader& in, const Pipeline& pipeline, PlanChange& out) {
  out.variable = in.text("var");
  const ParamInfo* info = use_of_variable(pipeline.steps, out.variable);
  if (info == nullptr && !context.error)
    context.fail(ErrorCode::unknown_variable, in.member("var"),
                 "no step uses the variable " + context.quote(in.member("var")));
  if (info != nullptr) read_values(context, in, *info, out);
}

PlanChange read_change(ReadContext& context, std::uint32_t node, const Pipeline& pipeline) {
  ObjectReader in(context, node, "a change");
  PlanChange out;
  out.keep = in.boolean("keep", true);
  if (in.has("var")) {
    read_variable(context, in, pipeline, out);
    in.finish(UnknownMembers::fail);
    return out;
  }
  const std::uint32_t at = in.required("at");
  out.at = in.text("at");
  if (context.error) return out;
  const Result<const Step*> step = step_named(pipeline, out.at);
  if (!step) {
    context.fail(step.error().code, at, step.error().message);
    return out;
  }
  const StepInfo& kind = step_info((*step)->kind);
  if (in.has("wrap")) {
    read_wrap(context, in, out);
  } else if (in.has("param")) {
    if (const ParamInfo* info = param_named(context, in.member("param"), kind, in.text("param")))
      read_values(context, in, *info, out);
  } else {
    in.required("options");
    for (const std::uint32_t row : in.array("options")) out.options.push_back(read_option(context, row, kind));
  }
  if (!context.error) in.finish(UnknownMembers::fail);
  return out;
}

void put_params(Json& out, const StepInfo& kind, const std::vector<ParamValue>& params) {
  for (const ParamValue& value : params) {
    const ParamInfo* info = find_param_info(kind, value.id);
    if (info != nullptr) out[info->name] = json_from_value(value, info->type);
  }
}

Json json_of_option(const PlanOption& option, const StepInfo& kind) {
  Json out = Json::object();
  if (!option.name.empty()) out["name"] = option.name;
  put_params(out, kind, option.params);
  return out;
}

Json json_of_variable(const PlanChange& change, const Pipeline& pipeline) {
  Json out = {{"var", change.variable}, {"values", Json::array()}};
  const ParamInfo* info = use_of_variable(pipeline.steps, change.variable);
  for (const PlanOption& option : change.options)
    out["values"].push_back(json_from_value(option.params.front(), info != nullptr ? info->type : ParamType::real));
  return out;
}

// ---- points

Json to_json(const PlanPoint& point) {
  Json out = {{"ok", point.ends.ok},
              {"silent", point.ends.silent},
              {"detected", point.ends.detected},
              {"failure", point.failure},
              {"calls_mean", point.calls_mean},
              {"checks_mean", point.checks_mean},
              {"reviews_mean", point.reviews_mean},
              {"cost_usd_mean", point.cost_usd_mean},
              {"cost", point.cost},
              {"feasible", point.feasible},
              {"choice", point.choice},
              {"changes", Json::array()}};
  for (const PlannedChange& one : point.changes)
    out["changes"].push_back({{"change", one.change}, {"option", one.option}, {"at", one.pointer}, {"text", one.text}});
  return out;
}

std::size_t index_in(ObjectReader& in, const char* name) {
  return static_cast<std::size_t>(in.whole(name, 0, 0, kMaxPlanChanges));
}

PlanPoint read_point(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "a point");
  PlanPoint out;
  out.ends = {in.any_number("ok"), in.any_number("silent"), in.any_number("detected")};
  out.failure = in.number("failure", 0, 0, 2);
  out.calls_mean = in.number("calls_mean", 0, 0, kAny);
  out.checks_mean = in.number("checks_mean", 0, 0, kAny);
  out.reviews_mean = in.number("reviews_mean", 0, 0, kAny);
  out.cost_usd_mean = in.number("cost_usd_mean", 0, 0, kAny);
  out.cost = in.number("cost", 0, 0, kAny);
  out.feasible = in.boolean("feasible", true);
  for (const std::uint32_t at : in.array("choice"))
    out.choice.push_back(static_cast<std::size_t>(whole_at(context, at, "choice", 0, kMaxPlanOptions)));
  for (const std::uint32_t at : in.array("changes")) {
    ObjectReader row(context, at, "a change");
    PlannedChange one;
    one.change = index_in(row, "change");
    one.option = index_in(row, "option");
    one.pointer = row.text("at");
    one.text = row.text("text");
    out.changes.push_back(std::move(one));
  }
  return out;
}

}  // namespace

PlanQuestion read_plan_question(ReadContext& context, std::uint32_t node, const Pipeline& pipeline) {
  ObjectReader in(context, node, "a plan");
  PlanQuestion out;
  if (in.has("target")) {
    ObjectReader target(context, in.member("target"), "a target");
    out.target.ok = target.optional_number("ok", 0, 1);
    out.target.silent = target.optional_number("silent", 0, 1);
    target.finish(UnknownMembers::fail);
  }
  if (in.has("budget")) {
    ObjectReader budget(context, in.member("budget"), "a budget");
    out.budget.calls = budget.optional_number("calls", 0, kAny);
    out.budget.cost_usd = budget.optional_number("cost_usd", 0, kAny);
    budget.finish(UnknownMembers::fail);
  }
  out.cost = in.choice("cost", kPlanCostNames, PlanCost::automatic);
  out.points = static_cast<std::size_t>(in.whole("points", 100, 1, kMaxPlanPoints));
  const std::vector<std::uint32_t> changes = in.array("changes");
  if (changes.size() > kMaxPlanChanges)
    context.fail(ErrorCode::limit_exceeded, in.member("changes"),
                 std::to_string(changes.size()) + " changes; at most " + std::to_string(kMaxPlanChanges));
  for (const std::uint32_t at : changes) {
    if (context.error) break;
    out.changes.push_back(read_change(context, at, pipeline));
  }
  in.finish(UnknownMembers::fail);
  return out;
}

Json to_json(const PlanChange& change, const Pipeline& pipeline) {
  Json out = Json::object();
  if (!change.variable.empty()) {
    out = json_of_variable(change, pipeline);
  } else {
    out["at"] = change.at;
    const Result<const Step*> step = step_named(pipeline, change.at);
    const StepInfo& kind = step_info(change.wrap ? change.wrap->kind : step ? (*step)->kind : StepKind::work);
    if (change.wrap) {
      out["wrap"] = {{"kind", kind.id}};
      put_params(out["wrap"], kind, change.wrap->params);
      for (const Step& row : change.wrap->body) out["wrap"]["then"].push_back(to_json(row));
    }
    out["options"] = Json::array();
    for (const PlanOption& option : change.options) out["options"].push_back(json_of_option(option, kind));
  }
  if (!change.keep) out["keep"] = false;
  return out;
}

Json to_json(const PlanQuestion& question, const Pipeline& pipeline) {
  Json out = Json::object();
  if (question.target.ok) out["target"]["ok"] = *question.target.ok;
  if (question.target.silent) out["target"]["silent"] = *question.target.silent;
  if (question.budget.calls) out["budget"]["calls"] = *question.budget.calls;
  if (question.budget.cost_usd) out["budget"]["cost_usd"] = *question.budget.cost_usd;
  if (question.cost != PlanCost::automatic) out["cost"] = enum_id(kPlanCostNames, question.cost);
  out["points"] = question.points;
  for (const PlanChange& change : question.changes) out["changes"].push_back(to_json(change, pipeline));
  return out;
}

Json to_json(const PlanReport& report, const Pipeline& pipeline) {
  Json out = {{"cost_unit", enum_id(kPlanCostNames, report.cost)}, {"now", to_json(report.now)}};
  if (report.chosen) out["chosen"] = to_json(*report.chosen);
  if (report.pipeline) out["pipeline"] = to_json(*report.pipeline);
  out["front"] = Json::array();
  for (const PlanPoint& point : report.front) out["front"].push_back(to_json(point));
  out["front_size"] = report.front_size;
  out["changes"] = Json::array();
  for (const PlanChange& change : report.changes) out["changes"].push_back(to_json(change, pipeline));
  out["combinations"] = report.combinations;
  out["bound"] = report.bound;
  out["method"] = report.method;
  out["issues"] = to_json(report.issues);
  return out;
}

namespace {

PlanReport read_plan_report(ReadContext& context, std::uint32_t node, const Pipeline* pipeline) {
  ObjectReader in(context, node, "a plan report");
  PlanReport out;
  out.cost = in.choice("cost_unit", kPlanCostNames, PlanCost::usd);
  out.now = read_point(context, in.required("now"));
  if (in.has("chosen")) out.chosen = read_point(context, in.member("chosen"));
  if (in.has("pipeline")) out.pipeline = read_pipeline(context, in.member("pipeline"));
  for (const std::uint32_t at : in.array("front")) out.front.push_back(read_point(context, at));
  out.front_size = in.whole("front_size", 0, 0, kManyCounts);
  for (const std::uint32_t at : in.array("changes")) {
    if (pipeline != nullptr) out.changes.push_back(read_change(context, at, *pipeline));
  }
  out.combinations = in.number("combinations", 0, 0, kAny);
  out.bound = in.number("bound", 0, 0, kAny);
  out.method = in.text("method");
  out.issues = read_issues(context, in.member("issues"));
  return out;
}

}  // namespace
}  // namespace nines::codec

namespace nines {

std::string plan_request(const Pipeline& pipeline, const PlanQuestion& question) {
  return codec::dump(
      {{"op", "plan"},
       {"v", 1},
       {"args", {{"pipeline", codec::to_json(pipeline)}, {"plan", codec::to_json(question, pipeline)}}}});
}

Result<PlanReport> plan_report_from_response(std::string_view response, const Pipeline* pipeline) {
  return codec::read_response<PlanReport>(response, [pipeline](codec::ReadContext& context, std::uint32_t node) {
    return codec::read_plan_report(context, node, pipeline);
  });
}

}  // namespace nines
