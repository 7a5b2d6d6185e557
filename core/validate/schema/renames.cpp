// Renamed keys. See renames.h.
#include "validate/schema/renames.h"

#include <algorithm>
#include <map>

#include "validate/renamed.h"

namespace nines::validate {

namespace {

using base::kNoNode;

// A name that might have been meant: required and missing, or known and not there.
struct Wanted {
  std::string name;
  std::uint32_t missing = kNone;
  std::uint32_t unit = kNone;
  std::uint32_t row = kNone;
  bool used = false;
};

struct Unknown {
  std::string name;
  std::uint32_t member = 0;
  std::uint32_t extra = kNone;
  bool used = false;
};

// One object of the text with what is missing in it and what stands there unknown.
class ObjectNames {
 public:
  ObjectNames(const Trace& trace, const std::vector<MissingKey>& missing, const std::vector<ExtraKey>& extras)
      : trace_(trace), missing_(missing), extras_(extras) {}
  void add_missing(std::uint32_t index) { lacks_.push_back(index); }
  void add_extra(std::uint32_t index) { holds_.push_back(index); }
  void add_unit(std::uint32_t unit) { units_.push_back(unit); }
  void pair(std::uint32_t object, Renames& out);

 private:
  void gather(std::uint32_t object);
  void add_known(std::uint32_t unit, std::uint32_t object);
  void pair_at(Likeness level, Renames& out);
  [[nodiscard]] bool is_declared(std::string_view name) const;
  [[nodiscard]] const ObjectRules* rules_of(std::uint32_t unit) const;
  [[nodiscard]] std::string name_of(std::uint32_t row) const {
    return std::string(trace_.program.name(trace_.program.properties[row].name));
  }
  [[nodiscard]] Rename rename(const Unknown& from, const Wanted& to, Likeness level) const;
  [[nodiscard]] Edit edit_for(const Unknown& from, const Wanted& to) const;

