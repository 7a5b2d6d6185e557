// Reading records: every shape of input that people have, and what is said about what cannot be
// read.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/sha256.h"
#include "nines/disagree.h"

namespace {

using namespace nines;

// Codes of the issues, joined by spaces.
std::string codes(const Issues& issues) {
  std::string out;
  for (const Issue& issue : issues) out += (out.empty() ? "" : " ") + issue.code;
  return out;
}

struct ReadRow {
  const char* name;
  std::string text;
  std::size_t records;
  std::size_t lines;
  std::size_t rejected;
  const char* issues;
};

const ReadRow kRows[] = {
    {"one line", R"({"item":"a","output":1})", 1, 1, 0, ""},
    {"line feed at the end", "{\"item\":\"a\"}\n", 1, 1, 0, ""},
    {"CRLF and blank lines", "{\"item\":\"a\"}\r\n\r\n  \r\n{\"item\":\"b\"}\r\n", 2, 2, 0, ""},
    {"byte order mark", "\xEF\xBB\xBF{\"item\":\"a\"}\n", 1, 1, 0, ""},
    {"array of records", "[{\"item\":\"a\"},\n {\"item\":\"b\"}]\n", 2, 2, 0, ""},
    {"array after a byte order mark", "\xEF\xBB\xBF [ {\"item\":\"a\"} ]", 1, 1, 0, ""},
    {"empty array", "[]", 0, 0, 0, ""},
    {"empty file", "", 0, 0, 0, "empty_input"},
    {"only white space", " \r\n\t\n", 0, 0, 0, "empty_input"},
    {"byte order mark alone", "\xEF\xBB\xBF", 0, 0, 0, "empty_input"},
    {"binary",
     std::string("\x7F"
                 "ELF\0\0\1",
                 7),
     0, 0, 0, "not_text"},
    {"UTF-16", std::string("\xFF\xFE{\0", 4), 0, 0, 0, "not_text"},
    {"bad line between good ones", "{\"item\":\"a\"}\nnonsense\n{\"item\":\"b\"}\n", 2, 3, 1, "bad_json"},
    {"bad UTF-8", "{\"item\":\"\xFF\"}", 0, 1, 1, "bad_json"},
    {"truncated last line", "{\"item\":\"a\"}\n{\"item\":\"b\",\"out", 1, 2, 1, "truncated_line"},
    {"truncated line that is not the last", "{\"item\":\"b\",\"out\n{\"item\":\"a\"}\n", 1, 2, 1, "bad_json"},
    {"NaN", R"({"item":"a","score":NaN})", 0, 1, 1, "bad_json"},
    {"minus Infinity", R"({"item":"a","score":-Infinity})", 0, 1, 1, "bad_json"},
    {"Python repr", R"({'item': 'a'})", 0, 1, 1, "bad_json"},
    {"no item", R"({"output":1})", 0, 1, 1, "missing_field"},
    {"empty item", R"({"item":""})", 0, 1, 1, "bad_value"},
    {"null item", R"({"item":null})", 0, 1, 1, "bad_value"},
    {"item of the wrong type", R"({"item":[1]})", 0, 1, 1, "wrong_type bad_value"},
    {"not an object", "3\n{\"item\":\"a\"}", 1, 2, 1, "wrong_type"},
    {"duplicate key", R"({"item":"a","score":0,"score":1})", 1, 1, 0, "duplicate_key"},
    {"duplicate key inside an answer", R"({"item":"a","output":{"x":0,"x":1}})", 1, 1, 0, ""},
    {"score as text", R"({"item":"a","score":"1"})", 1, 1, 0, "wrong_type"},
    {"score too large", R"({"item":"a","score":1e999})", 1, 1, 0, "wrong_type"},
    {"n not whole", R"({"item":"a","n":2.5})", 1, 1, 0, "wrong_type"},
    {"n zero", R"({"item":"a","n":0})", 1, 1, 0, "wrong_type"},
    {"array cut short", "[{\"item\":\"a\"},{\"item\":", 1, 2, 1, "bad_json"},
    {"array without its end", "[{\"item\":\"a\"}", 1, 1, 0, "bad_json"},
    {"array with a word in it", "[{\"item\":\"a\"},nonsense,{\"item\":\"b\"}]", 1, 2, 1, "bad_json"},
    {"array with something behind", "[{\"item\":\"a\"}] x", 1, 1, 0, "bad_json"},
    {"array with a comma too many", "[{\"item\":\"a\"},]", 1, 1, 0, "bad_json"},
    {"array of numbers", "[1,{\"item\":\"a\"}]", 1, 2, 1, "wrong_type"},
};

void check(const ReadRow& row) {
  CAPTURE(row.name);
  const Corpus corpus = read_records(row.text, "file.jsonl");
  CHECK(corpus.records.size() == row.records);
  CHECK(corpus.lines == row.lines);
  CHECK(corpus.rejected == row.rejected);
  CHECK(codes(corpus.issues) == row.issues);
  CHECK(corpus.name == "file.jsonl");
  CHECK(corpus.sha256 == base::sha256_hex(row.text));
  for (const Issue& issue : corpus.issues) CHECK(issue.where.source == "file.jsonl");
}

struct PlaceRow {
  const char* name;
  std::string text;
  std::size_t byte;
  std::size_t line;
  std::size_t column;
  const char* pointer;
  const char* message;  // part of it
};

const PlaceRow kPlaces[] = {
    {"syntax", "{\"item\":\"a\"}\n{\"item\":\"b\" 3}", 25, 2, 13, "", "found '3'"},
    {"column counts code points", "{\"item\":\"\xC3\xA9\" 3}", 13, 1, 13, "", "found '3'"},
    {"NaN", "\n{\"item\":\"a\",\"score\":NaN}", 21, 2, 21, "/score", "NaN is not JSON"},
    {"Infinity", "{\"item\":\"a\",\"score\":-Infinity}", 21, 1, 22, "/score", "Infinity is not JSON"},
    {"single quotes", "{'item': 1}", 1, 1, 2, "", "single quotes are Python"},
    {"True", "{\"item\":\"a\",\"score\":True}", 20, 1, 21, "/score", "True is Python"},
    {"field", "{\"item\":\"a\",\"score\":\"high\"}", 20, 1, 21, "/score", "found string \"high\""},
    {"after a byte order mark", "\xEF\xBB\xBF{\"item\":\"a\",\"n\":0}", 19, 1, 17, "/n", "whole number"},
    {"array element", "[{\"item\":\"a\"},\n {\"item\":\"b\",\"n\":0}]", 32, 2, 18, "/1/n", "whole number"},
    {"array syntax", "[{\"item\":\"a\"},\n {\"item\" 3}]", 24, 2, 10, "/1", "were not read"},
};

void check(const PlaceRow& row) {
  CAPTURE(row.name);
  const Corpus corpus = read_records(row.text, "f");
  REQUIRE(corpus.issues.size() == 1);
  const Issue& issue = corpus.issues[0];
  CAPTURE(issue.message);
  CHECK(issue.where.byte == row.byte);
  CHECK(issue.where.line == row.line);
  CHECK(issue.where.column == row.column);
  CHECK(issue.where.pointer == row.pointer);
  CHECK(issue.message.find(row.message) != std::string::npos);
}

}  // namespace

