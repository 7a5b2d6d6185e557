// Dates, times and durations of RFC 3339; see checks.h.
#include "validate/format/checks.h"
#include "validate/format/grammar.h"

namespace nines::validate {

namespace {

constexpr int kDayMinutes = 24 * 60;
constexpr int kLastMinute = kDayMinutes - 1;

int days_in_month(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  return kDays[month - 1] + (month == 2 && is_leap ? 1 : 0);
}

bool take_date(TextCursor& in) {
  const int year = in.digits(4);
  if (year < 0 || !in.take('-')) return false;
  const int month = in.digits(2);
  if (month < 1 || month > 12 || !in.take('-')) return false;
  const int day = in.digits(2);
  return day >= 1 && day <= days_in_month(year, month);
}

// Hours and minutes as minutes of the day, -1 when they are none.
int take_minutes(TextCursor& in) {
  const int hour = in.digits(2);
  if (hour < 0 || hour > 23 || !in.take(':')) return -1;
  const int minute = in.digits(2);
  return minute < 0 || minute > 59 ? -1 : hour * 60 + minute;
}

bool take_offset(TextCursor& in, int& minutes) {
  minutes = 0;
  if (in.take_letter('Z')) return true;
  const bool is_west = in.peek() == '-';
  if (!in.take('+') && !in.take('-')) return false;
  minutes = take_minutes(in);
  if (minutes < 0) return false;
  if (is_west) minutes = -minutes;
  return true;
}

bool take_time(TextCursor& in) {
  const int local = take_minutes(in);
  if (local < 0 || !in.take(':')) return false;
  const int second = in.digits(2);
  if (second < 0 || second > 60) return false;
  if (in.take('.') && in.take_while(base::is_ascii_digit) == 0) return false;
  int offset = 0;
  if (!take_offset(in, offset)) return false;
  return second < 60 || (local - offset + kDayMinutes) % kDayMinutes == kLastMinute;
}

// Units in order, each at most once, and none left out between two (RFC 3339, appendix A).
bool take_units(TextCursor& in, std::string_view units) {
  std::size_t next = 0;
  bool any = false;
  while (base::is_ascii_digit(in.peek())) {
    in.take_while(base::is_ascii_digit);
    std::size_t unit = next;
    while (unit < units.size() && !in.take_letter(units[unit])) ++unit;
    if (unit == units.size() || (any && unit != next)) return false;
    next = unit + 1;
    any = true;
  }
  return any;
}

bool is_weeks(std::string_view text) {
  TextCursor in(text);
  return in.take_while(base::is_ascii_digit) > 0 && in.take_letter('W') && in.at_end();
}

}  // namespace

bool is_date(std::string_view text) {
  TextCursor in(text);
  return take_date(in) && in.at_end();
}

bool is_time(std::string_view text) {
  TextCursor in(text);
  return take_time(in) && in.at_end();
}

bool is_date_time(std::string_view text) {
  TextCursor in(text);
  return take_date(in) && in.take_letter('T') && take_time(in) && in.at_end();
}

bool is_duration(std::string_view text) {
  TextCursor in(text);
  if (!in.take_letter('P')) return false;
  if (is_weeks(in.rest())) return true;
  const bool has_date = base::is_ascii_digit(in.peek());
  if (has_date && !take_units(in, "YMD")) return false;
  if (in.take_letter('T')) return take_units(in, "HMS") && in.at_end();
  return has_date && in.at_end();
}

}  // namespace nines::validate
