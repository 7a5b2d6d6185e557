// Similarity of texts (nines/text_similarity.h).
#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "disagree/text/bit_matrix.h"
#include "nines/text_similarity.h"

namespace nines {
namespace {

constexpr std::array kMeasures{
    TextMeasureInfo{TextMeasure::levenshtein, "levenshtein", "Levenshtein", "1 - distance / longer length",
                    "Levenshtein 1966"},
    TextMeasureInfo{TextMeasure::indel, "indel", "Indel ratio", "2 LCS / (|a| + |b|)",
                    "Ratcliff & Metzener 1988 as LCS"},
    TextMeasureInfo{TextMeasure::jaro, "jaro", "Jaro", "(m/|a| + m/|b| + (m - t)/m) / 3", "Jaro 1989"},
    TextMeasureInfo{TextMeasure::jaro_winkler, "jaro_winkler", "Jaro-Winkler", "j + l p (1 - j), p = .1, l <= 4",
                    "Winkler 1990"},
    TextMeasureInfo{TextMeasure::token_set, "token_set", "Token set",
                    "best indel ratio of shared words against shared and own words", "word sets, order ignored"},
    TextMeasureInfo{TextMeasure::ngram_jaccard, "ngram_jaccard", "Trigrams, Jaccard", "|A and B| / |A or B|",
                    "Jaccard 1901 on character trigrams"},
    TextMeasureInfo{TextMeasure::ngram_cosine, "ngram_cosine", "Trigrams, cosine", "A B / (|A| |B|)",
                    "Salton 1975 on character trigrams"},
};

// A byte that is no UTF-8 becomes a value no character has.
std::u32string code_points(std::string_view text) {
  std::u32string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint point = base::decode_utf8(text, at);
    out += point.valid ? point.value : static_cast<char32_t>(0x110000U + static_cast<unsigned char>(text[at]));
    at += point.length;
  }
  return out;
}

// Cuts off what both begin and end with: it is aligned with itself in some best alignment.
std::size_t cut_equal_ends(std::u32string_view& a, std::u32string_view& b) {
  std::size_t front = 0;
  while (front < a.size() && front < b.size() && a[front] == b[front]) ++front;
  a.remove_prefix(front);
  b.remove_prefix(front);
  std::size_t back = 0;
  while (back < a.size() && back < b.size() && a[a.size() - 1 - back] == b[b.size() - 1 - back]) ++back;
  a.remove_suffix(back);
  b.remove_suffix(back);
  return front + back;
}

double indel_ratio(std::u32string_view a, std::u32string_view b) {
  const std::size_t both = a.size() + b.size();
  if (both == 0) return 1;
  const std::size_t ends = cut_equal_ends(a, b);
  const std::size_t common = ends + disagree::common_subsequence(a, b);
  return 2.0 * static_cast<double>(common) / static_cast<double>(both);
}

double jaro(const std::u32string& a, const std::u32string& b) {
  if (a.empty() && b.empty()) return 1;
  const std::size_t longer = std::max(a.size(), b.size());
  const std::size_t window = longer / 2 > 0 ? longer / 2 - 1 : 0;
  std::vector<char> used(b.size(), 0);
  std::vector<char32_t> matched;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const std::size_t from = i > window ? i - window : 0;
    const std::size_t to = std::min(b.size(), i + window + 1);
    for (std::size_t j = from; j < to; ++j) {
      if (used[j] != 0 || a[i] != b[j]) continue;
      used[j] = 1;
      matched.push_back(a[i]);
      break;
    }
  }
  if (matched.empty()) return 0;
  std::size_t moved = 0;
  std::size_t next = 0;
  for (std::size_t j = 0; j < b.size(); ++j) {
    if (used[j] != 0) moved += b[j] != matched[next++] ? 1U : 0U;
  }
  const double m = static_cast<double>(matched.size());
  const double t = static_cast<double>(moved) / 2.0;
  return (m / static_cast<double>(a.size()) + m / static_cast<double>(b.size()) + (m - t) / m) / 3.0;
}

// Jaro matches greedily from the first text: the shorter (then lesser) one first makes it symmetric.
double symmetric_jaro(const std::u32string& a, const std::u32string& b) {
  const bool is_ordered = std::pair(a.size(), std::u32string_view(a)) <= std::pair(b.size(), std::u32string_view(b));
  return is_ordered ? jaro(a, b) : jaro(b, a);
}

double jaro_winkler(const std::u32string& a, const std::u32string& b) {
  const double j = symmetric_jaro(a, b);
  std::size_t prefix = 0;
  while (prefix < 4 && prefix < a.size() && prefix < b.size() && a[prefix] == b[prefix]) ++prefix;
  return j + 0.1 * static_cast<double>(prefix) * (1.0 - j);
}

bool is_space(char32_t c) {
  return c == U' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200A);
}