TEST_CASE("read_records: shapes of input") {
  for (const ReadRow& row : kRows) check(row);
}

TEST_CASE("read_records: an issue says where") {
  for (const PlaceRow& row : kPlaces) check(row);
}

TEST_CASE("read_records: fields") {
  const Corpus corpus = read_records(
      "{\"item\":7.0,\"model\":\"m\",\"trial\":0,\"output\":{\"b\":1.0,\"a\":9007199254740993},"
      "\"gold\":\"x\",\"label\":null,"
      "\"score\":true,\"n\":100,\"paraphrase\":2,\"step\":\"s\",\"run\":\"r\",\"latency_ms\":12.50,"
      "\"tags\":{\"lang\":\"de\"},\"a\\u0062c\":[1]}",
      "f");
  REQUIRE(corpus.records.size() == 1);
  const Record& record = corpus.records[0];
  CHECK(record.item == "7");
  CHECK(record.model == "m");
  CHECK(record.trial == "0");
  CHECK(record.output == "{\"b\":1.0,\"a\":9007199254740993}");
  CHECK(record.expected == "\"x\"");
  CHECK(record.label == "null");
  CHECK(record.score == 1.0);
  CHECK(record.n == 100);
  CHECK(record.paraphrase == "2");
  CHECK(record.step == "s");
  CHECK(record.run == "r");
  CHECK(record.line == 1);
  const std::vector<std::pair<std::string, std::string>> tags{
      {"latency_ms", "12.50"}, {"lang", "\"de\""}, {"abc", "[1]"}};
  CHECK(record.tags == tags);
}

