// Which column of the contract each cell of a row stands under: by name where there is a header, else
// by place. Finds the delimiter a table is written with. Used by the csv contract.
#pragma once

#include "validate/contracts/csv_reader.h"
#include "validate/contracts/misses.h"

namespace nines::validate {

inline constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);

struct CsvLayout {
  char delimiter = ',';
  bool header_stands = false;   // the first row holds names
  bool is_table = false;        // the text is the kind of table asked for
  std::vector<CsvCell> header;  // when it stands
  Span header_line;
  std::vector<std::size_t> columns;  // for each cell of a row: index of the contract's column or kNoColumn
};

// From the first row that is not blank.
CsvLayout read_layout(const CompiledContract::Impl& contract, std::string_view text);
// What is wrong with the header: names that are missing, twice, unknown or written otherwise.
// `extra` gets one entry for each column that may not be there: its place and the index of its finding.
struct ExtraColumn {
  std::size_t place = 0;
  std::size_t finding = 0;
};
void check_header(const CompiledContract::Impl& contract, const CsvLayout& layout, Misses& misses,
                  std::vector<ExtraColumn>& extra);

// How many of a row's cells name a column, but for case, spaces and punctuation.
std::size_t named_columns(const CompiledContract::Impl& contract, const std::vector<CsvCell>& row);

}  // namespace nines::validate
