// A schema written short for a prompt, strict on request. See nines/strict_subset.h. Writes from a stack of pieces, so
// that depth costs no recursion.
#include <algorithm>

#include "validate/finding.h"
#include "validate/strict/keyword_rows.h"
#include "validate/syntax.h"

namespace nines {

namespace {

using base::json_quote;
using base::JsonKind;
using base::JsonTree;
using base::kNoNode;
using validate::Holds;
using validate::StrictKeyword;

enum class Piece : std::uint8_t { text, schema, value, leave };

struct Task {
  Piece piece;
  std::uint32_t node = 0;
  std::string text;
};

class PromptWriter {
 public:
  PromptWriter(const JsonTree& tree, const PromptOptions& options, bool inlines)
      : tree_(tree), options_(options), inlines_(inlines) {}

  // False: too long, or (with references written out) one leads back.
  bool run() {
    todo_.push_back({Piece::schema, 0, ""});
    while (!todo_.empty() && !leads_back_ && out_.size() <= kMaxPromptBytes) {
      const Task task = std::move(todo_.back());
      todo_.pop_back();
      if (task.piece == Piece::text) out_ += task.text;
      if (task.piece == Piece::value) write_value(task.node);
      if (task.piece == Piece::leave) open_.pop_back();
      if (task.piece == Piece::schema) write_schema(task.node);
    }
    return !leads_back_ && out_.size() <= kMaxPromptBytes;
  }
  [[nodiscard]] bool leads_back() const { return leads_back_; }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  // Compact bytes of any value: its source without white space between tokens.
  void write_value(std::uint32_t node) {
    bool in_string = false;
    bool escaped = false;
    for (const char c : tree_.source(node)) {
      if (!in_string && base::is_json_space(c)) continue;
      out_ += c;
      const bool quote = c == '"' && !escaped;
      escaped = in_string && c == '\\' && !escaped;
      if (quote) in_string = !in_string;
    }
  }

  void write_schema(std::uint32_t node) {
    if (tree_.node(node).kind != JsonKind::object) return write_value(node);
    const std::uint32_t target = inlines_ ? validate::local_target(tree_, tree_.member(node, "$ref")) : kNoNode;
    if (target != kNoNode) {
      leads_back_ = std::find(open_.begin(), open_.end(), target) != open_.end();
      open_.push_back(target);
      todo_.push_back({Piece::leave, 0, ""});
      todo_.push_back({Piece::schema, target, ""});
      return;
    }
    std::vector<Task> pieces{{Piece::text, 0, "{"}};
    for (std::uint32_t i = tree_.node(node).first_child; i != kNoNode; i = tree_.node(i).next_sibling)
      add_keyword(i, pieces);
    if (options_.strict && tree_.member(node, "properties") != kNoNode) close_object(node, pieces);
    pieces.push_back({Piece::text, 0, "}"});
    std::move(pieces.rbegin(), pieces.rend(), std::back_inserter(todo_));
  }

  [[nodiscard]] bool is_written(const std::string& name, const StrictKeyword* row) const {
    if (row == nullptr) return !options_.strict;
    if (!row->in_prompt) return false;
    if (inlines_ && (name == "$defs" || name == "definitions")) return false;
    if (!options_.strict) return true;
    return name != "required" && name != "additionalProperties" &&
           (validate::accepts(*row, options_.vendor) || name == "oneOf");
  }

  void add_keyword(std::uint32_t value, std::vector<Task>& pieces) {
    std::string name = tree_.key(value);
    const StrictKeyword* row = validate::find_strict_keyword(name);
    if (!is_written(name, row)) return;
    if (options_.strict && name == "oneOf") name = "anyOf";
    pieces.push_back({Piece::text, 0, (pieces.size() > 1 ? "," : "") + json_quote(name) + ":"});
    const JsonKind kind = tree_.node(value).kind;
    const bool list = row != nullptr && row->holds != Holds::value && kind == JsonKind::array;
    const bool map = row != nullptr && row->holds == Holds::schema_map && kind == JsonKind::object;
    if (list || map) return add_children(value, map, name == "properties", pieces);
    const bool schema = row != nullptr && row->holds != Holds::value;
    pieces.push_back({schema ? Piece::schema : Piece::value, value, ""});
  }

  void add_children(std::uint32_t value, bool map, bool properties, std::vector<Task>& pieces) {
    pieces.push_back({Piece::text, 0, map ? "{" : "["});
    for (std::uint32_t i = tree_.node(value).first_child; i != kNoNode; i = tree_.node(i).next_sibling) {
      const char* comma = i == tree_.node(value).first_child ? "" : ",";
      pieces.push_back({Piece::text, 0, comma + (map ? json_quote(tree_.key(i)) + ":" : std::string())});
      const bool nullable = properties && options_.strict && is_optional(value, i);
      if (nullable) pieces.push_back({Piece::text, 0, "{\"anyOf\":["});
      pieces.push_back({Piece::schema, i, ""});
      if (nullable) pieces.push_back({Piece::text, 0, ",{\"type\":\"null\"}]}"});
    }
    pieces.push_back({Piece::text, 0, map ? "}" : "]"});
  }

  // A property that may be absent today and is not null already.
  [[nodiscard]] bool is_optional(std::uint32_t properties, std::uint32_t property) const {
    const std::uint32_t required = tree_.member(tree_.node(properties).parent, "required");
    const std::string name = tree_.key(property);
    for (std::uint32_t i = required == kNoNode ? kNoNode : tree_.node(required).first_child; i != kNoNode;
         i = tree_.node(i).next_sibling) {
      if (tree_.node(i).kind == JsonKind::string && tree_.string_value(i) == name) return false;
    }
    if (tree_.node(property).kind != JsonKind::object) return true;
    const std::uint32_t type = tree_.member(property, "type");
    return type == kNoNode || tree_.source(type).find("\"null\"") == std::string_view::npos;
  }

  void close_object(std::uint32_t node, std::vector<Task>& pieces) {
    const std::uint32_t properties = tree_.member(node, "properties");
    std::string names;
    for (std::uint32_t i = tree_.node(properties).first_child; i != kNoNode; i = tree_.node(i).next_sibling)
      names += (names.empty() ? "" : ",") + json_quote(tree_.key(i));
    pieces.push_back({Piece::text, 0, ",\"required\":[" + names + "],\"additionalProperties\":false"});
  }

  const JsonTree& tree_;
  const PromptOptions& options_;
  bool inlines_;
  bool leads_back_ = false;
  std::string out_;
  std::vector<Task> todo_;
  std::vector<std::uint32_t> open_;  // references being written out
};

}  // namespace

Result<std::string> prompt_schema(std::string_view schema, const PromptOptions& options) {
  const base::JsonReadResult read = base::read_json(schema, validate::json_limits());
  if (!read.ok) return base::json_error(read.error, schema, "schema");
  PromptWriter inlined(read.tree, options, true);
  if (inlined.run()) return inlined.take();
  PromptWriter plain(read.tree, options, false);
  if (plain.run()) return plain.take();
  return Error{
      ErrorCode::limit_exceeded, "the schema is longer than " + std::to_string(kMaxPromptBytes) + " bytes", {}};
}

}  // namespace nines