TEST_CASE("read_records: expected beats gold, whichever comes first; the loser is kept") {
  for (const char* text : {R"({"item":"a","gold":1,"expected":2})", R"({"item":"a","expected":2,"gold":1})"}) {
    const Corpus corpus = read_records(text, "f");
    REQUIRE(corpus.records.size() == 1);
    CHECK(corpus.records[0].expected == "2");
    REQUIRE(corpus.records[0].tags.size() == 1);
    CHECK(corpus.records[0].tags[0].first == "gold");
  }
  CHECK(read_records(R"({"item":"a","expected":null})", "f").records[0].expected.empty());
  CHECK(read_records(R"({"it\u0065m":"a"})", "f").records[0].item == "a");
}

TEST_CASE("read_records: what does not fit is kept as a tag") {
  const Corpus corpus = read_records(R"({"item":"a","score":"high","model":{"x":1}})", "f");
  REQUIRE(corpus.records.size() == 1);
  const std::vector<std::pair<std::string, std::string>> tags{{"score", "\"high\""}, {"model", "{\"x\":1}"}};
  CHECK(corpus.records[0].tags == tags);
  CHECK_FALSE(corpus.records[0].score);
  CHECK(corpus.issues.size() == 2);
}

TEST_CASE("read_records: issues are listed up to the limit and then counted") {
  for (const std::size_t bad : {kMaxListedIssues, kMaxListedIssues + 1, kMaxListedIssues + 900}) {
    CAPTURE(bad);
    std::string text;
    for (std::size_t i = 0; i < bad; ++i) text += "nonsense\n";
    text += "{\"item\":\"a\"}\n";
    const Corpus corpus = read_records(text, "f");
    CHECK(corpus.rejected == bad);
    CHECK(corpus.records.size() == 1);
    CHECK(corpus.issues.size() == std::min(bad, kMaxListedIssues + 1));
    if (bad > kMaxListedIssues) {
      CHECK(corpus.issues.back().code == "more_issues");
      CHECK(corpus.issues.back().message == std::to_string(bad - kMaxListedIssues) + " more problems are not listed");
      CHECK(corpus.issues.back().severity == Severity::error);
    }
  }
}

TEST_CASE("read_records: a line at the limit and one past it") {
  const std::string head = "{\"item\":\"a\",\"output\":\"";
  const std::string tail = "\"}";
  std::string text = head + std::string(kMaxLineBytes - head.size() - tail.size(), 'x') + tail;
  CHECK(read_records(text, "f").records.size() == 1);
  text.insert(head.size(), "y");
  const Corpus corpus = read_records(text, "f");
  CHECK(corpus.records.empty());
  CHECK(codes(corpus.issues) == "too_large");
}

TEST_CASE("read_records: deep and long lines are read or refused, never a crash") {
  const std::string deep =
      "{\"item\":\"a\",\"output\":" + std::string(10'000, '[') + std::string(10'000, ']') + "}\n{\"item\":\"b\"}";
  const Corpus corpus = read_records(deep, "f");
  CHECK(corpus.records.size() == 1);
  CHECK(corpus.rejected == 1);
  CHECK(codes(corpus.issues) == "too_deep");
  const std::string long_line = "{\"item\":\"a\",\"output\":\"" + std::string(1 << 20, 'x') + "\"}";
  CHECK(read_records(long_line, "f").records[0].output.size() == (1U << 20) + 2);
}

TEST_CASE("read_records: 200,000 lines, good and bad, in linear time") {
  std::string text;
  for (int i = 0; i < 200'000; ++i)
    text += i % 7 == 0 ? "{\"item\":\n" : "{\"item\":\"task-" + std::to_string(i) + "\",\"score\":1}\n";
  const Corpus corpus = read_records(text, "f");
  CHECK(corpus.lines == 200'000);
  CHECK(corpus.records.size() + corpus.rejected == 200'000);
}

TEST_CASE("read_records: an array of 200,000 records in linear time") {
  std::string text = "[";
  for (int i = 0; i < 200'000; ++i)
    text += (i > 0 ? ",\n" : "") + std::string("{\"item\":\"a\",\"trial\":") + std::to_string(i) + "}";
  const Corpus corpus = read_records(text + "]", "f");
  CHECK(corpus.issues.empty());
  REQUIRE(corpus.records.size() == 200'000);
  CHECK(corpus.records.back().line == 200'000);
}
