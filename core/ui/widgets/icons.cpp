// Icons as short stroke programs: M x y (move), L x y (line), A cx cy r from to (arc, degrees,
// clockwise on screen), O cx cy r (circle), D cx cy r (dot), R x y w h (rounded box), Z (close).
#include "ui/widgets/icons.h"

#include <array>
#include <cstdlib>

namespace nines::ui {
namespace {

constexpr std::array<const char*, 26> kStrokes = {
    "R3 4.5 7 5.5 R12 12 7 5.5 M10 7.3 L15.5 7.3 L15.5 12",                     // pipeline
    "M4.5 11.8 L9 16.2 L17.5 6.5",                                              // check
    "M5 17 L5 11.5 M11 17 L11 5 M17 17 L17 8.5",                                // compare
    "M8 5.5 L4.5 9 L8 12.5 M4.5 9 L12.5 9 A12.5 12.75 3.75 -90 90 L9 16.5",     // undo
    "M14 5.5 L17.5 9 L14 12.5 M17.5 9 L9.5 9 A9.5 12.75 3.75 270 90 L13 16.5",  // redo
    "O11 11 3.4 M11 3 L11 4.4 M11 17.6 L11 19 M3 11 L4.4 11 M17.6 11 L19 11 M5.3 5.3 "
    "L6.3 6.3 M15.7 15.7 L16.7 16.7 M5.3 16.7 "
    "L6.3 15.7 M15.7 6.3 L16.7 5.3",                                  // sun
    "A11 11 7 12.2 257.8 A14.5 7.5 6 213.9 56.1 Z",                   // moon
    "M3.5 16.5 L3.5 5.5 L8.5 5.5 L10.5 8 L18.5 8 L18.5 16.5 Z",       // open
    "M11 4 L11 13.6 M7.2 10 L11 13.8 L14.8 10 M4.5 17.5 L17.5 17.5",  // save
    "M7 9.5 L4.8 9.5 L4.8 18 L17.2 18 L17.2 9.5 L15 9.5 M11 13 L11 3.8 M7.6 7.2 L11 "
    "3.8 L14.4 7.2",              // share
    "M11 5 L11 17 M5 11 L17 11",  // plus
    "M5 11 L17 11",               // minus
    "M4.5 6.5 L17.5 6.5 M8.5 6.5 L8.5 4 L13.5 4 L13.5 6.5 M6.2 6.5 L7 18 L15 18 L15.8 "
    "6.5",                                                                       // trash
    "R8 8 9.5 9.5 M5.4 14 L4.5 14 L4.5 4.5 L14 4.5 L14 5.4",                     // copy
    "M11 17 L11 5 M6 10 L11 5 L16 10",                                           // up
    "M11 5 L11 17 M6 12 L11 17 L16 12",                                          // down
    "M7.5 4 L4 4 L4 18 L7.5 18 M14.5 4 L18 4 L18 18 L14.5 18 R8.5 8.5 5 5",      // wrap
    "M6 6 L16 16 M16 6 L6 16",                                                   // close
    "M6.5 9 L11 13.5 L15.5 9",                                                   // chevron_down
    "M13 6.5 L8.5 11 L13 15.5",                                                  // chevron_left
    "M9 6.5 L13.5 11 L9 15.5",                                                   // chevron_right
    "M3.5 7 L7 7 M11 7 L18.5 7 M3.5 15 L11 15 M15 15 L18.5 15 O9 7 2 O13 15 2",  // details
    "M4 6 L18 6 M4 11 L18 11 M4 16 L18 16",                                      // list
    "A11 11.5 6 -60 200 M14 3.4 L14 6.4 L10.8 6.4",                              // reset
    "O11 11 7 M11 10.4 L11 14.8 D11 7.4 1",                                      // info
    "D5 11 1.4 D11 11 1.4 D17 11 1.4",                                           // more
};

struct Pen {
  ImDrawList* list;
  ImVec2 origin;
  float unit;
  ImU32 colour;
  float stroke;

  [[nodiscard]] ImVec2 point(float x, float y) const { return {origin.x + x * unit, origin.y + y * unit}; }
  void finish(ImDrawFlags flags = 0) const { list->PathStroke(colour, flags, stroke); }
};

void run(const Pen& pen, const char* at) {
  constexpr float kRadian = IM_PI / 180;
  float n[5] = {};
  while (*at != 0) {
    const char op = *at++;
    const int wanted = op == 'A' ? 5 : op == 'R' ? 4 : op == 'O' || op == 'D' ? 3 : op == 'Z' ? 0 : 2;
    for (int i = 0; i < wanted; ++i) {
      char* end = nullptr;
      n[i] = std::strtof(at, &end);
      at = end;
    }
    while (*at == ' ') ++at;
    if (op == 'M' || op == 'R' || op == 'O' || op == 'D') pen.finish();
    if (op == 'M' || op == 'L') pen.list->PathLineTo(pen.point(n[0], n[1]));
    if (op == 'A') pen.list->PathArcTo(pen.point(n[0], n[1]), n[2] * pen.unit, n[3] * kRadian, n[4] * kRadian, 20);
    if (op == 'Z') pen.finish(ImDrawFlags_Closed);
    if (op == 'O') pen.list->AddCircle(pen.point(n[0], n[1]), n[2] * pen.unit, pen.colour, 24, pen.stroke);
    if (op == 'D') pen.list->AddCircleFilled(pen.point(n[0], n[1]), n[2] * pen.unit, pen.colour, 12);
    if (op == 'R')
      pen.list->AddRect(pen.point(n[0], n[1]), pen.point(n[0] + n[2], n[1] + n[3]), pen.colour, 1.5F * pen.unit, 0,
                        pen.stroke);
  }
  pen.finish();
}

}  // namespace

void draw_icon(ImDrawList* list, Icon icon, ImVec2 centre, ImU32 colour, float scale, float size) {
  const float unit = size * scale / 22;
  run({list, {centre.x - 11 * unit, centre.y - 11 * unit}, unit, colour, 1.6F * scale * (size < 20 ? 0.9F : 1.0F)},
      kStrokes[static_cast<std::size_t>(icon)]);
}

}  // namespace nines::ui
