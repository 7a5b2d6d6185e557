// The fields of each contract kind as JSON, one pair of functions a kind. Read by the table in
// contract_codec.cpp only.
#pragma once

#include "codec/structs.h"
#include "codec/write.h"

namespace nines::codec {

struct ContractReader {
  ReadContext& context;
  ObjectReader& in;
  Contract& out;
  std::size_t depth;  // of contracts around this one
};
// A contract inside another: "each", "body", an element of "of".
Contract read_contract_inside(ReadContext& context, std::uint32_t node, std::size_t depth);

void read_schema_fields(ContractReader& reader);
void write_schema_fields(const Contract& contract, Json& out);
void read_regex_fields(ContractReader& reader);
void write_regex_fields(const Contract& contract, Json& out);
void read_label_fields(ContractReader& reader);
void write_label_fields(const Contract& contract, Json& out);
void read_number_fields(ContractReader& reader);
void write_number_fields(const Contract& contract, Json& out);
void read_jsonl_fields(ContractReader& reader);
void write_jsonl_fields(const Contract& contract, Json& out);
void read_csv_fields(ContractReader& reader);
void write_csv_fields(const Contract& contract, Json& out);
void read_fenced_fields(ContractReader& reader);
void write_fenced_fields(const Contract& contract, Json& out);
void read_tool_fields(ContractReader& reader);
void write_tool_fields(const Contract& contract, Json& out);
void read_workflow_fields(ContractReader& reader);
void write_workflow_fields(const Contract& contract, Json& out);
void read_combined_fields(ContractReader& reader);
void write_combined_fields(const Contract& contract, Json& out);

// Texts of an array; an element that is no text fails with `what`.
std::vector<std::string> text_list(ContractReader& reader, ObjectReader& in, std::string_view name, const char* what);
// {"lines": {"min": 1, "max": 5}}
void read_line_counts(ContractReader& reader);
void write_line_counts(const Contract& contract, Json& out);
// JSON text as a value where it can be read, else as text under `text_name`: what is still being typed
// is never lost.
void write_json_text(Json& out, const char* name, const char* text_name, const std::string& text);

}  // namespace nines::codec
