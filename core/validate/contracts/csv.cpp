// The csv contract: a table with typed columns. One pass over the rows; what is mechanical gets edits.
// See kinds.h.
#include <algorithm>
#include <set>

#include "base/text.h"
#include "validate/contracts/csv_header.h"
#include "validate/contracts/csv_types.h"
#include "validate/contracts/kinds.h"
#include "validate/contracts/markdown_table.h"
#include "validate/transport.h"

namespace nines::validate {

namespace {

class CsvCheck {
 public:
  CsvCheck(const Impl& contract, std::string_view text, CsvLayout layout)
      : contract_(contract), text_(text), layout_(std::move(layout)), seen_(contract.columns.size()) {}
  Check run();

 private:
  void begin();
  void check_row(const std::vector<CsvCell>& row, Span line);
  void check_width(const std::vector<CsvCell>& row, Span line);
  void check_value_of(const CsvCell& cell, std::size_t column);
  void check_form(const CsvCell& cell);
  void check_unique(const CsvCell& cell, std::size_t column);
  void remove_extra(const std::vector<CsvCell>& row);
  void change_delimiter(const std::vector<CsvCell>& row);
  void check_lines();
  void complete_edits();
  bool repeats_header(const std::vector<CsvCell>& row) const;
  void remove_line(const char* code, Span line, const char* reason);
  [[nodiscard]] std::string pointer_to(std::size_t column) const {
    return '/' + std::to_string(rows_) + '/' + base::pointer_escape(contract_.contract.columns[column].name);
  }

