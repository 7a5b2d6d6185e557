// What ECMA-262 patterns match, text by text: the meaning of each escape, class, repeat, property, look-around and
// back-reference. The answers are those of the standard under the u flag, checked against another implementation of it.
#include <doctest/doctest.h>

#include <string>

#include "validate/pattern/ecma_pattern.h"
#include "validate/pattern/pattern_tree.h"

namespace {

using namespace nines;
using namespace nines::validate;

struct MatchRow {
  const char* pattern;
  std::string_view text;
  bool found;
};

const MatchRow kRows[] = {
    {"abc", "abc", true},
    {"abc", "xabcx", true},
    {"abc", "abx", false},
    {"abc", "", false},
    {"^abc", "abcd", true},
    {"^abc", "xabc", false},
    {"abc$", "xabc", true},
    {"abc$", "abcx", false},
    {"abc$", "abc\n", false},
    {"^abc$", "abc", true},
    {"^abc$", "abc\n", false},
    {"^abc$", "", false},
    {"", "", true},
    {"", "x", true},
    {"^$", "", true},
    {"^$", "\n", false},
    {"a|b", "b", true},
    {"a|b", "c", false},
    {"^(?:a|bc|)$", "", true},
    {"^(?:a|bc|)$", "bc", true},
    {"^(?:a|bc|)$", "b", false},
    {"^\\d$", "0", true},
    {"^\\d$", "\337\200", false},
    {"^\\d$", "\357\274\221", false},
    {"^\\D$", "0", false},
    {"^\\D$", "\337\200", true},
    {"^\\w$", "_", true},
    {"^\\w$", "\303\251", false},
    {"^\\w$", "K", true},
    {"^\\W$", "\303\251", true},
    {"^\\W$", "Z", false},
    {"^\\s$", " ", true},
    {"^\\s$", "\t", true},
    {"^\\s$", "\013", true},
    {"^\\s$", "\014", true},
    {"^\\s$", "\302\240", true},
    {"^\\s$", "\357\273\277", true},
    {"^\\s$", "\342\200\250", true},
    {"^\\s$", "\342\200\203", true},
    {"^\\s$", "\341\240\216", false},
    {"^\\s$", "\342\200\213", false},
    {"^\\s$", "\302\205", false},
    {"^\\s$", "\343\200\200", true},
    {"^\\S$", "\341\240\216", true},
    {"^\\S$", "\342\200\213", true},
    {"^\\S$", "\302\205", true},
    {"^\\S$", "\302\240", false},
    {"^.$", "a", true},
    {"^.$", "\n", false},
    {"^.$", "\r", false},
    {"^.$", "\342\200\250", false},
    {"^.$", "\342\200\251", false},
    {"^.$", "\302\205", true},
    {"^.$", "\360\237\230\200", true},
    {"^.$", "\303\251", true},
    {"^.{2}$", "\360\237\230\200x", true},
    {"^.{2}$", "\360\237\230\200", false},
    {"^\\cJ$", "\n", true},
    {"^\\cJ$", "J", false},
    {"^\\x41\\u0042\\u{43}$", "ABC", true},
    {"^\\ud83d\\ude00$", "\360\237\230\200", true},
    {"^\\u{1F600}$", "\360\237\230\200", true},
    {"^\\u{1F600}$", "\360\237\230\201", false},
    {"^\\0$", std::string_view("\000", 1), true},
    {"^\\0$", "0", false},
    {"^[\\b]$", "\010", true},
    {"^[\\b]$", "b", false},
    {"^\\t\\n\\v\\f\\r$", "\t\n\013\014\r", true},
    {"[]", "a", false},
    {"[]", "", false},
    {"^[^]$", "\n", true},
    {"^[^]$", "a", true},
    {"^[^]$", "", false},
    {"^[^a]$", "b", true},
    {"^[^a]$", "a", false},
    {"^[^a]$", "\n", true},
    {"^[^a]$", "\360\237\230\200", true},
    {"^[a-c]+$", "abc", true},
    {"^[a-c]+$", "abd", false},
    {"^[^a-c]+$", "xyz", true},
    {"^[^a-c]+$", "xbz", false},
    {"^[\\d\\-]+$", "1-2", true},
    {"^[\\d\\-]+$", "1+2", false},
    {"^[-a]+$", "-a", true},
    {"^[-a]+$", "b", false},
    {"^[\\w.-]+$", "a.b-c", true},
    {"^[\\w.-]+$", "a b", false},
    {"^[^\\s]+$", "ab", true},
    {"^[^\\s]+$", "a b", false},
    {"^[^\\W\\d]$", "a", true},
    {"^[^\\W\\d]$", "1", false},
    {"^[^\\W\\d]$", "_", true},
    {"^[\360\237\230\200-\360\237\231\217]$", "\360\237\230\220", true},
    {"^[\360\237\230\200-\360\237\231\217]$", "\360\237\231\220", false},
    {"^[\\u{1F600}\\u{1F601}]+$", "\360\237\230\201\360\237\230\200", true},
    {"^a{2}$", "aa", true},
    {"^a{2}$", "a", false},
    {"^a{2}$", "aaa", false},
    {"^a{2,}$", "a", false},
    {"^a{2,}$", "aaaa", true},
    {"^a{1,2}$", "", false},
    {"^a{1,2}$", "a", true},
    {"^a{1,2}$", "aaa", false},
    {"^a{0}$", "", true},
    {"^a{0}$", "a", false},
    {"^(?:ab){2,3}$", "abab", true},
    {"^(?:ab){2,3}$", "ab", false},
    {"^(?:ab){2,3}$", "abababab", false},
    {"^a*?$", "aaa", true},
    {"^a*?$", "ab", false},
    {"^a+?b", "aab", true},
    {"^a+?b", "b", false},
    {"^a??b$", "b", true},
    {"^a??b$", "ab", true},
    {"^a??b$", "aab", false},
    {"^(a*)*$", "aaa", true},
    {"^(a*)*$", "b", false},
    {"^(a*)*$", "", true},
    {"^(a|b)*?c$", "ababc", true},
    {"^(a|b)*?c$", "abab", false},
    {"\\bfoo\\b", "a foo b", true},
    {"\\bfoo\\b", "afoo", false},
    {"\\bfoo\\b", "foo", true},
    {"\\bfoo\\b", "foo_", false},
    {"\\Boo", "foo", true},
    {"\\Boo", "oo", false},
    {"^\\B$", "", true},
    {"\\b", "", false},
    {"\303\251\\b", "\303\251a", true},
    {"\303\251\\b", "\303\251", false},
    {"\\B", "a", false},
    {"\\B", "\303\251", true},
    {"\\B", "ab", true},
    {"\\B", "", true},
    {"^\\p{L}+$", "a\303\251\344\270\255", true},
    {"^\\p{L}+$", "a1", false},
    {"^\\P{L}$", "1", true},
    {"^\\P{L}$", "a", false},
    {"^\\p{Lu}$", "\303\211", true},
    {"^\\p{Lu}$", "\303\251", false},
    {"^\\p{Script=Greek}+$", "\316\261\316\262", true},
    {"^\\p{Script=Greek}+$", "ab", false},
    {"^\\p{scx=Deva}$", "\340\245\244", true},
    {"^\\p{scx=Deva}$", "\340\244\225", true},
    {"^\\p{scx=Deva}$", "a", false},
    {"^\\p{sc=Deva}$", "\340\245\244", false},
    {"^\\p{sc=Deva}$", "\340\244\225", true},
    {"^\\p{Nd}$", "\340\247\252", true},
    {"^\\p{Nd}$", "x", false},
    {"^\\p{digit}$", "\340\247\252", true},
    {"^\\p{digit}$", "\302\275", false},
    {"^\\p{C}$", "\315\270", true},
    {"^\\p{C}$", "a", false},
    {"^\\p{C}$", "\342\200\213", true},
    {"^\\p{Cn}$", "\315\270", true},
    {"^\\p{Cn}$", "\342\200\213", false},
    {"^\\p{LC}$", "\307\205", true},
    {"^\\p{LC}$", "\302\252", false},
    {"^\\p{LC}$", "\344\270\255", false},
    {"^\\p{ASCII}$", "a", true},
    {"^\\p{ASCII}$", "\303\251", false},
    {"^\\p{Any}$", "\364\217\277\277", true},
    {"^\\p{Assigned}$", "a", true},
    {"^\\p{Assigned}$", "\315\270", false},
    {"^\\p{Alphabetic}$", "\315\205", true},
    {"^\\p{Alphabetic}$", "\344\270\255", true},
    {"^\\p{Alphabetic}$", "1", false},
    {"^\\p{Lowercase}$", "\302\252", true},
    {"^\\p{Lowercase}$", "a", true},
    {"^\\p{Lowercase}$", "A", false},
    {"^\\p{Uppercase}$", "\342\222\266", true},
    {"^\\p{Uppercase}$", "A", true},
    {"^\\p{Uppercase}$", "a", false},
    {"^\\p{White_Space}$", "\302\205", true},
    {"^\\p{White_Space}$", " ", true},
    {"^\\p{White_Space}$", "a", false},
    {"^\\p{Emoji}$", "\360\237\230\200", true},
    {"^\\p{Emoji}$", "1", true},
    {"^\\p{Emoji}$", "a", false},
    {"^\\p{ID_Start}$", "a", true},
    {"^\\p{ID_Start}$", "_", false},
    {"^\\p{ID_Start}$", "\342\204\230", true},
    {"^\\p{ID_Continue}$", "_", true},
    {"^\\p{ID_Continue}$", "1", true},
    {"^\\p{ID_Continue}$", "-", false},
    {"^\\p{ID_Continue}$", "\302\267", true},
    {"^\\p{Hex_Digit}$", "f", true},
    {"^\\p{Hex_Digit}$", "\357\274\246", true},
    {"^\\p{Hex_Digit}$", "g", false},
    {"^\\p{AHex}$", "f", true},
    {"^\\p{AHex}$", "\357\274\246", false},
    {"^[\\p{Lu}\\p{Nd}]+$", "A1", true},
    {"^[\\p{Lu}\\p{Nd}]+$", "a1", false},
    {"^[^\\p{Lu}]+$", "ab", true},
    {"^[^\\p{Lu}]+$", "aB", false},
    {"^[^\\P{L}a]$", "b", true},
    {"^[^\\P{L}a]$", "a", false},
    {"^[^\\P{L}a]$", "1", false},
    {"^\\p{Emoji_Presentation}$", "\360\237\230\200", true},
    {"^\\p{Emoji_Presentation}$", "\302\251", false},
    {"^\\p{XIDS}$", "a", true},
    {"^\\p{XIDS}$", "\315\272", false},
    {"^\\p{Ideographic}$", "\343\200\207", true},
    {"^\\p{Ideographic}$", "a", false},
    {"^\\p{Zs}$", "\302\240", true},
    {"^\\p{Zs}$", "\t", false},
    {"^\\p{punct}$", "!", true},
    {"^\\p{punct}$", "$", false},
    {"^\\p{Sc}$", "\342\202\254", true},
    {"^\\p{Sc}$", "!", false},
    {"(?=a)b", "b", false},
    {"(?=a)b", "ab", false},
    {"^(?=.*\\d)(?=.*[a-z])(?=.*[A-Z]).{8,}$", "Passw0rdX", true},
    {"^(?=.*\\d)(?=.*[a-z])(?=.*[A-Z]).{8,}$", "password", false},
    {"^(?=.*\\d)(?=.*[a-z])(?=.*[A-Z]).{8,}$", "PASSW0RD", false},
    {"^(?=.*\\d)(?=.*[a-z])(?=.*[A-Z]).{8,}$", "Pw0", false},
    {"^(?!admin$)\\w+$", "admin", false},
    {"^(?!admin$)\\w+$", "admin1", true},
    {"^(?!admin$)\\w+$", "user", true},
    {"^(?!.*\\.\\.)[a-z.]+$", "a.b", true},
    {"^(?!.*\\.\\.)[a-z.]+$", "a..b", false},
    {"(?<=\\$)\\d+", "$12", true},
    {"(?<=\\$)\\d+", "12", false},
    {"(?<!\\$)\\b\\d+", "$12", false},
    {"(?<!\\$)\\b\\d+", "12", true},
    {"(?<=^|,)x(?=,|$)", "x", true},
    {"(?<=^|,)x(?=,|$)", "a,x,b", true},
    {"(?<=^|,)x(?=,|$)", "ax", false},
    {"(?<=a{2,})b", "aab", true},
    {"(?<=a{2,})b", "ab", false},
    {"(?<=(?<!x)a)b", "ab", true},
    {"(?<=(?<!x)a)b", "xab", false},
    {"(?=(?!a)\\w)\\w", "a", false},
    {"(?=(?!a)\\w)\\w", "b", true},
    {"(?!(?!a))a", "a", true},
    {"(?!(?!a))a", "b", false},
    {"(?:(?=a)a|b)+c", "abac", true},
    {"(?:(?=a)a|b)+c", "c", false},
    {"^(?:(?!--)[a-z-])+$", "a-b-c", true},
    {"^(?:(?!--)[a-z-])+$", "a--b", false},
    {"(?<=\303\251)x", "\303\251x", true},
    {"(?<=\303\251)x", "ex", false},
    {"x(?=\360\237\230\200)", "x\360\237\230\200", true},
    {"x(?=\360\237\230\200)", "x", false},
    {"(a)\\1", "aa", true},
    {"(a)\\1", "ab", false},
    {"^(a+)b\\1$", "aabaa", true},
    {"^(a+)b\\1$", "aaba", false},
    {"^(?:(a)|b)*\\1$", "ab", true},
    {"^(?:(a)|b)*\\1$", "aba", false},
    {"^(?:(a)|b)*\\1$", "b", true},
    {"(?<q>[\"']).*?\\k<q>", "\"x\"", true},
    {"(?<q>[\"']).*?\\k<q>", "\"x'", false},
    {"(?<q>[\"']).*?\\k<q>", "'x'", true},
    {"\\1(a)", "a", true},
    {"\\1(a)", "", false},
    {"^(a\\1)$", "a", true},
    {"^(a\\1)$", "aa", false},
    {"^(\\w)(\\w)\\w?\\2\\1$", "abcba", true},
    {"^(\\w)(\\w)\\w?\\2\\1$", "abba", true},
    {"^(\\w)(\\w)\\w?\\2\\1$", "abcab", false},
    {"(?=(a+))a*b\\1", "baaabac", true},
    {"(?=(a+))a*b\\1", "b", false},
    {"(?<=\\1(.))x", "aax", true},
    {"(?<=\\1(.))x", "abx", false},
    {"^(.)\\1$", "\303\251\303\251", true},
    {"^(.)\\1$", "\303\251a", false},
    {"^(.)\\1$", "\360\237\230\200\360\237\230\200", true},
    {"(?!(a)\\1)a", "aa", true},
    {"(?!(a)\\1)a", "ab", true},
    {"^(?:(\\d)(?=.*\\1)|[a-z])+$", "1a", false},
    {"^(?:(\\d)(?=.*\\1)|[a-z])+$", "a", true},
    {"(?:(a)|(b)|(c))+\\1", "abca", true},
    {"(?:(a)|(b)|(c))+\\1", "aa", true},
    {"(?:(a)|(b)|(c))+\\1", "ba", true},
    {"(z)((a+)?(b+)?(c))*\\3", "zaacbbbcac", true},
    {"(z)((a+)?(b+)?(c))*\\3", "zaca", true},
    {"^(?:\\+?1[-. ]?)?\\(?\\d{3}\\)?[-. ]?\\d{3}[-. ]?\\d{4}$", "555-123-4567", true},
    {"^(?:\\+?1[-. ]?)?\\(?\\d{3}\\)?[-. ]?\\d{3}[-. ]?\\d{4}$", "+1 (555) 123-4567", true},
    {"^(?:\\+?1[-. ]?)?\\(?\\d{3}\\)?[-. ]?\\d{3}[-. ]?\\d{4}$", "555-12", false},
    {"^#(?:[0-9a-fA-F]{3}){1,2}$", "#fff", true},
    {"^#(?:[0-9a-fA-F]{3}){1,2}$", "#abcdef", true},
    {"^#(?:[0-9a-fA-F]{3}){1,2}$", "#ffff", false},
    {"^[a-z0-9]+(?:-[a-z0-9]+)*$", "a-b-1", true},
    {"^[a-z0-9]+(?:-[a-z0-9]+)*$", "a--b", false},
    {"^[a-z0-9]+(?:-[a-z0-9]+)*$", "-a", false},
    {"^\\d{4}-\\d{2}-\\d{2}$", "2024-01-02", true},
    {"^\\d{4}-\\d{2}-\\d{2}$", "2024-1-2", false},
    {"^(19|20)\\d\\d$", "1999", true},
    {"^(19|20)\\d\\d$", "2100", false},
    {"^x-", "x-a", true},
    {"^x-", "ax-", false},
    {"[\\s\\S]*", "\n", true},
    {"[\\s\\S]*", "", true},
};

PatternMatch answer(std::string_view pattern, std::string_view text) {
  const auto compiled = compile_ecma_pattern(pattern, "/pattern");
  REQUIRE(compiled);
  return search(**compiled, text);
}

std::string times(std::string_view piece, std::size_t count) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += piece;
  return out;
}

}  // namespace

