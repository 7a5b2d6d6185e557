// Sets the sentence as one paragraph and puts an editor over each underlined number.
#include "ui/widgets/sentence.h"

namespace nines::ui {
namespace {

Run run_of(const Frame& ui, const SentencePart& part, int index, float opacity) {
  switch (part.kind) {
    case PartKind::words: return {part.text, &ui.fonts.title, ui.theme.text};
    case PartKind::figure:
      return {part.text, &ui.fonts.title_number, faded(part.colour != 0 ? part.colour : ui.theme.text, opacity), index};
    case PartKind::verdict: return {part.text, &ui.fonts.title, faded(part.colour, opacity)};
    case PartKind::number: break;
  }
  return {part.text, &ui.fonts.title_number, 0, index};  // drawn by its editor
}

}  // namespace

std::optional<SentenceEdit> sentence(Frame& ui, const std::vector<SentencePart>& parts, float opacity) {
  std::vector<Run> runs;
  std::string all;
  for (const SentencePart& part : parts) {
    runs.push_back(run_of(ui, part, static_cast<int>(runs.size()), opacity));
    all += part.text;
  }
  const ImVec2 at = Frame::at();
  const Paragraph set = paragraph(ui.draw(), at, std::min(ui.width(), ui.px(metric::kMainMax)), runs);
  ui.mirror.note({"Sentence", Role::text, all, {at, at + set.size}, true, true, 0});
  std::optional<SentenceEdit> out;
  for (const MarkedRect& mark : set.marks) {
    const auto index = static_cast<std::size_t>(mark.mark);
    const SentencePart& part = parts[index];
    if (part.kind == PartKind::figure) {
      tip_over(ui, mark.rect, part.tip);
    } else if (const auto edit = number_at(ui, mark.rect, part.spec, part.value,
                                           {&ui.fonts.title_number, ui.theme.text, part.text, true, Align::left})) {
      out = SentenceEdit{index, *edit};
    }
  }
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(set.size);
  return out;
}

void sentence_placeholder(Frame& ui, const std::string& text) { sentence(ui, {{PartKind::words, text}}); }

}  // namespace nines::ui
