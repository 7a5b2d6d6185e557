// From the schema program to what the fused validator runs. See plan.h.
#include "validate/fast/plan.h"

#include <algorithm>

namespace nines::validate {

namespace {

using base::JsonKind;

// More numbers in one enum than a text should be compared with one by one are left to the tree engine's hashes.
constexpr std::size_t kMaxListedNumbers = 64;

class Planner {
 public:
  explicit Planner(const SchemaProgram& program) : program_(program) {}
  std::shared_ptr<const FastPlan> run();

 private:
  [[nodiscard]] std::uint32_t resolve(std::uint32_t schema) const;
  [[nodiscard]] std::uint32_t resolve(const SchemaUse& use) const {
    return use.at == kNone ? plan_->anything : resolve(use.schema);
  }
  [[nodiscard]] bool only_refers(const SchemaNode& node) const;
  FastNode make_node(const SchemaNode& node);
  void add_bounds(const SchemaNode& node, FastNode& out) const;
  FastText make_text(const TextRules& rules, FastNode& node) const;
  FastValues make_values(const SchemaNode& node, const ValueSet& set) const;
  void add_value(const base::JsonTree& tree, std::uint32_t value, FastValues& out,
                 std::vector<std::string>& strings) const;
  FastObject make_object(const ObjectRules& rules) const;
  void add_dependencies(const ObjectRules& rules, FastObject& out) const;
  FastArray make_array(const ArrayRules& rules) const;
  void count_steps();

