// What stands around the steps of a pipeline, as JSON: latents, variables, limits and what the ends are worth.
#include <limits>

#include "codec/param_codec.h"

namespace nines::codec {
namespace {

constexpr double kMost = std::numeric_limits<double>::max();
constexpr double kMostCalls = 9007199254740992.0;  // 2^53

WeightedRate read_class(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "a class");
  in.required("weight");
  in.required("p");
  const WeightedRate out{in.number("weight", 0, 0, 1), in.number("p", 0, 0, 1)};
  in.finish(UnknownMembers::fail);
  return out;
}

Loading read_loading(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "a loading");
  in.required("step");
  in.required("value");
  const Loading out{in.text("step"), in.number("value", 1, -1e3, 1e3)};
  in.finish(UnknownMembers::fail);
  return out;
}

void read_family(ReadContext& context, ObjectReader& in, Latent& out) {
  switch (out.family) {
    case LatentFamily::beta:
      in.required("rho");
      out.rho = in.number("rho", 0, 0, 1);
      return;
    case LatentFamily::logit_normal:
      in.required("sd");
      out.sd = in.number("sd", 1, 0, 1e3);
      for (const std::uint32_t node : in.array("loadings")) out.loadings.push_back(read_loading(context, node));
      return;
    case LatentFamily::classes:
      in.required("classes");
      for (const std::uint32_t node : in.array("classes")) out.classes.push_back(read_class(context, node));
      return;
  }
}

Latent read_latent(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "a latent");
  Latent out;
  in.required("scope");
  out.scope = in.choice("scope", kScopeNames, LatentScope::item);
  out.family = in.choice("family", kFamilyNames, LatentFamily::beta);
  read_family(context, in, out);
  out.never = in.number("never", 0, 0, 1);
  out.steps = read_names(context, in, "steps");
  in.finish(UnknownMembers::fail);
  return out;
}

// A variable holds what a probability may be, or any other number.
Variable read_variable(ReadContext& context, std::uint32_t node) {
  constexpr ParamInfo kAny{Param::p, "value", "", "", ParamType::probability, 0, 1, 0, WhenOmitted::required, "", ""};
  Variable out;
  out.name = context.tree.key(node);
  if (context.tree.node(node).kind == JsonKind::object) {
    out.value = read_param_value(context, node, kAny);
    if (out.value.form == ValueForm::variable)
      context.fail(ErrorCode::bad_value, node, "a variable cannot stand for another one");
  } else {
    out.value = number_value(Param::p, number_at(context, node, out.name, 0, kMost));
  }
  return out;
}

void read_vars(ReadContext& context, ObjectReader& in, Pipeline& out) {
  const std::uint32_t node = in.member("vars");
  if (node == kNoNode) return;
  if (context.tree.node(node).kind != JsonKind::object) {
    context.fail(ErrorCode::wrong_type, node, "vars is " + context.quote(node) + "; expected an object of numbers");
    return;
  }
  for (std::uint32_t child = context.tree.node(node).first_child; child != kNoNode;
       child = context.tree.node(child).next_sibling) {
    out.vars.push_back(read_variable(context, child));
  }
}

void read_budget(ReadContext& context, std::uint32_t node, Pipeline& out) {
  ObjectReader in(context, node, "a budget");
  out.budget.emplace();
  if (in.has("calls")) out.budget->calls = in.whole("calls", 0, 0, static_cast<std::int64_t>(kMostCalls));
  if (in.has("cost_usd")) out.budget->cost_usd = in.number("cost_usd", 0, 0, kMost);
  in.finish(UnknownMembers::fail);
}

void read_volume(ReadContext& context, std::uint32_t node, Pipeline& out) {
  ObjectReader in(context, node, "a volume");
  in.required("runs_per_day");
  out.volume = Volume{in.number("runs_per_day", 0, 0, 1e15), in.number("days", 1, 0, 1e6)};
  in.finish(UnknownMembers::fail);
}

void read_values(ReadContext& context, std::uint32_t node, Pipeline& out) {
  ObjectReader in(context, node, "values");
  out.values = EndValues{in.number("ok", 1, -kMost, kMost), in.number("silent", 0, -kMost, kMost),
                         in.number("detected", 0, -kMost, kMost)};
  in.finish(UnknownMembers::fail);
}

void read_baseline(ReadContext& context, std::uint32_t node, Pipeline& out) {
  ObjectReader in(context, node, "a baseline");
  in.required("error");
  out.baseline =
      Baseline{in.number("error", 0, 0, 1), in.number("cost_usd", 0, 0, kMost), in.number("minutes", 0, 0, kMost)};
  in.finish(UnknownMembers::fail);
}

Json json_from_latent(const Latent& latent) {
  Json out = {{"scope", enum_id(kScopeNames, latent.scope)}};
  if (latent.family != LatentFamily::beta) out["family"] = enum_id(kFamilyNames, latent.family);
  if (latent.family == LatentFamily::beta) out["rho"] = latent.rho;
  if (latent.family == LatentFamily::logit_normal) out["sd"] = latent.sd;
  for (const Loading& one : latent.loadings) out["loadings"].push_back({{"step", one.step}, {"value", one.value}});
  for (const WeightedRate& one : latent.classes) out["classes"].push_back({{"weight", one.weight}, {"p", one.p}});
  if (latent.never > 0) out["never"] = latent.never;
  if (!latent.steps.empty()) out["steps"] = latent.steps;
  return out;
}

}  // namespace

void read_surroundings(ReadContext& context, ObjectReader& in, Pipeline& out) {
  for (const std::uint32_t latent : in.array("latents")) out.latents.push_back(read_latent(context, latent));
  read_vars(context, in, out);
  if (in.has("budget")) read_budget(context, in.member("budget"), out);
  if (in.has("deadline_ms")) out.deadline_ms = in.number("deadline_ms", 0, 0, kMost);
  if (in.has("volume")) read_volume(context, in.member("volume"), out);
  if (in.has("values")) read_values(context, in.member("values"), out);
  if (in.has("baseline")) read_baseline(context, in.member("baseline"), out);
  out.shift = in.number("shift", 1, 0, 1e6);
}

void write_surroundings(Json& out, const Pipeline& pipeline) {
  for (const Latent& latent : pipeline.latents) out["latents"].push_back(json_from_latent(latent));
  for (const Variable& one : pipeline.vars) out["vars"][one.name] = json_from_value(one.value, ParamType::probability);
  if (pipeline.budget) {
    out["budget"] = Json::object();
    if (pipeline.budget->calls) out["budget"]["calls"] = *pipeline.budget->calls;
    if (pipeline.budget->cost_usd) out["budget"]["cost_usd"] = *pipeline.budget->cost_usd;
  }
  if (pipeline.deadline_ms) out["deadline_ms"] = *pipeline.deadline_ms;
  if (pipeline.volume)
    out["volume"] = {{"runs_per_day", pipeline.volume->runs_per_day}, {"days", pipeline.volume->days}};
  if (pipeline.values) {
    out["values"] = {
        {"ok", pipeline.values->ok}, {"silent", pipeline.values->silent}, {"detected", pipeline.values->detected}};
  }
  if (pipeline.baseline) {
    out["baseline"] = {{"error", pipeline.baseline->error},
                       {"cost_usd", pipeline.baseline->cost_usd},
                       {"minutes", pipeline.baseline->minutes}};
  }
  if (pipeline.shift != 1) out["shift"] = pipeline.shift;
}

}  // namespace nines::codec
