// The contract in the left list: what the answer is, the form of that kind, and what is allowed around and after it.
#include <algorithm>
#include <array>

#include "nines/catalog.h"
#include "ui/check/forms.h"
#include "ui/widgets/format.h"

namespace nines::ui {
namespace {

// "2020-12" unless the schema names draft 7.
std::string dialect_of(const std::string& schema) {
  return schema.find("json-schema.org/draft-07/schema") == std::string::npos ? "draft 2020-12" : "draft 7";
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

void draw_contract_fields(Frame& ui) {
  draw_kind(ui, {});
  ui.gap(12);
  draw_policies(ui);
}

}  // namespace nines::ui
