// The editor of a JSON Schema in the middle of the workspace: every change is checked against the answers at once, and
// what is wrong with the schema itself is said where it stands.
#include <algorithm>

#include "ui/check/json_text.h"
#include "ui/check/parts.h"
#include "ui/widgets/format.h"
#include "ui/widgets/states.h"

namespace nines::ui {
namespace {

// Where the newest error stands in the schema; 0 = it is not about the schema.
std::size_t faulty_line(const std::optional<Error>& error, std::string_view schema) {
  constexpr std::string_view kSchema = "/schema";
  if (!error) return 0;
  const std::string& pointer = error->where.pointer;
  const std::size_t at = pointer.find(kSchema);
  if (at == std::string::npos) return 0;
  if (error->where.line > 0) return error->where.line;
  return line_of_byte(schema, byte_of_pointer(schema, std::string_view(pointer).substr(at + kSchema.size())));
}

void push_schema(Frame& ui, std::string schema, std::uint32_t gesture) {
  CheckInput check = ui.view.document.check;
  check.contract.schema = std::move(schema);
  ui.out.push(app::SetCheck{std::move(check)}, gesture);
}

// Title left, what can be done right.
void draw_head(Frame& ui, const std::string& schema, bool faulty) {
  const ImVec2 at = Frame::at();
  const Type& type = ui.fonts.body;
  float x = at.x + ui.width();
  const auto link = [&](const char* label, const char* spoken) {
    x -= link_width(type, label);
    const bool pressed = link_at(ui, {x, at.y}, type, label, spoken);
    x -= ui.px(18);
    return pressed;
  };
  if (link("Done", "Close the schema")) ui.memory.show_contract = false;
  const std::string tidy = faulty ? schema : tidy_json(schema);  // what cannot be read is not set out anew
  if (tidy != schema && link("Tidy", "Tidy the schema")) push_schema(ui, tidy, 0);
  if (link("Copy", "Copy the schema")) ui.out.ask(app::CopyText{schema, "Schema"});
  draw_text_in(ui.draw(), ui.fonts.strong, {at, {x, at.y + type.line}}, ui.theme.text, "Schema");
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({ui.width(), type.line});
}

void draw_state(Frame& ui, const std::string& schema, std::size_t line) {
  const auto& answer = ui.view.results.validate;
  const Theme& t = ui.theme;
  if (line > 0) {
    const std::string place = "Line " + grouped(static_cast<std::int64_t>(line)) + ". ";
    const std::vector<Run> runs{{place, &ui.fonts.small_strong, t.silent},
                                {as_sentence(answer.error->message), &ui.fonts.small, t.text}};
    return words(ui, runs);
  }
  const auto lines = std::count(schema.begin(), schema.end(), '\n') + (schema.empty() || schema.back() == '\n' ? 0 : 1);
  const std::string state = !answer.value || answer.error ? "" : ", can be used";
  words(ui, ui.fonts.small, t.muted, counted(lines, "line") + ", " + size_text(schema.size()) + state);
}

}  // namespace

void draw_schema_editor(Frame& ui) {
  const std::string schema = ui.view.document.check.contract.schema;
  const std::size_t line = faulty_line(ui.view.results.validate.error, schema);
  draw_head(ui, schema, line > 0);
  ui.gap(10);
  const float most = ui.size == Size::sheets ? 18 : 26;
  if (const auto edit = code_row(ui, {"Schema", 8, most, line}, schema)) push_schema(ui, edit->text, edit->gesture);
  ui.gap(8);
  draw_state(ui, schema, line);
  ui.gap(24);
}

}  // namespace nines::ui
