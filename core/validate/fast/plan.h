// What the fused validator runs: the schema program with look-ups made ready (names, numbers of few digits) and
// whatever needs no work taken away. Built once from a program, which must outlive it; immutable. A node that the fused
// validator does not know is marked, and a text that reaches it is left to the tree engine.
#pragma once

#include <limits>
#include <memory>
#include <vector>

#include "validate/fast/name_table.h"
#include "validate/fast/short_number.h"
#include "validate/schema/program.h"

namespace nines::validate {

// Types of FastNode::types beside bit_of(JsonKind): every bit is set where any value will do.
inline constexpr std::uint8_t kAllTypes = 0x7F;

inline constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct FastBound {
  BoundKind kind = BoundKind::minimum;
  bool is_known = false;  // false: too long for ShortNumber
  ShortNumber value;
};

// enum or const.
struct FastValues {
  std::uint8_t words = 0;  // bits of kNullWord, kTrueWord, kFalseWord
  bool has_containers = false;
  bool has_wide = false;  // a number too long for ShortNumber
  NameTable strings;
  std::vector<ShortNumber> numbers;
};
inline constexpr std::uint8_t kNullWord = 1;
inline constexpr std::uint8_t kTrueWord = 2;
inline constexpr std::uint8_t kFalseWord = 4;

struct FastText {
  std::uint64_t min = 0;
  std::uint64_t max = kNoLimit;
  const EcmaPattern* pattern = nullptr;
  bool has_format = false;
  FormatId format{};
  SchemaDraft draft = SchemaDraft::draft2020_12;
  bool is_known = true;  // false: has a rule that only the tree engine judges
};

struct FastObject {
  bool is_known = true;                 // as above
  NameTable names;                      // rows in the order of the schema
  std::vector<std::uint32_t> uses;      // by row: node, or kUndeclared
  std::vector<std::uint64_t> required;  // bits of rows, words of 64
  std::uint32_t additional = 0;
  std::uint32_t key_node = kNone;  // propertyNames
  std::uint64_t min = 0;
  std::uint64_t max = kNoLimit;
  struct Pattern {
    const EcmaPattern* pattern = nullptr;
    std::uint32_t node = 0;
  };
  std::vector<Pattern> patterns;
  struct Dependency {
    std::uint32_t key = 0;
    std::uint32_t needs = 0;
  };
  std::vector<Dependency> dependencies;  // of rows
};
inline constexpr std::uint32_t kUndeclared = 0xffffffffU;

struct FastArray {
  bool is_known = true;
  std::vector<std::uint32_t> prefix;  // nodes
  std::uint32_t rest = 0;
  std::uint64_t min = 0;
  std::uint64_t max = kNoLimit;
  bool is_unique = false;
  std::uint32_t contains = kNone;
  std::uint64_t min_contains = 1;
  std::uint64_t max_contains = kNoLimit;
};

struct FastStep {
  StepKind kind = StepKind::all_of;
  std::vector<std::uint32_t> uses;  // nodes
};

// Steps that lead to steps are followed for a scalar as deep as this.
inline constexpr std::uint32_t kMaxScalarSteps = 16;

// Indices are those of the program's nodes, and behind them FastPlan::anything and FastPlan::nothing.
struct FastNode {
  std::uint8_t types = kAllTypes;
  bool has_text = false;     // text is to be looked at
  bool has_numbers = false;  // bounds
  bool has_values = false;
  bool has_rules = false;          // any of the three
  bool needs_exact = false;        // multipleOf, or a bound that has no nearest double
  bool needs_body = true;          // false: its steps alone walk the whole value
  std::uint32_t scalar_steps = 0;  // how deep steps lead to steps; kMaxScalarSteps + 1 for more
  std::uint32_t object = 0;        // in objects
  std::uint32_t array = 0;         // in arrays
  double low = -kInfinity;         // a number whose nearest double lies strictly between meets all bounds
  double high = kInfinity;
  FastText text;
  std::vector<FastBound> numbers;
  std::vector<FastValues> values;
  std::vector<FastStep> steps;
};

struct FastPlan {
  std::vector<FastNode> nodes;
  std::vector<FastObject> objects;  // 0: any object
  std::vector<FastArray> arrays;    // 0: any array
  std::uint32_t root = 0;
  std::uint32_t anything = 0;
  std::uint32_t nothing = 0;
};

// Linear in the program.
std::shared_ptr<const FastPlan> make_fast_plan(const SchemaProgram& program);

}  // namespace nines::validate
