// A list of labels as people and models write one: separated by commas, semicolons, line ends, bars
// or "and", with bullets or numbers, or a JSON array of strings. Used by the label contract. Decides
// nothing.
#pragma once

#include "validate/contracts/label_text.h"

namespace nines::validate {

inline constexpr std::size_t kMaxWordsOfAnswer = 3;  // more words than that without a label: no answer

struct LabelItem {
  Span span;
  std::string text;    // decoded where the list is a JSON array
  bool known = false;  // one of the labels as the contract compares them
};

// The items of a trimmed, not blank answer; `offset` is where it stands in the whole text. Linear.
std::vector<LabelItem> read_label_list(const CompiledContract::Impl& contract, std::string_view answer,
                                       std::size_t offset);
// "none", "no labels", "[]": an answer that names no label.
bool says_none(std::string_view answer);
// Whether only what separates the items of one list stands in `between`.
bool joins_labels(std::string_view between);

std::size_t count_words(std::string_view text, std::size_t enough);
// The text as the contract compares labels.
std::string compared_label(const CompiledContract::Impl& contract, std::string_view text);
bool is_label(const CompiledContract::Impl& contract, std::string_view text);

}  // namespace nines::validate
