// Runs a schema program over a tree: which nodes meet which schemas. What a single value misses is
// judged in schema_value.cpp. See schema_program.h.
#include <algorithm>

#include "base/text.h"
#include "validate/schema_value.h"

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonNode;
using base::JsonTree;
using base::kNoNode;

struct Task {
  std::uint32_t schema;
  std::uint32_t node;
};

class Checker {
 public:
  Checker(const SchemaProgram& program, const JsonTree& tree) : program_(program), tree_(tree) {}
  FindingList run();

 private:
  void check_members(const SchemaNode& schema, std::uint32_t object);
  void check_elements(const SchemaNode& schema, std::uint32_t array);
  void report_missing(const SchemaNode& schema, std::uint32_t object);
  void report_extra(const SchemaNode& schema, std::uint32_t member, const char* keyword);
  std::string_view key_of(std::uint32_t member);
  void push(std::uint32_t schema, std::uint32_t node) {
    if (schema != kAnything) children_.push_back({schema, node});
  }

  const SchemaProgram& program_;
  const JsonTree& tree_;
  FindingList misses_;
  std::vector<Task> todo_;
  std::vector<Task> children_;  // of the node at hand, in document order
  std::vector<bool> present_;   // per property of the schema at hand
  std::string key_buffer_;
  bool kept_before_ = false;  // a member that stays stands before the one at hand
};

FindingList Checker::run() {
  todo_.push_back({program_.root, 0});
  while (!todo_.empty()) {
    const Task task = todo_.back();
    todo_.pop_back();
    if (task.schema == kAnything) continue;
    if (task.schema == kNothing) {
      misses_.add(nothing_allowed(tree_, task.node));
      continue;
    }
    const SchemaNode& schema = program_.nodes[task.schema];
    const ValueCheck value{program_, schema, tree_, task.node};
    // One root cause: a value of the wrong type or outside its list needs no further remarks.
    if (check_identity(value, misses_)) continue;
    check_extent(value, misses_);
    children_.clear();
    if (tree_.node(task.node).kind == JsonKind::object) check_members(schema, task.node);
    if (tree_.node(task.node).kind == JsonKind::array) check_elements(schema, task.node);
    todo_.insert(todo_.end(), children_.rbegin(), children_.rend());
  }
  // A container's own misses are found before those inside it, which may stand in front of them.
  std::stable_sort(misses_.items.begin(), misses_.items.end(),
                   [](const Finding& a, const Finding& b) { return a.span.from < b.span.from; });
  return std::move(misses_);
}

std::string_view Checker::key_of(std::uint32_t member) {
  const JsonNode& node = tree_.node(member);
  const std::string_view raw = tree_.text.substr(node.key_begin + 1, node.key_end - node.key_begin - 2);
  if (raw.find('\\') == std::string_view::npos) return raw;
  key_buffer_ = tree_.key(member);
  return key_buffer_;
}

void Checker::check_members(const SchemaNode& schema, std::uint32_t object) {
  if (schema.properties.empty() && schema.additional == kAnything) return;
  present_.assign(schema.properties.size(), false);
  kept_before_ = false;
  for (std::uint32_t i = tree_.node(object).first_child; i != kNoNode; i = tree_.node(i).next_sibling) {
    const std::string_view key = key_of(i);
    const auto row =
        std::lower_bound(schema.properties.begin(), schema.properties.end(), key,
                         [](const SchemaProperty& property, std::string_view name) { return property.name < name; });
    const bool known = row != schema.properties.end() && row->name == key;
    if (known) present_[static_cast<std::size_t>(row - schema.properties.begin())] = true;
    const bool declared = known && row->declared;
    const std::uint32_t wanted = declared ? row->schema : schema.additional;
    if (wanted == kNothing) {
      report_extra(schema, i, declared ? "properties" : "additionalProperties");
      continue;
    }
    kept_before_ = true;
    push(wanted, i);
  }
  report_missing(schema, object);
}

void Checker::check_elements(const SchemaNode& schema, std::uint32_t array) {
  if (schema.items == kAnything) return;
  for (std::uint32_t i = tree_.node(array).first_child; i != kNoNode; i = tree_.node(i).next_sibling) {
    push(schema.items, i);
  }
}

void Checker::report_missing(const SchemaNode& schema, std::uint32_t object) {
  for (std::size_t k = 0; k < present_.size(); ++k) {
    if (!schema.properties[k].required || present_[k]) continue;
    if (misses_.full()) {
      ++misses_.dropped;
      continue;
    }
    const std::string& name = schema.properties[k].name;
    Finding finding = make_finding("C1", {tree_.node(object).begin, tree_.node(object).end},
                                   "the required key " + quoted(name) + " is missing", "a member " + quoted(name),
                                   excerpt(tree_.source(object)));
    finding.pointer = tree_.pointer(object);
    finding.schema_pointer = schema.pointer + "/required";
    misses_.add(std::move(finding));
  }
}

// A member that may not be there. Its deletion takes one comma along: the one before it when a
// member stays before it, else the one after it, so that deletions of neighbours never overlap.
void Checker::report_extra(const SchemaNode& schema, std::uint32_t member, const char* keyword) {
  if (misses_.full()) {
    ++misses_.dropped;
    return;
  }
  const JsonNode& node = tree_.node(member);
  Span gone{node.key_begin, node.end};
  if (kept_before_) {
    std::size_t comma = node.key_begin;
    while (tree_.text[comma] != ',') --comma;  // only white space lies between
    gone.from = comma;
  } else if (node.next_sibling != kNoNode) {
    gone.to = tree_.node(node.next_sibling).key_begin;
  }
  const std::string key = tree_.key(member);
  Finding finding = make_finding("C2", {node.key_begin, node.end}, "the key " + quoted(key) + " is not allowed",
                                 "no member " + quoted(key), excerpt(tree_.source(member)));
  finding.pointer = tree_.pointer(member);
  finding.schema_pointer = schema.pointer + '/' + keyword;
  if (keyword == std::string_view("properties")) {
    finding.schema_pointer += '/' + base::pointer_escape(key);
  }
  finding.edits.push_back({gone, ""});
  misses_.add(std::move(finding));
}

}  // namespace

FindingList check_schema(const SchemaProgram& program, const base::JsonTree& tree) {
  return Checker(program, tree).run();
}

}  // namespace nines::validate
