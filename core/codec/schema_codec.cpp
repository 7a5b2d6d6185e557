// The JSON Schema (draft 2020-12) of pipeline files, made from the tables that the reader itself uses, so that an
// editor knows every kind, parameter, range and default. Called by op schema; the reader never looks at it.
#include "codec/enum_names.h"
#include "codec/write.h"
#include "nines/catalog.h"
#include "nines/simulate.h"

namespace nines::codec {
namespace {

constexpr double kMostWhole = 9007199254740992.0;  // 2^53

Json reference(const std::string& name) { return {{"$ref", "#/$defs/" + name}}; }
Json text(const char* help) { return {{"type", "string"}, {"description", help}}; }
Json number(double min, const char* help) { return {{"type", "number"}, {"minimum", min}, {"description", help}}; }
Json share(const char* help) { return {{"type", "number"}, {"minimum", 0}, {"maximum", 1}, {"description", help}}; }
Json whole(double min, double max) { return {{"type", "integer"}, {"minimum", min}, {"maximum", max}}; }
Json list_of(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }

Json object(Json properties, Json required) {
  Json out = {{"type", "object"}, {"properties", std::move(properties)}};
  if (!required.empty()) out["required"] = std::move(required);
  out["additionalProperties"] = false;
  return out;
}

template <class Table>
Json names_of(const Table& table) {
  Json out = Json::array();
  for (const auto& row : table) out.push_back(row.id);
  return out;
}

Json words(std::string_view choices) {
  Json out = Json::array();
  while (!choices.empty()) {
    const std::size_t end = std::min(choices.find('|'), choices.size());
    out.push_back(std::string(choices.substr(0, end)));
    choices.remove_prefix(std::min(end + 1, choices.size()));
  }
  return out;
}

Json value_of(const ParamInfo& info) {
  switch (info.type) {
    case ParamType::probability: return reference("probability");
    case ParamType::choice: return {{"enum", words(info.choices)}};
    case ParamType::step: return {{"type", "string"}, {"minLength", 1}};
    case ParamType::correlation:
    case ParamType::real:
      return {{"anyOf", {{{"type", "number"}, {"minimum", info.min}, {"maximum", info.max}}, reference("variable")}}};
    case ParamType::whole: break;
  }
  return {{"anyOf", {whole(info.min, info.max), reference("variable")}}};
}

Json param_schema(const ParamInfo& info) {
  Json out = value_of(info);
  out["title"] = info.label;
  out["description"] = info.help;
  if (info.when_omitted == WhenOmitted::use_default || info.when_omitted == WhenOmitted::assumed) {
    if (info.type == ParamType::choice)
      out["default"] = out["enum"].front();
    else
      out["default"] = info.default_value;
  }
  return out;
}

Json kind_schema(const StepInfo& info) {
  Json properties = {{"kind", {{"const", info.id}}},
                     {"id", text("Name that latents, needs and rollback refer to.")},
                     {"label", text("What people call it.")},
                     {"source", text("Where its numbers come from.")},
                     {"needs", list_of({{"type", "string"}})}};
  Json required = {"kind"};
  for (const ParamInfo& param : info.params) {
    properties[param.name] = param_schema(param);
    if (param.when_omitted == WhenOmitted::required) required.push_back(param.name);
  }
  if (info.has_body) {
    properties["body"] = list_of(reference("step"));
    required.push_back("body");
  }
  Json out = object(std::move(properties), std::move(required));
  out["title"] = info.label;
  out["description"] = info.help;
  return out;
}

// The kind decides which of the definitions a row must meet, so that a mistake is told at its place.
Json step_schema() {
  Json out = {{"type", "object"},
              {"required", {"kind"}},
              {"properties", {{"kind", {{"enum", names_of(step_table())}}}}},
              {"allOf", Json::array()}};
  for (const StepInfo& info : step_table()) {
    out["allOf"].push_back({{"if", {{"properties", {{"kind", {{"const", info.id}}}}}}},
                            {"then", reference(std::string("step_") + info.id)}});
  }
  return out;
}

Json probability_schema() {
  Json counts =
      object({{"k", whole(0, kMostWhole)}, {"n", whole(1, kMostWhole)}, {"shared", {{"type", "boolean"}}}}, {"k", "n"});
  counts["description"] = "Measured: k of n. shared: one unknown rate for all its uses, or one for each.";
  Json complement = object({{"q", share("1 - p, so that tiny failures keep their digits.")}}, {"q"});
  return {{"anyOf", {share("The probability."), std::move(counts), std::move(complement), reference("variable")}}};
}

Json latent_schema() {
  Json item_class =
      object({{"weight", share("Share of the items.")}, {"p", share("Their success rate.")}}, {"weight", "p"});
  Json loading = object(
      {{"step", text("Id of a work step.")}, {"value", {{"type", "number"}, {"minimum", -1e3}, {"maximum", 1e3}}}},
      {"step", "value"});
  Json classes = list_of(std::move(item_class));
  classes["maxItems"] = kMaxLatentClassesGiven;
  Json properties = {{"scope", {{"enum", names_of(kScopeNames)}}},
                     {"family", {{"enum", names_of(kFamilyNames)}}},
                     {"rho", share("beta: intraclass correlation.")},
                     {"sd", {{"type", "number"}, {"minimum", 0}, {"maximum", 1e3}}},
                     {"loadings", list_of(std::move(loading))},
                     {"classes", std::move(classes)},
                     {"never", share("Share of items that no attempt solves.")},
                     {"steps", list_of({{"type", "string"}})}};
  return object(std::move(properties), {"scope"});
}

Json signed_number() { return {{"type", "number"}}; }

Json pipeline_schema() {
  Json latents = list_of(reference("latent"));
  latents["maxItems"] = kMaxLatentsOfPipeline;
  Json properties = {
      {"steps", list_of(reference("step"))},
      {"latents", std::move(latents)},
      {"vars",
       {{"type", "object"},
        {"additionalProperties", {{"anyOf", {number(0, "Any number."), reference("probability")}}}}}},
      {"budget", object({{"calls", whole(0, kMostWhole)}, {"cost_usd", number(0, "USD a run.")}}, Json::array())},
      {"deadline_ms", number(0, "A run that takes longer ends DETECTED timeout.")},
      {"volume", object({{"runs_per_day", number(0, "Runs a day.")}, {"days", number(0, "Days.")}}, {"runs_per_day"})},
      {"values",
       object({{"ok", signed_number()}, {"silent", signed_number()}, {"detected", signed_number()}}, Json::array())},
      {"baseline", object({{"error", share("How often a person errs.")},
                           {"cost_usd", number(0, "USD an item.")},
                           {"minutes", number(0, "Minutes an item.")}},
                          {"error"})},
      {"shift", {{"type", "number"}, {"minimum", 0}, {"maximum", 1e6}, {"default", 1}}}};
  return object(std::move(properties), {"steps"});
}

}  // namespace

Json pipeline_schema_json() {
  Json out = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
              {"title", "Nines pipeline"},
              {"description", "A file {\"nines\": 1, \"pipeline\": {…}}, or the pipeline object alone."},
              {"type", "object"},
              {"if", {{"required", {"nines"}}}},
              {"then",
               {{"properties", {{"nines", {{"const", kDocumentVersion}}}, {"pipeline", reference("pipeline")}}},
                {"required", {"pipeline"}}}},
              {"else", reference("pipeline")},
              {"$defs", Json::object()}};
  Json& defs = out["$defs"];
  defs["pipeline"] = pipeline_schema();
  defs["variable"] = object({{"var", text("Name of a variable of the pipeline.")}}, {"var"});
  defs["probability"] = probability_schema();
  defs["latent"] = latent_schema();
  defs["step"] = step_schema();
  for (const StepInfo& info : step_table()) defs[std::string("step_") + info.id] = kind_schema(info);
  return out;
}

}  // namespace nines::codec
