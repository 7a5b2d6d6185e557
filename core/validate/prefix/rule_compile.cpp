// From the text of a JSON Schema to the rules of the prefix machine. See rule.h.
#include "validate/finding.h"
#include "validate/prefix/rule_merge.h"
#include "validate/syntax.h"

namespace nines::validate {

namespace {

using base::JsonKind;
using base::kNoNode;

// Gives every set of schemas one rule, made once.
class Rules final : public RuleSource {
 public:
  Rules(PrefixProgram& program, const AtomFinder& atoms) : RuleSource(program.tree, atoms), program_(program) {
    program_.rules.emplace_back();  // kAnyRule
    program_.rules.back().numbers = numbers_between({}, {}, false);
  }

  std::uint32_t rule_for(AtomSet set) override {
    if (set.atoms.empty() && !set.impossible && !set.late) return kAnyRule;
    std::vector<Atom> key = set.atoms;
    if (set.impossible) key = {kNoNode};
    if (set.late) key.push_back(kNoNode - 1);
    const auto [at, fresh] = known_.emplace(std::move(key), static_cast<std::uint32_t>(program_.rules.size()));
    if (!fresh) return at->second;
    PrefixRule rule;
    rule.atoms = std::move(set.atoms);
    rule.impossible = set.impossible;
    rule.late = set.late && !set.impossible;
    program_.rules.push_back(std::move(rule));
    return at->second;
  }

  [[nodiscard]] bool merge_all() {
    for (std::size_t i = 1; i < program_.rules.size(); ++i) {
      if (program_.rules.size() > kMaxPrefixRules) return false;
      PrefixRule rule = std::move(program_.rules[i]);
      if (!rule.impossible) {
        merge_limits(*this, rule);
        merge_listed(*this, rule);
        merge_items(*this, rule);
        merge_properties(*this, rule);
      }
      program_.rules[i] = std::move(rule);
    }
    return true;
  }

 private:
  PrefixProgram& program_;
  std::map<std::vector<Atom>, std::uint32_t> known_;
};

Error schema_fault(ErrorCode code, std::string message) {
  Error out;
  out.code = code;
  out.message = std::move(message);
  out.where.pointer = "/schema";
  return out;
}

}  // namespace

Result<std::shared_ptr<PrefixProgram>> compile_prefix_rules(std::string_view schema, FormatPolicy formats) {
  auto program = std::make_shared<PrefixProgram>();
  program->text = schema;
  base::JsonReadResult read = base::read_json(program->text, json_limits());
  if (!read.ok) {
    Error error = base::json_error(read.error, program->text, "schema");
    error.where.pointer = "/schema" + error.where.pointer;
    return error;
  }
  program->tree = std::move(read.tree);
  const JsonKind kind = program->tree.node(0).kind;
  if (kind != JsonKind::object && kind != JsonKind::boolean) {
    return schema_fault(ErrorCode::bad_value,
                        "a schema is an object, true or false, found " + excerpt(program->tree.source(0)));
  }
  const AtomFinder finder(program->tree, formats);
  Rules rules(*program, finder);
  AtomSet root;
  finder.add(0, root);
  program->root = rules.rule_for(std::move(root));
  if (!rules.merge_all()) {
    return schema_fault(ErrorCode::limit_exceeded, "the schema tells more than " + std::to_string(kMaxPrefixRules) +
                                                       " places apart; fewer combinations of allOf would do");
  }
  for (const PrefixRule& rule : program->rules) program->late = program->late || rule.late;
  find_shortest(*program);
  return program;
}

std::string keyword_pointer(const PrefixProgram& program, const PrefixRule& rule, const char* const* keywords) {
  for (; *keywords != nullptr; ++keywords) {
    for (const Atom atom : rule.atoms) {
      if ((atom & kConstant) != 0) continue;
      if (program.tree.member(atom, *keywords) == kNoNode) continue;
      return program.tree.pointer(atom) + '/' + *keywords;
    }
  }
  return rule.atoms.empty() ? "" : program.tree.pointer(rule.atoms.front() & ~kConstant);
}

}  // namespace nines::validate
