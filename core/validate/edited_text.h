// A text under repair that remembers where every byte came from. Repairs are found on the current
// text, step by step; places and edits are told in terms of the original. Used by diagnose and
// repair. Keeps only a view of the original, which must outlive it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nines/validate.h"
#include "validate/finding.h"

namespace nines::validate {

class EditedText {
 public:
  explicit EditedText(std::string_view original);

  [[nodiscard]] std::string_view text() const { return edited_ ? current_ : original_; }
  // Applies edits whose spans are places in text(); sorted and non-overlapping. O(text + pieces).
  void apply(const std::vector<Edit>& edits);
  // Where a span of text() stood in the original. An inserted byte maps to its place of insertion.
  [[nodiscard]] Span original_span(Span current) const;
  // A finding about text() becomes one about the original, edits included.
  [[nodiscard]] Finding original_finding(Finding finding) const;
  [[nodiscard]] FindingList original_findings(FindingList findings) const;
  // One list that leads from the original to text().
  [[nodiscard]] std::vector<Edit> edits() const;

 private:
  // `size` bytes of text() from `at` on: copied from original offset `from`, or inserted there.
  struct Piece {
    std::size_t at = 0;
    std::size_t size = 0;
    std::size_t from = 0;
    bool copied = true;
  };
  [[nodiscard]] const Piece* piece_holding(std::size_t byte) const;

  std::string_view original_;
  std::string current_;
  bool edited_ = false;
  std::vector<Piece> pieces_;
};

}  // namespace nines::validate
