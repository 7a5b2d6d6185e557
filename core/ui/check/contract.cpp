// The contract's own fields: one small form per kind.
#include <algorithm>
#include <array>

#include "nines/catalog.h"
#include "ui/check/parts.h"
#include "ui/widgets/format.h"

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

// "2020-12" unless the schema names draft 7.
std::string dialect_of(const std::string& schema) {
  return schema.find("json-schema.org/draft-07/schema") == std::string::npos ? "draft 2020-12" : "draft 7";
}

// The schema in short; pressed, its editor opens in the middle.
void draw_schema_card(Frame& ui) {
  const std::string& schema = ui.view.document.check.contract.schema;
  const ImVec2 at = Frame::at();
  const ImRect card{at, at + ImVec2{ui.width(), ui.px(58)}};
  const bool open = ui.memory.show_contract;
  const auto lines = std::count(schema.begin(), schema.end(), '\n') + (schema.empty() || schema.back() == '\n' ? 0 : 1);
  const std::string line = dialect_of(schema) + " · " + counted(lines, "line") + " · " + size_text(schema.size());
  const Hit hit = hit_area(ui, {"Schema, in short", Role::button, line}, card);
  card_frame(ui, card, open, hit.hovered);
  const float pad = ui.px(12);
  const char* verb = open ? "Close" : "Edit";
  const float right = text_width(ui.fonts.small_strong, verb);
  const ImRect first{{card.Min.x + pad, card.Min.y + ui.px(10)}, {card.Max.x - pad - right, card.Min.y + ui.px(30)}};
  draw_text_in(ui.draw(), ui.fonts.body, first, ui.theme.text, "Schema");
  draw_text(ui.draw(), ui.fonts.small_strong, {card.Max.x - pad - right, card.Min.y + ui.px(11)}, ui.theme.accent,
            verb);
  draw_text_in(ui.draw(), ui.fonts.small, {{first.Min.x, first.Max.y}, {card.Max.x - pad, first.Max.y + ui.px(18)}},
               ui.theme.muted, line);
  focus_ring(ui, hit, metric::kRadius);
  if (hit.pressed) {
    ui.memory.show_contract = !open;
    ui.memory.open_sheet.clear();
  }
  ImGui::Dummy(card.GetSize());
}

void draw_form(Frame& ui, ContractKind kind) {
  switch (kind) {
    case ContractKind::json_schema: return draw_schema_card(ui);
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
