// A piece of a long text as rows of fixed-width characters, with line numbers and a way to the other lines. Shared by
// the answer as it was written and the answer with its repairs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ui/check/parts.h"

namespace nines::ui {

inline constexpr std::size_t kMostRows = 26;

// One line on screen: a piece of a source line.
struct Row {
  std::size_t from, to;  // bytes
  std::size_t line;      // 1-based, 0 = continued
};

struct Page {
  std::string_view text;
  std::vector<Row> rows;
  std::size_t first = 0;  // row at the top
  ImVec2 at;
  float advance = 0;
  float line = 0;
  [[nodiscard]] std::size_t last() const { return std::min(rows.size(), first + kMostRows); }
  [[nodiscard]] float y_of(std::size_t row) const { return at.y + static_cast<float>(row - first) * line; }
};

std::size_t columns_between(std::string_view text, std::size_t from, std::size_t to);
// Characters that draw nothing would hide a defect; tabs and controls get a place.
std::string visible(std::string_view text);
// The row that holds the byte, with some rows before it.
std::size_t row_at(const std::vector<Row>& rows, std::size_t byte);

// The card at the cursor with `text` laid out in it; end_page() draws numbers and pager and moves on. `key` says what
// is shown: another key opens the page at `byte`.
Page begin_page(Frame& ui, std::string_view text, std::uint64_t key, std::size_t byte);
void end_page(Frame& ui, const Page& page, std::string_view label);

}  // namespace nines::ui
