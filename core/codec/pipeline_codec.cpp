// Pipelines as JSON: {"steps": [{"kind", "id"?, "label"?, "source"?, parameters…, "body"?}], "latents"?}. Every
// parameter name comes from step_table(); a probability is a number, {"k", "n"}, or its complement {"q"}.
#include <cmath>

#include "codec/structs.h"
#include "codec/write.h"

namespace nines::codec {
namespace {

std::string known_kinds() {
  std::string out;
  for (const StepInfo& row : step_table()) out += (out.empty() ? "" : ", ") + std::string(row.id);
  return out;
}

ParamValue read_counts(ReadContext& context, ObjectReader& in, const ParamInfo& info) {
  ParamValue out = number_value(info.id, 0);
  out.form = ValueForm::counts;
  constexpr std::int64_t kMaxCount = std::int64_t{1} << 53;
  out.n = in.whole("n", 0, 1, kMaxCount);
  out.k = in.whole("k", 0, 0, kMaxCount);
  if (out.n == 0 && !context.error) in.required("n");
  if (context.error) return out;
  if (out.k > out.n) {
    context.fail(ErrorCode::out_of_range, in.member("k"),
                 "k is " + std::to_string(out.k) + ", more than n = " + std::to_string(out.n));
    return out;
  }
  out.value = static_cast<double>(out.k) / static_cast<double>(out.n);
  out.complement = static_cast<double>(out.n - out.k) / static_cast<double>(out.n);
  return out;
}

// {"q": …} or {"k": …, "n": …}
ParamValue read_probability_object(ReadContext& context, std::uint32_t node, const ParamInfo& info) {
  ObjectReader in(context, node, info.name);
  if (in.has("k") || in.has("n")) {
    ParamValue out = read_counts(context, in, info);
    in.finish(UnknownMembers::fail);
    return out;
  }
  const std::uint32_t q = in.required("q");
  ParamValue out = number_value(info.id, 0);
  if (q != kNoNode) {
    out.form = ValueForm::complement;
    out.complement = number_at(context, q, "q", 1 - info.max, 1 - info.min);
    out.value = 1 - out.complement;
  }
  in.finish(UnknownMembers::fail);
  return out;
}

ParamValue read_choice(ReadContext& context, std::uint32_t node, const ParamInfo& info) {
  ParamValue out;
  out.id = info.id;
  out.form = ValueForm::choice;
  out.choice = context.tree.node(node).kind == JsonKind::string ? context.tree.string_value(node) : std::string();
  const std::string all = "|" + std::string(info.choices) + "|";
  if (out.choice.empty() || all.find("|" + out.choice + "|") == std::string::npos) {
    context.fail(ErrorCode::bad_value, node,
                 std::string(info.name) + " is " + context.quote(node) + "; expected one of " + info.choices);
  }
  return out;
}

ParamValue read_param(ReadContext& context, std::uint32_t node, const ParamInfo& info) {
  switch (info.type) {
    case ParamType::choice: return read_choice(context, node, info);
    case ParamType::whole:
      return number_value(info.id,
                          static_cast<double>(whole_at(context, node, info.name, static_cast<std::int64_t>(info.min),
                                                       static_cast<std::int64_t>(info.max))));
    case ParamType::probability:
      if (context.tree.node(node).kind == JsonKind::object) return read_probability_object(context, node, info);
      break;
    case ParamType::correlation: break;
  }
  return number_value(info.id, number_at(context, node, info.name, info.min, info.max));
}

Step read_step(ReadContext& context, std::uint32_t node, std::size_t depth);

std::vector<Step> read_steps(ReadContext& context, const std::vector<std::uint32_t>& nodes, std::size_t depth) {
  std::vector<Step> out;
  out.reserve(nodes.size());
  for (const std::uint32_t node : nodes) {
    if (context.error) break;
    out.push_back(read_step(context, node, depth));
  }
  return out;
}

Step read_step(ReadContext& context, std::uint32_t node, std::size_t depth) {
  Step out;
  if (depth > kMaxPipelineDepth) {
    context.fail(ErrorCode::limit_exceeded, node, "blocks nest deeper than " + std::to_string(kMaxPipelineDepth));
    return out;
  }
  ObjectReader in(context, node, "a step");
  const std::uint32_t kind = in.required("kind");
  const std::string id = in.text("kind");
  const StepInfo* info = find_step_info(id);
  if (kind != kNoNode && info == nullptr) {
    context.fail(ErrorCode::unknown_kind, kind, "no step kind " + context.quote(kind) + "; known: " + known_kinds());
  }
  if (context.error || info == nullptr) return out;
  out.kind = info->kind;
  out.id = in.text("id");
  out.label = in.text("label");
  out.source = in.text("source");
  for (const ParamInfo& param : info->params) {
    const std::uint32_t at = in.member(param.name);
    if (at != kNoNode)
      out.params.push_back(read_param(context, at, param));
    else if (param.when_omitted == WhenOmitted::required)
      in.required(param.name);
  }
  if (info->has_body) {
    in.required("body");
    out.body = read_steps(context, in.array("body"), depth + 1);
  }
  in.finish(UnknownMembers::fail);
  return out;
}

Latent read_latent(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "a latent");
  Latent out;
  in.required("scope");
  out.scope = in.choice("scope", kScopeNames, LatentScope::item);
  in.required("rho");
  out.rho = in.number("rho", 0, 0, 1);
  for (const std::uint32_t id : in.array("steps")) {
    if (context.tree.node(id).kind != JsonKind::string)
      context.fail(ErrorCode::wrong_type, id, "steps lists step ids as text");
    else
      out.steps.push_back(context.tree.string_value(id));
  }
  in.finish(UnknownMembers::fail);
  return out;
}

Json to_json(const ParamValue& value, const ParamInfo& info) {
  switch (value.form) {
    case ValueForm::choice: return value.choice;
    case ValueForm::complement: return {{"q", value.complement}};
    case ValueForm::counts: return {{"k", value.k}, {"n", value.n}};
    case ValueForm::number: break;
  }
  if (info.type == ParamType::whole) return static_cast<std::int64_t>(value.value);
  return value.value;
}

}  // namespace

