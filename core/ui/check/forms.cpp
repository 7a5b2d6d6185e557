// See forms.h.
#include "ui/check/forms.h"

#include <array>
#include <cmath>

#include "nines/catalog.h"
#include "ui/widgets/format.h"

namespace nines::ui {
namespace {

void number_field(Frame& ui, const Place& place, const char* label, double Contract::*field, double min,
                  const Tip& about) {
  Contract contract = contract_at(ui, place);
  const NumberSpec spec{label, NumberKind::plain, min, 1e300, about};
  if (const auto edit = number_row(ui, spec, contract.*field, {label})) {
    contract.*field = edit->value;
    push_contract(ui, place, contract, edit->gesture);
  }
}

// A contract for a piece of the text, when there is one.
void draw_inner(Frame& ui, const Place& place, const char* label, const char* help) {
  Contract contract = contract_at(ui, place);
  const bool on = !contract.parts.empty();
  if (toggle_row(ui, label, on, {help})) {
    contract.parts = on ? std::vector<Contract>{} : std::vector<Contract>{Contract{}};
    return push_contract(ui, place, contract);
  }
  if (!on) return;
  ui.gap(8);
  Place inner = place;
  inner.parts.push_back(0);
  draw_kind(ui, inner);
}

void draw_parts(Frame& ui, const Place& place) {
  Contract contract = contract_at(ui, place);
  for (std::size_t i = 0; i < contract.parts.size(); ++i) {
    ImGui::PushID(static_cast<int>(i));
    const bool removed = heading(ui, "PART " + std::to_string(i + 1), contract.parts.size() > 1 ? "Remove" : "");
    ui.gap(8);
    Place inner = place;
    inner.parts.push_back(i);
    if (removed) {
      contract.parts.erase(contract.parts.begin() + static_cast<std::ptrdiff_t>(i));
      push_contract(ui, place, contract);
    } else {
      draw_kind(ui, inner);
    }
    ImGui::PopID();
    if (removed) return;
    ui.gap(16);
  }
  if (!button_row(ui, {"Add a part"})) return;
  contract.parts.push_back({});
  push_contract(ui, place, contract);
}

void draw_labels_form(Frame& ui, const Place& place) {
  Contract contract = contract_at(ui, place);
  if (const auto edit = field_row(ui, {"Labels, one a line", "", true, 7}, joined(contract.labels))) {
    contract.labels = split(edit->text);
    push_contract(ui, place, contract, edit->gesture);
  }
  ui.gap(8);
  toggle(ui, place, "Ignore case", &Contract::ignore_case, {"\"EUR\" and \"eur\" count as the same label."});
  whole_field(ui, place, "Labels at least", &Contract::min_labels, 0, {"0 allows \"none\"."});
  whole_field(ui, place, "Labels at most", &Contract::max_labels, 1, {"More than one: separated by commas or lines."});
}

void draw_number_form(Frame& ui, const Place& place) {
  toggle(ui, place, "Near a target", &Contract::has_target, {"Without a target any finite number passes."});
  ui.gap(8);
  if (contract_at(ui, place).has_target) {
    constexpr const char* kRule = "|x - target| <= max(abs, rel max(|x|, |target|))";
    number_field(ui, place, "Target", &Contract::target, -1e300, {"The right value."});
    number_field(ui, place, "Off by at most", &Contract::abs_tol, 0, {"Absolute tolerance.", kRule});
    number_field(ui, place, "or this share", &Contract::rel_tol, 0,
                 {"Relative tolerance: 0.01 is one per cent.", kRule});
  }
  text_field(ui, place, {"Unit, when required", "none"}, &Contract::unit);
}

void draw_workflow_form(Frame& ui, const Place& place) {
  static constexpr std::array<const char*, 3> kForms{"either", "API", "editor"};
  static constexpr std::array<const char*, 3> kHelp{"As a server runs it or as the editor saves it",
                                                    "As a server runs it", "As the editor saves it"};
  Contract contract = contract_at(ui, place);
  std::array<Option, 3> options;
  for (std::size_t i = 0; i < options.size(); ++i) options[i] = {kForms[i], kHelp[i]};
  if (const auto picked = choice_row(ui, "Written as", options, static_cast<std::size_t>(contract.form))) {
    contract.form = static_cast<WorkflowForm>(*picked);
    push_contract(ui, place, contract);
  }
  ui.gap(8);
  text_field(ui, place, {"Node registry (object_info JSON)", "", true, 6}, &Contract::registry);
  ui.gap(4);
  words(ui, ui.fonts.small, ui.theme.muted, "Without a registry only nodes and links are checked.");
}

void draw_schema_form(Frame& ui, const Place& place) {
  if (place.parts.empty())
    draw_schema_card(ui);
  else
    text_field(ui, place, {"Schema", "", true, 8}, &Contract::schema);
  ui.gap(8);
  formats_toggle(ui, place);
  draw_resources_form(ui, place);
}

void draw_form(Frame& ui, const Place& place) {
  switch (contract_at(ui, place).kind) {
    case ContractKind::json_schema: return draw_schema_form(ui, place);
    case ContractKind::regex:
      return text_field(ui, place, {"Pattern (RE2, whole text)", "[A-Z]{3}-[0-9]+", true}, &Contract::pattern);
    case ContractKind::labels: return draw_labels_form(ui, place);
    case ContractKind::number: return draw_number_form(ui, place);
    case ContractKind::jsonl:
      line_fields(ui, place);
      return draw_inner(ui, place, "Each line has a contract", "Without one, each line must be JSON.");
    case ContractKind::csv: return draw_csv_form(ui, place);
    case ContractKind::fenced:
      text_field(ui, place, {"Language", "any", true}, &Contract::language);
      ui.gap(8);
      return draw_inner(ui, place, "The body has a contract", "Without one, any body will do.");
    case ContractKind::tool_call: return draw_tools_form(ui, place);
    case ContractKind::workflow: return draw_workflow_form(ui, place);
    case ContractKind::all_of:
    case ContractKind::any_of: return draw_parts(ui, place);
  }
}

// What a kind begins with where nothing would be an error; a combination begins with what was there.
void begin_kind(Contract& contract, ContractKind kind) {
  const bool combines = kind == ContractKind::all_of || kind == ContractKind::any_of;
  if (combines && contract.parts.empty()) {
    Contract inner = contract;
    inner.wrapper = WrapperPolicy::allow;
    contract = Contract{};
    contract.wrapper = inner.wrapper;
    contract.parts.push_back(std::move(inner));
  }
  contract.kind = kind;
  if (kind == ContractKind::labels && contract.labels.empty()) contract.labels = {"yes", "no"};
  if (kind == ContractKind::csv && contract.columns.empty()) contract.columns.emplace_back().name = "id";
  if (kind == ContractKind::tool_call && contract.tools.empty()) contract.tools.emplace_back().name = "search";
}

Contract* part_of(Contract& root, const Place& place) {
  Contract* at = &root;
  for (const std::size_t i : place.parts) at = &at->parts[i];
  return at;
}

}  // namespace

const Contract& contract_at(const Frame& ui, const Place& place) {
  const Contract* at = &ui.view.document.check.contract;
  for (const std::size_t i : place.parts) at = &at->parts[i];
  return *at;
}

void push_contract(Frame& ui, const Place& place, const Contract& contract, std::uint32_t gesture) {
  CheckInput check = ui.view.document.check;
  *part_of(check.contract, place) = contract;
  ui.out.push(app::SetCheck{std::move(check)}, gesture);
}

void text_field(Frame& ui, const Place& place, const FieldSpec& spec, std::string Contract::*field) {
  Contract contract = contract_at(ui, place);
  if (const auto edit = field_row(ui, spec, contract.*field)) {
    contract.*field = edit->text;
    push_contract(ui, place, contract, edit->gesture);
  }
}

void toggle(Frame& ui, const Place& place, const char* label, bool Contract::*field, const Tip& about) {
  Contract contract = contract_at(ui, place);
  if (!toggle_row(ui, label, contract.*field, about)) return;
  contract.*field = !(contract.*field);
  push_contract(ui, place, contract);
}

void whole_field(Frame& ui, const Place& place, const char* label, std::int64_t Contract::*field, double min,
                 const Tip& about) {
  constexpr double kMost = 1e9;
  Contract contract = contract_at(ui, place);
  const NumberSpec spec{label, NumberKind::whole, min, kMost, about};
  const char* shown = contract.*field < 0 ? "any" : "";
  if (const auto edit = number_row(ui, spec, static_cast<double>(contract.*field), {label, shown})) {
    contract.*field = static_cast<std::int64_t>(std::llround(edit->value));
    push_contract(ui, place, contract, edit->gesture);
  }
}

void formats_toggle(Frame& ui, const Place& place) {
  Contract contract = contract_at(ui, place);
  const bool on = contract.formats == FormatPolicy::assert_all;
  if (!toggle_row(ui, "Check formats", on, {"date, email, uri and the like must hold; else they are notes."})) return;
  contract.formats = on ? FormatPolicy::annotate : FormatPolicy::assert_all;
  push_contract(ui, place, contract);
}

void line_fields(Frame& ui, const Place& place) {
  whole_field(ui, place, "Lines at least", &Contract::min_lines, 0, {"Lines that hold data; a header is none."});
  whole_field(ui, place, "Lines at most", &Contract::max_lines, -1, {"-1: any number."});
  ui.gap(8);
}

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += (&line == lines.data() ? "" : "\n") + line;
  return out;
}

// A trailing empty line is kept while typing, else Enter could never start a new one.
std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> out;
  std::size_t from = 0;
  while (true) {
    const std::size_t end = text.find('\n', from);
    out.push_back(text.substr(from, end == std::string::npos ? end : end - from));
    if (end == std::string::npos) break;
    from = end + 1;
  }
  if (out.size() == 1 && out[0].empty()) out.clear();
  return out;
}

void draw_kind(Frame& ui, const Place& place) {
  Contract contract = contract_at(ui, place);
  std::vector<Option> kinds;
  std::size_t chosen = 0;
  for (const ContractInfo& info : contract_table()) {
    if (info.kind == contract.kind) chosen = kinds.size();
    kinds.push_back({info.label, info.help});
  }
  ImGui::PushID(static_cast<int>(place.parts.size()));
  const char* label = place.parts.empty() ? "The answer is" : "It is";
  if (const auto picked = choice_row(ui, label, kinds, chosen)) {
    begin_kind(contract, contract_table()[*picked].kind);
    push_contract(ui, place, contract);
  } else {
    ui.gap(12);
    draw_form(ui, place);
  }
  ImGui::PopID();
}

}  // namespace nines::ui
