// A list of labels as people and models write one. See label_list.h.
#include "validate/contracts/label_list.h"

#include <algorithm>

#include "base/text.h"
#include "validate/syntax.h"

namespace nines::validate {

namespace {

constexpr std::string_view kSeparators = ",;|&\r\n";

bool is_space(char c) { return base::is_ascii_space(c); }

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t')) ++at;
  return at;
}

// Behind "- ", "* ", "• ", "1. " or "2) " where an item begins.
std::size_t skip_bullet(std::string_view text, std::size_t at) {
  at = skip_blanks(text, at);
  std::size_t end = at;
  while (end < text.size() && base::is_ascii_digit(text[end])) ++end;
  if (end > at) {
    const bool numbered = end < text.size() && (text[end] == '.' || text[end] == ')');
    if (!numbered) return at;
    ++end;
  } else if (text.substr(at).starts_with("\xE2\x80\xA2")) {
    end = at + 3;
  } else if (at < text.size() && (text[at] == '-' || text[at] == '*' || text[at] == '+')) {
    end = at + 1;
  }
  const bool spaced = end < text.size() && (text[end] == ' ' || text[end] == '\t');
  return end > at && spaced ? skip_blanks(text, end) : at;
}

// End of the word "and" that joins two items at `at`, or `at`.
std::size_t skip_and(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, 4);
  const bool word = rest.size() == 4 && base::equal_ignoring_ascii_case(rest.substr(0, 3), "and") && is_space(rest[3]);
  return word ? at + 4 : at;
}

bool and_at(std::string_view text, std::size_t at) { return is_space(text[at]) && skip_and(text, at + 1) > at + 1; }

// Where the item that begins at `at` ends.
std::size_t item_end(std::string_view text, std::size_t at) {
  while (at < text.size() && kSeparators.find(text[at]) == std::string_view::npos && !and_at(text, at)) ++at;
  return at;
}

std::vector<LabelItem> array_items(const CompiledContract::Impl& contract, const base::JsonTree& tree,
                                   std::size_t offset) {
  std::vector<LabelItem> out;
  for (std::uint32_t i = tree.node(0).first_child; i != base::kNoNode; i = tree.node(i).next_sibling) {
    const base::JsonNode& node = tree.node(i);
    const bool string = node.kind == base::JsonKind::string;
    LabelItem item{
        {offset + node.begin, offset + node.end}, string ? tree.string_value(i) : std::string(tree.source(i)), false};
    item.known = string && is_label(contract, item.text);
    out.push_back(std::move(item));
  }
  return out;
}

}  // namespace

std::size_t count_words(std::string_view text, std::size_t enough) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool space = is_space(c);
    if (!space && !inside && ++words > enough) break;
    inside = !space;
  }
  return words;
}

std::string compared_label(const CompiledContract::Impl& contract, std::string_view text) {
  return contract.contract.ignore_case ? base::fold_ascii(text) : std::string(text);
}

bool is_label(const CompiledContract::Impl& contract, std::string_view text) {
  return std::binary_search(contract.labels.begin(), contract.labels.end(), compared_label(contract, text));
}

bool says_none(std::string_view answer) {
  constexpr std::string_view kNoneWords[] = {"none",    "no label", "no labels",  "nothing", "[]", "n/a",
                                             "no tags", "none.",    "no labels.", "null",    "{}", "()"};
  return std::any_of(std::begin(kNoneWords), std::end(kNoneWords),
                     [&](std::string_view word) { return base::equal_ignoring_ascii_case(answer, word); });
}

bool joins_labels(std::string_view between) {
  constexpr std::string_view kJoints = " \t\r\n,;|&*_\"'`-+[]()";
  for (std::size_t at = 0; at < between.size();) {
    if (kJoints.find(between[at]) != std::string_view::npos) {
      ++at;
    } else if (between.substr(at).starts_with("\xE2\x80\xA2")) {
      at += 3;
    } else if (const std::size_t behind = skip_and(between, at); behind > at) {
      at = behind;
    } else {
      const std::size_t behind_number = skip_bullet(between, at);
      if (behind_number == at) return false;
      at = behind_number;
    }
  }
  return !between.empty();
}

std::vector<LabelItem> read_label_list(const CompiledContract::Impl& contract, std::string_view answer,
                                       std::size_t offset) {
  if (answer.front() == '[') {
    const base::JsonReadResult read = base::read_json(answer, json_limits());
    if (read.ok) return array_items(contract, read.tree, offset);
  }
  std::vector<LabelItem> out;
  for (std::size_t at = 0; at < answer.size();) {
    const bool behind_line = at == 0 || answer[at - 1] == '\n';
    at = behind_line ? skip_bullet(answer, at) : skip_blanks(answer, at);
    at = skip_and(answer, at);
    if (at >= answer.size()) break;
    // A label may hold a separator itself: it counts when the item ends where the label does.
    std::size_t end = at + label_at(contract, answer, at);
    const std::size_t behind = skip_blanks(answer, end);
    const bool whole = end > at && (behind >= answer.size() || and_at(answer, end) ||
                                    kSeparators.find(answer[behind]) != std::string_view::npos);
    if (!whole) end = item_end(answer, at);
    const std::string_view text = base::trim_ascii(answer.substr(at, end - at));
    if (!text.empty()) {
      out.push_back({{offset + at, offset + at + text.size()}, std::string(text), is_label(contract, text)});
    }
    at = skip_blanks(answer, end);
    const bool joined = at < answer.size() && kSeparators.find(answer[at]) != std::string_view::npos;
    at = joined ? at + 1 : skip_and(answer, at);
  }
  return out;
}

}  // namespace nines::validate
