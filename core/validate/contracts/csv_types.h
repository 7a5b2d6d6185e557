// One cell against the type of its column. Used by the csv contract. Knows nothing of rows.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "validate/contracts/label_text.h"

namespace nines::validate {

struct CellMiss {
  const char* code = "C4";
  std::string message;
  std::string expected;
  std::optional<std::string> value;    // what the cell should say
  RepairLevel level = RepairLevel::b;  // of putting it there
  std::vector<std::string> readings;   // what else it may say
};

// Nothing when the cell is fine. Spaces around do not matter but in text.
std::optional<CellMiss> check_cell(const CsvColumn& column, const CompiledColumn& compiled, std::string_view value);
const char* column_type_name(ColumnType type);

}  // namespace nines::validate
