// The fields of the contract kinds for lines, tables and fenced code. See contract_fields.h.
#include "codec/contract_fields.h"

namespace nines::codec {
namespace {

CsvColumn read_column(ContractReader& reader, std::uint32_t at) {
  CsvColumn out;
  if (reader.context.tree.node(at).kind == JsonKind::string) {  // a name alone
    out.name = reader.context.tree.string_value(at);
    return out;
  }
  ObjectReader in(reader.context, at, "a column");
  in.required("name");
  out.name = in.text("name");
  out.type = in.choice("type", kColumnTypeNames, ColumnType::text);
  out.required = in.boolean("required", true);
  out.nullable = in.boolean("nullable", false);
  out.unique = in.boolean("unique", false);
  out.minimum = in.optional_number("minimum");
  out.maximum = in.optional_number("maximum");
  out.labels = text_list(reader, in, "labels", "a label");
  out.pattern = in.text("pattern");
  in.finish(UnknownMembers::fail);
  return out;
}

Json column_json(const CsvColumn& column) {
  Json out = {{"name", column.name}, {"type", enum_id(kColumnTypeNames, column.type)}};
  if (!column.required) out["required"] = false;
  if (column.nullable) out["nullable"] = true;
  if (column.unique) out["unique"] = true;
  if (column.minimum) out["minimum"] = *column.minimum;
  if (column.maximum) out["maximum"] = *column.maximum;
  if (!column.labels.empty()) out["labels"] = column.labels;
  if (!column.pattern.empty()) out["pattern"] = column.pattern;
  return out;
}

}  // namespace

void read_line_counts(ContractReader& reader) {
  const std::uint32_t lines = reader.in.member("lines");
  if (lines == kNoNode) return;
  ObjectReader inner(reader.context, lines, "lines");
  reader.out.min_lines = inner.whole("min", 0, 0, kManyCounts);
  reader.out.max_lines = inner.has("max") ? inner.whole("max", 0, 0, kManyCounts) : -1;
  inner.finish(UnknownMembers::fail);
}

void write_line_counts(const Contract& contract, Json& out) {
  if (contract.min_lines == 0 && contract.max_lines < 0) return;
  Json lines = Json::object();
  if (contract.min_lines > 0) lines["min"] = contract.min_lines;
  if (contract.max_lines >= 0) lines["max"] = contract.max_lines;
  out["lines"] = std::move(lines);
}

void read_jsonl_fields(ContractReader& reader) {
  read_line_counts(reader);
  const std::uint32_t each = reader.in.member("each");
  if (each != kNoNode) reader.out.parts.push_back(read_contract_inside(reader.context, each, reader.depth + 1));
}

void write_jsonl_fields(const Contract& contract, Json& out) {
  write_line_counts(contract, out);
  if (!contract.parts.empty()) out["each"] = to_json(contract.parts[0]);
}

void read_csv_fields(ContractReader& reader) {
  reader.in.required("columns");
  const std::vector<std::uint32_t> columns = reader.in.array("columns");
  if (columns.size() > kMaxCsvColumns) {
    reader.context.fail(
        ErrorCode::limit_exceeded, reader.in.member("columns"),
        std::to_string(columns.size()) + " columns; at most " + std::to_string(kMaxCsvColumns) + " are allowed");
    return;
  }
  for (const std::uint32_t at : columns) reader.out.columns.push_back(read_column(reader, at));
  reader.out.delimiter = reader.in.text("delimiter", ",");
  reader.out.has_header = reader.in.boolean("header", true);
  reader.out.extra_columns = reader.in.boolean("extra_columns", false);
  read_line_counts(reader);
}

void write_csv_fields(const Contract& contract, Json& out) {
  out["columns"] = Json::array();
  for (const CsvColumn& column : contract.columns) out["columns"].push_back(column_json(column));
  if (contract.delimiter != ",") out["delimiter"] = contract.delimiter;
  if (!contract.has_header) out["header"] = false;
  if (contract.extra_columns) out["extra_columns"] = true;
  write_line_counts(contract, out);
}

void read_fenced_fields(ContractReader& reader) {
  reader.out.language = reader.in.text("language");
  const std::uint32_t body = reader.in.member("body");
  if (body != kNoNode) reader.out.parts.push_back(read_contract_inside(reader.context, body, reader.depth + 1));
}

void write_fenced_fields(const Contract& contract, Json& out) {
  if (!contract.language.empty()) out["language"] = contract.language;
  if (!contract.parts.empty()) out["body"] = to_json(contract.parts[0]);
}

}  // namespace nines::codec
