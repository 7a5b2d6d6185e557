// Formats and resources of a JSON Schema contract as JSON. See schema_options.h.
#include "codec/schema_options.h"

#include "codec/enum_names.h"

namespace nines::codec {
namespace {

constexpr std::array kFormatPolicyNames{EnumName<FormatPolicy>{FormatPolicy::annotate, "annotate"},
                                        EnumName<FormatPolicy>{FormatPolicy::assert_all, "assert"}};

}  // namespace

void read_schema_options(ReadContext& context, ObjectReader& in, Contract& out) {
  out.formats = in.choice("formats", kFormatPolicyNames, FormatPolicy::annotate);
  for (const std::uint32_t node : in.array("resources")) {
    ObjectReader inner(context, node, "a resource");
    SchemaResource resource;
    inner.required("uri");
    resource.uri = inner.text("uri");
    if (inner.has("schema_text")) {
      resource.text = inner.text("schema_text");
    } else {
      const std::uint32_t schema = inner.required("schema");
      if (schema != kNoNode) resource.text = std::string(context.tree.source(schema));
    }
    inner.finish(UnknownMembers::fail);
    out.resources.push_back(std::move(resource));
  }
}

void write_schema_options(const Contract& contract, Json& out) {
  if (contract.formats != FormatPolicy::annotate) out["formats"] = enum_id(kFormatPolicyNames, contract.formats);
  for (const SchemaResource& resource : contract.resources) {
    Json row = {{"uri", resource.uri}};
    // As a schema still being typed, it is kept as text, never lost.
    if (base::read_json(resource.text).ok)
      row["schema"] = Json::parse(resource.text, nullptr, false);
    else
      row["schema_text"] = resource.text;
    out["resources"].push_back(std::move(row));
  }
}

}  // namespace nines::codec
