// The answer as it was written, with every finding underlined where it stands.
#include <algorithm>

#include "ui/check/parts.h"
#include "ui/widgets/format.h"

namespace nines::ui {
namespace {

constexpr std::size_t kMostRows = 26;
constexpr std::size_t kMostBytes = 200'000;  // more is never looked at on screen

// One line on screen: a piece of a source line.
struct Row {
  std::size_t from, to;  // bytes
  std::size_t line;      // 1-based, 0 = continued
};

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

std::size_t columns_between(std::string_view text, std::size_t from, std::size_t to) {
  std::size_t columns = 0;
  for (std::size_t at = from; at < to; at = next_char(text, at)) ++columns;
  return columns;
}

// Characters that draw nothing would hide a defect; tabs and controls get a place.
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

struct Page {
  std::string_view text;
  std::vector<Row> rows;
  std::size_t first = 0;  // row at the top
  ImVec2 at;
  float advance = 0;
  float line = 0;
};

void underline(Frame& ui, const Page& page, const Finding& finding, const Span& span, std::size_t index, bool chosen) {
  const std::size_t last = std::min(page.rows.size(), page.first + kMostRows);
  for (std::size_t i = page.first; i < last; ++i) {
    const Row& row = page.rows[i];
    const std::size_t from = std::max(span.from, row.from);
    const std::size_t to = std::min(std::max(span.to, span.from + 1), std::max(row.to, row.from + 1));
    if (from >= to || from > row.to) continue;
    const float x = page.at.x + static_cast<float>(columns_between(page.text, row.from, from)) * page.advance;
    const float width =
        std::max(1.0F, static_cast<float>(columns_between(page.text, from, std::min(to, page.text.size())))) *
        page.advance;
    const float y = page.at.y + static_cast<float>(i - page.first) * page.line;
    const ImU32 colour = cause_colour(ui.theme, finding.code);
    ImGui::PushID(static_cast<int>(i));
    const Hit hit = hit_area(ui, {finding.code + " " + finding_place(finding), Role::option, finding.message},
                             {{x, y}, {x + width, y + page.line}});
    ImGui::PopID();
    if (chosen || hit.hovered)
      ui.draw()->AddRectFilled({x, y + ui.px(1)}, {x + width, y + page.line - ui.px(1)}, faded(colour, 0.16F),
                               ui.px(3));
    ui.draw()->AddRectFilled({x, y + page.line - ui.px(3)}, {x + width, y + page.line - ui.px(1)}, colour);
    tip(ui, {finding.message});
    if (hit.pressed) ui.memory.finding = index;
  }
}

// A fence stands in two places: where it was found, and where its repair also cuts.
void underline_all(Frame& ui, const Page& page, const Shown& shown, std::size_t index) {
  const Finding& finding = shown.verdict->findings[index];
  const bool chosen = index == ui.memory.finding && shown.verdict->findings.size() > 1;
  ImGui::PushID(static_cast<int>(index));
  underline(ui, page, finding, finding.span, index, chosen);
  for (std::size_t i = 0; i < finding.edits.size(); ++i) {
    const Span& span = finding.edits[i].span;
    const bool apart = span.from >= finding.span.to || span.to <= finding.span.from;
    if (!apart || span.to > shown.text.size()) continue;
    ImGui::PushID(static_cast<int>(1 + i));
    underline(ui, page, finding, span, index, chosen);
    ImGui::PopID();
  }
  ImGui::PopID();
}

void draw_rows(Frame& ui, const Page& page, float number_right) {
  const std::size_t last = std::min(page.rows.size(), page.first + kMostRows);
  for (std::size_t i = page.first; i < last; ++i) {
    const Row& row = page.rows[i];
    const float y = page.at.y + static_cast<float>(i - page.first) * page.line;
    if (row.line > 0) {
      const std::string number = std::to_string(row.line);
      draw_text(
          ui.draw(), ui.fonts.small_number,
          {number_right - text_width(ui.fonts.small_number, number), y + (page.line - ui.fonts.small_number.line) / 2},
          ui.theme.faint, number);
    }
    draw_text(ui.draw(), ui.fonts.number, {page.at.x, y + (page.line - ui.fonts.number.line) / 2}, ui.theme.text,
              visible(page.text.substr(row.from, row.to - row.from)));
  }
}

// Long texts open where the chosen finding stands.
std::size_t first_row(const std::vector<Row>& rows, const Finding* finding) {
  if (rows.size() <= kMostRows || finding == nullptr) return 0;
  const auto at = std::upper_bound(rows.begin(), rows.end(), finding->span.from,
                                   [](std::size_t byte, const Row& row) { return byte < row.from; });
  const auto row = static_cast<std::size_t>(at - rows.begin());
  return std::min(rows.size() - kMostRows, row > 6 ? row - 6 : 0);
}

// The row at the top: where the chosen finding stands, until one asks for other lines.
std::size_t top_row(Frame& ui, const Shown& shown, const std::vector<Row>& rows) {
  TextPage& page = ui.memory.text_page;
  if (page.source != shown.verdict || page.finding != ui.memory.finding)
    page = {shown.verdict, ui.memory.finding, first_row(rows, shown_finding(ui, shown))};
  return std::min(page.first, rows.size() - std::min(rows.size(), kMostRows));
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
void draw_pager(Frame& ui, const Page& page, std::size_t count, float y, float right) {
  const std::size_t last = source_line(page.rows, page.first + count - 1);
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

}  // namespace

void draw_answer_text(Frame& ui, const Shown& shown) {
  const ImVec2 at = Frame::at();
  const float width = ui.width();
  const float gutter = ui.px(44);
  Page page{shown.text, {}, 0, at + ImVec2{gutter, ui.px(14)}, text_width(ui.fonts.number, "0"), ui.px(22)};
  page.rows =
      rows_of(shown.text, static_cast<std::size_t>(std::max(10.0F, (width - gutter - ui.px(16)) / page.advance)));
  page.first = top_row(ui, shown, page.rows);
  const std::size_t count = std::min(kMostRows, page.rows.size());
  const bool cut = page.rows.size() > kMostRows;
  const ImVec2 size{width, static_cast<float>(count) * page.line + ui.px(28) + (cut ? ui.px(20) : 0)};
  card_frame(ui, {at, at + size}, false, false);
  ui.mirror.note({"Answer", Role::text, std::string(shown.text.substr(0, 4000)), {at, at + size}, true, true, 0});
  draw_rows(ui, page, at.x + ui.px(30));
  for (std::size_t i = 0; i < shown.verdict->findings.size(); ++i) {
    underline_all(ui, page, shown, i);
  }
  if (cut) draw_pager(ui, page, count, at.y + size.y - ui.px(28), at.x + width - ui.px(14));
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(size);
}

}  // namespace nines::ui
