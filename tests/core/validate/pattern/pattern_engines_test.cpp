// The engines of patterns against each other: on random patterns that several can run, RE2, the linear scan, the
// bounded backtracker and the quick paths give the same answer.
#include <doctest/doctest.h>
#include <re2/re2.h>

#include <string>

#include "validate/pattern/ecma_pattern.h"
#include "validate/pattern/pattern_backtrack.h"
#include "validate/pattern/pattern_scan.h"
#include "validate/pattern/quick_pattern.h"
#include "validate/pattern/re2_text.h"

namespace {

using namespace nines;
using namespace nines::validate;

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::size_t below(std::size_t n) {
    return ((state_ = state_ * 6364136223846793005U + 1442695040888963407U) >> 33U) % n;
  }
  template <std::size_t count>
  std::string pick(const char* const (&words)[count]) {
    return words[below(count)];
  }

 private:
  std::uint64_t state_;
};

const char* const kAtoms[] = {"a",
                              "b",
                              "ab",
                              "\xC3\xA9",
                              "\\n",
                              ".",
                              "\\d",
                              "\\w",
                              "\\W",
                              "\\s",
                              "[ab]",
                              "[^a]",
                              "[]",
                              "[^]",
                              "\\p{L}",
                              "\\P{L}",
                              "\xF0\x9F\x98\x80",
                              "[a-\xC3\xA9]",
                              "1",
                              "-"};
const char* const kEdges[] = {"^", "$", "\\b"};
const char* const kRepeats[] = {"*", "+", "?", "{2}", "{0,2}", "{1,3}", "{2,}", "*?", "+?", "{0}"};
const char* const kTextPieces[] = {"a", "b", "\xC3\xA9",    "\n", "1", "-", " ", "\xF0\x9F\x98\x80",
                                   "A", "_", "\xE2\x80\xA8"};
const char* const kQuickAtoms[] = {"[a-c]", "[d-f]", "\\d", "-", "[^a-c]", "\\w", "\xC3\xA9", "."};

// A pattern without look-around or back-references: what RE2 can run too.
std::string plain_pattern(Dice& dice, int depth) {
  std::string out;
  const std::size_t terms = dice.below(4);
  for (std::size_t i = 0; i < terms; ++i) {
    if (dice.below(8) == 0) {
      out += dice.pick(kEdges);
      continue;
    }
    const bool is_group = depth > 0 && dice.below(3) == 0;
    out += is_group ? (dice.below(2) == 0 ? "(" : "(?:") + plain_pattern(dice, depth - 1) + ")" : dice.pick(kAtoms);
    if (dice.below(3) == 0) out += dice.pick(kRepeats);
  }
  if (depth > 0 && dice.below(4) == 0) out += "|" + plain_pattern(dice, depth - 1);
  return out;
}

std::string quick_candidate(Dice& dice) {
  std::string out = "^";
  const std::size_t terms = 1 + dice.below(4);
  for (std::size_t i = 0; i < terms; ++i) {
    out += dice.pick(kQuickAtoms);
    if (dice.below(2) == 0) out += dice.pick(kRepeats);
  }
  return dice.below(3) == 0 ? out : out + "$";
}

std::string random_text(Dice& dice) {
  std::string out;
  const std::size_t count = dice.below(9);
  for (std::size_t i = 0; i < count; ++i) out += dice.pick(kTextPieces);
  return out;
}

// The engines that can run one pattern.
struct Engines {
  PatternTree tree;
  std::unique_ptr<const RE2> re2;
  std::optional<ScanPrograms> scan;
  std::optional<PatternProgram> backtrack;
  std::optional<QuickPattern> quick;
};

Engines engines_of(const std::string& pattern) {
  Engines out;
  PatternError error;
  REQUIRE(parse_pattern(pattern, PatternGrammar::strict, out.tree, error));
  out.scan = compile_scan(out.tree);
  out.backtrack = compile_backtrack(out.tree);
  out.quick = quick_pattern(out.tree);
  if (const auto text = re2_text(out.tree)) out.re2 = std::make_unique<const RE2>(*text, RE2::Quiet);
  REQUIRE(out.scan.has_value());
  REQUIRE(out.backtrack.has_value());
  CharSet any;
  any.add(0, kLastCodePoint);
  any.finish();
  out.tree.sets.push_back(any);
  return out;
}

