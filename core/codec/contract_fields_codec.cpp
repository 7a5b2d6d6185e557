// The fields of the contract kinds for short answers and for combinations. See contract_fields.h.
#include "codec/contract_fields.h"

#include "codec/schema_options.h"

namespace nines::codec {

std::vector<std::string> text_list(ContractReader& reader, ObjectReader& in, std::string_view name, const char* what) {
  std::vector<std::string> out;
  for (const std::uint32_t at : in.array(name)) {
    if (reader.context.tree.node(at).kind != JsonKind::string) {
      reader.context.fail(ErrorCode::wrong_type, at,
                          std::string(what) + " must be text, found " + reader.context.quote(at));
    } else {
      out.push_back(reader.context.tree.string_value(at));
    }
  }
  return out;
}

void write_json_text(Json& out, const char* name, const char* text_name, const std::string& text) {
  // The writer's own reader is stricter: half a surrogate pair is no text to it. Such a schema stays as it was written.
  Json value = base::read_json(text).ok ? Json::parse(text, nullptr, false) : Json(Json::value_t::discarded);
  if (value.is_discarded()) {
    out[text_name] = text;
  } else {
    out[name] = std::move(value);
  }
}

void read_schema_fields(ContractReader& reader) {
  if (reader.in.has("schema_text")) {
    reader.out.schema = reader.in.text("schema_text");
  } else {
    const std::uint32_t schema = reader.in.required("schema");
    if (schema != kNoNode) reader.out.schema = std::string(reader.context.tree.source(schema));
  }
  read_schema_options(reader.context, reader.in, reader.out);
}

void write_schema_fields(const Contract& contract, Json& out) {
  write_json_text(out, "schema", "schema_text", contract.schema);
  write_schema_options(contract, out);
}

void read_regex_fields(ContractReader& reader) {
  reader.in.required("pattern");
  reader.out.pattern = reader.in.text("pattern");
}

void write_regex_fields(const Contract& contract, Json& out) { out["pattern"] = contract.pattern; }

void read_label_fields(ContractReader& reader) {
  reader.in.required("labels");
  reader.out.labels = text_list(reader, reader.in, "labels", "a label");
  reader.out.ignore_case = reader.in.boolean("ignore_case", false);
  reader.out.min_labels = reader.in.whole("min", 1, 0, kManyCounts);
  reader.out.max_labels = reader.in.whole("max", std::max<std::int64_t>(reader.out.min_labels, 1), 1, kManyCounts);
}

void write_label_fields(const Contract& contract, Json& out) {
  out["labels"] = contract.labels;
  if (contract.ignore_case) out["ignore_case"] = true;
  if (contract.min_labels == 1 && contract.max_labels == 1) return;
  out["min"] = contract.min_labels;
  out["max"] = contract.max_labels;
}

void read_number_fields(ContractReader& reader) {
  reader.out.has_target = reader.in.has("target");
  reader.out.target = reader.in.any_number("target");
  reader.out.unit = reader.in.text("unit");
  const std::uint32_t tolerance = reader.in.member("tolerance");
  if (tolerance == kNoNode) return;
  if (!reader.out.has_target)
    reader.context.fail(ErrorCode::missing_field, tolerance, "tolerance without target: nothing to be near to");
  ObjectReader inner(reader.context, tolerance, "tolerance");
  reader.out.abs_tol = inner.number("abs", 0, 0, kAny);
  reader.out.rel_tol = inner.number("rel", 0, 0, 1);
  inner.finish(UnknownMembers::fail);
}

void write_number_fields(const Contract& contract, Json& out) {
  if (contract.has_target) out["target"] = contract.target;
  if (contract.abs_tol > 0 || contract.rel_tol > 0) {
    out["tolerance"] = {{"abs", contract.abs_tol}, {"rel", contract.rel_tol}};
  }
  if (!contract.unit.empty()) out["unit"] = contract.unit;
}

void read_combined_fields(ContractReader& reader) {
  reader.in.required("of");
  const std::vector<std::uint32_t> parts = reader.in.array("of");
  if (parts.size() > kMaxContractParts) {
    reader.context.fail(
        ErrorCode::limit_exceeded, reader.in.member("of"),
        std::to_string(parts.size()) + " contracts; at most " + std::to_string(kMaxContractParts) + " are allowed");
    return;
  }
  for (const std::uint32_t at : parts) {
    reader.out.parts.push_back(read_contract_inside(reader.context, at, reader.depth + 1));
  }
}

void write_combined_fields(const Contract& contract, Json& out) {
  out["of"] = Json::array();
  for (const Contract& part : contract.parts) out["of"].push_back(to_json(part));
}

}  // namespace nines::codec
