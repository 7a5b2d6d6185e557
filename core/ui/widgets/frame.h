// Everything a panel has during one frame: what it may read, where it puts what it asks for, and
// how it draws. Made by Ui::draw, passed down by reference. Memory is panel state: scroll, hover,
// half-typed numbers; never saved, never a result.
#pragma once

#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "app/view.h"
#include "ui/widgets/fonts.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/theme.h"

namespace nines::ui {

class Heatmap;

// Joins the edits of one drag or one run of typing: the same widget without a pause keeps its
// number.
struct Gestures {
  ImGuiID id = 0;
  double last_s = 0;
  std::uint32_t number = 0;
  // Call while the interaction goes on; returns its number.
  std::uint32_t touch(ImGuiID widget, double now_s);
  void end() { id = 0; }
};

// The one number that is being typed.
struct Typing {
  ImGuiID id = 0;
  std::string text;
  int frames = 0;
  bool bad = false;
};

// Check: which verdicts failed (for one cause, when asked), found once per report rather than once per frame.
struct Failing {
  const void* source = nullptr;
  std::string cause;
  std::size_t verdicts = 0;
  std::int64_t failed = -1;
  std::vector<std::size_t> rows = {};
  std::vector<CauseCount> causes = {};  // of those that fail, most frequent first
};

// Check: which rows of a long answer are on screen, for one finding of one verdict.
struct TextPage {
  std::uint64_t key = 0;
  std::size_t first = 0;
};

// Check: which repair of each finding is taken, for one verdict at one level; see check/repairs.h.
struct Picks {
  std::uint64_t key = 0;
  std::vector<int> of;
};

// Compare: rows of the matrix, most disagreement first; sorted once per report.
struct Order {
  const void* source = nullptr;
  std::size_t items = 0;
  std::vector<std::uint32_t> rows;
};

// Pipeline: the run being played.
struct RunPlayer {
  std::uint64_t trial = 0;
  std::size_t events = 0;
  double since_s = 0;
};

// Check: the finding of the cause that is looked for, else the first.
inline constexpr std::size_t kFirstFinding = static_cast<std::size_t>(-1);

struct Memory {
  RunPlayer player;
  TextPage text_page;
  Gestures gestures;
  Typing typing;
  std::map<ImGuiID, double> dragged;  // unrounded value during a drag
  std::map<ImGuiID, float> eased;     // bars on their way to a new length
  std::string open_sheet;             // "list", "inspector" or ""
  double sheet_since_s = 0;
  double updating_since_s = -1;
  double next_frame_ms = -1;  // soonest wish of this frame
  bool touch_scrolling = false;
  std::size_t finding = kFirstFinding;  // Check: row chosen in the table of findings
  std::string cause;                    // Check: only answers that fail for this cause; "" = all
  Picks picks;
  bool show_repaired = false;  // Check: the answer with its repairs in place, not as it was written
  bool show_contract = false;  // Check: the contract's editor is open
  bool show_selftest = false;  // Check: the page of the self-test is open
  std::string selftest_kind;   // Check: only survivors of this kind; "" = one of each
  std::string open_groups;     // Check: the breakdown that was opened although nothing rises or falls in it
  Failing failing;
  Order order;
  ImGuiID touch_window = 0;
  void wish(double ms) { next_frame_ms = next_frame_ms < 0 ? ms : std::min(next_frame_ms, ms); }
};

enum class Size : std::uint8_t { wide, drawer, sheets };  // inspector docked; in a drawer; list and inspector in sheets

struct Frame {
  const app::View& view;
  app::Outbox& out;
  const Theme& theme;
  const Fonts& fonts;
  Memory& memory;
  Mirror& mirror;
  Heatmap* heatmap = nullptr;
  float scale = 1;  // text scale: every length is multiplied by it
  double now_s = 0;
  Size size = Size::wide;
  float right = 0;  // where the open column ends; 0 = the region's edge

  [[nodiscard]] float px(float length) const { return std::round(length * scale); }
  [[nodiscard]] ImDrawList* draw() const { return ImGui::GetWindowDrawList(); }
  [[nodiscard]] static ImVec2 at() { return ImGui::GetCursorScreenPos(); }
  [[nodiscard]] float width() const { return right > 0 ? right - at().x : ImGui::GetContentRegionAvail().x; }
  void gap(float length) const { ImGui::Dummy({0, px(length)}); }
};

}  // namespace nines::ui
