// Values that still read but say something no good contract allows: a key too few, too many or renamed, other types,
// values out of the list, the range or the pattern, nulls, lists of another length, placeholders. See mutator.h.
#include <array>

#include "base/text.h"
#include "validate/selftest/mutator.h"

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonNode;
using base::kNoNode;
using base::PhiloxReader;

using MaybeEdit = std::optional<Edit>;

std::optional<std::uint32_t> one_of(const std::vector<std::uint32_t>& nodes, PhiloxReader& draws) {
  if (nodes.empty()) return std::nullopt;
  return nodes[drawn(draws, nodes.size())];
}

MaybeEdit drop_member(const Passing& passing, PhiloxReader& draws) {
  const auto node = one_of(members_of(passing), draws);
  if (!node) return std::nullopt;
  return Edit{with_comma(*passing.tree, *node), ""};
}

MaybeEdit add_member(const Passing& passing, PhiloxReader& draws) {
  const auto object = one_of(nodes_of(passing, JsonKind::object), draws);
  if (!object) return std::nullopt;
  constexpr std::array<const char*, 4> kAdded{R"("note": "as requested")", R"("confidence": 0.9)",
                                              R"("explanation": "see above")", R"("extra_field": null)"};
  const char* added = kAdded[drawn(draws, kAdded.size())];
  const JsonNode& at = passing.tree->node(*object);
  return Edit{{at.end - 1, at.end - 1}, (at.child_count > 0 ? ", " : "") + std::string(added)};
}

// total_price -> totalPrice, totalPrice -> total_price; else a letter more.
std::string drifted_key(const std::string& key) {
  std::string out;
  bool changed = false;
  for (std::size_t i = 0; i < key.size(); ++i) {
    const bool upper = key[i] >= 'A' && key[i] <= 'Z';
    const bool joins = key[i] == '_' && i > 0 && i + 1 < key.size() && key[i + 1] >= 'a' && key[i + 1] <= 'z';
    if (joins) {
      out += static_cast<char>(key[++i] - 'a' + 'A');
    } else if (upper && i > 0) {
      out += '_';
      out += static_cast<char>(key[i] - 'A' + 'a');
    } else {
      out += key[i];
    }
    changed = changed || joins || (upper && i > 0);
  }
  return changed ? out : key + (key.ends_with('s') ? "_list" : "s");
}

MaybeEdit rename_key(const Passing& passing, PhiloxReader& draws) {
  const auto node = one_of(members_of(passing), draws);
  if (!node) return std::nullopt;
  const JsonNode& at = passing.tree->node(*node);
  return Edit{{at.key_begin, at.key_end}, base::json_quote(drifted_key(passing.tree->key(*node)))};
}

MaybeEdit drift_type(const Passing& passing, PhiloxReader& draws) {
  if (passing.tree == nullptr) return std::nullopt;
  const auto node = static_cast<std::uint32_t>(drawn(draws, passing.tree->nodes.size()));
  const std::string source(passing.tree->source(node));
  switch (passing.tree->node(node).kind) {
    case JsonKind::number:
    case JsonKind::boolean: return replaced(passing, node, '"' + source + '"');
    case JsonKind::string: return replaced(passing, node, drawn(draws, 2) == 0 ? "0" : "[" + source + "]");
    case JsonKind::object: return replaced(passing, node, base::json_quote(source));
    case JsonKind::array: return replaced(passing, node, R"({"items": )" + source + "}");
    case JsonKind::null: return replaced(passing, node, "\"null\"");
  }
  return std::nullopt;
}

// A letter in the other case, or two neighbours swapped: "EUR" -> "EuR", "ERU".
std::string drifted_word(std::string word, PhiloxReader& draws) {
  std::vector<std::size_t> letters;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if ((word[i] >= 'a' && word[i] <= 'z') || (word[i] >= 'A' && word[i] <= 'Z')) letters.push_back(i);
  }
  if (letters.empty()) return word + "x";
  const std::size_t at = letters[drawn(draws, letters.size())];
  constexpr char kCaseBit = 0x20;
  word[at] = static_cast<char>(word[at] ^ kCaseBit);
  return word;
}

