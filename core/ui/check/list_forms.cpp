// Forms of contracts that hold lists: the columns of a table, the tools that may be called, other schemas. See forms.h.
#include <array>

#include "ui/check/forms.h"
#include "ui/widgets/format.h"

namespace nines::ui {
namespace {

constexpr std::array<const char*, 6> kTypes{"text", "integer", "number", "boolean", "date", "label"};

// True when it was changed.
bool flag(Frame& ui, const char* label, bool& value, const char* help) {
  if (!toggle_row(ui, label, value, {help})) return false;
  value = !value;
  return true;
}

// A bound that may be left out: an empty field is none. What does not read as a number leaves the bound as it was.
bool bound_field(Frame& ui, const char* label, std::optional<double>& bound, std::uint32_t& gesture) {
  const std::string shown = bound ? typed(*bound) : "";
  const auto edit = field_row(ui, {label, "any", true}, shown);
  if (!edit) return false;
  const std::optional<double> number = read_number(edit->text);
  if (!number && !edit->text.empty()) return false;
  bound = number;
  gesture = edit->gesture;
  return true;
}

// The gesture of a change; nullopt when there was none.
std::optional<std::uint32_t> column_fields(Frame& ui, CsvColumn& column) {
  std::optional<std::uint32_t> changed;
  if (const auto edit = field_row(ui, {"Name", "", true}, column.name)) {
    column.name = edit->text;
    changed = edit->gesture;
  }
  ui.gap(8);
  std::array<Option, kTypes.size()> types;
  for (std::size_t i = 0; i < kTypes.size(); ++i) types[i] = {kTypes[i]};
  if (const auto picked = choice_row(ui, "Holds", types, static_cast<std::size_t>(column.type))) {
    column.type = static_cast<ColumnType>(*picked);
    changed = 0;
  }
  ui.gap(8);
  if (column.type == ColumnType::label) {
    if (const auto edit = field_row(ui, {"Labels, one a line", "", true, 4}, joined(column.labels))) {
      column.labels = split(edit->text);
      changed = edit->gesture;
    }
    ui.gap(8);
  }
  if (column.type == ColumnType::text) {
    if (const auto edit = field_row(ui, {"Pattern", "any", true}, column.pattern)) {
      column.pattern = edit->text;
      changed = edit->gesture;
    }
    ui.gap(8);
  }
  if (column.type == ColumnType::integer || column.type == ColumnType::number) {
    std::uint32_t gesture = 0;
    if (bound_field(ui, "At least", column.minimum, gesture)) changed = gesture;
    ui.gap(8);
    if (bound_field(ui, "At most", column.maximum, gesture)) changed = gesture;
    ui.gap(8);
  }
  if (flag(ui, "Must be there", column.required, "The column must stand in the header.")) changed = 0;
  if (flag(ui, "May be empty", column.nullable, "An empty cell is allowed.")) changed = 0;
  if (flag(ui, "No value twice", column.unique, "Each value stands in one line only.")) changed = 0;
  return changed;
}

std::optional<std::uint32_t> tool_fields(Frame& ui, ToolSpec& tool) {
  std::optional<std::uint32_t> changed;
  if (const auto edit = field_row(ui, {"Name", "", true}, tool.name)) {
    tool.name = edit->text;
    changed = edit->gesture;
  }
  ui.gap(8);
  if (const auto edit = field_row(ui, {"Schema of its arguments", "", true, 6}, tool.parameters)) {
    tool.parameters = edit->text;
    changed = edit->gesture;
  }
  return changed;
}

std::optional<std::uint32_t> resource_fields(Frame& ui, SchemaResource& other) {
  std::optional<std::uint32_t> changed;
  if (const auto edit = field_row(ui, {"Address", "", true}, other.uri)) {
    other.uri = edit->text;
    changed = edit->gesture;
  }
  ui.gap(8);
  if (const auto edit = field_row(ui, {"Schema", "", true, 6}, other.text)) {
    other.text = edit->text;
    changed = edit->gesture;
  }
  return changed;
}

// Whether a $ref names something outside the schema itself.
bool names_other(const std::string& schema) {
  constexpr std::string_view kKey = "\"$ref\"";
  for (std::size_t at = schema.find(kKey); at != std::string::npos; at = schema.find(kKey, at + 1)) {
    const std::size_t value = schema.find('"', at + kKey.size());
    if (value != std::string::npos && value + 1 < schema.size() && schema[value + 1] != '#') return true;
  }
  return false;
}

// Entries one below the other, each with a way out, and a way to add one.
template <class Entry, class Fields>
void draw_entries(Frame& ui, const Place& place, std::vector<Entry> Contract::*list, const char* name, Fields fields,
                  std::size_t least = 1) {
  Contract contract = contract_at(ui, place);
  std::vector<Entry>& entries = contract.*list;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    ImGui::PushID(static_cast<int>(i));
    const std::string title = std::string(name) + " " + std::to_string(i + 1);
    const bool removed = heading(ui, title, entries.size() > least ? "Remove" : "");
    ui.gap(8);
    const std::optional<std::uint32_t> changed = fields(ui, entries[i]);
    ImGui::PopID();
    if (removed) entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(i));
    if (removed || changed) return push_contract(ui, place, contract, changed.value_or(0));
    ui.gap(16);
  }
}

}  // namespace

void draw_csv_form(Frame& ui, const Place& place) {
  text_field(ui, place, {"Cells are separated by", ",", true}, &Contract::delimiter);
  ui.gap(8);
  toggle(ui, place, "Has a header", &Contract::has_header, {"The first line names the columns."});
  toggle(ui, place, "Other columns allowed", &Contract::extra_columns, {"Columns that are not listed below."});
  line_fields(ui, place);
  draw_entries(ui, place, &Contract::columns, "COLUMN", column_fields);
  if (!button_row(ui, {"Add a column"})) return;
  Contract contract = contract_at(ui, place);
  const std::size_t number = contract.columns.size() + 1;
  contract.columns.emplace_back().name = "column " + std::to_string(number);
  push_contract(ui, place, contract);
}

void draw_resources_form(Frame& ui, const Place& place) {
  const Contract& now = contract_at(ui, place);
  if (now.resources.empty() && !names_other(now.schema)) return;
  ui.gap(8);
  draw_entries(ui, place, &Contract::resources, "OTHER SCHEMA", resource_fields, 0);
  if (!button_row(ui, {"Add a schema for $ref"})) return;
  Contract contract = contract_at(ui, place);
  const std::size_t number = contract.resources.size() + 1;
  contract.resources.push_back({"schema-" + std::to_string(number) + ".json", "true"});
  push_contract(ui, place, contract);
}

void draw_tools_form(Frame& ui, const Place& place) {
  formats_toggle(ui, place);
  ui.gap(8);
  draw_entries(ui, place, &Contract::tools, "TOOL", tool_fields);
  if (!button_row(ui, {"Add a tool"})) return;
  Contract contract = contract_at(ui, place);
  const std::size_t number = contract.tools.size() + 1;
  contract.tools.emplace_back().name = "tool_" + std::to_string(number);
  push_contract(ui, place, contract);
}

}  // namespace nines::ui
