// Outputs with their contracts. See mutant_sources.h.
#include "core/validate/mutant_sources.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>

#include "base/json_reader.h"
#include "base/text.h"
#include "core/test_files.h"
#include "core/validate/contracts/contract_rows.h"
#include "core/validate/mutant_texts.h"
#include "nines/infer.h"
#include "validate/selftest/graph_view.h"

namespace nines::test {

namespace {

using base::JsonKind;
using base::JsonTree;
using base::kNoNode;

constexpr std::size_t kLongest = 12'000;  // bytes of a source
constexpr std::size_t kMostOfOneShape = 60;

std::string shape_of(const JsonTree& tree, std::uint32_t i);

std::string word_shape(const std::string& text) {
  const bool date = text.size() == 10 && text[4] == '-' && text[7] == '-';
  if (date) return R"({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})";
  const bool word = !text.empty() && text.size() < 20 && std::all_of(text.begin(), text.end(), [](char c) {
    return base::is_ascii_letter(c) || base::is_ascii_digit(c) || c == '_';
  });
  const bool listed = word && text.size() % 2 == 0;
  if (listed) return R"({"type": "string", "enum": [)" + base::json_quote(text) + R"(, "elsewhere", "none of these"]})";
  return R"({"type": "string", "minLength": 1, "maxLength": )" + std::to_string(4 * text.size() + 20) + '}';
}

std::string number_shape(const JsonTree& tree, std::uint32_t i) {
  const double value = tree.number_value(i).value_or(0);
  const bool whole = tree.source(i).find_first_of(".eE") == std::string_view::npos;
  const double most = 10 * std::fabs(value) + 10;
  char range[96];
  std::snprintf(range, sizeof range, ", \"minimum\": %.17g, \"maximum\": %.17g}", value < 0 ? -most : 0.0, most);
  return std::string(whole ? R"({"type": "integer")" : R"({"type": "number")") + range;
}

std::string object_shape(const JsonTree& tree, std::uint32_t i) {
  std::string properties;
  std::string required;
  for (std::uint32_t k = tree.node(i).first_child; k != kNoNode; k = tree.node(k).next_sibling) {
    const std::string key = base::json_quote(tree.key(k));
    properties += (properties.empty() ? "" : ", ") + key + ": " + shape_of(tree, k);
    const bool last = tree.node(k).next_sibling == kNoNode && tree.node(i).child_count > 2;
    if (!last) required += (required.empty() ? "" : ", ") + key;
  }
  return R"({"type": "object", "properties": {)" + properties + R"(}, "required": [)" + required +
         R"(], "additionalProperties": false})";
}

// One shape for all elements where they have it, a tuple of at most three otherwise.
std::string array_shape(const JsonTree& tree, std::uint32_t i) {
  const base::JsonNode& node = tree.node(i);
  std::string tuple;
  std::set<std::string> kinds;
  for (std::uint32_t k = node.first_child; k != kNoNode; k = tree.node(k).next_sibling) {
    tuple += (tuple.empty() ? "" : ", ") + shape_of(tree, k);
    kinds.insert(base::json_kind_name(tree.node(k).kind));
  }
  if (node.child_count == 0) return R"({"type": "array", "maxItems": 0})";
  const std::string count = std::to_string(node.child_count);
  if (node.child_count <= 3)
    return R"({"type": "array", "prefixItems": [)" + tuple + R"(], "items": false, "minItems": )" + count + '}';
  std::string types;
  for (const std::string& kind : kinds) types += (types.empty() ? "" : ", ") + base::json_quote(kind);
  return R"({"type": "array", "items": {"type": [)" + types + R"(]}, "minItems": 1, "maxItems": )" + count + '}';
}

std::string shape_of(const JsonTree& tree, std::uint32_t i) {
  switch (tree.node(i).kind) {
    case JsonKind::string: return word_shape(tree.string_value(i));
    case JsonKind::number: return number_shape(tree, i);
    case JsonKind::object: return object_shape(tree, i);
    case JsonKind::array: return array_shape(tree, i);
    default: return std::string("{\"type\": \"") + base::json_kind_name(tree.node(i).kind) + "\"}";
  }
}

// Texts by what keys they have at the top: what infer_contract is asked about together.
using Shapes = std::map<std::string, std::set<std::string>>;

void add_text(std::string_view text, Shapes& out) {
  const base::JsonReadResult read = base::read_json(text);
  if (!read.ok || !read.tree.duplicate_keys.empty() || text.size() > kLongest) return;
  const base::JsonNode& root = read.tree.node(0);
  if ((root.kind != JsonKind::object && root.kind != JsonKind::array) || root.child_count == 0) return;
  std::set<std::string> keys;
  for (std::uint32_t k = root.first_child; k != kNoNode; k = read.tree.node(k).next_sibling)
    keys.insert(root.kind == JsonKind::object ? read.tree.key(k) : base::json_kind_name(read.tree.node(k).kind));
  std::string shape;
  for (const std::string& key : keys) shape += key + '\n';
  std::set<std::string>& texts = out[shape];
  if (texts.size() < kMostOfOneShape) texts.insert(std::string(text));
}

// JSON texts that are strings of a JSON document, and the arguments of calls.
void add_document(std::string_view document, Shapes& out) {
  const base::JsonReadResult read = base::read_json(document);
  for (std::uint32_t i = 0; read.ok && i < read.tree.nodes.size(); ++i) {
    const base::JsonNode& node = read.tree.node(i);
    const bool arguments = node.kind == JsonKind::object && node.has_key && read.tree.key(i) == "arguments";
    if (arguments) add_text(read.tree.source(i), out);
    if (node.kind != JsonKind::string || node.end - node.begin < 12) continue;
    const std::string text = read.tree.string_value(i);
    const std::string_view words = base::trim_ascii(text);
    if (!words.empty() && (words.front() == '{' || words.front() == '[')) add_text(words, out);
  }
}

Shapes real_shapes(const std::filesystem::path& data) {
  Shapes out;
  std::vector<std::filesystem::path> files;
  for (const char* folder : {"formats", "disagreement/taubench_airline_gpt4o"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(data / folder)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  for (const std::filesystem::path& file : files) {
    const std::string text = file_text(file);
    if (base::read_json(text).ok) {
      add_document(text, out);
      continue;
    }
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      add_document(std::string_view(text).substr(at, end - at), out);
      at = end + 1;
    }
  }
  return out;
}

bool passes(const CompiledContract& contract, const std::string& text) {
  const Verdict verdict = validate_text(contract, text, {});
  return verdict_words(verdict) == "pass strict" && verdict.findings.empty();
}

void add_source(MutantPool pool, const std::string& text, const std::string& schema, MutantSources& out) {
  auto contract = std::make_shared<const CompiledContract>(compiled(schema_contract(schema)));
  if (passes(*contract, text)) out.of[static_cast<std::size_t>(pool)].push_back({pool, text, schema, {}, contract});
}

void add_shape(const std::set<std::string>& texts, MutantSources& out) {
  RunContext run;
  const std::vector<std::string_view> views(texts.begin(), texts.end());
  const auto inferred = infer_contract(views, run);
  std::shared_ptr<const CompiledContract> contract;
  if (inferred && texts.size() >= 5) contract = std::make_shared<const CompiledContract>(compiled(inferred->contract));
  for (const std::string& text : texts) {
    ++out.real_texts;
    if (contract && passes(*contract, text))
      out.of[1].push_back({MutantPool::inferred, text, inferred->contract.schema, {}, contract});
    if (text.size() < 3'000) add_source(MutantPool::kept, text, shape_of(base::read_json(text).tree, 0), out);
  }
}

void add_graph(const std::string& text, WorkflowForm form, MutantSources& out) {
  auto contract = std::make_shared<const CompiledContract>(compiled(workflow_contract(out.registry_text, form)));
  if (passes(*contract, text)) out.of[2].push_back({MutantPool::graph, text, "", form, contract});
}

void add_graphs(const std::filesystem::path& folder, MutantSources& out) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  for (const std::filesystem::path& file : files) {
    const std::string text = file_text(file);
    const base::JsonReadResult read = base::read_json(text);
    if (!read.ok) continue;
    ++out.real_texts;
    for (const WorkflowForm form : {WorkflowForm::any, WorkflowForm::ui}) add_graph(text, form, out);
    const std::optional<std::string> api = validate::api_from_ui(read.tree, 0, out.registry.get());
    if (!api) continue;
    for (const WorkflowForm form : {WorkflowForm::any, WorkflowForm::api}) add_graph(*api, form, out);
  }
}

}  // namespace

CompiledContract exactly(const std::string& json) { return compiled(schema_contract("{\"const\": " + json + '}')); }

MutantSources mutant_sources() {
  MutantSources out;
  out.registry_text = file_text(repository() / "tests/core/validate/graph_registry.json");
  out.registry = std::make_shared<const validate::NodeRegistry>(*validate::read_node_registry(out.registry_text));
  for (const char* text : kMutantTexts)
    add_source(MutantPool::kept, text, shape_of(base::read_json(text).tree, 0), out);
  const std::filesystem::path data = shared_data();
  if (data.empty()) {
    std::printf("skipped: real outputs among the mutants, since NINES_TEST_DATA is not there\n");
    return out;
  }
  for (const auto& row : real_shapes(data)) add_shape(row.second, out);
  add_graphs(data / "validation/comfyui-workflows", out);
  return out;
}

}  // namespace nines::test