  const Impl& contract_;
  std::string_view text_;
  CsvLayout layout_;
  Misses misses_;
  std::vector<ExtraColumn> extra_;
  std::vector<std::vector<Edit>> extra_edits_;
  std::vector<std::set<std::string>> seen_;  // for columns whose values are unique
  std::vector<Edit> delimiter_edits_;
  std::size_t edits_ = 0;
  std::size_t rows_ = 0;
};

void CsvCheck::remove_line(const char* code, Span line, const char* reason) {
  Finding finding =
      make_finding(code, line, reason, "a row of data", excerpt(text_.substr(line.from, line.to - line.from)));
  finding.pointer = '/' + std::to_string(rows_);
  finding.edits.push_back({line, ""});
  misses_.add(std::move(finding));
}

bool CsvCheck::repeats_header(const std::vector<CsvCell>& row) const {
  if (layout_.header_stands) {
    return row.size() == layout_.header.size() &&
           std::equal(row.begin(), row.end(), layout_.header.begin(),
                      [](const CsvCell& a, const CsvCell& b) { return a.value == b.value; });
  }
  return row.size() > 1 && named_columns(contract_, row) == row.size();
}

// The header itself: there and right, there though none is wanted, or missing.
void CsvCheck::begin() {
  const bool wanted = contract_.contract.has_header;
  if (wanted && layout_.header_stands) {
    check_header(contract_, layout_, misses_, extra_);
    extra_edits_.resize(extra_.size());
  } else if (layout_.header_stands) {
    remove_line("C2", layout_.header_line, "a header stands where only data is expected");
    misses_.list.items.back().schema_pointer = "/header";
  } else if (wanted) {
    std::string names;
    for (const CsvColumn& column : contract_.contract.columns) {
      if (!names.empty()) names += layout_.delimiter;
      names += csv_cell(column.name, layout_.delimiter);
    }
    const std::size_t at = layout_.header_line.from;
    Finding finding = make_finding("C1", {at, at}, "the header is missing", excerpt(names), "a row of data");
    finding.schema_pointer = "/header";
    finding.edits.push_back({{at, at}, names + '\n'});
    misses_.add(std::move(finding));
  }
}

void CsvCheck::check_width(const std::vector<CsvCell>& row, Span line) {
  const std::size_t wanted = layout_.columns.size();
  Finding finding =
      make_finding("C10", line, std::to_string(row.size()) + " cells in a row of " + std::to_string(wanted),
                   std::to_string(wanted) + " cells", excerpt(text_.substr(line.from, line.to - line.from)));
  finding.pointer = '/' + std::to_string(rows_);
  finding.schema_pointer = "/columns";
  const bool empty_rest =
      row.size() > wanted && std::all_of(row.begin() + static_cast<std::ptrdiff_t>(wanted), row.end(),
                                         [](const CsvCell& cell) { return base::trim_ascii(cell.value).empty(); });
  if (empty_rest) finding.edits.push_back({{row[wanted - 1].span.to, row.back().span.to}, ""});
  misses_.add(std::move(finding));
}

void CsvCheck::check_form(const CsvCell& cell) {
  if (cell.fault == CsvFault::none) return;
  const std::string_view raw = text_.substr(cell.span.from, cell.span.to - cell.span.from);
  if (cell.fault == CsvFault::unclosed) {
    misses_.add(make_finding("X1", {cell.span.from, cell.span.to}, "the text ends in a quoted cell: " + quoted(raw),
                             "a closing quote", "end of text"));
    return;
  }
  const bool spaced = cell.fault == CsvFault::spaced;
  Finding finding = make_finding("L12", cell.span,
                                 spaced ? "white space stands between a delimiter and a quote"
                                        : "a quote inside the cell " + quoted(raw) + " is not doubled",
                                 spaced ? "the quote at the delimiter" : "\"\"", excerpt(raw));
  std::string written = csv_cell(cell.value, layout_.delimiter);
  if (spaced && written.front() != '"') written = '"' + written + '"';
  finding.edits.push_back({cell.span, std::move(written)});
  misses_.add(std::move(finding));
}

void CsvCheck::check_unique(const CsvCell& cell, std::size_t column) {
  if (!contract_.contract.columns[column].unique) return;
  const std::string value(base::trim_ascii(cell.value));
  if (value.empty() || seen_[column].insert(value).second) return;
  Finding finding = make_finding(
      "S8", cell.span,
      "the value " + quoted(value) + " stood earlier in the column " + quoted(contract_.contract.columns[column].name),
      "each value once", excerpt(value));
  finding.pointer = pointer_to(column);
  finding.schema_pointer = "/columns/" + std::to_string(column) + "/unique";
  misses_.add(std::move(finding));
}

void CsvCheck::check_value_of(const CsvCell& cell, std::size_t column) {
  const std::optional<CellMiss> found =
      check_cell(contract_.contract.columns[column], contract_.columns[column], cell.value);
  if (!found) return;
  if (misses_.full()) return misses_.drop();
  Finding finding = make_finding(found->code, cell.span, found->message, found->expected, excerpt(cell.value));
  finding.message += " in the column " + quoted(contract_.contract.columns[column].name);
  finding.pointer = pointer_to(column);
  finding.schema_pointer = "/columns/" + std::to_string(column);
  const char delimiter = contract_.contract.delimiter[0];
  if (found->value) finding.edits.push_back({cell.span, csv_cell(*found->value, delimiter)});
  for (const std::string& reading : found->readings) {
    finding.alternatives.push_back({reading, {{cell.span, csv_cell(reading, delimiter)}}});
  }
  misses_.add(std::move(finding), found->level);
}

// Deletes what a row holds of the columns that may not be there, each with one delimiter.
void CsvCheck::remove_extra(const std::vector<CsvCell>& row) {
  std::size_t removed = 0;
  for (std::size_t k = 0; k < extra_.size(); ++k) {
    const std::size_t place = extra_[k].place;
    if (place >= row.size()) continue;
    Span gone = row[place].span;
    const bool only_removed_before = removed == place;
    if (!only_removed_before) {
      --gone.from;
    } else if (place + 1 < row.size()) {
      gone.to = row[place + 1].span.from;
    }
    ++removed;
    if (++edits_ <= kMaxFixes) extra_edits_[k].push_back({gone, ""});
  }
}

void CsvCheck::change_delimiter(const std::vector<CsvCell>& row) {
  const char wanted = contract_.contract.delimiter[0];
  if (layout_.delimiter == wanted) return;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0 && ++edits_ <= kMaxFixes) {
      delimiter_edits_.push_back({{row[i].span.from - 1, row[i].span.from}, std::string(1, wanted)});
    }
    const bool needs_quotes = !row[i].quoted && row[i].value.find(wanted) != std::string::npos;
    if (needs_quotes && ++edits_ <= kMaxFixes) {
      delimiter_edits_.push_back({row[i].span, csv_cell(row[i].value, wanted)});
    }
  }
}

