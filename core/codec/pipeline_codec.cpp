// Pipelines as JSON: {"steps": [{"kind", "id"?, "label"?, "source"?, "needs"?, parameters…, "body"?}], …}. Every
// parameter name comes from step_table(); what stands around the steps is in surroundings_codec.cpp.
#include "codec/param_codec.h"
#include "codec/structs.h"
#include "codec/write.h"

namespace nines::codec {
namespace {

std::string known_kinds() {
  std::string out;
  for (const StepInfo& row : step_table()) out += (out.empty() ? "" : ", ") + std::string(row.id);
  return out;
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

void read_parts(ReadContext& context, ObjectReader& in, const StepInfo& info, std::size_t depth, Step& out) {
  out.kind = info.kind;
  out.id = in.text("id");
  out.label = in.text("label");
  out.source = in.text("source");
  if (in.has("needs")) out.needs = read_names(context, in, "needs");
  for (const ParamInfo& param : info.params) {
    const std::uint32_t at = in.member(param.name);
    if (at != kNoNode)
      out.params.push_back(read_param_value(context, at, param));
    else if (param.when_omitted == WhenOmitted::required)
      in.required(param.name);
  }
  if (info.has_body) {
    in.required("body");
    out.body = read_steps(context, in.array("body"), depth + 1);
  }
  in.finish(UnknownMembers::fail);
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
  read_parts(context, in, *info, depth, out);
  return out;
}

}  // namespace

Step read_step(ReadContext& context, std::uint32_t node) { return read_step(context, node, 1); }

Step read_step_of(ReadContext& context, std::uint32_t node, const StepInfo& info) {
  Step out;
  ObjectReader in(context, node, info.id);
  in.allow("kind");
  if (!context.error) read_parts(context, in, info, 1, out);
  return out;
}

Pipeline read_pipeline(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "a pipeline");
  Pipeline out;
  in.required("steps");
  out.steps = read_steps(context, in.array("steps"), 1);
  read_surroundings(context, in, out);
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
  if (step.needs) out["needs"] = *step.needs;
  for (const ParamInfo& param : info.params) {
    if (const ParamValue* value = given_param(step, param.id)) out[param.name] = json_from_value(*value, param.type);
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
  write_surroundings(out, pipeline);
  return out;
}

}  // namespace nines::codec

namespace nines {

std::string json_from_pipeline(const Pipeline& pipeline) {
  return codec::dump_pretty({{"nines", kDocumentVersion}, {"pipeline", codec::to_json(pipeline)}});
}

}  // namespace nines
