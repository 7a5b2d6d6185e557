// A text under repair that remembers where every byte came from. See edited_text.h.
#include "validate/edited_text.h"

#include <algorithm>
#include <utility>

namespace nines::validate {

EditedText::EditedText(std::string_view original) : original_(original) {
  if (!original.empty()) pieces_.push_back({0, original.size(), 0, true});
}

void EditedText::apply(const std::vector<Edit>& edits) {
  if (edits.empty()) return;
  const std::string_view old = text();
  std::string next;
  std::vector<Piece> pieces;
  std::size_t index = 0;  // of the first old piece not yet passed; both lists ascend
  const auto add = [&](std::string_view bytes, std::size_t from, bool copied) {
    if (bytes.empty()) return;
    pieces.push_back({next.size(), bytes.size(), from, copied});
    next += bytes;
  };
  const auto keep = [&](std::size_t from, std::size_t to) {
    while (index < pieces_.size() && from < to) {
      const Piece& piece = pieces_[index];
      const std::size_t end = piece.at + piece.size;
      if (end <= from) {
        ++index;
        continue;
      }
      const std::size_t stop = std::min(end, to);
      add(old.substr(from, stop - from), piece.copied ? piece.from + (from - piece.at) : piece.from, piece.copied);
      from = stop;
    }
  };
  std::size_t cursor = 0;
  for (const Edit& edit : edits) {
    NINES_ASSERT(edit.span.from >= cursor && edit.span.to >= edit.span.from);
    NINES_ASSERT(edit.span.to <= old.size());
    keep(cursor, edit.span.from);
    add(edit.text, original_span(edit.span).from, false);
    cursor = edit.span.to;
  }
  keep(cursor, old.size());
  current_ = std::move(next);
  pieces_ = std::move(pieces);
  edited_ = true;
}

const EditedText::Piece* EditedText::piece_holding(std::size_t byte) const {
  const auto after = std::upper_bound(pieces_.begin(), pieces_.end(), byte,
                                      [](std::size_t at, const Piece& piece) { return at < piece.at; });
  return after == pieces_.begin() ? nullptr : &*(after - 1);
}

Span EditedText::original_span(Span current) const {
  if (pieces_.empty()) return {original_.size(), original_.size()};
  if (current.from == current.to) {
    // Between two bytes: right behind the one before it, so that an insertion sticks to its value.
    if (current.from == 0) return {pieces_.front().from, pieces_.front().from};
    const Piece& piece = *piece_holding(current.from - 1);
    const std::size_t at = piece.copied ? piece.from + (current.from - piece.at) : piece.from;
    return {at, at};
  }
  const Piece& first = *piece_holding(current.from);
  const Piece& last = *piece_holding(current.to - 1);
  const std::size_t from = first.copied ? first.from + (current.from - first.at) : first.from;
  const std::size_t to = last.copied ? last.from + (current.to - last.at) : last.from;
  return {from, std::max(from, to)};
}

Finding EditedText::original_finding(Finding finding) const {
  if (!edited_) return finding;
  finding.span = original_span(finding.span);
  for (Edit& edit : finding.edits) edit.span = original_span(edit.span);
  return finding;
}

FindingList EditedText::original_findings(FindingList findings) const {
  for (Finding& finding : findings.items) finding = original_finding(std::move(finding));
  return findings;
}

std::vector<Edit> EditedText::edits() const {
  std::vector<Edit> out;
  std::size_t passed = 0;
  std::string inserted;
  const auto emit = [&](std::size_t to) {
    if (to > passed || !inserted.empty()) out.push_back({{passed, to}, inserted});
    inserted.clear();
  };
  for (const Piece& piece : pieces_) {
    if (!piece.copied) {
      inserted += text().substr(piece.at, piece.size);
      continue;
    }
    emit(piece.from);
    passed = piece.from + piece.size;
  }
  emit(original_.size());
  return out;
}

}  // namespace nines::validate
