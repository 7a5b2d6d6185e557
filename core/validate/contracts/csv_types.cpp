// One cell against the type of its column. See csv_types.h.
#include "validate/contracts/csv_types.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/text.h"
#include "validate/finding.h"
#include "validate/number_text.h"

namespace nines::validate {

namespace {

using TypeCheck = std::optional<CellMiss> (*)(const CsvColumn&, const CompiledColumn&, std::string_view);

CellMiss miss(const char* code, std::string_view value, const char* reason, std::string expected) {
  CellMiss out;
  out.code = code;
  out.message = quoted(value) + ' ' + reason;
  out.expected = std::move(expected);
  return out;
}

std::string printed(double value) {
  char buffer[32];
  std::snprintf(buffer, sizeof buffer, "%.15g", value);
  return buffer;
}

bool is_plain(std::string_view value) {
  const std::optional<std::size_t> end = scan_plain_number(value, 0);
  return end && *end == value.size();
}

bool is_digits(std::string_view value) {
  return !value.empty() && std::all_of(value.begin(), value.end(), base::is_ascii_digit);
}

std::optional<CellMiss> check_range(const CsvColumn& column, std::string_view value) {
  const std::optional<double> number = plain_number_value(value);
  if (!number) return miss("C6", value, "is too large to be a finite number", "a finite number");
  if (column.minimum && *number < *column.minimum) {
    return miss("C6", value, "is too small", "at least " + printed(*column.minimum));
  }
  if (column.maximum && *number > *column.maximum) {
    return miss("C6", value, "is too large", "at most " + printed(*column.maximum));
  }
  return std::nullopt;
}

// Numbers as people write them: grouped, with a sign of money, in per cent.
CellMiss number_dialect(std::string_view value, const char* wanted) {
  CellMiss out = miss("C4", value, (std::string("is not ") + wanted).c_str(), wanted);
  const std::optional<GroupedNumber> grouped = scan_grouped_number(value, 0);
  if (grouped && grouped->other.empty() && grouped->end == value.size()) {
    out.value = grouped->plain;
    return out;
  }
  if (value.ends_with('%')) {
    const std::string_view number = base::trim_ascii(value.substr(0, value.size() - 1));
    if (is_plain(number)) out.readings = {std::string(number), printed(plain_number_value(number).value_or(0) / 100)};
    return out;
  }
  const std::size_t comma = value.find(',');
  const bool one_comma = comma != std::string_view::npos && value.find(',', comma + 1) == std::string_view::npos;
  if (!one_comma) return out;
  const std::string head(value.substr(0, comma));
  const std::string tail(value.substr(comma + 1));
  if (!is_plain(head) || !is_digits(tail)) return out;
  out.readings = {head + '.' + tail};  // 1,5 is 1.5 for half the world; 1,234 may be either
  if (tail.size() == 3) out.readings.insert(out.readings.begin(), head + tail);
  return out;
}

std::optional<CellMiss> check_number_cell(const CsvColumn& column, const CompiledColumn&, std::string_view value) {
  if (is_plain(value)) return check_range(column, value);
  return number_dialect(value, "a number");
}

std::optional<CellMiss> check_integer_cell(const CsvColumn& column, const CompiledColumn&, std::string_view value) {
  if (!is_plain(value)) return number_dialect(value, "a whole number");
  if (value.find_first_of(".eE") == std::string_view::npos) return check_range(column, value);
  CellMiss out = miss("C4", value, "is not written as a whole number", "a whole number");
  const std::size_t point = value.find('.');
  const std::string_view fraction = point == std::string_view::npos ? "" : value.substr(point + 1);
  const bool zeros = !fraction.empty() && fraction.find_first_not_of('0') == std::string_view::npos;
  if (zeros && point > 0) out.value = std::string(value.substr(0, point));
  return out;
}

std::optional<CellMiss> check_boolean_cell(const CsvColumn&, const CompiledColumn&, std::string_view value) {
  if (value == "true" || value == "false") return std::nullopt;
  CellMiss out = miss("C4", value, "is not a boolean", "true or false");
  const std::string folded = base::fold_ascii(value);
  constexpr std::string_view kTrue[] = {"true", "yes", "y", "t", "1"};
  constexpr std::string_view kFalse[] = {"false", "no", "n", "f", "0"};
  if (std::find(std::begin(kTrue), std::end(kTrue), folded) != std::end(kTrue)) out.value = "true";
  if (std::find(std::begin(kFalse), std::end(kFalse), folded) != std::end(kFalse)) out.value = "false";
  if (folded != "true" && folded != "false") out.level = RepairLevel::c;
  return out;
}

int number_of(std::string_view digits) {
  int out = 0;
  for (const char c : digits) out = 10 * out + (c - '0');
  return out;
}

bool is_date(int year, int month, int day) {
  constexpr std::array kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1) return false;
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return day <= kDays[static_cast<std::size_t>(month - 1)] + (month == 2 && leap ? 1 : 0);
}

std::string iso_date(int year, int month, int day) {
  char buffer[48];
  std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", year, month, day);
  return buffer;
}

// Three runs of digits with the same sign between them.
std::optional<std::array<std::string_view, 3>> date_parts(std::string_view value) {
  constexpr std::string_view kSigns = "-/. ";
  const std::size_t first = value.find_first_of(kSigns);
  if (first == std::string_view::npos) return std::nullopt;
  const std::size_t second = value.find(value[first], first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  const std::array parts{value.substr(0, first), value.substr(first + 1, second - first - 1), value.substr(second + 1)};
  for (const std::string_view part : parts) {
    if (!is_digits(part) || part.size() > 4) return std::nullopt;
  }
  return parts;
}

std::optional<CellMiss> check_date_cell(const CsvColumn&, const CompiledColumn&, std::string_view value) {
  const auto parts = date_parts(value);
  CellMiss out = miss("C4", value, "is not a date", "a date as YYYY-MM-DD");
  if (!parts) return out;
  const int a = number_of((*parts)[0]);
  const int b = number_of((*parts)[1]);
  const int c = number_of((*parts)[2]);
  if ((*parts)[0].size() == 4) {
    if (!is_date(a, b, c)) return out;
    const std::string iso = iso_date(a, b, c);
    if (iso == value) return std::nullopt;
    out.value = iso;
    return out;
  }
  if ((*parts)[2].size() != 4) return out;
  if (is_date(c, b, a)) out.readings.push_back(iso_date(c, b, a));
  if (is_date(c, a, b) && a != b) out.readings.push_back(iso_date(c, a, b));
  if (out.readings.size() == 1) {  // one number above 12 tells day from month
    out.value = out.readings[0];
    out.readings.clear();
  }
  return out;
}

std::optional<CellMiss> check_label_cell(const CsvColumn& column, const CompiledColumn& compiled,
                                         std::string_view value) {
  if (std::binary_search(compiled.labels.begin(), compiled.labels.end(), std::string(value))) return std::nullopt;
  CellMiss out = miss("C5", value, "is not in the list", listed_labels(column.labels));
  out.value = only_label(compiled.loose_labels, loose_key(value));
  if (out.value) out.code = "C12";
  return out;
}

std::optional<CellMiss> check_text_cell(const CsvColumn& column, const CompiledColumn& compiled,
                                        std::string_view value) {
  if (compiled.pattern == nullptr || RE2::PartialMatch(value, *compiled.pattern)) return std::nullopt;
  return miss("C7", value, "does not match the pattern", "a match of " + excerpt(column.pattern));
}

struct TypeRow {
  ColumnType type;
  const char* name;
  TypeCheck check;
};
constexpr std::array kTypes{
    TypeRow{ColumnType::text, "text", check_text_cell},
    TypeRow{ColumnType::integer, "integer", check_integer_cell},
    TypeRow{ColumnType::number, "number", check_number_cell},
    TypeRow{ColumnType::boolean, "boolean", check_boolean_cell},
    TypeRow{ColumnType::date, "date", check_date_cell},
    TypeRow{ColumnType::label, "label", check_label_cell},
};

const TypeRow& type_row(ColumnType type) { return kTypes[static_cast<std::size_t>(type)]; }

// What is written for "no value" where an empty cell is meant.
bool says_null(std::string_view value) {
  constexpr std::string_view kWords[] = {"null", "none", "nan", "n/a", "na", "nil", "-", "\\n"};
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view word) { return base::equal_ignoring_ascii_case(value, word); });
}

}  // namespace

const char* column_type_name(ColumnType type) { return type_row(type).name; }

std::optional<CellMiss> check_cell(const CsvColumn& column, const CompiledColumn& compiled, std::string_view value) {
  const std::string_view content = column.type == ColumnType::text ? value : base::trim_ascii(value);
  if (content.empty()) {
    if (column.nullable) return std::nullopt;
    CellMiss out = miss("C1", value, "is empty", std::string("a value of type ") + column_type_name(column.type));
    out.message = "the cell is empty";
    return out;
  }
  std::optional<CellMiss> out = type_row(column.type).check(column, compiled, content);
  if (out && column.nullable && says_null(base::trim_ascii(value))) {
    out->code = "C8";
    out->message = quoted(value) + " stands where an empty cell means no value";
    out->expected = "an empty cell";
    out->value = "";
    out->level = RepairLevel::b;
    out->readings.clear();
  }
  return out;
}

}  // namespace nines::validate
