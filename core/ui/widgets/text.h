// Setting text with our own types: one line, fitted lines, and paragraphs that mix types, colours
// and marked numbers. Everything readable on screen goes through here, so that baselines agree.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/widgets/frame.h"

namespace nines::ui {

float text_width(const Type& type, std::string_view text);
// One line; `at` is the top left of its line box. Returns the width.
float draw_text(ImDrawList* list, const Type& type, ImVec2 at, ImU32 colour, std::string_view text);
enum class Align : std::uint8_t { left, centre, right };
// One line inside a rectangle, centred vertically, shortened with "…" when too wide.
void draw_text_in(ImDrawList* list, const Type& type, const ImRect& rect, ImU32 colour, std::string_view text,
                  Align align = Align::left);
// Turned about `at` by `degrees`, counter-clockwise: column heads.
void draw_turned(ImDrawList* list, const Type& type, ImVec2 at, ImU32 colour, std::string_view text, float degrees);
// Where the character after the one at `at` begins; bytes are taken as UTF-8.
std::size_t next_char(std::string_view text, std::size_t at);
std::string fitted(const Type& type, std::string_view text, float width);

// A piece of a paragraph. Breaks only at spaces; a marked run (mark >= 0) never breaks and reports
// its rectangle.
struct Run {
  std::string text;
  const Type* type;
  ImU32 colour;
  int mark = -1;
};
struct MarkedRect {
  int mark;
  ImRect rect;
};
struct Paragraph {
  ImVec2 size;
  std::vector<MarkedRect> marks;
};
enum class Ink : std::uint8_t { draw, measure };
Paragraph paragraph(ImDrawList* list, ImVec2 at, float width, std::span<const Run> runs, Ink ink = Ink::draw);

// The same at ImGui's cursor, which moves below it. `text` is what the mirror reads.
void words(Frame& ui, const Type& type, ImU32 colour, std::string_view text);
void words(Frame& ui, std::span<const Run> runs);

}  // namespace nines::ui