  const Trace& trace_;
  const std::vector<MissingKey>& missing_;
  const std::vector<ExtraKey>& extras_;
  std::vector<std::uint32_t> lacks_;
  std::vector<std::uint32_t> holds_;
  std::vector<std::uint32_t> units_;  // all that speak of the object
  std::vector<Wanted> wanted_;
  std::vector<Unknown> unknown_;
};

const ObjectRules* ObjectNames::rules_of(std::uint32_t unit) const {
  const std::uint32_t object = trace_.program.nodes[trace_.units[unit].schema].object;
  return object == kNone ? nullptr : &trace_.program.object_rules[object];
}

// Known by properties, or perhaps by a pattern: then it is no other name written wrong.
bool ObjectNames::is_declared(std::string_view name) const {
  return std::any_of(units_.begin(), units_.end(), [&](std::uint32_t unit) {
    const ObjectRules* rules = rules_of(unit);
    if (rules == nullptr) return false;
    return !rules->patterns.empty() || trace_.program.find_row(*rules, name) != kNone;
  });
}

// Names that a unit knows and the object has not, beside those it requires.
void ObjectNames::add_known(std::uint32_t unit, std::uint32_t object) {
  const ObjectRules* rules = rules_of(unit);
  if (rules == nullptr || rules->rows.size() > kMaxRenamedKeys) return;
  for (std::uint32_t row = rules->rows.from; row < rules->rows.to; ++row) {
    if (trace_.program.properties[row].use.at == kNone) continue;
    const std::string name = name_of(row);
    const bool given = std::any_of(wanted_.begin(), wanted_.end(), [&](const Wanted& w) { return w.name == name; });
    if (given || trace_.tree.member(object, name) != kNoNode) continue;
    wanted_.push_back({name, kNone, unit, row});
  }
}

void ObjectNames::gather(std::uint32_t object) {
  for (const std::uint32_t index : lacks_) {
    const std::string name = name_of(missing_[index].row);
    const bool given = std::any_of(wanted_.begin(), wanted_.end(), [&](const Wanted& w) { return w.name == name; });
    if (!given) wanted_.push_back({name, index, missing_[index].unit, missing_[index].row});
  }
  for (const std::uint32_t index : holds_) {
    const std::uint32_t member = extras_[index].member;
    const bool given =
        std::any_of(unknown_.begin(), unknown_.end(), [&](const Unknown& u) { return u.member == member; });
    if (!given) unknown_.push_back({trace_.tree.key(member), member, index});
    if (!given) add_known(extras_[index].unit, object);
  }
  if (lacks_.empty()) return;
  for (std::uint32_t i = trace_.tree.node(object).first_child; i != kNoNode; i = trace_.tree.node(i).next_sibling) {
    const bool given = std::any_of(unknown_.begin(), unknown_.end(), [&](const Unknown& u) { return u.member == i; });
    if (given || unknown_.size() > kMaxRenamedKeys) continue;
    const std::string name = trace_.tree.key(i);
    if (!is_declared(name)) unknown_.push_back({name, i, kNone});
  }
}

Edit ObjectNames::edit_for(const Unknown& from, const Wanted& to) const {
  const base::JsonNode& node = trace_.tree.node(from.member);
  return {{node.key_begin, node.key_end}, base::json_quote(to.name)};
}

Rename ObjectNames::rename(const Unknown& from, const Wanted& to, Likeness level) const {
  Rename out;
  out.missing = to.missing;
  out.extra = from.extra;
  out.member = from.member;
  out.is_proposal = level == Likeness::words;
  const Edit edit = edit_for(from, to);
  out.finding = renamed_finding(edit.span, "key", from.name, to.name);
  out.finding.pointer = trace_.tree.pointer(from.member);
  const SchemaNode& node = trace_.program.nodes[trace_.units[to.unit].schema];
  const std::uint32_t declared = trace_.program.properties[to.row].use.at;
  out.finding.schema_pointer =
      schema_place(trace_.program, node, declared != kNone ? declared : rules_of(to.unit)->required_at);
  out.finding.edits = {edit};
  out.finding.confidence = level == Likeness::spelling ? 0.95 : level == Likeness::typo ? 0.9 : 0.5;
  return out;
}

void ObjectNames::pair_at(Likeness level, Renames& out) {
  const auto alike = [level](const Unknown& from, const Wanted& to) {
    return !from.used && !to.used && (to.missing != kNone || from.extra != kNone) &&
           likeness(from.name, to.name) == level;
  };
  std::vector<std::pair<std::size_t, std::size_t>> found;
  for (std::size_t i = 0; i < unknown_.size(); ++i) {
    for (std::size_t k = 0; k < wanted_.size(); ++k) {
      if (alike(unknown_[i], wanted_[k])) found.emplace_back(i, k);
    }
  }
  const auto rivals = [&](const auto& pair) {
    return std::count_if(found.begin(), found.end(),
                         [&](const auto& other) { return other.first == pair.first || other.second == pair.second; });
  };
  std::map<std::uint32_t, std::vector<Alternative>> unclear;
  for (const auto& pair : found) {
    Unknown& from = unknown_[pair.first];
    Wanted& to = wanted_[pair.second];
    from.used = true;
    to.used = true;
    if (rivals(pair) == 1) {
      out.pairs.push_back(rename(from, to, level));
    } else if (from.extra != kNone) {
      unclear[from.extra].push_back({"the key " + quoted(to.name) + " is meant", {edit_for(from, to)}});
    }
  }
  out.unclear.insert(out.unclear.end(), unclear.begin(), unclear.end());
}

void ObjectNames::pair(std::uint32_t object, Renames& out) {
  gather(object);
  if (wanted_.size() > kMaxRenamedKeys || unknown_.size() > kMaxRenamedKeys) return;
  for (const Likeness level : {Likeness::spelling, Likeness::typo, Likeness::words}) pair_at(level, out);
}

}  // namespace

Renames find_renames(const Trace& trace, const std::vector<MissingKey>& missing, const std::vector<ExtraKey>& extras) {
  std::map<std::uint32_t, ObjectNames> objects;
  const auto names_of = [&](std::uint32_t object) -> ObjectNames& {
    return objects.try_emplace(object, trace, missing, extras).first->second;
  };
  for (std::uint32_t i = 0; i < missing.size(); ++i) names_of(trace.units[missing[i].unit].instance).add_missing(i);
  for (std::uint32_t i = 0; i < extras.size(); ++i) {
    if (extras[i].unit != kNone) names_of(trace.tree.node(extras[i].member).parent).add_extra(i);
  }
  Renames out;
  if (objects.empty()) return out;
  for (std::uint32_t unit = 0; unit < trace.units.size(); ++unit) {
    const auto found = objects.find(trace.units[unit].instance);
    if (found != objects.end()) found->second.add_unit(unit);
  }
  for (auto& [object, names] : objects) names.pair(object, out);
  return out;
}

}  // namespace nines::validate
