// Edit lists replay and reverse exactly; a text under repair maps every place back to the original.
#include <algorithm>

#include "core/validate/verdict_rows.h"
#include "validate/decimal.h"
#include "validate/edited_text.h"

namespace {

using namespace nines;
using namespace nines::test;

struct EditRow {
  const char* text;
  std::vector<Edit> edits;
  const char* result;
};

const EditRow kRows[] = {
    {"abc", {}, "abc"},
    {"abc", {{{0, 1}, ""}}, "bc"},
    {"abc", {{{3, 3}, "d"}}, "abcd"},
    {"abc", {{{0, 0}, ">"}, {{0, 3}, "x"}}, ">x"},
    {"abc", {{{0, 3}, ""}}, ""},
    {"", {{{0, 0}, "new"}}, "new"},
    {"abcdef", {{{1, 2}, "BB"}, {{2, 4}, ""}, {{5, 6}, "F!"}}, "aBBeF!"},
};

void check(const EditRow& row) {
  CAPTURE(row.text);
  CHECK(apply_edits(row.text, row.edits) == row.result);
  CHECK(apply_edits(row.result, invert_edits(row.text, row.edits)) == row.text);
  validate::EditedText edited(row.text);
  edited.apply(row.edits);
  CHECK(edited.text() == row.result);
  CHECK(apply_edits(row.text, edited.edits()) == row.result);
}

// A small generator of our own: the same draws on every platform.
struct Draws {
  std::uint64_t state;
  std::size_t below(std::size_t n) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return static_cast<std::size_t>((state >> 33U) % n);
  }
};

std::vector<Edit> random_edits(Draws& draws, std::size_t size) {
  std::vector<Edit> out;
  for (std::size_t at = draws.below(4); at <= size;) {
    const std::size_t to = std::min(size, at + draws.below(3));
    out.push_back({{at, to}, std::string(draws.below(3), static_cast<char>('A' + draws.below(26)))});
    at = to + 1 + draws.below(5);
  }
  return out;
}

}  // namespace

TEST_CASE("edits: replay, reverse and compose") {
  for (const EditRow& row : kRows) check(row);
}

TEST_CASE("edits: repairs on top of repairs are one list on the original") {
  const std::string original = "0123456789abcdefghij";
  for (std::uint64_t seed = 0; seed < 3'000; ++seed) {
    Draws draws{seed};
    validate::EditedText edited(original);
    std::string expected = original;
    for (int round = 0; round < 3; ++round) {
      const std::vector<Edit> edits = random_edits(draws, expected.size());
      expected = apply_edits(expected, edits);
      edited.apply(edits);
    }
    REQUIRE(edited.text() == expected);
    const std::vector<Edit> all = edited.edits();
    REQUIRE(apply_edits(original, all) == expected);
    REQUIRE(apply_edits(expected, invert_edits(original, all)) == original);
    for (std::size_t i = 0; i < expected.size(); ++i) {
      const Span span = edited.original_span({i, i + 1});
      REQUIRE(span.from <= span.to);
      REQUIRE(span.to <= original.size());
      const bool copied = expected[i] < 'A' || expected[i] > 'Z';
      if (copied) REQUIRE(original.substr(span.from, span.to - span.from) == expected.substr(i, 1));
    }
  }
}

TEST_CASE("decimals: exact comparison of numbers as written") {
  struct Row {
    const char* a;
    const char* b;
    int order;
  };
  const Row rows[] = {
      {"0", "-0.000e7", 0},
      {"1", "1.0", 0},
      {"100", "1e2", 0},
      {"0.01", "1e-2", 0},
      {"-1", "1", -1},
      {"-2", "-1", -1},
      {"9", "10", -1},
      {"0.1", "0.09", 1},
      {"1e400", "1e399", 1},
      {"1e-400", "0", 1},
      {"12", "123e-1", -1},
      {"-12", "-12.3", 1},
      {"9007199254740993", "9007199254740992", 1},
      {"1e99999999999999999999", "1", 1},
      {"1e-99999999999999999999", "1", -1},
  };
  for (const Row& row : rows) {
    CAPTURE(row.a);
    CAPTURE(row.b);
    const auto sign = [](int order) { return (order > 0) - (order < 0); };
    const auto a = validate::decimal_from_json(row.a);
    const auto b = validate::decimal_from_json(row.b);
    CHECK(sign(validate::compare(a, b)) == row.order);
    CHECK(sign(validate::compare(b, a)) == -row.order);
    CHECK((a == b) == (row.order == 0));
  }
}
