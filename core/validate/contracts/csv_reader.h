// Delimited text by RFC 4180, row by row with places: quoted cells with delimiters, line ends and
// doubled quotes inside; what is against the rules is read the way that loses least and marked. Used
// by the csv contract. Holds one row at a time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nines/validate.h"

namespace nines::validate {

enum class CsvFault : std::uint8_t {
  none,
  stray_quote,  // a quote inside a cell that is neither doubled nor its end
  spaced,       // white space between a delimiter and a quote
  unclosed,     // a quoted cell that the text ends in
};

struct CsvCell {
  Span span;  // between the delimiters, white space included
  bool quoted = false;
  CsvFault fault = CsvFault::none;
  std::string value;
};

class CsvReader {
 public:
  CsvReader(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}
  // The next row; false at the end of the text. A line end at the end of the text begins no row.
  bool next(std::vector<CsvCell>& row);
  [[nodiscard]] Span line() const { return line_; }  // of the last row, its line end included

 private:
  CsvCell read_cell();
  void read_quoted(CsvCell& cell);
  [[nodiscard]] bool ends_cell(std::size_t at) const;

  std::string_view text_;
  char delimiter_;
  std::size_t at_ = 0;
  Span line_;
};

// A value as a cell: quoted where it has to be.
std::string csv_cell(std::string_view value, char delimiter);

}  // namespace nines::validate
