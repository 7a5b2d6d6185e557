// The interface's fonts, compiled in (cut by tools/fonts.py). Static data: pass FontDataOwnedByAtlas = false to ImGui.
#pragma once

namespace nines::fonts {

struct FontBlob {
  const unsigned char* data;
  unsigned size;
};

FontBlob inter_regular();
FontBlob inter_semibold();
FontBlob mono_regular();
// What the three above lack (arrows, marks, spaces): merge it behind each of them with ImFontConfig::MergeMode.
FontBlob symbols();

}  // namespace nines::fonts
