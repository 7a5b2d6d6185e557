// Formats and resources of a JSON Schema contract as JSON. See schema_options.h.
#include "codec/schema_options.h"

#include "codec/contract_fields.h"
#include "codec/enum_names.h"

namespace nines::codec {

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
    write_json_text(row, "schema", "schema_text", resource.text);
    out["resources"].push_back(std::move(row));
  }
}

}  // namespace nines::codec