void CsvCheck::check_row(const std::vector<CsvCell>& row, Span line) {
  const bool blank = base::trim_ascii(text_.substr(line.from, line.to - line.from)).empty();
  if (blank && layout_.columns.size() > 1) return remove_line("C10", line, "a blank line stands between the rows");
  if (repeats_header(row)) return remove_line("C2", line, "the header stands again among the rows");
  if (row.size() != layout_.columns.size()) check_width(row, line);
  for (const CsvCell& cell : row) check_form(cell);
  const std::size_t shared = row.size() == layout_.columns.size() ? row.size() : 0;
  for (std::size_t i = 0; i < shared; ++i) {
    if (layout_.columns[i] == kNoColumn) continue;
    check_value_of(row[i], layout_.columns[i]);
    check_unique(row[i], layout_.columns[i]);
  }
  remove_extra(row);
  change_delimiter(row);
  ++rows_;
}

void CsvCheck::check_lines() {
  const auto has = static_cast<std::int64_t>(rows_);
  const Contract& c = contract_.contract;
  const bool few = has < c.min_lines;
  if (!few && (c.max_lines < 0 || has <= c.max_lines)) return;
  const std::string bound =
      (few ? "at least " + std::to_string(c.min_lines) : "at most " + std::to_string(c.max_lines));
  Finding finding =
      make_finding("C10", {0, text_.size()}, std::to_string(rows_) + " rows where " + bound + " are asked for",
                   bound + " rows", std::to_string(rows_) + " rows");
  finding.schema_pointer = few ? "/lines/min" : "/lines/max";
  misses_.add(std::move(finding));
}

// Findings about whole columns and the delimiter get their edits once all rows were seen.
void CsvCheck::complete_edits() {
  const bool complete = edits_ <= kMaxFixes;
  if (!complete) misses_.raise(RepairLevel::c);
  for (std::size_t k = 0; k < extra_.size(); ++k) {
    std::vector<Edit>& edits = misses_.list.items[extra_[k].finding].edits;
    edits.clear();
    if (complete) edits = std::move(extra_edits_[k]);
  }
  if (layout_.delimiter == contract_.contract.delimiter[0]) return;
  Finding finding = make_finding("W10", layout_.header_line,
                                 "the cells stand between " + quoted({&layout_.delimiter, 1}) + " where " +
                                     quoted(contract_.contract.delimiter) + " is expected",
                                 quoted(contract_.contract.delimiter), quoted({&layout_.delimiter, 1}));
  finding.schema_pointer = "/delimiter";
  if (complete) finding.edits = std::move(delimiter_edits_);
  misses_.raise(complete ? RepairLevel::b : RepairLevel::c);
  misses_.list.items.insert(misses_.list.items.begin(), std::move(finding));
}

Check CsvCheck::run() {
  begin();
  CsvReader reader(text_, layout_.delimiter);
  std::vector<CsvCell> row;
  while (reader.next(row)) {
    const Span line = reader.line();
    if (line.from < layout_.header_line.from) continue;  // blank lines before the table
    const bool is_header = layout_.header_stands && line == layout_.header_line;
    if (!is_header) {
      const bool trailing = base::trim_ascii(text_.substr(line.from)).empty();
      if (trailing && layout_.columns.size() > 1) break;
      check_row(row, line);
      continue;
    }
    for (const CsvCell& cell : row) check_form(cell);
    remove_extra(row);
    change_delimiter(row);
  }
  check_lines();
  complete_edits();
  Check out;
  out.reads = true;
  misses_.give(out);
  return out;
}

}  // namespace

std::optional<Error> compile_csv(Impl& out, std::size_t /*depth*/) {
  const Contract& contract = out.contract;
  if (contract.columns.empty())
    return contract_error(ErrorCode::bad_value, "columns is empty; give at least one", "/columns");
  if (contract.columns.size() > kMaxCsvColumns) {
    return contract_error(ErrorCode::limit_exceeded,
                          std::to_string(contract.columns.size()) + " columns; at most " +
                              std::to_string(kMaxCsvColumns) + " are allowed",
                          "/columns");
  }
  const std::string& delimiter = contract.delimiter;
  if (delimiter.size() != 1 || delimiter == "\"" || delimiter == "\n" || delimiter == "\r") {
    return contract_error(ErrorCode::bad_value,
                          "delimiter must be one byte other than a quote or line end, found " + quoted(delimiter),
                          "/delimiter");
  }
  if (contract.min_lines < 0 || (contract.max_lines >= 0 && contract.max_lines < contract.min_lines)) {
    return contract_error(ErrorCode::bad_value,
                          "lines must have 0 <= min <= max, found min " + std::to_string(contract.min_lines) +
                              " and max " + std::to_string(contract.max_lines),
                          "/lines");
  }
  std::set<std::string> names;
  for (std::size_t i = 0; i < contract.columns.size(); ++i) {
    const CsvColumn& column = contract.columns[i];
    const std::string where = "/columns/" + std::to_string(i);
    if (base::trim_ascii(column.name) != column.name || !names.insert(column.name).second || column.name.empty()) {
      return contract_error(
          ErrorCode::bad_value,
          "the column name " + quoted(column.name) + " is blank, has spaces at its ends or stands twice",
          where + "/name");
    }
    if (column.type == ColumnType::label && column.labels.empty()) {
      return contract_error(ErrorCode::bad_value, "a column of labels needs labels", where + "/labels");
    }
    CompiledColumn compiled;
    compiled.loose_name = loose_key(column.name);
    compiled.labels = column.labels;
    std::sort(compiled.labels.begin(), compiled.labels.end());
    for (const std::string& label : column.labels) compiled.loose_labels.emplace_back(loose_key(label), label);
    sort_keys(compiled.loose_labels);
    if (!column.pattern.empty()) {
      auto pattern = compile_pattern(column.pattern, where + "/pattern");
      if (!pattern) return pattern.error();
      compiled.pattern = std::move(pattern).value();
    }
    out.columns.push_back(std::move(compiled));
  }
  return std::nullopt;
}

