// The contract's own fields: one small form per kind.
#include <array>

#include "nines/catalog.h"
#include "ui/check/parts.h"

namespace nines::ui {
namespace {

void push(Frame& ui, const Contract& contract, std::uint32_t gesture = 0) {
  CheckInput check = ui.view.document.check;
  check.contract = contract;
  ui.out.push(app::SetCheck{std::move(check)}, gesture);
}

void text_field(Frame& ui, const FieldSpec& spec, std::string Contract::*field) {
  Contract contract = ui.view.document.check.contract;
  if (const auto edit = field_row(ui, spec, contract.*field)) {
    contract.*field = edit->text;
    push(ui, contract, edit->gesture);
  }
}

void number_field(Frame& ui, const char* label, double Contract::*field, double min, const Tip& about) {
  Contract contract = ui.view.document.check.contract;
  const NumberSpec spec{label, NumberKind::plain, min, 1e300, about};
  if (const auto edit = number_row(ui, spec, contract.*field, {label})) {
    contract.*field = edit->value;
    push(ui, contract, edit->gesture);
  }
}

void toggle(Frame& ui, const char* label, bool Contract::*field, const Tip& about) {
  Contract contract = ui.view.document.check.contract;
  if (!toggle_row(ui, label, contract.*field, about)) return;
  contract.*field = !(contract.*field);
  push(ui, contract);
}

std::string joined(const std::vector<std::string>& labels) {
  std::string out;
  for (const std::string& label : labels) out += (&label == labels.data() ? "" : "\n") + label;
  return out;
}

// One label a line. A trailing empty line is kept while typing, else Enter could never start a new
// one.
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

void draw_labels_form(Frame& ui) {
  Contract contract = ui.view.document.check.contract;
  if (const auto edit = field_row(ui, {"Labels, one a line", "", true, 7}, joined(contract.labels))) {
    contract.labels = split(edit->text);
    push(ui, contract, edit->gesture);
  }
  ui.gap(8);
  toggle(ui, "Ignore case", &Contract::ignore_case, {"\"EUR\" and \"eur\" count as the same label."});
}

void draw_number_form(Frame& ui) {
  toggle(ui, "Near a target", &Contract::has_target, {"Without a target any finite number passes."});
  ui.gap(8);
  if (ui.view.document.check.contract.has_target) {
    number_field(ui, "Target", &Contract::target, -1e300, {"The right value."});
    number_field(ui, "Off by at most", &Contract::abs_tol, 0,
                 {"Absolute tolerance.", "|x - target| <= max(abs, rel max(|x|, |target|))"});
    number_field(ui, "or this share", &Contract::rel_tol, 0,
                 {"Relative tolerance: 0.01 is one per cent.", "|x - target| <= max(abs, rel max(|x|, |target|))"});
  }
  text_field(ui, {"Unit, when required", "none"}, &Contract::unit);
}

void draw_form(Frame& ui, ContractKind kind) {
  switch (kind) {
    case ContractKind::json_schema: return text_field(ui, {"Schema", "", true, 8}, &Contract::schema);
    case ContractKind::regex:
      return text_field(ui, {"Pattern (RE2, whole text)", "[A-Z]{3}-[0-9]+", true}, &Contract::pattern);
    case ContractKind::labels: return draw_labels_form(ui);
    case ContractKind::number: return draw_number_form(ui);
    default: return;
  }
}

void draw_policies(Frame& ui) {
  static constexpr std::array<const char*, 4> kRepairs{"nothing", "A", "A + B", "A + B + C"};
  static constexpr std::array<const char*, 4> kMeanings{
      "The text must do as it stands", "Mechanical and unambiguous edits", "Also edits that only one reading meets",
      "Also proposals that may be wrong"};
  CheckInput check = ui.view.document.check;
  const std::array<Option, 2> wrappers{Option{"allowed", "A fence or prose around the value is fine"},
                                       Option{"forbidden", "The value must stand alone"}};
  if (const auto picked = choice_row(ui, "Wrapper", wrappers, static_cast<std::size_t>(check.contract.wrapper))) {
    check.contract.wrapper = static_cast<WrapperPolicy>(*picked);
    ui.out.push(app::SetCheck{check});
  }
  ui.gap(8);
  std::array<Option, 4> repairs;
  for (std::size_t i = 0; i < repairs.size(); ++i) repairs[i] = {kRepairs[i], kMeanings[i]};
  if (const auto picked = choice_row(ui, "Repair up to", repairs, static_cast<std::size_t>(check.repair))) {
    check.repair = static_cast<RepairLevel>(*picked);
    ui.out.push(app::SetCheck{check});
  }
}

}  // namespace

void draw_contract_fields(Frame& ui) {
  Contract contract = ui.view.document.check.contract;
  std::vector<Option> kinds;
  std::size_t chosen = 0;
  for (const ContractInfo& info : contract_table()) {
    if (info.kind == contract.kind) chosen = kinds.size();
    kinds.push_back({info.label, info.help});
  }
  if (const auto picked = choice_row(ui, "The answer is", kinds, chosen)) {
    contract.kind = contract_table()[*picked].kind;
    push(ui, contract);
  }
  ui.gap(12);
  draw_form(ui, ui.view.document.check.contract.kind);
  ui.gap(12);
  draw_policies(ui);
}

}  // namespace nines::ui
