// The strict reader: what it accepts, where exactly it stops and why, pointers, duplicates, limits,
// and the whole of JSONTestSuite where that folder is present.
#include "base/json_reader.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace {

using namespace nines::base;

// text, byte where reading stops, what was expected, what was found, pointer, closers owed
struct ErrorRow {
  std::string_view text;
  std::size_t byte;
  const char* expected;
  const char* found;
  const char* pointer;
  const char* open;
};

using namespace std::string_view_literals;

const ErrorRow kErrors[] = {
    {"", 0, "a JSON value", "end of text", "", ""},
    {"  \n", 3, "a JSON value", "end of text", "", ""},
    {"\0"sv, 0, "a JSON value", "control character U+0000", "", ""},
    {"\xEF\xBB\xBF{}", 0, "a JSON value", "byte order mark U+FEFF", "", ""},
    {"{} x", 3, "end of text", "'x'", "", ""},
    {"[1,]", 3, "a value", "']'", "/1", "]"},
    {"[,1]", 1, "a value or ']'", "','", "/0", "]"},
    {"[1 2]", 3, "',' or ']'", "'2'", "", "]"},
    {R"({"a":1 x)", 7, "',' or '}'", "'x'", "", "}"},
    {R"({"a":1,})", 7, "a key in double quotes", "'}'", "", "}"},
    {R"({a:1})", 1, "a key in double quotes or '}'", "'a'", "", "}"},
    {R"({"a" 1})", 5, "':'", "'1'", "", "}"},
    {R"({"a":})", 5, "a value", "'}'", "/a", "}"},
    {R"({"a":[{"b/c":[1,tru]}]})", 19, "true, false or null", "']'", "/a/0/b~1c/1", "}]}]"},
    {R"({"a":[1,2)", 9, "',' or ']'", "end of text", "/a", "}]"},
    {R"(["ab)", 4, "a character or the closing '\"'", "end of text", "/0", "]"},
    {"[\"a\nb\"]", 3, "a character or the closing '\"'", "line break", "/0", "]"},
    {R"(["\x"])", 3, R"(one of " \ / b f n r t u after a backslash)", "'x'", "/0", "]"},
    {R"(["\u12G4"])", 6, "four hexadecimal digits after \\u", "'G'", "/0", "]"},
    {"[\"\xE2\x82\"]", 4, "valid UTF-8", "'\"'", "/0", "]"},
    {"[\"\xFF\"]", 2, "valid UTF-8", "byte 0xFF", "/0", "]"},
    {"01", 1, "no digit after a leading zero", "'1'", "", ""},
    {"-", 1, "a digit", "end of text", "", ""},
    {"1.", 2, "a digit after '.'", "end of text", "", ""},
    {"1e+", 3, "a digit in the exponent", "end of text", "", ""},
    {"nulL", 3, "true, false or null", "'L'", "", ""},
    {"[1}", 2, "',' or ']'", "'}'", "", "]"},
};

void check(const ErrorRow& row) {
  CAPTURE(std::string(row.text));
  const JsonReadResult result = read_json(row.text);
  REQUIRE_FALSE(result.ok);
  CHECK(result.error.byte == row.byte);
  CHECK(result.error.expected == row.expected);
  CHECK(result.error.found == row.found);
  CHECK(result.error.pointer == row.pointer);
  CHECK(result.error.open == row.open);
}

std::filesystem::path suite_folder() {
  const char* root = std::getenv("NINES_TEST_DATA");
  return std::filesystem::path(root != nullptr ? root : "../shared/data") / "validation/JSONTestSuite/test_parsing";
}

