// Which rules anything satisfies, and with what short text; then each rule is closed over that: where the first
// impossible item stands, which keys are left. See rule.h. A least fixed point: a rule counts as satisfiable once a
// finite value for it has been found, so endless recursion stays impossible.
#include <algorithm>
#include <deque>

#include "base/text.h"
#include "validate/prefix/number_search.h"
#include "validate/prefix/rule.h"

namespace nines::validate {

namespace {

constexpr int kMaxShorteningRounds = 64;  // texts may stay longer than they must; what is satisfiable is exact

struct Candidate {
  bool exists = false;
  bool has_text = false;
  std::string text;
};

// Keeps the shorter of two texts; the first found wins a tie.
void offer(Candidate& best, Candidate more) {
  if (!more.exists) return;
  const bool better = more.has_text && (!best.has_text || more.text.size() < best.text.size());
  best.exists = true;
  if (!better) return;
  best.has_text = true;
  best.text = std::move(more.text);
}

bool append(std::string& out, const PrefixRule& rule) {
  out += rule.shortest;
  return rule.has_shortest && out.size() <= kMaxMissingBytes;
}

Candidate plain(const char* text) { return {true, true, text}; }

bool matches_all(const PrefixRule& rule, const std::string& text) {
  return std::all_of(rule.patterns.begin(), rule.patterns.end(),
                     [&](const auto& pattern) { return search(*pattern, text) == PatternMatch::yes; });
}

Candidate shortest_string(const PrefixRule& rule) {
  if (!rule.string_ok || rule.min_length > rule.max_length) return {};
  Candidate best;
  if (rule.strings != nullptr) {
    for (const std::u32string& text : *rule.strings) {
      std::string utf8;
      append_code_points(utf8, text);
      offer(best, {true, true, base::json_quote(utf8)});
    }
    return best;
  }
  best.exists = true;
  if (rule.min_length > kMaxMissingBytes) return best;
  for (const char filler : {'a', '0', 'A', ' '}) {
    const std::string text(static_cast<std::size_t>(rule.min_length), filler);
    if (matches_all(rule, text)) return {true, true, '"' + text + '"'};
  }
  return best;
}

Candidate shortest_array(const PrefixProgram& program, const PrefixRule& rule) {
  if (!rule.array_ok || rule.min_items > rule.max_items) return {};
  Candidate out{true, true, "["};
  for (std::uint64_t i = 0; i < rule.min_items; ++i) {
    const PrefixRule& item = program.rules[rule.item_rule(i)];
    if (!item.satisfiable) return {};
    if (i > rule.prefix_items.size() && !out.has_text) break;  // all further items are alike
    if (i > 0) out.text += ',';
    out.has_text = out.has_text && append(out.text, item);
  }
  out.text += ']';
  return out;
}

// Members beyond the required ones until there are enough; false when there cannot be.
bool add_members(const PrefixProgram& program, const PrefixRule& rule, std::uint64_t count, Candidate& out) {
  const auto add = [&](const std::string& name, const PrefixRule& value) {
    if (out.text.size() > 1) out.text += ',';
    out.text += base::json_quote(name) + ':';
    out.has_text = out.has_text && append(out.text, value);
    ++count;
  };
  for (const PropertyRule& row : rule.properties) {
    if (count >= rule.min_properties) return true;
    if (!row.required && program.rules[row.rule].satisfiable) add(row.name, program.rules[row.rule]);
  }
  const PrefixRule& rest = program.rules[rule.additional];
  for (std::uint64_t i = 0; count < rule.min_properties; ++i) {
    if (!rest.satisfiable) {
      out.has_text = false;  // perhaps a name that one of the patterns takes
      return !rule.name_patterns.empty();
    }
    if (!out.has_text) return true;
    const std::string name = "x" + std::to_string(i);
    std::u32string points(name.begin(), name.end());
    if (!std::binary_search(rule.names->begin(), rule.names->end(), points)) add(name, rest);
  }
  return true;
}

Candidate shortest_object(const PrefixProgram& program, const PrefixRule& rule) {
  const bool room = std::max<std::uint64_t>(rule.required_count, rule.min_properties) <= rule.max_properties;
  if (!rule.object_ok || !room) return {};
  Candidate out{true, true, "{"};
  for (const PropertyRule& row : rule.properties) {
    if (!row.required) continue;
    const PrefixRule& value = program.rules[row.rule];
    if (!value.satisfiable) return {};
    if (!out.has_text) continue;
    if (out.text.size() > 1) out.text += ',';
    out.text += base::json_quote(row.name) + ':';
    out.has_text = append(out.text, value);
  }
  if (!add_members(program, rule, rule.required_count, out)) return {};
  out.text += '}';
  return out;
}

// What does not depend on other rules.
Candidate shortest_scalar(const PrefixRule& rule) {
  Candidate best;
  if (rule.number_ok && !rule.numbers.empty()) {
    best.exists = true;
    if (const auto text = shortest_number(NumberScan(rule.numbers))) offer(best, {true, true, *text});
  }
  if (rule.null_ok) offer(best, plain("null"));
  if (rule.true_ok) offer(best, plain("true"));
  if (rule.false_ok) offer(best, plain("false"));
  offer(best, shortest_string(rule));
  return best;
}

bool improve(const PrefixProgram& program, const Candidate& scalar, PrefixRule& rule, bool texts) {
  Candidate best = scalar;
  offer(best, shortest_array(program, rule));
  offer(best, shortest_object(program, rule));
  if (!best.exists) return false;
  const bool shorter = best.has_text && (!rule.has_shortest || best.text.size() < rule.shortest.size());
  const bool better = !rule.satisfiable || (texts && shorter);
  rule.satisfiable = true;
  if (!shorter || !better) return better;
  rule.has_shortest = true;
  rule.shortest = std::move(best.text);
  return true;
}

void close_array(const PrefixProgram& program, PrefixRule& rule) {
  for (std::size_t i = 0; i <= rule.prefix_items.size(); ++i) {
    if (program.rules[rule.item_rule(i)].satisfiable) continue;
    rule.max_items = std::min<std::uint64_t>(rule.max_items, i);
    break;
  }
  rule.array_ok = shortest_array(program, rule).exists;
}

void close_object(const PrefixProgram& program, PrefixRule& rule) {
  rule.object_ok = shortest_object(program, rule).exists;
  if (!rule.object_ok || program.rules[rule.additional].satisfiable || !rule.name_patterns.empty()) return;
  auto allowed = std::make_shared<TextList>();
  for (std::size_t i = 0; i < rule.properties.size(); ++i) {
    if (program.rules[rule.properties[i].rule].satisfiable) allowed->push_back((*rule.names)[i]);
  }
  rule.allowed_names = std::move(allowed);
}

}  // namespace

void find_shortest(PrefixProgram& program) {
  std::vector<Candidate> scalars;
  for (const PrefixRule& rule : program.rules) scalars.push_back(rule.impossible ? Candidate{} : shortest_scalar(rule));
  bool changed = true;
  for (int round = 0; changed; ++round) {
    changed = false;
    for (std::size_t i = program.rules.size(); i-- > 0;) {  // children come after their parents
      PrefixRule& rule = program.rules[i];
      if (!rule.impossible) changed = improve(program, scalars[i], rule, round < kMaxShorteningRounds) || changed;
    }
  }
  for (PrefixRule& rule : program.rules) {
    if (rule.impossible) {
      rule.null_ok = rule.true_ok = rule.false_ok = rule.number_ok = rule.string_ok = false;
      rule.array_ok = rule.object_ok = false;
      continue;
    }
    rule.number_ok = rule.number_ok && !rule.numbers.empty();
    rule.string_ok =
        rule.string_ok && rule.min_length <= rule.max_length && (rule.strings == nullptr || !rule.strings->empty());
    close_array(program, rule);
    close_object(program, rule);
  }
}

}  // namespace nines::validate