TEST_CASE("patterns: what they match") {
  for (const MatchRow& row : kRows) {
    const std::string shown = std::string(row.pattern) + " on " + std::string(row.text);
    CAPTURE(shown);
    CHECK(answer(row.pattern, row.text) == (row.found ? PatternMatch::yes : PatternMatch::no));
  }
}

TEST_CASE("patterns: what schemas spell without the u flag has its one meaning") {
  CHECK(answer("^[\\w-.]+@$", "a-b.c@") == PatternMatch::yes);
  CHECK(answer("^\\-\\_\\@\\\"$", "-_@\"") == PatternMatch::yes);
  CHECK(answer("^{.*}$", "{x}") == PatternMatch::yes);
  CHECK(answer("^a]b}$", "a]b}") == PatternMatch::yes);
  CHECK(answer("^a{,2}$", "a{,2}") == PatternMatch::yes);
  CHECK(answer("^a{,2}$", "aa") == PatternMatch::no);
}

TEST_CASE("patterns: a lone surrogate matches no text, since none is UTF-8") {
  CHECK(answer("\\ud83d", "\360\237\230\200") == PatternMatch::no);
  CHECK(answer("^[\\ud800-\\udfff]", "\357\277\275") == PatternMatch::no);
  CHECK(answer("^[^\\ud83d]$", "\360\237\230\200") == PatternMatch::yes);
}

