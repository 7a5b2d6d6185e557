// Similarity of texts: published values, brute force, symmetry, characters instead of bytes, limits.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "base/rng.h"
#include "nines/text_similarity.h"

namespace {

using namespace nines;

struct DistanceRow {
  const char* a;
  const char* b;
  std::size_t distance;
};
constexpr DistanceRow kDistances[] = {
    {"kitten", "sitting", 3}, {"", "abc", 3},        {"flaw", "lawn", 2},   {"saturday", "sunday", 3}, {"", "", 0},
    {"café", "cafe", 1},      {"日本語", "日本", 1}, {"a\xff", "a\xfe", 1},
};

struct SimilarityRow {
  TextMeasure measure;
  const char* a;
  const char* b;
  double value;
};
// Winkler 1990; the ratios as the reference library of fuzzy matching prints them.
constexpr SimilarityRow kSimilarities[] = {
    {TextMeasure::jaro, "MARTHA", "MARHTA", 0.9444444444444445},
    {TextMeasure::jaro, "DIXON", "DICKSONX", 0.7666666666666666},
    {TextMeasure::jaro_winkler, "MARTHA", "MARHTA", 0.9611111111111111},
    {TextMeasure::jaro_winkler, "DIXON", "DICKSONX", 0.8133333333333332},
    {TextMeasure::jaro_winkler, "DWAYNE", "DUANE", 0.8400000000000001},
    {TextMeasure::indel, "this is a test", "this is a test!", 0.9655172413793103},
    {TextMeasure::indel, "fuzzy wuzzy was a bear", "wuzzy fuzzy was a bear", 0.9090909090909091},
    {TextMeasure::token_set, "fuzzy wuzzy was a bear", "wuzzy fuzzy was a bear", 1},
    {TextMeasure::token_set, "a b c", "a b", 1},
    {TextMeasure::token_set, "one two", "three four", 6.0 / 17},
    {TextMeasure::ngram_jaccard, "abcd", "bcde", 1.0 / 3},
    {TextMeasure::ngram_cosine, "abcd", "bcde", 0.5},
    {TextMeasure::levenshtein, "kitten", "sitting", 1.0 - 3.0 / 7},
};

std::size_t plain_distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t corner = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, corner + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      corner = above;
    }
  }
  return row[b.size()];
}

std::size_t plain_common(const std::string& a, const std::string& b) {
  std::vector<std::vector<std::size_t>> best(a.size() + 1, std::vector<std::size_t>(b.size() + 1, 0));
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      best[i][j] = a[i - 1] == b[j - 1] ? best[i - 1][j - 1] + 1 : std::max(best[i - 1][j], best[i][j - 1]);
    }
  }
  return best[a.size()][b.size()];
}

std::string random_text(base::PhiloxReader& words, std::size_t most, std::uint64_t letters) {
  std::string out;
  for (std::uint64_t n = words.next() % (most + 1); n > 0; --n) out += static_cast<char>('a' + words.next() % letters);
  return out;
}

}  // namespace

TEST_CASE("text: published distances and similarities") {
  for (const DistanceRow& row : kDistances) {
    CAPTURE(row.a);
    CHECK(levenshtein_distance(row.a, row.b) == row.distance);
    CHECK(levenshtein_distance(row.b, row.a) == row.distance);
  }
  for (const SimilarityRow& row : kSimilarities) {
    CAPTURE(row.a);
    CAPTURE(static_cast<int>(row.measure));
    const auto value = text_similarity(row.measure, row.a, row.b);
    REQUIRE(value);
    CHECK(std::fabs(*value - row.value) <= 1e-12);
  }
}

TEST_CASE("text: blocks of bits equal the plain tables") {
  base::PhiloxReader words(11, 3);
  for (int i = 0; i < 600; ++i) {
    const std::string a = random_text(words, 200, 2 + words.next() % 4);
    const std::string b = random_text(words, 200, 2 + words.next() % 4);
    CAPTURE(a);
    CAPTURE(b);
    CHECK(levenshtein_distance(a, b) == plain_distance(a, b));
    const double common = static_cast<double>(plain_common(a, b));
    const double both = static_cast<double>(a.size() + b.size());
    CHECK(*text_similarity(TextMeasure::indel, a, b) == (both > 0 ? 2.0 * common / both : 1.0));
  }
}

TEST_CASE("text: every measure is symmetric, between 0 and 1, and 1 for equal texts") {
  base::PhiloxReader words(12, 3);
  for (const TextMeasureInfo& row : text_measure_table()) {
    CAPTURE(row.id);
    CHECK(*text_similarity(row.measure, "", "") == 1);
    CHECK(*text_similarity(row.measure, "", "x") == 0);
    CHECK(*text_similarity(row.measure, "Überraschung 日本", "Überraschung 日本") == doctest::Approx(1).epsilon(1e-15));
    for (int i = 0; i < 200; ++i) {
      const std::string a = random_text(words, 30, 5) + " " + random_text(words, 9, 3);
      const std::string b = random_text(words, 30, 5) + " " + random_text(words, 9, 3);
      const double ab = *text_similarity(row.measure, a, b);
      CHECK(ab == *text_similarity(row.measure, b, a));
      CHECK(ab >= 0);
      CHECK(ab <= 1);
    }
  }
}

TEST_CASE("text: beyond the limits there is no figure") {
  const std::string at(kMaxAlignedPoints, 'a');
  CHECK(levenshtein_distance(at, "b") == kMaxAlignedPoints);
  CHECK_FALSE(levenshtein_distance(at + "a", "b"));
  const std::string name(kMaxJaroPoints, 'a');
  CHECK(text_similarity(TextMeasure::jaro, name, name));
  CHECK_FALSE(text_similarity(TextMeasure::jaro, name + "a", name));
  CHECK(text_similarity(TextMeasure::ngram_cosine, at + at, at));
}
