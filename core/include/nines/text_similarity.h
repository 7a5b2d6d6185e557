// How alike two texts are, 0 to 1, by the measures in use. Over code points, never bytes: "é" is one character. Called
// by clustering, consensus and grounding. f(a, b) = f(b, a), f(a, a) = 1.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace nines {

enum class TextMeasure : std::uint8_t {
  levenshtein,  // 1 - distance / longer length
  indel,        // 2 * longest common subsequence / both lengths ("ratio")
  jaro,
  jaro_winkler,
  token_set,      // indel of sorted sets of words: order and repeats do not matter
  ngram_jaccard,  // shared trigrams / all trigrams
  ngram_cosine,   // cosine of trigram counts
};

struct TextMeasureInfo {
  TextMeasure measure;
  const char* id;
  const char* label;
  const char* formula;
  const char* source;
};
std::span<const TextMeasureInfo> text_measure_table();

inline constexpr std::size_t kMaxAlignedPoints = 65'536;  // per text, levenshtein, indel, token_set
inline constexpr std::size_t kMaxJaroPoints = 4'096;      // per text, jaro, jaro_winkler

// In: any bytes; a byte that is no UTF-8 counts as one character that equals only itself. Out: [0, 1]; nothing when a
// text is longer than the measure takes. Two empty texts are alike (1). Cost: O(n m / 64) for aligned measures after
// equal ends are cut off, O(n m) for jaro, O((n + m) log) for the others.
std::optional<double> text_similarity(TextMeasure measure, std::string_view a, std::string_view b);

// Fewest insertions, deletions and replacements of characters (Levenshtein 1966). Nothing beyond kMaxAlignedPoints.
std::optional<std::size_t> levenshtein_distance(std::string_view a, std::string_view b);

}  // namespace nines