namespace {

// Judged as the delimited text that says the same. Places are the whole table's: those inside are of the other text.
Check check_markdown(const Impl& contract, std::string_view text, std::string csv) {
  Misses misses;
  const Span whole{0, text.size()};
  CsvLayout layout = read_layout(contract, csv);
  Check inner;
  if (layout.is_table) inner = CsvCheck(contract, csv, std::move(layout)).run();
  const std::string delimiter = quoted(contract.contract.delimiter);
  Finding finding =
      make_finding("W10", whole, "a markdown table stands where cells between " + delimiter + " are expected",
                   "cells between " + delimiter, excerpt(text));
  finding.schema_pointer = "/delimiter";
  if (inner.holds) finding.edits.push_back({whole, std::move(csv)});
  misses.add(std::move(finding), RepairLevel::b);
  for (Finding& one : inner.misses.items) {
    one.span = whole;
    one.edits.clear();
    misses.add(std::move(one));
  }
  misses.list.dropped += inner.misses.dropped;
  Check out;
  out.reads = true;
  misses.give(out);
  return out;
}

}  // namespace

Check check_csv(const Impl& contract, std::string_view text) {
  if (auto csv = csv_of_markdown(text, contract.contract.delimiter[0])) {
    if (read_layout(contract, *csv).is_table) return check_markdown(contract, text, std::move(*csv));
  }
  CsvLayout layout = read_layout(contract, text);
  if (layout.is_table) return CsvCheck(contract, text, std::move(layout)).run();
  Check out;
  std::string names;
  for (const CsvColumn& column : contract.contract.columns) names += (names.empty() ? "" : ", ") + column.name;
  out.misses.add(make_finding("X9", {0, text.size()},
                              "there is no table with the columns " + excerpt(names) + " in " + quoted(text),
                              "a table with the columns " + excerpt(names), excerpt(text)));
  return out;
}

// From a line that names at least half of the columns (without a header: that has their number of
// cells) over the lines that hold a delimiter.
void scan_csv(const Impl& contract, const Segment& segment, CandidateList& out) {
  const std::string_view text = segment.text;
  Span table;
  std::string_view delimiter;
  const auto close = [&] {
    if (table.to > table.from) out.add({table, segment.fence, true});
    table = {};
  };
  for (std::size_t at = segment.from; at < text.size();) {
    const std::size_t stop = std::min(text.find('\n', at), text.size());
    const std::string_view line = base::trim_ascii(text.substr(at, stop - at));
    const auto from = line.empty() ? at : static_cast<std::size_t>(line.data() - text.data());
    if (table.to > table.from && !line.empty() &&
        (contract.columns.size() == 1 || line.find(delimiter) != std::string_view::npos)) {
      table.to = from + line.size();
    } else {
      close();
      const CsvLayout layout = read_layout(contract, line);
      const bool starts = contract.contract.has_header ? layout.header_stands : layout.is_table;
      if (starts && !line.empty()) {
        table = {from, from + line.size()};
        const std::size_t mark = line.find(layout.delimiter);
        delimiter = mark == std::string_view::npos ? contract.contract.delimiter : line.substr(mark, 1);
      }
    }
    at = stop + 1;
  }
  close();
}

}  // namespace nines::validate
