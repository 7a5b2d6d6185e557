// Rules for strings and numbers, and steps that lead to a scalar. See fused.h.
#include "validate/fast/fused_scalar.h"

namespace nines::validate {

namespace {

bool bound_holds(BoundKind kind, Order order) {
  switch (kind) {
    case BoundKind::minimum: return order != Order::less;
    case BoundKind::maximum: return order != Order::greater;
    case BoundKind::exclusive_minimum: return order == Order::greater;
    case BoundKind::exclusive_maximum: return order == Order::less;
    case BoundKind::multiple_of: break;
  }
  return true;
}

}  // namespace

FusedValidator::Step FusedValidator::scalar(const FastNode& node, const std::uint32_t*& token) {
  return scalar_of(token_kind(text_[*token]), node, token);
}

std::string_view FusedValidator::decode(std::string_view literal) {
  decoded_ = base::json_unquote(literal);
  return decoded_;
}

FusedValidator::Step FusedValidator::text_rules(const FastNode& node, const std::uint32_t* token) {
  const std::string_view text = content(token);
  if (node.has_values) {
    const NameKey key = key_of(text);
    for (const FastValues& values : node.values) {
      if (values.strings.find(key, text.data()) == kNoName) return Step::missed;
    }
  }
  if (!node.has_text) return Step::done;
  const FastText& rules = node.text;
  if (!rules.is_known) return Step::unsure;
  if (rules.min > 0 || rules.max != kNoLimit) {
    const bool plain = token[1] <= base::kPositionBits;
    const std::size_t size = plain ? text.size() : base::count_code_points(text);
    if (size < rules.min || size > rules.max) return Step::missed;
  }
  if (rules.has_format && !check_format(rules.format, text, rules.draft)) return Step::missed;
  if (rules.pattern == nullptr) return Step::done;
  switch (search(*rules.pattern, text)) {
    case PatternMatch::yes: return Step::done;
    case PatternMatch::no: return Step::missed;
    case PatternMatch::not_decidable: break;
  }
  return Step::unsure;
}

FusedValidator::Step FusedValidator::number_rules(const FastNode& node, const ShortNumber& value) {
  for (const FastBound& bound : node.numbers) {
    if (!bound.is_known) return Step::unsure;
    if (bound.kind == BoundKind::multiple_of) {
      const Divides divides = is_multiple(value, bound.value);
      if (divides != Divides::yes) return divides == Divides::no ? Step::missed : Step::unsure;
      continue;
    }
    const Order order = compare(value, bound.value);
    if (order == Order::unknown) return Step::unsure;
    if (!bound_holds(bound.kind, order)) return Step::missed;
  }
  for (const FastValues& values : node.values) {
    bool found = false;
    bool sure = !values.has_wide;
    for (const ShortNumber& one : values.numbers) {
      const Order order = compare(value, one);
      found = found || order == Order::equal;
      sure = sure && order != Order::unknown;
    }
    if (!found) return sure ? Step::missed : Step::unsure;
  }
  return Step::done;
}

// Steps are followed here only as deep as the plan allows (FastNode::scalar_steps), so this recursion is short.
FusedValidator::Step FusedValidator::stepped_scalar(const FastNode& node, const std::uint32_t*& token) {
  if (node.scalar_steps > kMaxScalarSteps) return Step::unsure;
  const std::uint32_t* start = token;
  const Step own = scalar(node, token);
  if (own != Step::done) return own;
  for (const FastStep& step : node.steps) {
    const Step held = one_step(step, start);
    if (held != Step::done) return held;
  }
  return Step::done;
}

FusedValidator::Step FusedValidator::one_step(const FastStep& step, const std::uint32_t* token) {
  const auto run = [&](std::uint32_t use) {
    const FastNode& node = plan_->nodes[use];
    const std::uint32_t* at = token;
    return node.steps.empty() ? scalar(node, at) : stepped_scalar(node, at);
  };
  if (step.kind == StepKind::condition) {
    const Step held = run(step.uses[0]);
    if (held != Step::done && held != Step::missed) return held;
    return run(step.uses[held == Step::done ? 1 : 2]);
  }
  std::size_t passed = 0;
  for (const std::uint32_t use : step.uses) {
    const Step held = run(use);
    if (held != Step::done && held != Step::missed) return held;
    passed += held == Step::done ? 1 : 0;
    if (step.kind == StepKind::any_of && passed > 0) return Step::done;
  }
  const std::size_t wanted = step.kind == StepKind::negate   ? 0
                             : step.kind == StepKind::any_of ? 1
                             : step.kind == StepKind::one_of ? 1
                                                             : step.uses.size();
  return passed == wanted ? Step::done : Step::missed;
}

}  // namespace nines::validate
