// The grammar of ECMA-262 patterns: what is one, with the u flag and as schemas may spell it, and where the first error
// stands.
#include <doctest/doctest.h>

#include <string>

#include "nines/validate.h"
#include "validate/pattern/ecma_pattern.h"
#include "validate/pattern/pattern_tree.h"

namespace {

using namespace nines;
using namespace nines::validate;

const char* const kValid[] = {"",
                              "a",
                              "^$",
                              "a|b",
                              "|",
                              "a||b",
                              "()",
                              "(?:)",
                              "(a)(b)",
                              "a*",
                              "a+?",
                              "a??",
                              "a{2}",
                              "a{2,}",
                              "a{2,3}?",
                              "a{0}",
                              "(?=a)",
                              "(?!a)",
                              "(?<=a)b",
                              "(?<!a)b",
                              "(?<n>a)",
                              "(?<n>a)\\k<n>",
                              "\\k<n>(?<n>a)",
                              "(?<$_a1>x)",
                              "(?<\xC3\xA9>x)",
                              "(?<\\u0061b>x)\\k<ab>",
                              "(?<\\u{61}>x)",
                              "(a)\\1",
                              "\\1(a)",
                              "(a)(b)\\2",
                              "((((((((((a))))))))))\\10",
                              "\\d\\D\\w\\W\\s\\S",
                              "\\bx\\B",
                              "\\f\\n\\r\\t\\v",
                              "\\cA\\cz",
                              "\\0",
                              "\\x41",
                              "\\u0041",
                              "\\u{41}",
                              "\\u{10FFFF}",
                              "\\u{000041}",
                              "\\ud83d\\ude00",
                              "\\ud83d",
                              "\\ud83dx",
                              "\\ud83d\\u0041",
                              "\\^\\$\\\\\\.\\*\\+\\?\\(\\)\\[\\]\\{\\}\\|\\/",
                              "[]",
                              "[^]",
                              "[a]",
                              "[a-z]",
                              "[^a-z0-9]",
                              "[a-]",
                              "[-a]",
                              "[--a]",
                              "[\\-]",
                              "[\\b]",
                              "[\\d\\-x]",
                              "[\\]]",
                              "[\\u{61}-\\u{7a}]",
                              "[^\\]\\\\]",
                              "[.*+?(){}|^$]",
                              "[[]",
                              "[a-a]",
                              "[[:alpha:]",
                              "[$-.]",
                              "\\p{L}",
                              "\\P{L}",
                              "\\p{Lu}",
                              "\\p{Uppercase_Letter}",
                              "\\p{digit}",
                              "\\p{punct}",
                              "\\p{Letter}",
                              "\\p{gc=Lu}",
                              "\\p{General_Category=Letter}",
                              "\\p{Script=Greek}",
                              "\\p{sc=Grek}",
                              "\\p{scx=Deva}",
                              "\\p{Script_Extensions=Han}",
                              "\\p{ASCII}",
                              "\\p{Any}",
                              "\\p{Assigned}",
                              "\\p{Alphabetic}",
                              "\\p{Alpha}",
                              "\\p{White_Space}",
                              "\\p{space}",
                              "\\p{Emoji}",
                              "\\p{ID_Start}",
                              "\\p{CWCF}",
                              "\\p{sc=Qaac}",
                              "[\\p{L}\\p{Nd}_]",
                              "[^\\P{L}]",
                              "\xF0\x9F\x98\x80",
                              "[\xF0\x9F\x98\x80-\xF0\x9F\x98\x8F]",
                              "^(?:a|b)+$",
                              "^(?=.*\\d)(?=.*[a-z]).{8,}$",
                              "a{1000}",
                              "a{99999999999999999999}",
                              "(?:a{2}){3}"};

// The byte of the first error under the u flag; `lenient` says whether a schema may spell it so.
struct BadRow {
  const char* pattern;
  std::size_t byte;
  bool lenient;
};

const BadRow kBad[] = {{"*", 0, false},
                       {"+a", 0, false},
                       {"?", 0, false},
                       {"a**", 2, false},
                       {"a+*", 2, false},
                       {"a{2}{3}", 4, false},
                       {"{2}", 0, false},
                       {"(*)", 1, false},
                       {"|*", 1, false},
                       {"^*", 1, false},
                       {"$+", 1, false},
                       {"\\b+", 2, false},
                       {"\\B{2}", 2, false},
                       {"(?=a)*", 5, false},
                       {"(?!a)+", 5, false},
                       {"(?<=a)?", 6, false},
                       {"(?<!a){2}", 6, false},
                       {"(", 1, false},
                       {"(a", 2, false},
                       {"(abc]", 4, false},
                       {")", 0, false},
                       {"a)", 1, false},
                       {"(a))", 3, false},
                       {"(?", 2, false},
                       {"(?a)", 2, false},
                       {"(?i)a", 2, false},
                       {"(?i:a)", 2, false},
                       {"(?P<n>a)", 2, false},
                       {"(?#x)", 2, false},
                       {"(?>a)", 2, false},
                       {"(?<>a)", 3, false},
                       {"(?<1>a)", 3, false},
                       {"(?<a", 4, false},
                       {"(?<a-b>x)", 4, false},
                       {"(?<n>a)(?<n>b)", 10, false},
                       {"\\k", 2, false},
                       {"\\k<n>", 0, false},
                       {"\\k<n", 4, false},
                       {"(?<n>a)\\k<m>", 7, false},
                       {"\\1", 0, false},
                       {"(a)\\2", 3, false},
                       {"\\8", 0, false},
                       {"[", 1, false},
                       {"[a", 2, false},
                       {"[a-", 3, false},
                       {"[\\]", 3, false},
                       {"[b-a]", 1, false},
                       {"[\\w-z]", 1, true},
                       {"[a-\\d]", 3, true},
                       {"[\\s-\\d]", 1, true},
                       {"\\", 1, false},
                       {"a\\", 2, false},
                       {"\\a", 1, false},
                       {"\\Z", 1, false},
                       {"\\A", 1, false},
                       {"\\z", 1, false},
                       {"\\e", 1, false},
                       {"\\-", 1, true},
                       {"\\_", 1, true},
                       {"\\@", 1, true},
                       {"\\\"", 1, true},
                       {"\\ ", 1, true},
                       {"[\\_]", 2, true},
                       {"[\\a]", 2, false},
                       {"[\\B]", 2, false},
                       {"\\c", 2, false},
                       {"\\c1", 2, false},
                       {"\\00", 2, false},
                       {"\\01", 2, false},
                       {"\\x", 2, false},
                       {"\\x4", 3, false},
                       {"\\xg1", 2, false},
                       {"\\u", 2, false},
                       {"\\u004", 5, false},
                       {"\\u{}", 3, false},
                       {"\\u{110000}", 3, false},
                       {"\\u{41", 5, false},
                       {"\\u{4g}", 4, false},
                       {"\\p", 2, false},
                       {"\\pL", 2, false},
                       {"\\p{}", 3, false},
                       {"\\p{Foo}", 3, false},
                       {"\\p{L", 4, false},
                       {"\\p{lu}", 3, false},
                       {"\\p{Greek}", 3, false},
                       {"\\p{Script=Foo}", 3, false},
                       {"\\p{Script}", 3, false},
                       {"\\p{Lu=}", 6, false},
                       {"\\p{Lu=Lu}", 3, false},
                       {"\\p{IsGreek}", 3, false},
                       {"\\p{InBasicLatin}", 3, false},
                       {"\\p{^L}", 3, false},
                       {"\\p{ Lu }", 3, false},
                       {"a{2,1}", 1, false},
                       {"a{", 1, true},
                       {"a{b}", 1, true},
                       {"a{,3}", 1, true},
                       {"a{1", 1, true},
                       {"}", 0, true},
                       {"]", 0, true},
                       {"a]", 1, true},
                       {"^{.*}$", 1, true},
                       {"\xFF", 0, false},
                       {"a\xC3", 1, false},
                       {"[\xED\xA0\x80]", 1, false}};

std::string message_of(const char* pattern) {
  const auto result = compile_ecma_pattern(pattern, "/schema/pattern");
  return result ? "" : result.error().message;
}

}  // namespace