PatternMatch answer(bool found) { return found ? PatternMatch::yes : PatternMatch::no; }

}  // namespace

TEST_CASE("engines: RE2, the scan and the backtracker agree on 6,000 random patterns") {
  Dice dice(42);
  int found = 0;
  int compared = 0;
  for (int round = 0; round < 6'000; ++round) {
    const std::string pattern = plain_pattern(dice, 3);
    CAPTURE(pattern);
    const Engines engines = engines_of(pattern);
    if (engines.re2 == nullptr) continue;  // past kMaxRe2Size
    ++compared;
    REQUIRE(engines.re2->ok());
    for (int i = 0; i < 5; ++i) {
      const std::string text = random_text(dice);
      CAPTURE(text);
      const PatternMatch expected = answer(RE2::PartialMatch(text, *engines.re2));
      found += expected == PatternMatch::yes ? 1 : 0;
      REQUIRE(scan(*engines.scan, engines.tree.sets, text) == expected);
      REQUIRE(backtrack(*engines.backtrack, engines.tree.sets, text, backtrack_steps(text.size())) == expected);
      if (engines.quick) REQUIRE(answer(quick_search(*engines.quick, text)) == expected);
    }
  }
  CHECK(compared > 5'500);
  CHECK(found > 5'000);
  CHECK(found < 25'000);
}

TEST_CASE("engines: rows of classes settled without an engine, against RE2") {
  Dice dice(7);
  int quick = 0;
  for (int round = 0; round < 6'000; ++round) {
    const std::string pattern = quick_candidate(dice);
    CAPTURE(pattern);
    const Engines engines = engines_of(pattern);
    if (!engines.quick || engines.re2 == nullptr) continue;
    ++quick;
    for (int i = 0; i < 8; ++i) {
      std::string text = random_text(dice);
      for (char& c : text) {
        if (c == 'A') c = static_cast<char>('a' + static_cast<int>(dice.below(6)));
      }
      CAPTURE(text);
      REQUIRE(quick_search(*engines.quick, text) == RE2::PartialMatch(text, *engines.re2));
    }
  }
  CHECK(quick > 1'000);
}

TEST_CASE("engines: literals with and without anchors, against RE2") {
  Dice dice(11);
  const char* const literals[] = {"a", "ab", "a\\.b", "\xC3\xA9", "aa", "", "-1"};
  for (int round = 0; round < 2'000; ++round) {
    const std::string pattern = (dice.below(2) == 0 ? "^" : "") + dice.pick(literals) + (dice.below(2) == 0 ? "$" : "");
    CAPTURE(pattern);
    const Engines engines = engines_of(pattern);
    REQUIRE(engines.quick.has_value());
    const std::string text = random_text(dice);
    CAPTURE(text);
    CHECK(quick_search(*engines.quick, text) == RE2::PartialMatch(text, *engines.re2));
  }
}

TEST_CASE("engines: the scan and the backtracker agree on random look-around") {
  Dice dice(99);
  const char* const looks[] = {"(?=", "(?!", "(?<=", "(?<!"};
  for (int round = 0; round < 4'000; ++round) {
    std::string pattern = plain_pattern(dice, 1);
    for (std::size_t i = 0; i < 1 + dice.below(2); ++i) {
      const std::string inner = dice.below(3) == 0 ? dice.pick(looks) + plain_pattern(dice, 1) + ")" : "";
      pattern += dice.pick(looks) + inner + plain_pattern(dice, 2) + ")" + plain_pattern(dice, 1);
    }
    CAPTURE(pattern);
    const Engines engines = engines_of(pattern);
    for (int i = 0; i < 4; ++i) {
      const std::string text = random_text(dice);
      CAPTURE(text);
      REQUIRE(scan(*engines.scan, engines.tree.sets, text) ==
              backtrack(*engines.backtrack, engines.tree.sets, text, backtrack_steps(text.size())));
    }
  }
}