MaybeEdit drift_word(const Passing& passing, PhiloxReader& draws) {
  const auto node = one_of(nodes_of(passing, JsonKind::string), draws);
  if (!node) return std::nullopt;
  return replaced(passing, *node, base::json_quote(drifted_word(passing.tree->string_value(*node), draws)));
}

MaybeEdit leave_range(const Passing& passing, PhiloxReader& draws) {
  const auto node = one_of(nodes_of(passing, JsonKind::number), draws);
  if (!node) return std::nullopt;
  const std::string source(passing.tree->source(*node));
  const bool negative = source.front() == '-';
  const bool plain = source.find_first_of("eE") == std::string::npos;
  switch (drawn(draws, 3)) {
    case 0: return replaced(passing, *node, negative ? source.substr(1) : "-" + (source == "0" ? "1" : source));
    case 1: return plain ? replaced(passing, *node, source + "e6") : replaced(passing, *node, "1e300");
    default:
      return replaced(passing, *node, source.find_first_of(".eE") == std::string::npos ? source + ".5" : "1e300");
  }
}

MaybeEdit leave_pattern(const Passing& passing, PhiloxReader& draws) {
  const auto node = one_of(nodes_of(passing, JsonKind::string), draws);
  if (!node) return std::nullopt;
  const std::string value = passing.tree->string_value(*node);
  switch (drawn(draws, 3)) {
    case 0: return replaced(passing, *node, base::json_quote(" " + value));
    case 1: return replaced(passing, *node, base::json_quote(value + "!"));
    default: return replaced(passing, *node, base::json_quote(value.empty() ? "?" : "#" + value));
  }
}

MaybeEdit put_null(const Passing& passing, PhiloxReader& draws) {
  const auto node = one_of(members_of(passing), draws);
  if (!node || passing.tree->node(*node).kind == JsonKind::null) return std::nullopt;
  return replaced(passing, *node, "null");
}

MaybeEdit other_length(const Passing& passing, PhiloxReader& draws) {
  const auto node = one_of(nodes_of(passing, JsonKind::array), draws);
  if (!node) return std::nullopt;
  const JsonNode& at = passing.tree->node(*node);
  if (at.child_count == 0) return replaced(passing, *node, "[null]");
  if (drawn(draws, 2) == 0) return replaced(passing, *node, "[]");
  const std::string first(passing.tree->source(at.first_child));
  return Edit{{at.end - 1, at.end - 1}, ", " + first};
}

MaybeEdit put_placeholder(const Passing& passing, PhiloxReader& draws) {
  const auto node = one_of(nodes_of(passing, JsonKind::string), draws);
  if (!node) return std::nullopt;
  constexpr std::array<const char*, 6> kPlaceholders{
      "TO"
      "DO",
      "...",
      "string",
      "<value>",
      "N/A",
      "lorem ipsum"};
  const char* word = kPlaceholders[drawn(draws, kPlaceholders.size())];
  if (passing.tree->string_value(*node) == word) return std::nullopt;
  return replaced(passing, *node, base::json_quote(word));
}

MaybeEdit echo_schema(const Passing& passing, PhiloxReader& /*draws*/) {
  if (passing.schema.empty()) return std::nullopt;
  return Edit{{0, passing.text.size()}, std::string(passing.schema)};
}

constexpr BreakageInfo info(const char* code, const char* name) { return {code, name, MutantFamily::causes}; }

constexpr std::array kContractMutators{
    Mutator{info("C1", "a key is missing"), drop_member},
    Mutator{info("C2", "a key too many"), add_member},
    Mutator{info("C3", "a key renamed"), rename_key},
    Mutator{info("C4", "another type"), drift_type},
    Mutator{info("C5", "a word drifts by a letter"), drift_word},
    Mutator{info("C6", "a number out of range"), leave_range},
    Mutator{info("C7", "a string off its pattern"), leave_pattern},
    Mutator{info("C8", "null for a value"), put_null},
    Mutator{info("C10", "a list of another length"), other_length},
    Mutator{info("C13", "the schema echoed back"), echo_schema},
    Mutator{info("C14", "a placeholder"), put_placeholder},
};

}  // namespace

std::span<const Mutator> contract_mutators() { return kContractMutators; }

}  // namespace nines::validate
