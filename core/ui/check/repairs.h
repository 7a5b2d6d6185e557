// Which repairs of the answer on screen are taken, and the text they come to. A choice is a view of one result, so it
// is panel memory: a new verdict starts from the document's level again, and only "Accept repairs" changes the
// document.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nines/validate.h"

namespace nines::ui {

inline constexpr int kLeftAlone = -1;  // else 0 = the finding's own edits, k = its k-th alternative

// How many ways there are to repair a finding, its alternatives included.
int readings_of(const Finding& finding);
const std::vector<Edit>& edits_of(const Finding& finding, int pick);
// What is taken unasked: mechanical repairs up to `level`, proposals only when the level says so.
std::vector<int> default_picks(const Verdict& verdict, RepairLevel level);

struct Chosen {
  std::vector<Edit> edits;     // sorted, no two overlap
  std::vector<bool> left_out;  // by finding: its edits touch bytes that an earlier finding already rewrites
  std::size_t taken = 0;
};
Chosen chosen_edits(const Verdict& verdict, const std::vector<int>& picks, std::size_t text_size);

// The text with its edits in place: what goes is still there beside what comes.
enum class PieceKind : std::uint8_t { kept, removed, added };
struct Piece {
  std::size_t from, to;  // bytes of Diff::text
  PieceKind kind;
};
struct Diff {
  std::string text;
  std::vector<Piece> pieces;
};
Diff diff_of(std::string_view text, const std::vector<Edit>& edits);

}  // namespace nines::ui
