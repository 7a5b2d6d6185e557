// Where JSON ends without a tree: the same texts and the same ends as the reader that builds one, limits included.
#include "base/json_pass.h"

#include <doctest/doctest.h>

#include <iterator>
#include <string>

#include "base/json_scan.h"

namespace {

using namespace nines::base;

void check_same(const std::string& text, std::size_t from, const JsonLimits& limits) {
  CAPTURE(text);
  const JsonReadResult read = read_json_value_at(text, from, limits);
  const JsonPass pass = pass_json_value(text, from, limits);
  REQUIRE(pass.ok == read.ok);
  if (read.ok) REQUIRE(pass.end == read.tree.node(0).end);
  REQUIRE(is_json(text, limits) == read_json(text, limits).ok);
}

}  // namespace

TEST_CASE("json_pass: takes and refuses what the reader does") {
  constexpr const char* kTexts[] = {"",
                                    " ",
                                    "{}",
                                    "[]",
                                    " [ ] ",
                                    "{ }",
                                    "[1,]",
                                    "[,1]",
                                    "{\"a\":1,}",
                                    "{\"a\"}",
                                    "{\"a\":}",
                                    "[1 2]",
                                    "[[1],{\"a\":[]}]x",
                                    "-",
                                    "01",
                                    "1.e",
                                    "1e5",
                                    "tru",
                                    "true false",
                                    "nul",
                                    "\"",
                                    "\"\\u12\"",
                                    "\"\\x\"",
                                    "\"\xFF\"",
                                    "{]",
                                    "[}",
                                    "]",
                                    "{\"a\":1]",
                                    "{1:2}",
                                    "[[[[[]]]]]",
                                    "{\"a\":{\"b\":{\"c\":{}}}}",
                                    "\xEF\xBB\xBF{}"};
  for (const char* text : kTexts) {
    for (const JsonLimits& limits :
         {JsonLimits{}, JsonLimits{2, 1'000, 100}, JsonLimits{10, 8, 100}, JsonLimits{10, 100, 2}})
      check_same(text, 0, limits);
  }
}

TEST_CASE("json_pass: 100,000 gluings of pieces, from any place") {
  constexpr const char* kPieces[] = {"{",    "}",     "[",      "]",     ",",
                                     ":",    "\"a\"", "\"a\":", "1",     "-2.5e3",
                                     "true", "null",  " ",      "\n",    "\"\\u00e9\xC3\xA9\"",
                                     "\"",   "[]",    "{}",     "[1,2]", "{\"b\":3}",
                                     "0",    "\\",    "\x01"};
  std::uint64_t state = 7;
  const auto draw = [&state] { return (state = state * 6364136223846793005U + 1442695040888963407U) >> 33U; };
  for (int round = 0; round < 100'000; ++round) {
    std::string text;
    for (std::uint64_t i = draw() % 10; i > 0; --i) text += kPieces[draw() % std::size(kPieces)];
    check_same(text, draw() % (text.size() + 1), draw() % 2 == 0 ? JsonLimits{} : JsonLimits{2, 20, 4});
  }
}

TEST_CASE("json_scan: plain bytes of a string end where a loop over single bytes says") {
  std::uint64_t state = 9;
  const auto draw = [&state] { return (state = state * 6364136223846793005U + 1442695040888963407U) >> 33U; };
  for (int round = 0; round < 20'000; ++round) {
    std::string text(draw() % 40, 'x');
    for (char& c : text) c = draw() % 12 == 0 ? static_cast<char>(draw() % 256) : c;
    const std::size_t from = draw() % (text.size() + 1);
    std::size_t end = from;
    const auto plain = [](char c) {
      const auto b = static_cast<unsigned char>(c);
      return b >= 0x20 && b < 0x80 && c != '"' && c != '\\';
    };
    while (end < text.size() && plain(text[end])) ++end;
    REQUIRE(plain_end(text, from) == end);
  }
}
