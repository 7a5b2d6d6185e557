// The fields of a record (record_fields.h). The table below is the only list of names.
#include "corpus/record_fields.h"

#include <array>
#include <cmath>
#include <string_view>
#include <utility>

#include "base/canonical.h"
#include "base/text.h"

namespace nines::corpus {
namespace {

using base::JsonKind;
using base::JsonTree;
using base::kNoNode;

enum class FieldType : std::uint8_t { id, json, score, count, tags };

struct FieldInfo {
  std::string_view name;
  FieldType type;
  std::string Record::*text;      // id and json fields
  std::string_view instead = {};  // another spelling: read as that field, and a tag where that field stands too
};

constexpr std::array kFields{
    FieldInfo{"item", FieldType::id, &Record::item},
    FieldInfo{"model", FieldType::id, &Record::model},
    FieldInfo{"trial", FieldType::id, &Record::trial},
    FieldInfo{"paraphrase", FieldType::id, &Record::paraphrase},
    FieldInfo{"step", FieldType::id, &Record::step},
    FieldInfo{"run", FieldType::id, &Record::run},
    FieldInfo{"output", FieldType::json, &Record::output},
    FieldInfo{"expected", FieldType::json, &Record::expected},
    FieldInfo{"gold", FieldType::json, &Record::expected, "expected"},
    FieldInfo{"label", FieldType::json, &Record::label},
    FieldInfo{"score", FieldType::score, nullptr},
    FieldInfo{"n", FieldType::count, nullptr},
    FieldInfo{"tags", FieldType::tags, nullptr},
    // As public benchmark logs spell them.
    FieldInfo{"task", FieldType::id, &Record::item, "item"},
    FieldInfo{"reward", FieldType::score, nullptr, "score"},
    FieldInfo{"success", FieldType::score, nullptr, "score"},
};
constexpr double kLargestCount = 9007199254740992.0;  // 2^53

class RecordReader {
 public:
  RecordReader(const JsonTree& tree, std::vector<FieldIssue>& issues) : tree_(tree), issues_(issues) {}

  std::optional<Record> read(std::uint32_t root) {
    if (tree_.node(root).kind != JsonKind::object) {
      note(Severity::error, "wrong_type", "a record must be an object, found " + describe(root), root);
      return std::nullopt;
    }
    for (const std::uint32_t repeated : tree_.duplicate_keys) note_duplicate(root, repeated);
    for (std::uint32_t child = tree_.node(root).first_child; child != kNoNode; child = tree_.node(child).next_sibling) {
      read_field(root, child);
    }
    if (!record_.item.empty()) return std::move(record_);
    const std::uint32_t item = tree_.member(root, "item");
    if (item == kNoNode)
      note(Severity::error, "missing_field", "a record needs \"item\": what was asked", root);
    else
      note(Severity::error, "bad_value",
           "\"item\" must be a text that is not empty, or a number; found " + describe(item), item);
    return std::nullopt;
  }

 private:
  void read_field(std::uint32_t root, std::uint32_t node) {
    const FieldInfo* field = find_field(node);
    const bool is_hidden = field != nullptr && !field->instead.empty() && tree_.member(root, field->instead) != kNoNode;
    bool understood = false;
    if (field != nullptr && !is_hidden) {
      if (field->type == FieldType::id) understood = read_id(*field, node);
      if (field->type == FieldType::json) understood = read_json_text(*field, node);
      if (field->type == FieldType::score) understood = read_score(*field, node);
      if (field->type == FieldType::count) understood = read_count(node);
      if (field->type == FieldType::tags) understood = read_tags(node);
    }
    if (!understood) set_tag(tree_.key(node), node);
  }

  // Most keys carry no escape, so their bytes are compared without making a string.
  [[nodiscard]] const FieldInfo* find_field(std::uint32_t node) const {
    const base::JsonNode& at = tree_.node(node);
    std::string_view name = tree_.text.substr(at.key_begin + 1, at.key_end - at.key_begin - 2);
    std::string decoded;
    if (name.find('\\') != std::string_view::npos) name = decoded = tree_.key(node);
    for (const FieldInfo& field : kFields) {
      if (field.name == name) return &field;
    }
    return nullptr;
  }