  const SchemaProgram& program_;
  std::shared_ptr<FastPlan> plan_ = std::make_shared<FastPlan>();
};

// A schema that says nothing but "as that one".
bool Planner::only_refers(const SchemaNode& node) const {
  const bool bare = node.types == 0 && node.text == kNone && node.object == kNone && node.array == kNone &&
                    node.numbers.empty() && node.values.empty() && node.steps.size() == 1;
  if (!bare) return false;
  const SchemaStep& step = program_.steps[node.steps.from];
  const bool conjunction = step.kind == StepKind::reference || step.kind == StepKind::all_of;
  return conjunction && step.uses.size() == 1;
}

std::uint32_t Planner::resolve(std::uint32_t schema) const {
  while (schema != kAnything && schema != kNothing) {  // ends: there is no cycle through steps alone
    const SchemaNode& node = program_.nodes[schema];
    if (!only_refers(node)) return schema;
    schema = program_.uses[program_.steps[node.steps.from].uses.from].schema;
  }
  return schema == kAnything ? plan_->anything : plan_->nothing;
}

FastText Planner::make_text(const TextRules& rules, FastNode& node) const {
  FastText out;
  out.min = rules.length.min;
  out.max = rules.length.max;
  if (rules.pattern != kNone) out.pattern = program_.patterns[rules.pattern].get();
  out.has_format = rules.format_at != kNone;
  out.format = rules.format;
  out.draft = rules.format_draft;
  out.is_known = rules.content_at == kNone;
  node.has_text = true;
  return out;
}

void Planner::add_value(const base::JsonTree& tree, std::uint32_t value, FastValues& out,
                        std::vector<std::string>& strings) const {
  ShortNumber number;
  switch (tree.node(value).kind) {
    case JsonKind::null: out.words |= kNullWord; return;
    case JsonKind::boolean: out.words |= tree.bool_value(value) ? kTrueWord : kFalseWord; return;
    case JsonKind::string: strings.push_back(tree.string_value(value)); return;
    case JsonKind::number:
      if (short_from_decimal(decimal_from_json(tree.source(value)), number)) {
        out.numbers.push_back(number);
      } else {
        out.has_wide = true;
      }
      return;
    default: out.has_containers = true; return;
  }
}

FastValues Planner::make_values(const SchemaNode& node, const ValueSet& set) const {
  FastValues out;
  std::vector<std::string> strings;
  const base::JsonTree& tree = program_.tree_of(node);
  for (std::uint32_t i = set.values.from; i < set.values.to; ++i) {
    add_value(tree, program_.allowed_values[i].node, out, strings);
  }
  if (out.numbers.size() > kMaxListedNumbers) {
    out.numbers.clear();
    out.has_wide = true;
  }
  out.strings = NameTable(std::vector<std::string_view>(strings.begin(), strings.end()));
  return out;
}

FastNode Planner::make_node(const SchemaNode& node) {
  FastNode out;
  if (node.types != 0) out.types = node.types;
  if ((out.types & bit_of(JsonKind::number)) != 0) out.types |= kIntegerBit;
  if (node.text != kNone) out.text = make_text(program_.text_rules[node.text], out);
  if (node.object != kNone) {
    out.object = static_cast<std::uint32_t>(plan_->objects.size());
    plan_->objects.push_back(make_object(program_.object_rules[node.object]));
  }
  if (node.array != kNone) {
    out.array = static_cast<std::uint32_t>(plan_->arrays.size());
    plan_->arrays.push_back(make_array(program_.array_rules[node.array]));
  }
  add_bounds(node, out);
  for (std::uint32_t i = node.values.from; i < node.values.to; ++i) {
    out.values.push_back(make_values(node, program_.value_sets[i]));
  }
  bool walked = false;
  for (std::uint32_t i = node.steps.from; i < node.steps.to; ++i) {
    const SchemaStep& step = program_.steps[i];
    FastStep fast{step.kind, {}};
    for (std::uint32_t k = step.uses.from; k < step.uses.to; ++k) fast.uses.push_back(resolve(program_.uses[k].schema));
    walked = walked || (step.kind != StepKind::negate && step.kind != StepKind::condition && !fast.uses.empty());
    out.steps.push_back(std::move(fast));
  }
  out.has_numbers = !out.numbers.empty();
  out.has_values = !out.values.empty();
  out.has_rules = out.has_text || out.has_numbers || out.has_values;
  out.needs_body = !walked || out.has_rules || out.object != 0 || out.array != 0;
  return out;
}

void Planner::add_bounds(const SchemaNode& node, FastNode& out) const {
  for (std::uint32_t i = node.numbers.from; i < node.numbers.to; ++i) {
    const NumberBound& bound = program_.number_bounds[i];
    FastBound fast;
    fast.kind = bound.kind;
    fast.is_known = short_from_decimal(bound.value, fast.value);
    double near = 0;
    if (!fast.is_known || fast.kind == BoundKind::multiple_of || !nearest_double(fast.value, near)) {
      out.needs_exact = true;
    } else if (fast.kind == BoundKind::minimum || fast.kind == BoundKind::exclusive_minimum) {
      out.low = std::max(out.low, near);
    } else {
      out.high = std::min(out.high, near);
    }
    out.numbers.push_back(fast);
  }
}

void Planner::add_dependencies(const ObjectRules& rules, FastObject& out) const {
  for (std::uint32_t i = rules.dependent_names.from; i < rules.dependent_names.to; ++i) {
    const DependentNames& one = program_.dependent_names[i];
    for (std::uint32_t k = one.needs.from; k < one.needs.to; ++k) {
      out.dependencies.push_back({one.key, program_.row_lists[k]});
    }
  }
}

FastObject Planner::make_object(const ObjectRules& rules) const {
  FastObject out;
  out.is_known = rules.unevaluated.at == kNone && rules.dependent_schemas.empty();
  std::vector<std::string_view> names;
  out.required.assign((rules.rows.size() + 63) / 64, 0);
  for (std::uint32_t i = rules.rows.from; i < rules.rows.to; ++i) {
    const PropertyRow& row = program_.properties[i];
    const std::uint32_t at = i - rules.rows.from;
    names.push_back(program_.name(row.name));
    out.uses.push_back(row.use.at == kNone ? kUndeclared : resolve(row.use.schema));
    if (row.is_required) out.required[at / 64] |= std::uint64_t{1} << (at % 64);
  }
  out.names = NameTable(names);
  out.additional = resolve(rules.additional);
  if (rules.names.at != kNone) out.key_node = resolve(rules.names.schema);
  out.min = rules.count.min;
  out.max = rules.count.max;
  for (std::uint32_t i = rules.patterns.from; i < rules.patterns.to; ++i) {
    const PatternRow& row = program_.pattern_rows[i];
    out.patterns.push_back({program_.patterns[row.pattern].get(), resolve(row.use.schema)});
  }
  add_dependencies(rules, out);
  return out;
}

FastArray Planner::make_array(const ArrayRules& rules) const {
  FastArray out;
  out.is_known = rules.unevaluated.at == kNone;
  for (std::uint32_t i = rules.prefix.from; i < rules.prefix.to; ++i) {
    out.prefix.push_back(resolve(program_.uses[i].schema));
  }
  out.rest = resolve(rules.rest);
  out.min = rules.count.min;
  out.max = rules.count.max;
  out.is_unique = rules.is_unique;
  if (rules.contains.at != kNone) {
    out.contains = resolve(rules.contains.schema);
    out.min_contains = rules.min_contains;
    out.max_contains = rules.max_contains;
  }
  return out;
}

std::shared_ptr<const FastPlan> Planner::run() {
  const auto count = static_cast<std::uint32_t>(program_.nodes.size());
  plan_->anything = count;
  plan_->nothing = count + 1;
  FastObject any_object;
  any_object.additional = plan_->anything;
  plan_->objects.push_back(std::move(any_object));
  FastArray any_array;
  any_array.rest = plan_->anything;
  plan_->arrays.push_back(std::move(any_array));
  for (const SchemaNode& node : program_.nodes) plan_->nodes.push_back(make_node(node));
  plan_->nodes.emplace_back();
  FastNode nothing;
  nothing.types = 0;
  plan_->nodes.push_back(std::move(nothing));
  plan_->root = resolve(program_.root);
  count_steps();
  return plan_;
}

// Round by round: whose steps lead to nodes of one round more are one deeper.
void Planner::count_steps() {
  bool changed = true;
  for (std::uint32_t round = 0; changed && round <= kMaxScalarSteps; ++round) {
    changed = false;
    for (FastNode& node : plan_->nodes) {
      if (node.scalar_steps < round || node.steps.empty()) continue;
      const std::uint32_t before = node.scalar_steps;
      for (const FastStep& step : node.steps) {
        for (const std::uint32_t use : step.uses) {
          node.scalar_steps = std::max(node.scalar_steps, plan_->nodes[use].scalar_steps + 1);
        }
      }
      changed = changed || node.scalar_steps != before;
    }
  }
}

}  // namespace

std::shared_ptr<const FastPlan> make_fast_plan(const SchemaProgram& program) { return Planner(program).run(); }

}  // namespace nines::validate
