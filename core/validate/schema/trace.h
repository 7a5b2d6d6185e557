// The tracing evaluator: every schema that applies to every value, once, with what it led to. Each (node, value) is a
// unit; what a unit asks of others are its edges. Truth and evaluated children of a unit follow from its edges alone.
// Used by check_schema and the standard output formats.
#pragma once

#include <unordered_map>
#include <vector>

#include "validate/schema/holds.h"
#include "validate/schema/misses.h"

namespace nines::validate {

enum class EdgeKind : std::uint8_t {
  property,
  pattern_property,
  additional,
  property_name,
  prefix,
  rest,
  contains,
  unevaluated,
  dependent,
  step,
};

struct TraceEdge {
  EdgeKind kind = EdgeKind::property;
  bool softly = false;        // applies only perhaps: a miss makes the unit unknown
  std::uint32_t row = kNone;  // property: the row; step: the step
  std::uint32_t branch = 0;   // step: which of its uses
  SchemaUse use;
  Instance instance = 0;
  std::uint32_t unit = kNone;  // of use.schema; none for true and false
};

struct TraceUnit {
  std::uint32_t schema = kNone;
  Instance instance = 0;
  Truth truth = Truth::yes;
  std::uint8_t stage = 0;     // 0 new, 1 edges known, 2 late edges known, 3 done
  std::uint8_t identity = 0;  // a miss of type (4) or enum and const (2), here or in what it refers to
  bool explained = false;
  IndexRange edges;             // in edges
  IndexRange late_edges;        // of unevaluated…
  std::uint32_t marks = kNone;  // in marks, one for each child; kNone when nobody asks
  std::uint32_t rank = 0;       // misses of what tells branches apart
  std::uint32_t weight = 0;     // all misses, the nearest branch of unions
};

enum class TraceDetail : std::uint8_t { misses, everything };  // everything: also values that simply hold

class Trace {
 public:
  Trace(const SchemaProgram& with, const base::JsonTree& of, TraceDetail how) : program(with), tree(of), detail(how) {}
  // The root's truth.
  Truth run();
  [[nodiscard]] Truth truth_of_edge(const TraceEdge& edge) const;
  [[nodiscard]] ValueAt value_at(const TraceUnit& unit) const {
    return {program, program.nodes[unit.schema], tree, unit.instance};
  }
  // The edges of one step of a unit, in order of its branches.
  [[nodiscard]] IndexRange edges_of_step(const TraceUnit& unit, std::uint32_t step) const;
  // The branch of a union that comes nearest to holding.
  [[nodiscard]] std::uint32_t nearest_branch(IndexRange branches) const;

  const SchemaProgram& program;
  const base::JsonTree& tree;
  const TraceDetail detail;
  std::vector<TraceUnit> units;  // 0 is the root, unless that is true or false
  std::vector<TraceEdge> edges;
  std::vector<Mark> marks;

 private:
  std::uint32_t unit_for(std::uint32_t schema, Instance instance);
  void add_edge(TraceEdge edge);
  void expand(std::uint32_t index);
  void expand_steps(const SchemaNode& node, Instance instance);
  void expand_object(const ObjectRules& rules, const TraceUnit& unit);
  void expand_member(const ObjectRules& rules, const TraceUnit& unit, std::uint32_t member, std::string_view key,
                     std::uint32_t row);
  void expand_array(const ArrayRules& rules, const TraceUnit& unit);
  void expand_unevaluated(std::uint32_t index, const SchemaUse& use);
  void push_children(IndexRange range);
  [[nodiscard]] const SchemaUse* unevaluated_of(const TraceUnit& unit) const;
  void mark(const TraceUnit& unit, std::uint32_t child, Mark value);

  void combine(std::uint32_t index);
  void finish(std::uint32_t index);
  [[nodiscard]] Truth truth_of_step(const SchemaStep& step, IndexRange branches) const;
  [[nodiscard]] Truth truth_of_contains(const TraceUnit& unit) const;
  void mark_contains(const TraceUnit& unit);
  void take_marks(const TraceUnit& unit, const TraceEdge& edge, Mark most);
  void take_step_marks(const TraceUnit& unit, const SchemaStep& step, IndexRange branches);
  void weigh(std::uint32_t index);
  void weigh_step(TraceUnit& unit, const SchemaStep& step, IndexRange branches) const;

  std::vector<std::uint32_t> frames_;
  std::unordered_map<std::uint64_t, std::uint32_t> shared_;
  std::vector<bool> present_;
};

}  // namespace nines::validate
