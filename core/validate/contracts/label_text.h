// Labels as text: when two say the same but for case, spaces and punctuation, and where in a text
// the longest label stands. Used by the label contract, csv columns of labels and the search for
// labels in prose.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "validate/compiled.h"

namespace nines::validate {

// A text as it is compared and the label it stands for, sorted.
using LabelKeys = std::vector<std::pair<std::string, std::string>>;

// Without case, white space and ASCII punctuation: "Very-Positive" and "very positive" are one. What makes another
// word or number stays: the signs of A+, A-, C#, -1 and what stands between digits, as in 1.0.
std::string loose_key(std::string_view text);
// Sorts and leaves each pair once.
void sort_keys(LabelKeys& keys);
// The label behind a key when exactly one has it.
std::optional<std::string> only_label(const LabelKeys& keys, std::string_view key);
bool has_key(const LabelKeys& keys, std::string_view key);

// Length of the longest label that stands at `at` and ends at a word boundary, as the contract
// compares them; 0 = none.
std::size_t label_at(const CompiledContract::Impl& contract, std::string_view text, std::size_t at);

std::string listed_labels(const std::vector<std::string>& labels);

}  // namespace nines::validate