  // Null stands for "absent" in every id; "item" complains later.
  bool read_id(const FieldInfo& field, std::uint32_t node) {
    const JsonKind kind = tree_.node(node).kind;
    std::string& text = record_.*field.text;
    text.clear();
    if (kind == JsonKind::null) return true;
    if (kind == JsonKind::string)
      text = tree_.string_value(node);
    else if (kind == JsonKind::number)
      text = base::canonical_decimal(tree_.source(node));
    else
      return misfit(field.name, "a text or a number", node);
    return true;
  }

  // A null gold answer means "no gold answer" (data frames write it so); a null output or label is
  // kept as it is.
  bool read_json_text(const FieldInfo& field, std::uint32_t node) {
    const bool is_gold = field.text == &Record::expected;
    record_.*field.text = is_gold && tree_.node(node).kind == JsonKind::null ? "" : std::string(tree_.source(node));
    return true;
  }

  bool read_score(const FieldInfo& field, std::uint32_t node) {
    const JsonKind kind = tree_.node(node).kind;
    record_.score.reset();
    if (kind == JsonKind::null) return true;
    if (kind == JsonKind::boolean)
      record_.score = tree_.bool_value(node) ? 1.0 : 0.0;
    else if (kind == JsonKind::number)
      record_.score = tree_.number_value(node);
    if (!record_.score) return misfit(field.name, "a finite number, true or false", node);
    return true;
  }

  bool read_count(std::uint32_t node) {
    record_.n.reset();
    if (tree_.node(node).kind == JsonKind::null) return true;
    std::optional<double> value;
    if (tree_.node(node).kind == JsonKind::number) value = tree_.number_value(node);
    if (!value || *value < 1 || *value > kLargestCount || std::floor(*value) != *value) {
      return misfit("n", "a whole number from 1 up: how many trials the row is a mean of", node);
    }
    record_.n = static_cast<std::int64_t>(*value);
    return true;
  }

  bool read_tags(std::uint32_t node) {
    if (tree_.node(node).kind != JsonKind::object) return false;
    for (std::uint32_t child = tree_.node(node).first_child; child != kNoNode; child = tree_.node(child).next_sibling) {
      set_tag(tree_.key(child), child);
    }
    return true;
  }

  void set_tag(std::string name, std::uint32_t node) {
    if (!tree_.duplicate_keys.empty()) {  // only then can a name stand there already, bar `tags`
                                          // flattened over a field
      for (auto& tag : record_.tags) {
        if (tag.first != name) continue;
        tag.second = std::string(tree_.source(node));
        return;
      }
    }
    record_.tags.emplace_back(std::move(name), std::string(tree_.source(node)));
  }

  bool misfit(std::string_view name, std::string_view wanted, std::uint32_t node) {
    note(Severity::warning, "wrong_type",
         "\"" + std::string(name) + "\" must be " + std::string(wanted) + "; found " + describe(node) +
             ", kept as a tag",
         node);
    return false;
  }

  // Repeats inside an answer are the answer's own business; only the record's fields are told of.
  void note_duplicate(std::uint32_t root, std::uint32_t node) {
    if (tree_.node(node).parent != root) return;
    note(Severity::warning, "duplicate_key",
         base::json_quote(base::shorten(tree_.key(node), 60)) + " stands more than once; the last one counts", node);
  }

  [[nodiscard]] std::string describe(std::uint32_t node) const {
    return std::string(base::json_kind_name(tree_.node(node).kind)) + " " + base::shorten(tree_.source(node), 40);
  }

  void note(Severity severity, std::string code, std::string message, std::uint32_t node) {
    issues_.push_back({severity, std::move(code), std::move(message), node});
  }

  const JsonTree& tree_;
  std::vector<FieldIssue>& issues_;
  Record record_;
};

}  // namespace

std::optional<Record> record_from_json(const base::JsonTree& tree, std::uint32_t root,
                                       std::vector<FieldIssue>& issues) {
  return RecordReader(tree, issues).read(root);
}

}  // namespace nines::corpus
