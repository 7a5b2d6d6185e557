// What of a schema falls outside a vendor's subset. See nines/strict_subset.h.
#include "validate/finding.h"
#include "validate/strict/keyword_rows.h"
#include "validate/syntax.h"

namespace nines {

namespace {

using base::JsonKind;
using base::JsonTree;
using base::kNoNode;
using validate::find_strict_keyword;
using validate::StrictKeyword;

struct Visit {
  std::uint32_t schema;
  std::int64_t depth;  // of objects
};

class StrictCheck {
 public:
  StrictCheck(const JsonTree& tree, const StrictProfile& profile) : tree_(tree), profile_(profile) {}

  StrictReport run() {
    check_root();
    std::vector<Visit> todo{{0, 0}};
    while (!todo.empty() && out_.findings.size() < kMaxFindings) {
      const Visit now = todo.back();
      todo.pop_back();
      if (tree_.node(now.schema).kind == JsonKind::object) check_schema(now, todo);
    }
    check_recursion();
    check_sizes();
    out_.accepted = out_.findings.empty();
    return std::move(out_);
  }

 private:
  void add(const char* rule, std::uint32_t at, std::string message, std::string proposal,
           std::vector<Edit> edits = {}) {
    out_.findings.push_back({rule, tree_.pointer(at), std::move(message), std::move(proposal), std::move(edits)});
  }

  void check_root() {
    if (!profile_.root_object) return;
    const std::uint32_t type = tree_.member(0, "type");
    const bool object = type != kNoNode && tree_.source(type) == "\"object\"";
    if (!object || tree_.member(0, "anyOf") != kNoNode)
      add("root", 0, "the root must have type object and no anyOf", "put the value under a key of an object");
  }

  // Inserts a member at the end of an object of the schema.
  [[nodiscard]] Edit insertion(std::uint32_t object, const std::string& member) const {
    const std::size_t at = tree_.node(object).end - 1;
    return {{at, at}, (tree_.node(object).child_count > 0 ? "," : "") + member};
  }

  void check_schema(const Visit& now, std::vector<Visit>& todo) {
    const bool is_object = describes_object(now.schema);
    deepest_ = std::max(deepest_, now.depth + (is_object ? 1 : 0));
    for (std::uint32_t i = tree_.node(now.schema).first_child; i != kNoNode; i = tree_.node(i).next_sibling) {
      const std::string name = tree_.key(i);
      const StrictKeyword* row = find_strict_keyword(name);
      if (row == nullptr || !validate::accepts(*row, profile_.id)) {
        add("keyword", i, "the keyword " + validate::quoted(name) + " is not accepted",
            name == "oneOf" ? "use anyOf" : "say it in the description and check it afterwards");
      }
      count(name, i);
      if (row == nullptr) continue;
      for (const std::uint32_t child : validate::schemas_of(tree_, i, row->holds))
        todo.push_back({child, now.depth + (is_object ? 1 : 0)});
    }
    if (is_object) check_object(now.schema);
  }

  [[nodiscard]] bool describes_object(std::uint32_t schema) const {
    const std::uint32_t type = tree_.member(schema, "type");
    return tree_.member(schema, "properties") != kNoNode ||
           (type != kNoNode && tree_.source(type).find("\"object\"") != std::string_view::npos);
  }

  void check_object(std::uint32_t schema) {
    const std::uint32_t additional = tree_.member(schema, "additionalProperties");
    if (additional == kNoNode) {
      add("additional_properties", schema, "additionalProperties must be false", "close the object",
          {insertion(schema, "\"additionalProperties\":false")});
    } else if (tree_.source(additional) != "false") {
      add("additional_properties", additional, "additionalProperties must be false", "close the object",
          {{{tree_.node(additional).begin, tree_.node(additional).end}, "false"}});
    }
    if (profile_.all_required) check_required(schema);
  }

  void check_required(std::uint32_t schema) {
    const std::uint32_t properties = tree_.member(schema, "properties");
    if (properties == kNoNode) return;
    const std::uint32_t required = tree_.member(schema, "required");
    std::string all = "[";
    std::string missing;
    for (std::uint32_t i = tree_.node(properties).first_child; i != kNoNode; i = tree_.node(i).next_sibling) {
      const std::string name = tree_.key(i);
      all += (all.size() > 1 ? "," : "") + base::json_quote(name);
      if (!lists(required, name)) missing += (missing.empty() ? "" : ", ") + validate::quoted(name);
    }
    if (missing.empty()) return;
    const bool given = required != kNoNode;
    const Edit edit = given ? Edit{{tree_.node(required).begin, tree_.node(required).end}, all + "]"}
                            : insertion(schema, "\"required\":" + all + "]");
    add("all_required", given ? required : schema, "not in required: " + missing,
        "require every property; let optional ones be null", {edit});
  }