TEST_CASE("pattern syntax: valid ones") {
  for (const char* pattern : kValid) {
    const std::string shown = pattern;
    CAPTURE(shown);
    CHECK(is_ecma_pattern(pattern));
    CHECK(message_of(pattern) == "");
  }
}

TEST_CASE("pattern syntax: the byte of the first error, and what schemas may spell all the same") {
  for (const BadRow& row : kBad) {
    const std::string shown = row.pattern;
    CAPTURE(shown);
    CHECK_FALSE(is_ecma_pattern(row.pattern));
    PatternTree tree;
    PatternError error;
    CHECK_FALSE(parse_pattern(row.pattern, PatternGrammar::strict, tree, error));
    CHECK(error.byte == row.byte);
    CHECK(error.expected != "");
    CHECK((message_of(row.pattern) == "") == row.lenient);
  }
}

TEST_CASE("pattern syntax: the error quotes the pattern, its byte and what was expected") {
  const auto result = compile_ecma_pattern("^(abc]", "/schema/properties/a/pattern");
  REQUIRE_FALSE(result);
  CHECK(result.error().code == ErrorCode::bad_pattern);
  CHECK(result.error().where.pointer == "/schema/properties/a/pattern");
  CHECK(
      result.error().message ==
      "the pattern \"^(abc]\" is not a regular expression of ECMA-262: at byte 6 expected ) for the ( at byte 1, found "
      "its end");
  CHECK(message_of("a{3,2}").find("at byte 1 expected counts in ascending order, found \"{3,2}\"") !=
        std::string::npos);
}

TEST_CASE("pattern syntax: limits") {
  CHECK(message_of(std::string(kMaxPatternBytes, 'a').c_str()) == "");
  const auto past = compile_ecma_pattern(std::string(kMaxPatternBytes + 1, 'a'), "/pattern");
  REQUIRE_FALSE(past);
  CHECK(past.error().code == ErrorCode::limit_exceeded);
  const std::string deep = std::string(40'000, '(') + "a" + std::string(40'000, ')');
  CHECK(is_ecma_pattern(deep));
  CHECK(message_of(deep.c_str()) == "");
}
