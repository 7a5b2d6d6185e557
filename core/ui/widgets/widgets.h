// Our thin widget layer. Every interactive widget of the program goes through hit_area(), which
// notes label, role, value and rectangle in the mirror and draws nothing. Rectangles are in logical
// pixels of the screen; "row" widgets take the width that is left and move ImGui's cursor below
// themselves.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "ui/widgets/frame.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/text.h"

namespace nines::ui {

// ---------------------------------------------------------------- hits, focus, tips

struct Hit {
  ImGuiID id = 0;
  ImRect rect;
  bool pressed = false;
  bool hovered = false;
  bool held = false;
  bool focused = false;  // by keyboard, and keyboard focus is shown
};
struct Noted {
  std::string_view label;
  Role role = Role::button;
  std::string value = {};
  bool enabled = true;
};
Hit hit_area(Frame& ui, const Noted& noted, const ImRect& rect);
void focus_ring(Frame& ui, const Hit& hit, float rounding);

// What stands in a tooltip: words, then formula and source in smaller print.
struct Tip {
  std::string text;
  std::string formula = {};
  std::string source = {};
};
void tip(Frame& ui, const Tip& tip);  // for the item just drawn
// For a tip with content of its own: true when it is open; then end_tip().
bool begin_tip(Frame& ui);
void end_tip();
void tip_over(Frame& ui, const ImRect& rect, const Tip& tip);  // for something that is only read

// ---------------------------------------------------------------- buttons and links

enum class Look : std::uint8_t { primary, normal, quiet };
struct ButtonSpec {
  std::string_view label;
  Look look = Look::normal;
  std::optional<Icon> icon = std::nullopt;
  bool enabled = true;
};
float button_width(const Frame& ui, const ButtonSpec& spec);
bool button_at(Frame& ui, const ImRect& rect, const ButtonSpec& spec);
bool button_row(Frame& ui, const ButtonSpec& spec);   // full width
bool button_here(Frame& ui, const ButtonSpec& spec);  // as wide as its label
bool icon_button_at(Frame& ui, const ImRect& rect, Icon icon, std::string_view label, bool enabled = true,
                    float size = 20);
bool link_at(Frame& ui, ImVec2 at, const Type& type, std::string_view label, std::string_view spoken = {});
float link_width(const Type& type, std::string_view label);
bool tab_at(Frame& ui, const ImRect& rect, Icon icon, std::string_view label, bool selected);
bool chip_at(Frame& ui, ImVec2 at, std::string_view label, float* width);
float chip_width(const Frame& ui, std::string_view label);

// ---------------------------------------------------------------- numbers

enum class NumberKind : std::uint8_t { percent, correlation, whole, plain };
struct NumberSpec {
  std::string label;  // in the mirror
  NumberKind kind = NumberKind::percent;
  double min = 0;
  double max = 1;
  Tip tip = {};
};
struct NumberEdit {
  double value = 0;
  std::optional<std::pair<std::int64_t, std::int64_t>> counts;  // "19/20" was typed
  std::uint32_t gesture = 0;
};
std::string number_text(NumberKind kind, double value);
// A number in place: drag sideways, click or press Enter to type. Underlined when `underline` is
// set.
struct NumberLook {
  const Type* type;
  ImU32 colour;
  std::string shown;  // what stands there when it is not being typed
  bool underline = false;
  Align align = Align::right;
};
std::optional<NumberEdit> number_at(Frame& ui, const ImRect& rect, const NumberSpec& spec, double value,
                                    const NumberLook& look);
// Label and value above a track.
struct RowLook {
  std::string label;
  std::string shown = {};  // replaces the formatted value, e.g. ".50 assumed"
  bool muted = false;      // the value is not the user's own
};
std::optional<NumberEdit> slider_row(Frame& ui, const NumberSpec& spec, double value, const RowLook& look);
// Label, then "- value +".
std::optional<NumberEdit> stepper_row(Frame& ui, const NumberSpec& spec, double value, const RowLook& look);

// Label left, number right: for values without a natural track.
std::optional<NumberEdit> number_row(Frame& ui, const NumberSpec& spec, double value, const RowLook& look);

// ---------------------------------------------------------------- words and choices

struct TextEdit {
  std::string text;
  std::uint32_t gesture = 0;
};
struct FieldSpec {
  std::string_view label;
  std::string_view hint = {};
  bool mono = false;
  float lines = 1;  // more: a multi-line editor of that height
};
std::optional<TextEdit> field_row(Frame& ui, const FieldSpec& spec, const std::string& text);
std::optional<TextEdit> bare_field_at(Frame& ui, const ImRect& rect, std::string_view label, const Type& type,
                                      const std::string& text);

// Code: line numbers, as many lines as there are between the two bounds, one marked as wrong (1-based, 0 = none).
struct CodeSpec {
  std::string_view label;
  float least_lines = 6;
  float most_lines = 24;
  std::size_t marked_line = 0;
};
std::optional<TextEdit> code_row(Frame& ui, const CodeSpec& spec, const std::string& text);

struct Option {
  std::string label;
  std::string help = {};
};
// Card with label left and value right; a menu opens below it. Returns the index chosen.
std::optional<std::size_t> choice_row(Frame& ui, std::string_view label, std::span<const Option> options,
                                      std::size_t chosen);
bool toggle_row(Frame& ui, std::string_view label, bool on, const Tip& tip);
// A menu under `anchor`, open between open_menu() and a choice or a click elsewhere.
void open_menu(std::string_view id);
std::optional<std::size_t> menu(Frame& ui, std::string_view id, const ImRect& anchor, std::span<const Option> options);

// ---------------------------------------------------------------- plain blocks

// Section heading at the cursor; `action` is a link at its right end. True when the action was
// pressed.
bool heading(Frame& ui, std::string_view label, std::string_view action = {});
void data_row(Frame& ui, std::string_view label, std::string_view value, const Tip& about = {});
void note_card(Frame& ui, std::span<const Run> runs);  // raised card with a short paragraph
// Outlined card; `title` set inside at the top. Returns what is left for its content.
ImRect card(Frame& ui, const ImRect& rect, std::string_view title, std::string_view caption = {});
void card_frame(Frame& ui, const ImRect& rect, bool selected, bool hovered);
// A column of its own inside a region: what flows in it keeps to [at.x, at.x + width].
void begin_column(Frame& ui, ImVec2 at, float width);
float end_column(Frame& ui);  // returns its bottom
// A card around what flows between the two calls; at the cursor, over the column's width.
struct CardMark {
  ImVec2 at;
  float width, right;
};
CardMark begin_card(Frame& ui, std::string_view title);
void end_card(Frame& ui, const CardMark& mark);
// A value on its way to `target`: 160 ms, at once with reduced motion.
float eased(Frame& ui, ImGuiID id, float target);

}  // namespace nines::ui