Pipeline read_pipeline(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "a pipeline");
  Pipeline out;
  in.required("steps");
  out.steps = read_steps(context, in.array("steps"), 1);
  for (const std::uint32_t latent : in.array("latents")) out.latents.push_back(read_latent(context, latent));
  in.finish(UnknownMembers::fail);
  return out;
}

Json to_json(const Step& step) {
  const StepInfo& info = step_info(step.kind);
  Json out = Json::object();
  out["kind"] = info.id;
  if (!step.id.empty()) out["id"] = step.id;
  if (!step.label.empty()) out["label"] = step.label;
  if (!step.source.empty()) out["source"] = step.source;
  for (const ParamInfo& param : info.params) {
    if (const ParamValue* value = given_param(step, param.id)) out[param.name] = to_json(*value, param);
  }
  if (info.has_body) {
    Json body = Json::array();
    for (const Step& inner : step.body) body.push_back(to_json(inner));
    out["body"] = std::move(body);
  }
  return out;
}

Json to_json(const Pipeline& pipeline) {
  Json out = Json::object();
  out["steps"] = Json::array();
  for (const Step& step : pipeline.steps) out["steps"].push_back(to_json(step));
  for (const Latent& latent : pipeline.latents) {
    Json row = {{"scope", enum_id(kScopeNames, latent.scope)}, {"rho", latent.rho}};
    if (!latent.steps.empty()) row["steps"] = latent.steps;
    out["latents"].push_back(std::move(row));
  }
  return out;
}

}  // namespace nines::codec

namespace nines {

std::string json_from_pipeline(const Pipeline& pipeline) {
  return codec::dump_pretty({{"nines", kDocumentVersion}, {"pipeline", codec::to_json(pipeline)}});
}

}  // namespace nines
