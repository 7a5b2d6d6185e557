// Builds the font atlas. CSS sizes are em sizes and ImGui's are line heights, so each size is
// multiplied by the font's own (ascender - descender) / em, read from its tables.
#include "ui/widgets/fonts.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>

#include "nines_fonts.h"

namespace nines::ui {
namespace {

constexpr ImWchar kEverything[] = {0x20, 0xFFFD, 0};
// The 25-px sizes set one sentence: leave out the box drawing and marks that only small text uses.
constexpr ImWchar kWords[] = {0x20,   0x17F,  0x370,  0x3FF,  0x2002, 0x203A, 0x2190, 0x2193,
                              0x2212, 0x2212, 0x2248, 0x2265, 0xFFFD, 0xFFFD, 0};
constexpr ImWchar kWordmark[] = {'a', 'z', 0};

unsigned u16(const unsigned char* at) { return static_cast<unsigned>(at[0] << 8 | at[1]); }
unsigned u32(const unsigned char* at) { return u16(at) << 16 | u16(at + 2); }

// Line height of the font for an em of 1, from tables `hhea` and `head`; 1.2 when the blob is not a
// font.
float height_of_em(const fonts::FontBlob& blob) {
  float units = 0;
  float height = 0;
  const unsigned tables = blob.size > 12 ? u16(blob.data + 4) : 0;
  for (unsigned i = 0; i < tables && 12 + (i + 1) * 16 <= blob.size; ++i) {
    const unsigned char* row = blob.data + 12 + i * 16;
    const unsigned at = u32(row + 8);
    if (at + 20 > blob.size) continue;
    if (std::memcmp(row, "head", 4) == 0) units = static_cast<float>(u16(blob.data + at + 18));
    if (std::memcmp(row, "hhea", 4) == 0) {
      height = static_cast<float>(u16(blob.data + at + 4)) -
               static_cast<float>(static_cast<std::int16_t>(u16(blob.data + at + 6)));
    }
  }
  return units > 0 && height > 0 ? height / units : 1.2F;
}

ImFontConfig config_for(float pixels) {
  ImFontConfig config;
  config.FontDataOwnedByAtlas = false;
  config.SizePixels = pixels;
  config.OversampleH = pixels < 24 ? 3 : 2;
  config.OversampleV = 1;
  config.RasterizerMultiply = 1.1F;  // coverage alone looks thinner than a browser's text
  return config;
}

ImFont* add_font(const fonts::FontBlob& blob, float em, const ImWchar* ranges, bool with_symbols) {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  const auto add = [&](const fonts::FontBlob& from, bool merge) {
    ImFontConfig config = config_for(std::round(em * height_of_em(from)));  // ImGui truncates: 15.7 would become 15
    config.MergeMode = merge;
    config.GlyphRanges = ranges;
    // ImGui wants a pointer to mutable bytes but never writes through it while it does not own
    // them.
    return atlas.AddFontFromMemoryTTF(const_cast<unsigned char*>(from.data), static_cast<int>(from.size),
                                      config.SizePixels, &config, ranges);
  };
  ImFont* font = add(blob, false);
  if (with_symbols) add(fonts::symbols(), true);
  return font;
}

// A thin space must be thin in the monospaced font too: "62.9 %" is one word, not two.
void narrow_thin_spaces(ImFont& font, float em) {
  for (ImFontGlyph& glyph : font.Glyphs) {
    if (glyph.Codepoint == 0x2009 || glyph.Codepoint == 0x202F) glyph.AdvanceX = 0.28F * em;
  }
  font.BuildLookupTable();
}

struct Row {
  Type Fonts::*type;
  fonts::FontBlob (*blob)();
  float em, line, tracking;
  const ImWchar* ranges;
};

constexpr std::array<Row, 10> kRows = {{
    {&Fonts::body, fonts::inter_regular, 13, 20, 0, kEverything},
    {&Fonts::strong, fonts::inter_semibold, 13, 20, 0, kEverything},
    {&Fonts::number, fonts::mono_regular, 13, 20, 0, kEverything},
    {&Fonts::small, fonts::inter_regular, 12, 18, 0, kEverything},
    {&Fonts::small_strong, fonts::inter_semibold, 12, 18, 0, kEverything},
    {&Fonts::small_number, fonts::mono_regular, 12, 18, 0, kEverything},
    {&Fonts::title, fonts::inter_regular, 25, 36, 0, kWords},
    {&Fonts::title_number, fonts::mono_regular, 25, 36, 0, kWords},
    {&Fonts::heading, fonts::inter_semibold, 11.5F, 16, 0.55F, kWords},
    {&Fonts::wordmark, fonts::inter_semibold, 17, 24, 0, kWordmark},
}};

}  // namespace

void Fonts::build(float ratio, float text_scale) {
  ImGuiIO& io = ImGui::GetIO();
  const float zoom = ratio * text_scale;
  io.Fonts->Clear();
  io.Fonts->Flags |= ImFontAtlasFlags_NoMouseCursors;
  io.Fonts->TexDesiredWidth = zoom > 1.5F ? 4096 : 2048;
  for (const Row& row : kRows) {
    Type& type = this->*row.type;
    type.font = add_font(row.blob(), row.em * zoom, row.ranges, row.ranges != kWordmark);
    type.line = std::round(row.line * text_scale);
    type.tracking = row.tracking * text_scale;
  }
  io.Fonts->Build();
  for (const Row& row : kRows) {
    Type& type = this->*row.type;
    narrow_thin_spaces(*type.font, row.em * zoom);
    type.size = type.font->FontSize / ratio;
    const float ascent = type.font->Ascent / ratio;
    const float descent = -type.font->Descent / ratio;
    type.ascent = (type.line - ascent - descent) / 2 + ascent;
  }
  io.FontDefault = body.font;
  io.FontGlobalScale = 1 / ratio;
}

}  // namespace nines::ui
