// Rows to cells (wordings.h).
#include "disagree/sensitivity/wordings.h"

#include <algorithm>

#include "base/stats.h"

namespace nines::disagree {
namespace {

using Row = std::pair<double, std::int64_t>;  // score, n

Cell cell_of(std::vector<Row> rows) {
  std::sort(rows.begin(), rows.end());
  Cell cell;
  base::CompensatedSum sum;
  for (const auto& [score, n] : rows) {
    cell.n += n;
    sum.add(static_cast<double>(n) * score);
  }
  cell.mean = sum.value() / static_cast<double>(cell.n);
  base::CompensatedSum squares;
  for (const auto& [score, n] : rows) {
    const double d = score - cell.mean;
    // A mean of n trials of 0 and 1 hides n p (1 - p) of their spread.
    squares.add(static_cast<double>(n) * (d * d + (n > 1 ? score * (1 - score) : 0.0)));
  }
  cell.squares = squares.value();
  return cell;
}

}  // namespace

Result<Cells> gather_cells(const std::vector<WordingScore>& rows, const std::string& model, bool keeps_models) {
  std::map<std::string, std::map<std::string, std::map<std::string, std::vector<Row>>>> gathered;
  for (const WordingScore& row : rows) {
    const auto bad = [&row](const char* why) {
      return Error{
          ErrorCode::bad_value, "item \"" + row.item + "\", paraphrase \"" + row.paraphrase + "\": " + why, {}};
    };
    if (!(row.score - row.score == 0)) return bad("the score is not a finite number");
    if (row.n < 1) return bad("n must be at least 1");
    if (row.n > 1 && !(row.score >= 0 && row.score <= 1)) return bad("a mean of trials must lie in [0, 1]");
    if (!keeps_models && !model.empty() && row.model != model) continue;
    gathered[row.item][keeps_models ? row.model : ""][row.paraphrase].emplace_back(row.score + 0.0, row.n);
  }
  Cells cells;
  for (auto& [item, models] : gathered) {
    for (auto& [name, wordings] : models) {
      for (auto& [wording, list] : wordings) cells[item][name][wording] = cell_of(std::move(list));
    }
  }
  return cells;
}

}  // namespace nines::disagree
