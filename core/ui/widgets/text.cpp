// Text setting on ImDrawList. A paragraph is broken into words, each a row of pieces without spaces
// between them.
#include "ui/widgets/text.h"

#include <algorithm>
#include <cmath>

namespace nines::ui {

std::size_t next_char(std::string_view text, std::size_t at) {
  ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  return at;
}
namespace {

struct Piece {
  const Run* run;
  std::string_view text;
  float width;
};

struct Word {
  std::vector<Piece> pieces;
  float width = 0;
  float space = 0;  // before it, when not first on its line
  bool new_line = false;
};

std::size_t glyphs(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

// As much of `text` as fits into `width`, at least one character.
std::size_t fitting(const Type& type, std::string_view text, float width) {
  std::size_t end = 0;
  float used = 0;
  while (end < text.size()) {
    const std::size_t to = next_char(text, end);
    used += text_width(type, text.substr(end, to - end));
    if (end > 0 && used > width) break;
    end = to;
  }
  return end;
}

// A word wider than the whole line (a path, JSON without spaces) is broken where the line ends.
std::vector<Word> words_of(std::span<const Run> runs, float line) {
  std::vector<Word> words(1);
  const auto add = [&](const Run& run, std::string_view text) {
    while (run.mark < 0 && text_width(*run.type, text) > line) {
      const std::size_t end = fitting(*run.type, text, line);
      if (end == text.size()) break;
      const std::string_view head = text.substr(0, end);
      words.back().pieces.push_back({&run, head, text_width(*run.type, head)});
      words.back().width += words.back().pieces.back().width;
      words.push_back({});
      text.remove_prefix(end);
    }
    const float width = text_width(*run.type, text);
    words.back().pieces.push_back({&run, text, width});
    words.back().width += width;
  };
  for (const Run& run : runs) {
    std::string_view rest = run.text;
    if (run.mark >= 0) {
      add(run, rest);
      continue;
    }
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find_first_of(" \n"), rest.size());
      if (end > 0) add(run, rest.substr(0, end));
      if (end == rest.size()) break;
      words.push_back({{}, 0, text_width(*run.type, " "), rest[end] == '\n'});
      rest.remove_prefix(end + 1);
    }
  }
  return words;
}

// Neighbouring words of one run are drawn as one string: ImGui puts each string on a whole pixel,
// which would make the spaces between words uneven.
struct Stretch {
  const Run* run = nullptr;
  std::string_view text;
  ImVec2 at;
};

void finish(ImDrawList* list, float ascent, Stretch& stretch) {
  if (stretch.run == nullptr) return;
  const Type& type = *stretch.run->type;
  draw_text(list, type, {stretch.at.x, stretch.at.y + ascent - type.ascent}, stretch.run->colour, stretch.text);
  stretch.run = nullptr;
}

void extend(ImDrawList* list, float ascent, Stretch& stretch, const Piece& piece, ImVec2 pen) {
  if (stretch.run == piece.run && stretch.at.y == pen.y) {
    const auto length = static_cast<std::size_t>(piece.text.data() + piece.text.size() - stretch.text.data());
    stretch.text = {stretch.text.data(), length};
    return;
  }
  finish(list, ascent, stretch);
  stretch = {piece.run, piece.text, pen};
}

}  // namespace

float text_width(const Type& type, std::string_view text) {
  if (text.empty()) return 0;
  const float width = type.font->CalcTextSizeA(type.size, FLT_MAX, 0, text.data(), text.data() + text.size()).x;
  return width + type.tracking * static_cast<float>(glyphs(text));
}

float draw_text(ImDrawList* list, const Type& type, ImVec2 at, ImU32 colour, std::string_view text) {
  const float top = std::round(at.y + type.ascent - type.font->Ascent * type.size / type.font->FontSize);
  if (type.tracking == 0) {
    list->AddText(type.font, type.size, {std::round(at.x), top}, colour, text.data(), text.data() + text.size());
    return text_width(type, text);
  }
  float x = at.x;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t to = next_char(text, from);
    const std::string_view letter = text.substr(from, to - from);
    list->AddText(type.font, type.size, {std::round(x), top}, colour, letter.data(), letter.data() + letter.size());
    x += text_width(type, letter);
    from = to;
  }
  return x - at.x;
}

void draw_turned(ImDrawList* list, const Type& type, ImVec2 at, ImU32 colour, std::string_view text, float degrees) {
  const int first = list->VtxBuffer.Size;
  draw_text(list, type, at, colour, text);
  const float angle = -degrees * IM_PI / 180;
  const float c = std::cos(angle);
  const float s = std::sin(angle);
  for (int i = first; i < list->VtxBuffer.Size; ++i) {
    const ImVec2 away = list->VtxBuffer[i].pos - at;
    list->VtxBuffer[i].pos = at + ImVec2{c * away.x - s * away.y, s * away.x + c * away.y};
  }
}

std::string fitted(const Type& type, std::string_view text, float width) {
  const std::size_t line = std::min(text.find('\n'), text.size());
  if (line == text.size() && text_width(type, text) <= width) return std::string(text);
  const float room = width - text_width(type, "…");
  std::size_t end = 0;
  float used = 0;
  while (end < line) {
    const std::size_t to = next_char(text, end);
    used += text_width(type, text.substr(end, to - end));
    if (used > room) break;
    end = to;
  }
  while (end > 0 && text[end - 1] == ' ') --end;
  return std::string(text.substr(0, end)) + "…";
}

void draw_text_in(ImDrawList* list, const Type& type, const ImRect& rect, ImU32 colour, std::string_view text,
                  Align align) {
  const std::string shown = fitted(type, text, rect.GetWidth());
  const float slack = rect.GetWidth() - text_width(type, shown);
  const float x = align == Align::left ? 0 : align == Align::right ? slack : slack / 2;
  draw_text(list, type, {rect.Min.x + std::max(0.0F, x), rect.Min.y + (rect.GetHeight() - type.line) / 2}, colour,
            shown);
}

Paragraph paragraph(ImDrawList* list, ImVec2 at, float width, std::span<const Run> runs, Ink ink) {
  Paragraph out;
  if (runs.empty()) return out;
  const float line = runs.front().type->line;
  const float ascent = runs.front().type->ascent;
  ImVec2 pen = at;
  Stretch stretch;
  for (const Word& word : words_of(runs, width)) {
    if (word.new_line || (pen.x > at.x && pen.x + word.space + word.width > at.x + width)) {
      pen = {at.x, pen.y + line};
    } else if (pen.x > at.x) {
      pen.x += word.space;
    }
    for (const Piece& piece : word.pieces) {
      if (ink == Ink::draw) extend(list, ascent, stretch, piece, pen);
      if (piece.run->mark >= 0) out.marks.push_back({piece.run->mark, {pen, {pen.x + piece.width, pen.y + line}}});
      pen.x += piece.width;
      out.size.x = std::max(out.size.x, pen.x - at.x);
    }
  }
  finish(list, ascent, stretch);
  out.size.y = pen.y + line - at.y;
  return out;
}

void words(Frame& ui, std::span<const Run> runs) {
  const ImVec2 at = Frame::at();
  const Paragraph set = paragraph(ui.draw(), at, ui.width(), runs);
  std::string all;
  for (const Run& run : runs) all += run.text;
  ui.mirror.note({all, Role::text, "", {at, at + set.size}, true, true, 0});
  ImGui::Dummy({set.size.x, set.size.y});
}

void words(Frame& ui, const Type& type, ImU32 colour, std::string_view text) {
  const Run run{std::string(text), &type, colour, -1};
  words(ui, std::span(&run, 1));
}

}  // namespace nines::ui
