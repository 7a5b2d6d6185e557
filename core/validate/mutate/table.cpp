// The table of mutators and the one function that runs a row. See nines/mutate.h.
#include <algorithm>
#include <array>
#include <utility>

#include "validate/mutate/workshop.h"
#include "validate/syntax.h"

namespace nines {

namespace {

using namespace validate;

struct Row {
  MutatorInfo info;
  Mutator make;
};

constexpr std::array kRows{
    Row{{"T1", "a byte that is no UTF-8 stands in a string"}, bad_utf8},
    Row{{"T2", "a byte order mark, or the whole in UTF-16"}, byte_order_mark},
    Row{{"T3", "a control character between tokens, NUL or half a surrogate pair in a string"}, control_character},
    Row{{"T4", "an invisible or full-width character between tokens"}, invisible_character},
    Row{{"T5", "every character beyond ASCII as mojibake"}, mojibake},
    Row{{"W1", "a fence around it"}, fence},
    Row{{"W2", "a fence that is never closed"}, open_fence},
    Row{{"W3", "words before it"}, prose_before},
    Row{{"W4", "words after it"}, prose_after},
    Row{{"W5", "a block of reasoning before it"}, reasoning_block},
    Row{{"W6", "a tag around it"}, tags},
    Row{{"W7", "emphasis around it, or \\_ in a string"}, emphasis},
    Row{{"W8", "another value before it"}, second_candidate},
    Row{{"W9", "the text as a JSON string"}, encoded_twice},
    Row{{"W10", "the value in a list or under one key"}, wrong_container},
    Row{{"L1", "other quotes around one string or all"}, other_quotes},
    Row{{"L2", "a key without quotes"}, bare_key},
    Row{{"L3", "a word without quotes"}, bare_word},
    Row{{"L4", "None, True or FALSE"}, other_literal},
    Row{{"L5", "NaN, Infinity or undefined"}, no_json_value},
    Row{{"L6", "a number in another notation"}, number_dialect},
    Row{{"L7", "an escape that JSON has not"}, bad_escape},
    Row{{"L8", "a raw line break or tab in a string"}, raw_control},
    Row{{"L9", "a comment"}, comment},
    Row{{"L10", "an expression, or a string in two parts"}, expression},
    Row{{"L11", "an ellipsis"}, ellipsis},
    Row{{"L12", "inner quotes without back slash, or no closing quote"}, inner_quote},
    Row{{"S1", "a comma before a closer"}, trailing_comma},
    Row{{"S2", "a comma is missing, or a semicolon"}, missing_comma},
    Row{{"S3", "two commas"}, double_comma},
    Row{{"S4", "no colon, = or =>"}, missing_colon},
    Row{{"S5", "a closer is missing"}, missing_closer},
    Row{{"S6", "a closer twice"}, extra_closer},
    Row{{"S7", "the other closer"}, mismatched_closer},
    Row{{"S8", "a member twice"}, duplicate_key},
    Row{{"S9", "nested too deep"}, depth_bomb},
    Row{{"X1", "cut in a string"}, cut_in_string},
    Row{{"X2", "cut after a key"}, cut_after_key},
    Row{{"X3", "cut after a colon"}, cut_after_colon},
    Row{{"X4", "cut between values"}, cut_between},
    Row{{"X5", "cut in an escape, word or number"}, cut_in_word},
    Row{{"X6", "cut in the closing fence"}, cut_in_fence},
    Row{{"X7", "cut while it repeats itself"}, runaway},
    Row{{"X8", "nothing"}, blank},
    Row{{"X9", "a refusal"}, refusal},
};

constexpr auto kInfos = [] {
  std::array<MutatorInfo, kRows.size()> out{};
  for (std::size_t i = 0; i < kRows.size(); ++i) out[i] = kRows[i].info;
  return out;
}();

// Where `place` of the original lies once the edits are made.
Span moved(Span place, const std::vector<Edit>& edits) {
  std::size_t from = place.from;
  std::size_t to = place.to;
  for (const Edit& edit : edits) {
    const std::size_t gone = edit.span.to - edit.span.from;
    if (edit.span.from < place.from) from += edit.text.size(), from -= gone;
    if (edit.span.to <= place.to && edit.span.from < place.to + 1) to += edit.text.size(), to -= gone;
  }
  return {from, std::max(from, to)};
}

}  // namespace

std::span<const MutatorInfo> mutator_table() { return kInfos; }

std::optional<Mutation> mutate_json(std::string_view json, std::string_view code, std::uint64_t seed,
                                    std::uint64_t index) {
  if (json.size() > kMaxMutatedBytes) return std::nullopt;
  const auto row = std::find_if(kRows.begin(), kRows.end(), [&](const Row& each) { return code == each.info.code; });
  const base::JsonReadResult read = base::read_json(json, json_limits());
  if (row == kRows.end() || !read.ok) return std::nullopt;
  Workshop shop{read.tree, base::PhiloxReader(seed, index), {}, {}, false};
  shop.out.code = code;
  if (!row->make(shop)) return std::nullopt;
  Mutation out = std::move(shop.out);
  std::stable_sort(out.edits.begin(), out.edits.end(),
                   [](const Edit& a, const Edit& b) { return a.span.from < b.span.from; });
  out.text = apply_edits(json, out.edits);
  if (!shop.whole) out.where = moved(shop.place, out.edits);
  const bool reads = base::read_json(out.text, json_limits()).ok;
  if (out.text == json || reads != out.still_json) return std::nullopt;
  return out;
}

}  // namespace nines
