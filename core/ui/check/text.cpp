// The answer as it was written, with every finding underlined where it stands; or with its repairs in place, what goes
// struck out beside what comes.
#include <algorithm>

#include "ui/check/page.h"
#include "ui/check/repairs.h"

namespace nines::ui {
namespace {

void underline(Frame& ui, const Page& page, const Finding& finding, const Span& span, std::size_t index, bool chosen) {
  for (std::size_t i = page.first; i < page.last(); ++i) {
    const Row& row = page.rows[i];
    const std::size_t from = std::max(span.from, row.from);
    const std::size_t to = std::min(std::max(span.to, span.from + 1), std::max(row.to, row.from + 1));
    if (from >= to || from > row.to) continue;
    const float x = page.at.x + static_cast<float>(columns_between(page.text, row.from, from)) * page.advance;
    const float width =
        std::max(1.0F, static_cast<float>(columns_between(page.text, from, std::min(to, page.text.size())))) *
        page.advance;
    const float y = page.y_of(i);
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
  const bool chosen = index == finding_index(ui, shown) && shown.verdict->findings.size() > 1;
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

void draw_rows(Frame& ui, const Page& page) {
  for (std::size_t i = page.first; i < page.last(); ++i) {
    const Row& row = page.rows[i];
    draw_text(ui.draw(), ui.fonts.number, {page.at.x, page.y_of(i) + (page.line - ui.fonts.number.line) / 2},
              ui.theme.text, visible(page.text.substr(row.from, row.to - row.from)));
  }
}

void draw_part(Frame& ui, const Page& page, std::size_t i, const Piece& piece, std::size_t from, std::size_t to) {
  const Theme& t = ui.theme;
  const float x = page.at.x + static_cast<float>(columns_between(page.text, page.rows[i].from, from)) * page.advance;
  const float y = page.y_of(i);
  const float width = static_cast<float>(columns_between(page.text, from, to)) * page.advance;
  const ImU32 colour = piece.kind == PieceKind::kept ? t.text : piece.kind == PieceKind::added ? t.ok : t.muted;
  if (piece.kind == PieceKind::added)
    ui.draw()->AddRectFilled({x, y + ui.px(1)}, {x + width, y + page.line - ui.px(1)}, faded(t.ok, 0.13F), ui.px(3));
  draw_text(ui.draw(), ui.fonts.number, {x, y + (page.line - ui.fonts.number.line) / 2}, colour,
            visible(page.text.substr(from, to - from)));
  const float middle = std::round(y + page.line / 2 + ui.px(1));
  if (piece.kind == PieceKind::removed) ui.draw()->AddRectFilled({x, middle}, {x + width, middle + 1}, t.muted);
}

void draw_pieces(Frame& ui, const Page& page, const std::vector<Piece>& pieces) {
  for (std::size_t i = page.first; i < page.last(); ++i) {
    const Row& row = page.rows[i];
    auto piece = std::upper_bound(pieces.begin(), pieces.end(), row.from,
                                  [](std::size_t byte, const Piece& one) { return byte < one.to; });
    for (; piece != pieces.end() && piece->from < row.to; ++piece)
      draw_part(ui, page, i, *piece, std::max(piece->from, row.from), std::min(piece->to, row.to));
  }
}

}  // namespace

void draw_answer_text(Frame& ui, const Shown& shown) {
  const Finding* finding = shown_finding(ui, shown);
  const Page page = begin_page(ui, shown.text, page_key(ui, shown), finding == nullptr ? 0 : finding->span.from);
  draw_rows(ui, page);
  for (std::size_t i = 0; i < shown.verdict->findings.size(); ++i) underline_all(ui, page, shown, i);
  end_page(ui, page, "Answer");
}

void draw_repaired_text(Frame& ui, const Shown& shown) {
  const Diff diff = diff_of(shown.text, chosen_repairs(ui, shown).edits);
  std::size_t first = 0;  // the first change is what one comes for
  for (const Piece& piece : diff.pieces) {
    if (piece.kind == PieceKind::kept) continue;
    first = piece.from;
    break;
  }
  const Page page = begin_page(ui, diff.text, page_key(ui, shown) + 1, first);
  draw_pieces(ui, page, diff.pieces);
  end_page(ui, page, "Answer with its repairs");
}

}  // namespace nines::ui