TEST_CASE("patterns: counted repeats past RE2's limit of 1000, at their bounds") {
  CHECK(answer("^[a-z]{2000}$", times("a", 2000)) == PatternMatch::yes);
  CHECK(answer("^[a-z]{2000}$", times("a", 1999)) == PatternMatch::no);
  CHECK(answer("^(?:ab){1001,1500}$", times("ab", 1000)) == PatternMatch::no);
  CHECK(answer("^(?:ab){1001,1500}$", times("ab", 1001)) == PatternMatch::yes);
  CHECK(answer("^(?:ab){1001,1500}$", times("ab", 1500)) == PatternMatch::yes);
  CHECK(answer("^(?:ab){1001,1500}$", times("ab", 1501)) == PatternMatch::no);
  CHECK(answer("^(?:(?:ab){100}){30}$", times("ab", 3000)) == PatternMatch::yes);
  CHECK(answer("^(?:(?:ab){100}){30}$", times("ab", 2999)) == PatternMatch::no);
  CHECK(answer("^(?:a|b){5000,}$", times("ab", 2500)) == PatternMatch::yes);
  CHECK(answer("^(?:a|b){5000,}$", times("ab", 2499)) == PatternMatch::no);
  CHECK(answer("^(?=.{3000}$)(?:ab)*$", times("ab", 1500)) == PatternMatch::yes);
  CHECK(answer("^.{0,1000000}$", times("x", 100'000)) == PatternMatch::yes);
}

TEST_CASE("patterns: a property whose members are not known here is not decidable, never wrong") {
  CHECK(answer("^\\p{Changes_When_Casemapped}$", "a") == PatternMatch::not_decidable);
  CHECK(answer("^\\P{Changes_When_Casemapped}$", "a") == PatternMatch::not_decidable);
}
