// UTF-8, trimming, shortening, lines and columns.
#include "base/text.h"

#include <doctest/doctest.h>

namespace {

using namespace nines::base;

struct DecodeRow {
  const char* name;
  std::string_view bytes;
  bool valid;
  char32_t value;
  std::uint32_t length;
  std::uint32_t good_bytes;
};

constexpr DecodeRow kDecode[] = {
    {"ASCII", "a", true, 'a', 1, 0},
    {"two bytes", "\xC3\xA9", true, 0xE9, 2, 0},
    {"three bytes", "\xE2\x82\xAC", true, 0x20AC, 3, 0},
    {"four bytes", "\xF0\x9F\x98\x80", true, 0x1F600, 4, 0},
    {"last code point", "\xF4\x8F\xBF\xBF", true, 0x10FFFF, 4, 0},
    {"past the last", "\xF4\x90\x80\x80", false, 0xFFFD, 1, 1},
    {"overlong slash", "\xC0\xAF", false, 0xFFFD, 1, 0},
    {"overlong three", "\xE0\x80\xAF", false, 0xFFFD, 1, 1},
    {"surrogate", "\xED\xA0\x80", false, 0xFFFD, 1, 1},
    {"lone continuation", "\x80", false, 0xFFFD, 1, 0},
    {"cut after two of three", "\xE2\x82", false, 0xFFFD, 1, 2},
    {"broken third", "\xE2\x82x", false, 0xFFFD, 1, 2},
    {"0xFF", "\xFF", false, 0xFFFD, 1, 0},
};

void check(const DecodeRow& row) {
  CAPTURE(row.name);
  const CodePoint c = decode_utf8(row.bytes, 0);
  CHECK(c.valid == row.valid);
  CHECK(c.value == row.value);
  CHECK(c.length == row.length);
  CHECK(c.good_bytes == row.good_bytes);
}

}  // namespace

TEST_CASE("text: UTF-8 is decoded strictly, with the byte that breaks it") {
  for (const DecodeRow& row : kDecode) check(row);
}

TEST_CASE("text: every code point survives append and decode") {
  for (char32_t value = 0; value <= 0x10FFFF; value += value < 0x3000 ? 1 : 61) {
    if (value >= 0xD800 && value <= 0xDFFF) continue;
    std::string bytes;
    append_utf8(bytes, value);
    const CodePoint c = decode_utf8(bytes, 0);
    REQUIRE(c.valid);
    REQUIRE(c.value == value);
    REQUIRE(c.length == bytes.size());
  }
  std::string surrogate;
  append_utf8(surrogate, 0xD800);
  CHECK(surrogate == "\xEF\xBF\xBD");
}

TEST_CASE("text: counts, repairs and finds bad bytes") {
  CHECK(count_code_points("") == 0);
  CHECK(count_code_points("a\xC3\xA9\xF0\x9F\x98\x80") == 3);
  CHECK(count_code_points("a\xFF\xFE") == 3);
  CHECK(find_bad_utf8("plain \xC3\xA9") == std::string_view::npos);
  CHECK(find_bad_utf8("ab\xFF") == 2);
  CHECK(repair_utf8("a\xFFz") == "a\xEF\xBF\xBDz");
}

TEST_CASE("text: trims and folds ASCII only") {
  CHECK(trim_ascii(" \t\r\n a b \v\f") == "a b");
  CHECK(trim_ascii("   ").empty());
  CHECK(fold_ascii(std::string_view("ÀBC")) == "Àbc");
  CHECK(equal_ignoring_ascii_case("YES", "yes"));
  CHECK_FALSE(equal_ignoring_ascii_case("yes", "yes "));
}

TEST_CASE("text: shortened text is one printable line cut between characters") {
  CHECK(shorten("short", 80) == "short");
  CHECK(shorten("abcdef", 3) == "abc…");
  CHECK(shorten("ab\xC3\xA9z", 3) == "ab…");
  CHECK(shorten("a\nb\x01", 80) == "a\\nb\\x01");
  CHECK(shorten("\xFF", 80) == "\\xFF");
}

TEST_CASE("text: lines and columns count code points") {
  const std::string_view text = "a\xC3\xA9z\n\xF0\x9F\x98\x80y\n";
  CHECK(line_column(text, 0) == LineColumn{1, 1});
  CHECK(line_column(text, 3) == LineColumn{1, 3});
  CHECK(line_column(text, 2) == LineColumn{1, 2});  // inside the é
  CHECK(line_column(text, 5) == LineColumn{2, 1});
  CHECK(line_column(text, 9) == LineColumn{2, 2});
  CHECK(line_column(text, 11) == LineColumn{3, 1});
  CHECK(line_column(text, 999) == LineColumn{3, 1});
  LineCursor cursor(text);
  CHECK(cursor.at(9) == LineColumn{2, 2});
  CHECK(cursor.at(3) == LineColumn{1, 3});
  CHECK(cursor.at(11) == LineColumn{3, 1});
}
