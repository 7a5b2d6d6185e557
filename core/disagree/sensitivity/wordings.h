// Scores gathered by item and wording (and model): what the measures of wording read.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "nines/sensitivity.h"
#include "nines/status.h"

namespace nines::disagree {

// Repeats of one wording.
struct Cell {
  std::int64_t n = 0;
  double mean = 0;
  double squares = 0;  // sum of squared deviations from the mean
};

// By item, model, paraphrase; the order of rows changes nothing. Fails: bad_value.
using Cells = std::map<std::string, std::map<std::string, std::map<std::string, Cell>>>;
Result<Cells> gather_cells(const std::vector<WordingScore>& rows, const std::string& model, bool keeps_models);

}  // namespace nines::disagree
