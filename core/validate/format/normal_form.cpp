// Normalization Form C by its definition: decompose, order, compose, compare. See normal_form.h.
#include "validate/format/normal_form.h"

#include <algorithm>
#include <vector>

#include "validate/format/unicode_tables.h"
#include "validate/pattern/packed_ranges.h"

namespace nines::validate {

namespace {

// Hangul syllables are composed by arithmetic (The Unicode Standard, 3.12).
constexpr char32_t kSyllables = 0xAC00;
constexpr char32_t kLeads = 0x1100;
constexpr char32_t kVowels = 0x1161;
constexpr char32_t kTails = 0x11A7;
constexpr char32_t kLeadCount = 19;
constexpr char32_t kVowelCount = 21;
constexpr char32_t kTailCount = 28;
constexpr char32_t kSyllableCount = kLeadCount * kVowelCount * kTailCount;

struct Composition {
  char32_t composite = 0;
  char32_t first = 0;
  char32_t second = 0;
};

// Calls visit(composition) for each row until it returns true.
template <class Visit>
void each_composition(Visit visit) {
  PackedReader in(kCompositions);
  Composition row;
  while (!in.at_end()) {
    row.composite += in.number();
    row.first = in.number();
    row.second = in.number();
    if (visit(row)) return;
  }
}

// One step apart; false where `c` stays whole. A first part may come apart again.
bool split(char32_t c, char32_t& first, char32_t& second) {
  if (c - kSyllables < kSyllableCount) {
    const char32_t index = c - kSyllables;
    const char32_t tail = index % kTailCount;
    first = tail != 0 ? c - tail : kLeads + index / (kVowelCount * kTailCount);
    second = tail != 0 ? kTails + tail : kVowels + index / kTailCount % kVowelCount;
    return true;
  }
  bool found = false;
  each_composition([&](const Composition& row) {
    if (row.composite == c) {
      first = row.first;
      second = row.second;
      found = true;
    }
    return row.composite >= c;
  });
  return found;
}

char32_t join(char32_t first, char32_t second) {
  if (first - kLeads < kLeadCount && second - kVowels < kVowelCount) {
    return kSyllables + ((first - kLeads) * kVowelCount + (second - kVowels)) * kTailCount;
  }
  if (first - kSyllables < kSyllableCount && (first - kSyllables) % kTailCount == 0 && second > kTails &&
      second < kTails + kTailCount) {
    return first + (second - kTails);
  }
  char32_t out = 0;
  each_composition([&](const Composition& row) {
    if (row.first == first && row.second == second) out = row.composite;
    return out != 0;
  });
  return out;
}

std::u32string decomposed(const std::u32string& label) {
  std::u32string out;
  for (char32_t c : label) {
    std::u32string tail;
    char32_t first = 0;
    char32_t second = 0;
    while (split(c, first, second)) {
      tail += second;
      c = first;
    }
    out += c;
    out.append(tail.rbegin(), tail.rend());
  }
  return out;
}

void order_marks(std::u32string& text) {
  for (auto from = text.begin(); from != text.end();) {
    if (combining_class(*from) == 0) {
      ++from;
      continue;
    }
    const auto to = std::find_if(from, text.end(), [](char32_t c) { return combining_class(c) == 0; });
    std::stable_sort(from, to, [](char32_t a, char32_t b) { return combining_class(a) < combining_class(b); });
    from = to;
  }
}

// A mark joins the last starter unless something between the two has its class or a higher one.
std::u32string composed(const std::u32string& text) {
  std::u32string out;
  std::size_t starter = std::u32string::npos;
  std::uint32_t last_class = 0;
  for (const char32_t c : text) {
    const std::uint32_t own_class = combining_class(c);
    const bool is_next = starter != std::u32string::npos && starter + 1 == out.size();
    if (starter != std::u32string::npos && (is_next || last_class < own_class)) {
      if (const char32_t joined = join(out[starter], c); joined != 0) {
        out[starter] = joined;
        continue;
      }
    }
    if (own_class == 0) starter = out.size();
    last_class = own_class;
    out += c;
  }
  return out;
}

}  // namespace

std::uint32_t combining_class(char32_t c) {
  return c < 0x300 ? 0 : packed_value(kCombiningClasses, PackedKind::values, c);
}

bool is_normal_form_c(const std::u32string& label) {
  std::u32string apart = decomposed(label);
  order_marks(apart);
  return composed(apart) == label;
}

}  // namespace nines::validate