  [[nodiscard]] bool lists(std::uint32_t list, const std::string& name) const {
    if (list == kNoNode) return false;
    for (std::uint32_t i = tree_.node(list).first_child; i != kNoNode; i = tree_.node(i).next_sibling) {
      if (tree_.node(i).kind == JsonKind::string && tree_.string_value(i) == name) return true;
    }
    return false;
  }

  void count(const std::string& name, std::uint32_t value) {
    const auto children = static_cast<std::int64_t>(tree_.node(value).child_count);
    if (name == "properties") properties_ += children;
    if (name == "enum") enum_values_ += children;
    const bool named = name == "properties" || name == "$defs" || name == "definitions";
    for (std::uint32_t i = tree_.node(value).first_child; i != kNoNode && (named || name == "enum");
         i = tree_.node(i).next_sibling) {
      const base::JsonNode& node = tree_.node(i);
      name_bytes_ += static_cast<std::int64_t>(named ? node.key_end - node.key_begin : node.end - node.begin);
    }
    if (name == "const") name_bytes_ += static_cast<std::int64_t>(tree_.source(value).size());
    if (name == "$ref") references_.push_back(value);
  }

  // A reference to one of its own ancestors leads back; so does one in a ring of definitions.
  void check_recursion() {
    if (profile_.recursion) return;
    for (const std::uint32_t reference : references_) {
      const std::uint32_t target = validate::local_target(tree_, reference);
      if (target == kNoNode) {
        add("reference", reference, "the reference does not lead to a place in this schema", "write the schema out");
        continue;
      }
      if (leads_back(target, reference))
        add("recursion", reference, "the reference leads back to itself", "write out as many levels as are needed");
    }
  }

  [[nodiscard]] bool leads_back(std::uint32_t target, std::uint32_t reference) const {
    std::vector<std::uint32_t> todo{target};
    std::vector<bool> seen(tree_.nodes.size());
    while (!todo.empty()) {
      const std::uint32_t root = todo.back();
      todo.pop_back();
      if (seen[root]) continue;
      seen[root] = true;
      for (const std::uint32_t inner : references_) {
        const bool inside =
            tree_.node(inner).begin >= tree_.node(root).begin && tree_.node(inner).end <= tree_.node(root).end;
        if (!inside) continue;
        if (inner == reference) return true;
        const std::uint32_t next = validate::local_target(tree_, inner);
        if (next != kNoNode) todo.push_back(next);
      }
    }
    return false;
  }

  void check_sizes() {
    const auto limit = [&](std::int64_t found, std::int64_t most, const char* what) {
      if (most < 0 || found <= most) return;
      add("size", 0, std::to_string(found) + " " + what + "; at most " + std::to_string(most) + " are accepted",
          "split the schema");
    };
    limit(properties_, profile_.max_properties, "properties");
    limit(deepest_, profile_.max_depth, "levels of objects");
    limit(enum_values_, profile_.max_enum_values, "enum values");
    limit(name_bytes_, profile_.max_name_bytes, "bytes of names and enum values");
  }

  const JsonTree& tree_;
  const StrictProfile& profile_;
  StrictReport out_;
  std::vector<std::uint32_t> references_;
  std::int64_t properties_ = 0;
  std::int64_t deepest_ = 0;
  std::int64_t enum_values_ = 0;
  std::int64_t name_bytes_ = 0;
};

}  // namespace

Result<StrictReport> check_strict_subset(std::string_view schema, StrictVendor vendor) {
  const base::JsonReadResult read = base::read_json(schema, validate::json_limits());
  if (!read.ok) return base::json_error(read.error, schema, "schema");
  if (read.tree.node(0).kind != JsonKind::object) {
    return Error{
        ErrorCode::bad_value, "a strict schema is an object, found " + validate::excerpt(read.tree.source(0)), {}};
  }
  return StrictCheck(read.tree, strict_profiles()[static_cast<std::size_t>(vendor)]).run();
}

}  // namespace nines
