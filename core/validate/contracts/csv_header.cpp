// Which column of the contract each cell of a row stands under. See csv_header.h.
#include "validate/contracts/csv_header.h"

#include <algorithm>

#include "base/text.h"
#include "validate/contracts/csv_types.h"
#include "validate/renamed.h"

namespace nines::validate {

namespace {

using Impl = CompiledContract::Impl;

// The first row with anything in it.
bool first_row(std::string_view text, char delimiter, std::vector<CsvCell>& row, Span& line) {
  CsvReader reader(text, delimiter);
  while (reader.next(row)) {
    line = reader.line();
    if (!base::trim_ascii(text.substr(line.from, line.to - line.from)).empty()) return true;
  }
  return false;
}

std::size_t column_named(const Impl& contract, const CsvCell& cell) {
  const std::string_view name = base::trim_ascii(cell.value);
  const std::vector<CsvColumn>& columns = contract.contract.columns;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].name == name) return i;
  }
  const std::string loose = loose_key(name);
  std::size_t found = kNoColumn;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (loose.empty() || contract.columns[i].loose_name != loose) continue;
    if (found != kNoColumn) return kNoColumn;
    found = i;
  }
  return found;
}

// As many cells as columns, and none of them against its type.
bool fits_as_data(const Impl& contract, const std::vector<CsvCell>& row) {
  if (row.size() != contract.columns.size()) return false;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (check_cell(contract.contract.columns[i], contract.columns[i], row[i].value)) return false;
  }
  return true;
}

// How well a row fits the contract under one delimiter.
std::size_t fit_of(const Impl& contract, const std::vector<CsvCell>& row) {
  const std::size_t named = named_columns(contract, row);
  if (named > 0) return named;
  return row.size() == contract.columns.size() && row.size() > 1 ? 1 : 0;
}

}  // namespace

std::size_t named_columns(const Impl& contract, const std::vector<CsvCell>& row) {
  const auto named = std::count_if(row.begin(), row.end(),
                                   [&](const CsvCell& cell) { return column_named(contract, cell) != kNoColumn; });
  return static_cast<std::size_t>(named);
}

CsvLayout read_layout(const Impl& contract, std::string_view text) {
  CsvLayout out;
  out.delimiter = contract.contract.delimiter[0];
  std::vector<CsvCell> row;
  if (!first_row(text, out.delimiter, row, out.header_line)) return out;
  std::size_t best = fit_of(contract, row);
  for (const char other : {',', ';', '\t', '|'}) {
    if (best >= 2 || row.size() > 1 || other == contract.contract.delimiter[0]) continue;
    std::vector<CsvCell> cells;
    Span line;
    first_row(text, other, cells, line);
    const std::size_t fit = fit_of(contract, cells);
    if (cells.size() < 2 || fit <= best) continue;
    best = fit;
    out.delimiter = other;
    row = std::move(cells);
    out.header_line = line;
    break;
  }
  const std::size_t named = named_columns(contract, row);
  out.header_stands = 2 * named >= std::max<std::size_t>(row.size(), 1) && named > 0;
  if (!contract.contract.has_header && out.header_stands) out.header_stands = !fits_as_data(contract, row);
  out.is_table = out.header_stands || fits_as_data(contract, row) ||
                 (!contract.contract.has_header && row.size() == contract.columns.size() && row.size() > 1);
  if (out.header_stands) {
    for (const CsvCell& cell : row) out.columns.push_back(column_named(contract, cell));
    out.header = std::move(row);
  } else {
    for (std::size_t i = 0; i < contract.columns.size(); ++i) out.columns.push_back(i);
  }
  return out;
}

void check_header(const Impl& contract, const CsvLayout& layout, Misses& misses, std::vector<ExtraColumn>& extra) {
  std::vector<bool> seen(contract.columns.size(), false);
  std::size_t last = 0;
  bool ordered = true;
  for (std::size_t i = 0; i < layout.header.size(); ++i) {
    const CsvCell& cell = layout.header[i];
    const std::size_t column = layout.columns[i];
    if (column == kNoColumn) {
      if (contract.contract.extra_columns) continue;
      Finding finding = make_finding("C2", cell.span, "the column " + quoted(cell.value) + " is not allowed",
                                     "no such column", excerpt(cell.value));
      finding.schema_pointer = "/columns";
      finding.edits.push_back({cell.span, ""});  // completed with the rest of the column
      if (!misses.full()) extra.push_back({i, misses.list.items.size()});
      misses.add(std::move(finding));
      continue;
    }
    const std::string& name = contract.contract.columns[column].name;
    const std::string pointer = "/columns/" + std::to_string(column) + "/name";
    if (seen[column]) {
      Finding finding = make_finding("S8", cell.span, "the column " + quoted(name) + " stands twice in the header",
                                     "each column once", excerpt(cell.value));
      finding.schema_pointer = pointer;
      misses.add(std::move(finding));
    } else if (cell.value != name) {
      Finding finding = renamed_finding(cell.span, "column", cell.value, name);
      finding.schema_pointer = pointer;
      finding.edits.push_back({cell.span, csv_cell(name, layout.delimiter)});
      misses.add(std::move(finding));
    }
    seen[column] = true;
    ordered = ordered && column >= last;
    last = column;
  }
  for (std::size_t i = 0; i < seen.size(); ++i) {
    if (seen[i] || !contract.contract.columns[i].required) continue;
    Finding finding =
        make_finding("C1", layout.header_line,
                     "the column " + quoted(contract.contract.columns[i].name) + " is missing from the header",
                     contract.contract.columns[i].name, "a header without it");
    finding.schema_pointer = "/columns/" + std::to_string(i);
    misses.add(std::move(finding));
  }
  if (!ordered) {
    Finding note =
        make_finding("C3", layout.header_line, "the columns stand in another order than the contract lists them",
                     "the order of the contract", "another order");
    note.schema_pointer = "/columns";
    misses.notes.add(std::move(note));
  }
}

}  // namespace nines::validate