std::vector<std::u32string> word_set(const std::u32string& text) {
  std::vector<std::u32string> words;
  std::u32string word;
  for (const char32_t c : text) {
    if (!is_space(c)) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

std::u32string joined(const std::vector<std::u32string>& first, const std::vector<std::u32string>& second) {
  std::u32string out;
  for (const auto* words : {&first, &second}) {
    for (const std::u32string& word : *words) {
      if (!out.empty()) out += U' ';
      out += word;
    }
  }
  return out;
}

double token_set(const std::u32string& a, const std::u32string& b) {
  const std::vector<std::u32string> words_a = word_set(a);
  const std::vector<std::u32string> words_b = word_set(b);
  if (words_a.empty() && words_b.empty()) return 1;
  std::vector<std::u32string> shared;
  std::vector<std::u32string> only_a;
  std::vector<std::u32string> only_b;
  std::set_intersection(words_a.begin(), words_a.end(), words_b.begin(), words_b.end(), std::back_inserter(shared));
  std::set_difference(words_a.begin(), words_a.end(), words_b.begin(), words_b.end(), std::back_inserter(only_a));
  std::set_difference(words_b.begin(), words_b.end(), words_a.begin(), words_a.end(), std::back_inserter(only_b));
  if (!shared.empty() && (only_a.empty() || only_b.empty())) return 1;
  const std::u32string with_a = joined(shared, only_a);
  const std::u32string with_b = joined(shared, only_b);
  double best = indel_ratio(with_a, with_b);
  if (shared.empty()) return best;
  const std::u32string common = joined(shared, {});
  best = std::max(best, indel_ratio(common, with_a));
  return std::max(best, indel_ratio(common, with_b));
}

using Trigram = std::array<char32_t, 3>;

// Each trigram with its count. Shorter texts are one gram, padded with a value no character has.
std::vector<std::pair<Trigram, double>> trigrams(const std::u32string& text) {
  constexpr char32_t kNone = 0x120000;
  std::vector<Trigram> all;
  if (text.empty()) return {};
  if (text.size() < 3) all.push_back({text[0], text.size() > 1 ? text[1] : kNone, kNone});
  for (std::size_t i = 0; i + 3 <= text.size(); ++i) all.push_back({text[i], text[i + 1], text[i + 2]});
  std::sort(all.begin(), all.end());
  std::vector<std::pair<Trigram, double>> out;
  for (const Trigram& gram : all) {
    if (out.empty() || out.back().first != gram) out.emplace_back(gram, 0);
    out.back().second += 1;
  }
  return out;
}

struct Overlap {
  double shared = 0;
  double product = 0;
};

template <class Grams>
Overlap overlap_of(const Grams& a, const Grams& b) {
  Overlap out;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].first == b[j].first) {
      out.shared += 1;
      out.product += a[i].second * b[j].second;
      ++i;
      ++j;
    } else if (a[i].first < b[j].first) {
      ++i;
    } else {
      ++j;
    }
  }
  return out;
}

template <class Grams>
double squares(const Grams& grams) {
  double sum = 0;  // whole numbers: exact
  for (const auto& gram : grams) sum += gram.second * gram.second;
  return sum;
}

double ngram_similarity(TextMeasure measure, const std::u32string& a, const std::u32string& b) {
  const auto of_a = trigrams(a);
  const auto of_b = trigrams(b);
  if (of_a.empty() || of_b.empty()) return of_a.empty() && of_b.empty() ? 1 : 0;
  const Overlap overlap = overlap_of(of_a, of_b);
  if (measure == TextMeasure::ngram_jaccard)
    return overlap.shared / (static_cast<double>(of_a.size() + of_b.size()) - overlap.shared);
  if (of_a == of_b) return 1;  // the root below rounds
  return std::min(1.0, overlap.product / std::sqrt(squares(of_a) * squares(of_b)));
}

std::size_t most_points(TextMeasure measure) {
  switch (measure) {
    case TextMeasure::levenshtein:
    case TextMeasure::indel:
    case TextMeasure::token_set: return kMaxAlignedPoints;
    case TextMeasure::jaro:
    case TextMeasure::jaro_winkler: return kMaxJaroPoints;
    case TextMeasure::ngram_jaccard:
    case TextMeasure::ngram_cosine: break;
  }
  return std::u32string().max_size();
}

std::size_t distance_of(std::u32string_view a, std::u32string_view b) {
  cut_equal_ends(a, b);
  return disagree::edit_distance(a, b);
}

}  // namespace

std::span<const TextMeasureInfo> text_measure_table() { return kMeasures; }

std::optional<double> text_similarity(TextMeasure measure, std::string_view a, std::string_view b) {
  const std::u32string points_a = code_points(a);
  const std::u32string points_b = code_points(b);
  const std::size_t longer = std::max(points_a.size(), points_b.size());
  if (longer > most_points(measure)) return std::nullopt;
  switch (measure) {
    case TextMeasure::levenshtein:
      if (longer == 0) return 1;
      return 1.0 - static_cast<double>(distance_of(points_a, points_b)) / static_cast<double>(longer);
    case TextMeasure::indel: return indel_ratio(points_a, points_b);
    case TextMeasure::jaro: return symmetric_jaro(points_a, points_b);
    case TextMeasure::jaro_winkler: return jaro_winkler(points_a, points_b);
    case TextMeasure::token_set: return token_set(points_a, points_b);
    case TextMeasure::ngram_jaccard:
    case TextMeasure::ngram_cosine: break;
  }
  return ngram_similarity(measure, points_a, points_b);
}

std::optional<std::size_t> levenshtein_distance(std::string_view a, std::string_view b) {
  const std::u32string points_a = code_points(a);
  const std::u32string points_b = code_points(b);
  if (std::max(points_a.size(), points_b.size()) > kMaxAlignedPoints) return std::nullopt;
  return distance_of(points_a, points_b);
}

}  // namespace nines
