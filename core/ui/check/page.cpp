// See page.h.
#include "ui/check/page.h"

#include <algorithm>

#include "ui/widgets/format.h"

namespace nines::ui {
namespace {

constexpr std::size_t kMostBytes = 200'000;  // more is never looked at on screen

std::vector<Row> rows_of(std::string_view text, std::size_t columns) {
  std::vector<Row> rows;
  std::size_t line = 1;
  Row row{0, 0, line};
  std::size_t column = 0;
  for (std::size_t at = 0; at < std::min(text.size(), kMostBytes); at = next_char(text, at)) {
    if (text[at] == '\n') {
      rows.push_back({row.from, at, row.line});
      row = {at + 1, at + 1, ++line};
      column = 0;
      continue;
    }
    if (++column > columns) {
      rows.push_back({row.from, at, row.line});
      row = {at, at, 0};
      column = 1;
    }
  }
  if (row.from < text.size() || rows.empty()) rows.push_back({row.from, std::min(text.size(), kMostBytes), row.line});
  return rows;
}

// The source line that a row belongs to; a long line takes several rows.
std::size_t source_line(const std::vector<Row>& rows, std::size_t row) {
  while (row > 0 && rows[row].line == 0) --row;
  return std::max<std::size_t>(1, rows[row].line);
}

void page_link(Frame& ui, float right, float y, const char* label, const char* spoken, bool enabled,
               std::size_t target) {
  const float width = link_width(ui.fonts.small, label);
  const ImVec2 at{right - width, y};
  if (!enabled) {
    draw_text(ui.draw(), ui.fonts.small, at, ui.theme.faint, label);
    ui.mirror.note({spoken, Role::link, "", {at, at + ImVec2{width, ui.fonts.small.line}}, false, true, 0});
  } else if (link_at(ui, at, ui.fonts.small, label, spoken)) {
    ui.memory.text_page.first = target;
  }
}

// "lines 1 to 9 of 40", and the ways to the others.
void draw_pager(Frame& ui, const Page& page, float y, float right) {
  const std::size_t last = source_line(page.rows, page.last() - 1);
  const auto number = [](std::size_t line) { return grouped(static_cast<std::int64_t>(line)); };
  const std::string total = number(source_line(page.rows, page.rows.size() - 1));
  const std::string more = page.text.size() > kMostBytes ? " shown, of more" : "";
  draw_text(ui.draw(), ui.fonts.small, {page.at.x, y}, ui.theme.muted,
            "lines " + number(source_line(page.rows, page.first)) + " to " + number(last) + " of " + total + more);
  const std::size_t end = page.rows.size() - kMostRows;
  page_link(ui, right, y, "later ▸", "Later lines", page.first < end, std::min(end, page.first + kMostRows - 1));
  page_link(ui, right - link_width(ui.fonts.small, "later ▸") - ui.px(14), y, "◂ earlier", "Earlier lines",
            page.first > 0, page.first - std::min(page.first, kMostRows - 1));
}

void draw_numbers(Frame& ui, const Page& page) {
  const Type& type = ui.fonts.small_number;
  for (std::size_t i = page.first; i < page.last(); ++i) {
    if (page.rows[i].line == 0) continue;
    const std::string number = std::to_string(page.rows[i].line);
    const float x = page.at.x - ui.px(14) - text_width(type, number);
    draw_text(ui.draw(), type, {x, page.y_of(i) + (page.line - type.line) / 2}, ui.theme.faint, number);
  }
}

ImVec2 page_size(const Frame& ui, const Page& page) {
  const float pager = page.rows.size() > kMostRows ? ui.px(20) : 0;
  return {ui.width(), static_cast<float>(page.last() - page.first) * page.line + ui.px(28) + pager};
}

}  // namespace

std::size_t columns_between(std::string_view text, std::size_t from, std::size_t to) {
  std::size_t columns = 0;
  for (std::size_t at = from; at < to; at = next_char(text, at)) ++columns;
  return columns;
}

std::string visible(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '\t')
      out += ' ';
    else if (byte < 0x20 || byte == 0x7F)
      out += "▫";
    else
      out += c;
  }
  return out;
}

std::size_t row_at(const std::vector<Row>& rows, std::size_t byte) {
  if (rows.size() <= kMostRows) return 0;
  const auto at = std::upper_bound(rows.begin(), rows.end(), byte,
                                   [](std::size_t wanted, const Row& row) { return wanted < row.from; });
  const auto row = static_cast<std::size_t>(at - rows.begin());
  return std::min(rows.size() - kMostRows, row > 6 ? row - 6 : 0);
}

Page begin_page(Frame& ui, std::string_view text, std::uint64_t key, std::size_t byte) {
  const float gutter = ui.px(44);
  Page page{text, {}, 0, Frame::at() + ImVec2{gutter, ui.px(14)}, text_width(ui.fonts.number, "0"), ui.px(22)};
  const float room = ui.width() - gutter - ui.px(16);
  page.rows = rows_of(text, static_cast<std::size_t>(std::max(10.0F, room / page.advance)));
  TextPage& memory = ui.memory.text_page;
  if (memory.key != key) memory = {key, row_at(page.rows, byte)};
  page.first = std::min(memory.first, page.rows.size() - std::min(page.rows.size(), kMostRows));
  const ImVec2 at = Frame::at();
  card_frame(ui, {at, at + page_size(ui, page)}, false, false);
  return page;
}

void end_page(Frame& ui, const Page& page, std::string_view label) {
  const ImVec2 at = Frame::at();
  const ImVec2 size = page_size(ui, page);
  draw_numbers(ui, page);
  ui.mirror.note(
      {std::string(label), Role::text, std::string(page.text.substr(0, 4000)), {at, at + size}, true, true, 0});
  if (page.rows.size() > kMostRows) draw_pager(ui, page, at.y + size.y - ui.px(28), at.x + size.x - ui.px(14));
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(size);
}

}  // namespace nines::ui
