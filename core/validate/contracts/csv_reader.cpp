// Delimited text by RFC 4180, row by row with places. See csv_reader.h.
#include "validate/contracts/csv_reader.h"

#include <algorithm>

#include "base/text.h"

namespace nines::validate {

bool CsvReader::ends_cell(std::size_t at) const {
  if (at >= text_.size()) return true;
  const char c = text_[at];
  return c == delimiter_ || c == '\n' || (c == '\r' && (at + 1 >= text_.size() || text_[at + 1] == '\n'));
}

// at_ is behind the opening quote.
void CsvReader::read_quoted(CsvCell& cell) {
  cell.quoted = true;
  for (;;) {
    const std::size_t quote = std::min(text_.find('"', at_), text_.size());
    cell.value += text_.substr(at_, quote - at_);
    at_ = quote + 1;
    if (quote >= text_.size()) {
      cell.fault = CsvFault::unclosed;
      at_ = text_.size();
      return;
    }
    if (at_ < text_.size() && text_[at_] == '"') {
      cell.value += '"';
      ++at_;
      continue;
    }
    std::size_t behind = at_;
    while (behind < text_.size() && text_[behind] == ' ' && delimiter_ != ' ') ++behind;
    if (ends_cell(behind)) {
      if (behind > at_ && cell.fault == CsvFault::none) cell.fault = CsvFault::spaced;
      at_ = behind;
      return;
    }
    cell.fault = CsvFault::stray_quote;
    cell.value += '"';
  }
}

CsvCell CsvReader::read_cell() {
  CsvCell out;
  out.span.from = at_;
  std::size_t first = at_;
  while (first < text_.size() && text_[first] == ' ' && delimiter_ != ' ') ++first;
  if (first < text_.size() && text_[first] == '"') {
    if (first > at_) out.fault = CsvFault::spaced;
    at_ = first + 1;
    read_quoted(out);
  } else {
    while (!ends_cell(at_)) ++at_;
    out.value = text_.substr(out.span.from, at_ - out.span.from);
    if (out.value.find('"') != std::string::npos) out.fault = CsvFault::stray_quote;
  }
  out.span.to = at_;
  return out;
}

bool CsvReader::next(std::vector<CsvCell>& row) {
  row.clear();
  if (at_ >= text_.size()) return false;
  line_.from = at_;
  for (;;) {
    row.push_back(read_cell());
    if (at_ >= text_.size() || text_[at_] != delimiter_) break;
    ++at_;
    if (at_ < text_.size()) continue;
    CsvCell last;  // a delimiter at the very end: one empty cell more
    last.span = {at_, at_};
    row.push_back(std::move(last));
    break;
  }
  if (at_ < text_.size() && text_[at_] == '\r') ++at_;
  if (at_ < text_.size() && text_[at_] == '\n') ++at_;
  line_.to = at_;
  return true;
}

std::string csv_cell(std::string_view value, char delimiter) {
  const bool plain =
      value.find_first_of("\"\r\n") == std::string_view::npos && value.find(delimiter) == std::string_view::npos;
  if (plain) return std::string(value);
  std::string out = "\"";
  for (const char c : value) out += c == '"' ? "\"\"" : std::string(1, c);
  return out + '"';
}

}  // namespace nines::validate