std::string file_bytes(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string deep(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

}  // namespace

TEST_CASE("json_reader: every error has its byte, what was expected, the pointer and the closers owed") {
  for (const ErrorRow& row : kErrors) check(row);
}

TEST_CASE("json_reader: nodes keep kind, span, key span and links") {
  const std::string_view text = R"( {"a": [1, "x"], "b\u0041": null} )";
  const JsonReadResult result = read_json(text);
  REQUIRE(result.ok);
  const JsonTree& tree = result.tree;
  REQUIRE(tree.nodes.size() == 5);
  CHECK(tree.source(0) == R"({"a": [1, "x"], "b\u0041": null})");
  CHECK(tree.node(0).child_count == 2);
  CHECK(tree.source(1) == R"([1, "x"])");
  CHECK(tree.string_value(3) == "x");
  CHECK(tree.pointer(3) == "/a/1");
  CHECK(tree.node(3).index_in_parent == 1);
  CHECK(tree.node(1).next_sibling == 4);
  CHECK(tree.key(4) == "bA");
  CHECK(text.substr(tree.node(4).key_begin, tree.node(4).key_end - tree.node(4).key_begin) == R"("b\u0041")");
  CHECK(tree.member(0, "bA") == 4);
  CHECK(tree.member(0, "b") == kNoNode);
  CHECK(tree.member(1, "a") == kNoNode);
}

TEST_CASE("json_reader: strings are decoded, lone surrogates become U+FFFD") {
  const auto value = [](std::string_view text) {
    const JsonReadResult result = read_json(text);
    REQUIRE(result.ok);
    return result.tree.string_value(0);
  };
  CHECK(value(R"("\"\\\/\b\f\n\r\t")") == "\"\\/\b\f\n\r\t");
  CHECK(value(R"("\ud83d\ude00")") == "\xF0\x9F\x98\x80");
  CHECK(value(R"("\ud83dx")") == "\xEF\xBF\xBDx");
  CHECK(value(R"("\ude00\ud83d")") == "\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(value(R"("\u0000")") == "\0"sv);
  CHECK(json_unquote(json_quote("a\"\\\n\x01\xC3\xA9")) == "a\"\\\n\x01\xC3\xA9");
  CHECK(json_quote("\xFF\x1F") == "\"\xEF\xBF\xBD\\u001f\"");
}

TEST_CASE("json_reader: numbers are correctly rounded, overflow has no value") {
  const auto value = [](std::string_view text) {
    const JsonReadResult result = read_json(text);
    REQUIRE(result.ok);
    return result.tree.number_value(0);
  };
  CHECK(value("0") == 0.0);
  CHECK(std::signbit(*value("-0")));
  CHECK(value("-123456789012345") == -123456789012345.0);
  CHECK(value("0.1") == 0.1);
  CHECK(value("9007199254740993") == 9007199254740992.0);
  CHECK(value("2.2250738585072011e-308") == 2.2250738585072011e-308);
  CHECK(value("1e-400") == 0.0);
  CHECK_FALSE(value("1e400").has_value());
  CHECK_FALSE(value("-1e400").has_value());
}

TEST_CASE("json_reader: duplicate keys are kept and listed, the last one is the member") {
  const JsonReadResult result = read_json(R"({"a":1,"b":{"x":1,"\u0078":2},"a":2,"a":3})");
  REQUIRE(result.ok);
  const JsonTree& tree = result.tree;
  REQUIRE(tree.duplicate_keys.size() == 3);
  CHECK(tree.pointer(tree.duplicate_keys[0]) == "/b/x");
  CHECK(tree.source(tree.duplicate_keys[0]) == "2");
  CHECK(tree.source(tree.member(0, "a")) == "3");
}

TEST_CASE("json_reader: 200,000 equal keys and 200,000 different ones take no quadratic time") {
  std::string same = "{\"k\":0";
  std::string different = "{\"k\":0";
  for (int i = 0; i < 200'000; ++i) {
    same += ",\"k\":0";
    different += ",\"k" + std::to_string(i) + "\":0";
  }
  CHECK(read_json(same + "}").tree.duplicate_keys.size() == 200'000);
  CHECK(read_json(different + "}").tree.duplicate_keys.empty());
}

TEST_CASE("json_reader: depth, value and byte limits hold at the limit and one past it") {
  const JsonLimits limits;
  CHECK(read_json(deep(limits.max_depth)).ok);
  const JsonReadResult past = read_json(deep(limits.max_depth + 1));
  CHECK_FALSE(past.ok);
  CHECK(past.error.too_deep);
  CHECK(past.error.byte == limits.max_depth);
  CHECK(read_json(std::string(100'000, '[')).error.too_deep);
  CHECK(read_json(deep(100'000), {100'000, 1U << 30U, 1U << 20U}).ok);
  CHECK(read_json("[1,2]", {10, 5, 3}).ok);
  CHECK(read_json("[1,2]", {10, 4, 3}).error.too_large);
  CHECK(read_json("[1,2]", {10, 5, 2}).error.too_large);
}

TEST_CASE("json_reader: one value can be read in the middle of a text") {
  const std::string_view text = "see {\"a\":[1]} and more";
  const JsonReadResult result = read_json_value_at(text, 3);
  REQUIRE(result.ok);
  CHECK(result.tree.source(0) == "{\"a\":[1]}");
  CHECK(result.tree.node(0).begin == 4);
  CHECK_FALSE(read_json_value_at(text, 13).ok);
  CHECK_FALSE(read_json_value_at(text, 999).ok);
}

TEST_CASE("json_reader: errors become Error with code, line, column and pointer") {
  const std::string_view text = "{\n  \"é\": [1,]\n}";
  const nines::Error error = json_error(read_json(text).error, text, "file.json");
  CHECK(error.code == nines::ErrorCode::bad_json);
  CHECK(error.message == "expected a value after ',', found ']'");
  CHECK(error.where == nines::Where{"file.json", "/é/1", 13, 2, 11});
  CHECK(json_error(read_json(" ").error, " ", "").code == nines::ErrorCode::empty_input);
  const std::string too_deep = deep(1'001);
  CHECK(json_error(read_json(too_deep).error, too_deep, "").code == nines::ErrorCode::too_deep);
}

TEST_CASE("json_reader: pointers with wildcards select in document order") {
  const JsonReadResult result =
      read_json(R"({"output":{"actions":[{"arguments":1},{"x":0},{"arguments":2}]},"a/b":{"~":3},"":[4]})");
  REQUIRE(result.ok);
  const auto select = [&result](std::string_view pointer) {
    std::string out;
    for (const std::uint32_t i : select_nodes(result.tree, pointer)) out += std::string(result.tree.source(i)) + ";";
    return out;
  };
  CHECK(select("/output/actions/*/arguments") == "1;2;");
  CHECK(select("/output/actions/2/arguments") == "2;");
  CHECK(select("/a~1b/~0") == "3;");
  CHECK(select("/a~1b/*") == "3;");
  CHECK(select("//0") == "4;");
  CHECK(select("/output/actions/02").empty());
  CHECK(select("/output/actions/3").empty());
  CHECK(select("output").empty());
  CHECK(select_nodes(result.tree, "").size() == 1);
}

TEST_CASE("json_reader: a million values and a 1 MB string") {
  std::string many = "[0";
  for (int i = 0; i < 1'000'000; ++i) many += ",0";
  CHECK(read_json(many + "]").tree.nodes.size() == 1'000'002);
  CHECK(read_json('"' + std::string(1'000'000, 'x') + '"').ok);
  CHECK(read_json('"' + std::string(1'000'000, 'x')).error.byte == 1'000'001);
}

TEST_CASE("json_reader: JSONTestSuite") {
  const std::filesystem::path folder = suite_folder();
  if (!std::filesystem::is_directory(folder)) {
    std::printf("skipped: 283 cases of JSONTestSuite, no folder %s\n", folder.string().c_str());
    return;
  }
  int accepted = 0;
  int rejected = 0;
  int either_way = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    const std::string bytes = file_bytes(entry.path());
    const JsonReadResult result = read_json(bytes, {100'000, 1U << 30U, 1U << 20U});
    CAPTURE(name);
    CAPTURE(result.error.message);
    CHECK(result.error.byte <= bytes.size());
    if (name[0] == 'y') {
      CHECK(result.ok);
      accepted += result.ok ? 1 : 0;
    } else if (name[0] == 'n') {
      CHECK_FALSE(result.ok);
      rejected += result.ok ? 0 : 1;
    } else {
      ++either_way;
    }
  }
  CHECK(accepted == 95);
  CHECK(rejected == 188);
  std::printf("JSONTestSuite: %d accepted, %d rejected, %d implementation-defined read without a crash\n", accepted,
              rejected, either_way);
}
