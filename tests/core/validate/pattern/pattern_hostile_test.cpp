// Patterns and texts made to be slow: the linear engines answer within their steps, the bounded one says not_decidable
// rather than run on, and no pattern, however deep or long, breaks the parser.
#include <doctest/doctest.h>

#include <string>

#include "nines/validate.h"
#include "validate/pattern/ecma_pattern.h"
#include "validate/pattern/pattern_backtrack.h"
#include "validate/pattern/pattern_scan.h"
#include "validate/pattern/pattern_tree.h"

namespace {

using namespace nines;
using namespace nines::validate;

constexpr std::size_t kTextBytes = 100'000;

PatternMatch answer(const std::string& pattern, const std::string& text) {
  const auto compiled = compile_ecma_pattern(pattern, "/pattern");
  REQUIRE(compiled);
  return search(**compiled, text);
}

// The same pattern by the scan alone, whatever engine it would get.
PatternMatch scanned(const std::string& pattern, const std::string& text) {
  PatternTree tree;
  PatternError error;
  REQUIRE(parse_pattern(pattern, PatternGrammar::strict, tree, error));
  const auto programs = compile_scan(tree);
  REQUIRE(programs.has_value());
  return scan(*programs, tree.sets, text);
}

const char* const kSlowPatterns[] = {"(a+)+$",           "(a|aa)*b",     "(a*)*b",        "(?:a?){30}a{30}b",
                                     "^(a|a)*$",         "(.*)*x",       "(?:(?:a+)+)+b", "a*a*a*a*b",
                                     "^(?:.*,){11}P",    "(\\w+\\s?)+$", "(?=(?:a+)+b)a", "(?<=b(?:a|aa)*)c",
                                     "(?!(a+)+b)(a|b)*c"};

}  // namespace

TEST_CASE("hostile patterns: the scan decides every one within its steps on 100 kB") {
  const std::string text(kTextBytes, 'a');
  for (const char* pattern : kSlowPatterns) {
    const std::string shown = pattern;
    CAPTURE(shown);
    CHECK(scanned(pattern, text + "!") == PatternMatch::no);
    CHECK(answer(pattern, text + "!") == PatternMatch::no);
  }
}

TEST_CASE("hostile patterns: look-around at every position is one pass, not one per position") {
  const std::string text(kTextBytes, 'a');
  CHECK(answer("(?=a*b)c", text) == PatternMatch::no);
  CHECK(answer("(?<=ba*)c", text) == PatternMatch::no);
  CHECK(answer("(?:(?=a*$)a)*$", text) == PatternMatch::yes);
  CHECK(answer("^(?:(?!a*b)a)+$", text) == PatternMatch::yes);
  CHECK(answer("(?=(?=(?=a*$)a*$)a*$)a{5}", text) == PatternMatch::yes);
}

TEST_CASE("hostile patterns: a back-reference has a budget, and its end is told") {
  const std::string text(kTextBytes, 'a');
  CHECK(answer("^(a+)+\\1b", text) == PatternMatch::no);  // read as any text it finds no b: no search at all
  CHECK(answer("^(a+)(a+)(a+)\\1\\2\\3c\\3|b\\1$", text + "cb") == PatternMatch::not_decidable);
  CHECK(answer("^(a+)\\1$", std::string(1'000, 'a')) == PatternMatch::yes);
  CHECK(answer("^(a+)\\1$", std::string(1'001, 'a')) == PatternMatch::no);
}

TEST_CASE("hostile patterns: the last step of the budget decides, one less does not") {
  PatternTree tree;
  PatternError error;
  REQUIRE(parse_pattern("(a+)+\\1b", PatternGrammar::strict, tree, error));
  const auto program = compile_backtrack(tree);
  REQUIRE(program.has_value());
  const std::string text(12, 'a');
  std::uint64_t steps = 1;
  while (backtrack(*program, tree.sets, text, steps) == PatternMatch::not_decidable) steps *= 2;
  CHECK(backtrack(*program, tree.sets, text, steps) == PatternMatch::no);
  for (std::uint64_t low = steps / 2; steps - low > 1;) {
    const std::uint64_t middle = low + (steps - low) / 2;
    (backtrack(*program, tree.sets, text, middle) == PatternMatch::not_decidable ? low : steps) = middle;
  }
  CHECK(backtrack(*program, tree.sets, text, steps) == PatternMatch::no);
  CHECK(backtrack(*program, tree.sets, text, steps - 1) == PatternMatch::not_decidable);
  CHECK(backtrack_steps(0) == kMinBacktrackSteps);
  CHECK(backtrack_steps(kMaxTextBytes) == kMaxBacktrackSteps);
}

TEST_CASE("hostile patterns: more repeats than a program may hold are not decidable, and cost no memory") {
  CHECK(answer("^(?=a)(?:(?:(?:a{1000}){1000}){1000}){1000}$", "a") == PatternMatch::not_decidable);
  CHECK(answer("^(?:ab|c){2000000000}$", "ab") == PatternMatch::not_decidable);
  CHECK(answer("(?:){2000000000}(?=a)", "a") == PatternMatch::not_decidable);
  CHECK(answer("^a{2000000000}$", "aa") == PatternMatch::no);
}

TEST_CASE("hostile patterns: depth and length up to the limit") {
  const std::size_t half = kMaxPatternBytes / 2 - 1;
  CHECK(answer(std::string(half, '(') + "a" + std::string(half, ')'), "xa") == PatternMatch::yes);
  std::string looks;
  for (int i = 0; i < 20'000; ++i) looks += "(?=";
  CHECK(answer(looks + "a" + std::string(20'000, ')'), "a") == PatternMatch::yes);
  std::string choices = "a";
  while (choices.size() < 90'000) choices += "|a" + std::to_string(choices.size());
  CHECK(answer("^(?:" + choices + ")$", "a12") == PatternMatch::no);
  std::string captures;
  while (captures.size() < 60'000) captures += "(a)?";
  CHECK(answer(captures + "\\1b", "ab") == PatternMatch::yes);
}

TEST_CASE("hostile patterns: any byte in pattern and text gets an answer") {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string one(1, static_cast<char>(byte));
    for (const std::string& pattern : {one, "(?=" + one + ")", "[" + one + "]", "\\" + one, "(" + one + ")\\1"}) {
      const auto compiled = compile_ecma_pattern(pattern, "/pattern");
      if (compiled) CHECK(search(**compiled, one + one) != PatternMatch::not_decidable);
    }
    CHECK(answer("(?=.)", one) == (byte < 0x80 && byte != '\n' && byte != '\r' ? PatternMatch::yes : PatternMatch::no));
  }
}
