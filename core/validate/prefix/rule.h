// A JSON Schema as the prefix machine runs it: for every place in an instance one rule that joins all the schemas that
// hold there ($ref and allOf followed). Made by rule_compile.cpp, run by machine.cpp. What a rule cannot say exactly is
// marked late: then the complete check decides when the value is whole.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/json_reader.h"
#include "nines/prefix.h"
#include "validate/pattern/ecma_pattern.h"
#include "validate/prefix/listed_text.h"
#include "validate/prefix/number_range.h"

namespace nines::validate {

inline constexpr std::uint32_t kAnyRule = 0;  // a rule that allows everything
inline constexpr std::uint64_t kUnlimited = ~std::uint64_t{0};

// A schema object of the tree, or, with kConstant set, the value it must equal.
using Atom = std::uint32_t;
inline constexpr Atom kConstant = 0x80000000U;

struct PropertyRule {
  std::string name;
  std::uint32_t rule = kAnyRule;
  bool required = false;
};

struct PrefixRule {
  std::vector<Atom> atoms;
  bool impossible = false;  // `false` is among its schemas
  bool late = false;

  bool null_ok = true;
  bool true_ok = true;
  bool false_ok = true;
  bool number_ok = true;
  bool string_ok = true;
  bool array_ok = true;
  bool object_ok = true;

  NumberSet numbers;

  std::uint64_t min_length = 0;
  std::uint64_t max_length = kUnlimited;
  std::vector<std::shared_ptr<const EcmaPattern>> patterns;
  std::shared_ptr<const TextList> strings;  // nullptr: any

  std::uint64_t min_items = 0;
  std::uint64_t max_items = kUnlimited;  // also where the first item that nothing satisfies would stand
  std::vector<std::uint32_t> prefix_items;
  std::uint32_t items = kAnyRule;

  std::uint64_t min_properties = 0;
  std::uint64_t max_properties = kUnlimited;
  std::vector<PropertyRule> properties;                                        // sorted by code points of the name
  std::shared_ptr<const TextList> names = std::make_shared<const TextList>();  // of properties, in the same order
  std::shared_ptr<const TextList> allowed_names;  // closed objects: those that something satisfies; else nullptr
  std::uint32_t required_count = 0;
  std::uint32_t additional = kAnyRule;
  std::vector<std::shared_ptr<const EcmaPattern>> name_patterns;

  // A short text that meets the rule, late keywords aside.
  bool satisfiable = false;
  bool has_shortest = false;
  std::string shortest;

  [[nodiscard]] std::uint32_t item_rule(std::uint64_t index) const {
    return index < prefix_items.size() ? prefix_items[static_cast<std::size_t>(index)] : items;
  }
  [[nodiscard]] bool counts_names() const { return min_properties > 0 || max_properties != kUnlimited; }
};

struct PrefixProgram {
  std::string text;
  base::JsonTree tree;  // of text
  std::vector<PrefixRule> rules;
  std::uint32_t root = kAnyRule;
  bool late = false;  // some rule is
  Contract contract;
  std::shared_ptr<const CompiledContract> complete_check;  // set when late
};

// Fails: bad_json, bad_value, bad_pattern, limit_exceeded; the pointer starts with /schema.
Result<std::shared_ptr<PrefixProgram>> compile_prefix_rules(std::string_view schema, FormatPolicy formats);

// Finds which places can be satisfied at all, and with what; then closes what cannot. Called once by the compiler.
void find_shortest(PrefixProgram& program);

// Pointer of the first of `keywords` (a list ended by nullptr) among the schemas of a rule; "" without one.
std::string keyword_pointer(const PrefixProgram& program, const PrefixRule& rule, const char* const* keywords);

}  // namespace nines::validate
