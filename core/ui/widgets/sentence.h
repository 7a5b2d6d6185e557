// The sentence every workspace opens with: words in Inter, figures in mono in the colour of what
// they mean, and underlined numbers that can be dragged or typed in place. Also the bar of shares
// that stands below it.
#pragma once

#include <string>
#include <vector>

#include "ui/widgets/widgets.h"

namespace nines::ui {

enum class PartKind : std::uint8_t { words, figure, verdict, number };  // verdict: coloured words
struct SentencePart {
  PartKind kind = PartKind::words;
  std::string text;
  ImU32 colour = 0;      // figure, verdict; 0 = text
  NumberSpec spec = {};  // number
  double value = 0;
  Tip tip = {};  // figure
};
struct SentenceEdit {
  std::size_t part;
  NumberEdit edit;
};
// At the cursor, over the whole width. `opacity` dims figures that are not the newest.
std::optional<SentenceEdit> sentence(Frame& ui, const std::vector<SentencePart>& parts, float opacity = 1);

// Words at the sentence's size where there is no answer yet.
void sentence_placeholder(Frame& ui, const std::string& text);

struct Share {
  std::string name;     // "OK": inside the bar
  std::string meaning;  // "delivered and right": in the legend
  double value = 0;
  ImU32 colour = 0;
  Tip tip = {};
  std::string shown = {};  // replaces the formatted value
};
// Bar to scale with a legend below; a value that does not fit inside moves to the legend. `summary`
// stands at the legend's end.
void share_bar(Frame& ui, const std::vector<Share>& shares, const std::string& summary, const Tip& about,
               float opacity = 1);

}  // namespace nines::ui
