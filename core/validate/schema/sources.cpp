// The texts of a schema and their identifiers. See sources.h; references are resolved in references.cpp.
#include "validate/schema/sources.h"

#include <algorithm>

#include "validate/finding.h"
#include "validate/schema/keywords.h"
#include "validate/schema/meta_schemas.h"
#include "validate/schema/uri.h"

namespace nines::validate {

using base::JsonKind;
using base::JsonTree;
using base::kNoNode;

std::optional<Error> SchemaSources::load(std::string_view schema, const std::vector<SchemaResource>& resources) {
  // Trees are referred to while meta-schemas are added.
  program_.documents.reserve(1 + resources.size() + meta_schema_table().size());
  if (auto error = read_document("", schema, where_)) return error;
  for (std::size_t i = 0; i < resources.size(); ++i) {
    const std::string where = "/resources/" + std::to_string(i) + "/schema";
    const std::string uri(without_fragment(resources[i].uri));
    if (auto error = read_document(uri, resources[i].text, where)) return error;
  }
  // Meta-schemas that are named while scanning are appended and scanned in their turn.
  for (std::uint32_t i = 0; i < program_.documents.size(); ++i) scan(i);
  return std::nullopt;
}

std::optional<Error> SchemaSources::read_document(std::string uri, std::string_view text, const std::string& where) {
  SchemaDocument document;
  document.uri = uri;
  document.text = std::make_unique<const std::string>(text);
  base::JsonReadResult read =
      base::read_json(*document.text, {kMaxJsonDepth, kMaxTextBytes, base::JsonLimits{}.max_nodes});
  if (!read.ok) {
    Error error = base::json_error(read.error, *document.text, "schema");
    error.where.pointer = where + error.where.pointer;
    return error;
  }
  document.tree = std::move(read.tree);
  const auto index = static_cast<std::uint32_t>(program_.documents.size());
  places_.emplace_back(document.tree.nodes.size());
  wheres_.push_back(where);
  program_.documents.push_back(std::move(document));
  note_shadowed(index);
  const SchemaPlace root{index, 0};
  const JsonKind kind = program_.documents[index].tree.node(0).kind;
  if (kind != JsonKind::object && kind != JsonKind::boolean) {
    return error_at(ErrorCode::bad_value, root,
                    "a schema is an object, true or false, found " + excerpt(program_.documents[index].tree.source(0)));
  }
  // Known by both names before anything is scanned, so that $schema may name a resource that stands further down.
  const std::uint32_t resource = add_resource(uri, root);
  name_resource(uri, resource);
  return std::nullopt;
}

std::uint32_t SchemaSources::load_meta_schema(std::string_view uri) {
  const MetaSchema* row = find_meta_schema(uri);
  if (row == nullptr) return kNone;
  const auto index = static_cast<std::uint32_t>(program_.documents.size());
  const std::optional<Error> error = read_document(std::string(uri), row->text, "");
  NINES_ASSERT(!error);
  return index;
}

// Readers of JSON keep the last of two members with one key.
void SchemaSources::note_shadowed(std::uint32_t document) {
  const JsonTree& tree = program_.documents[document].tree;
  std::set<std::uint32_t> objects;
  for (const std::uint32_t i : tree.duplicate_keys) objects.insert(tree.node(i).parent);
  for (const std::uint32_t object : objects) {
    std::map<std::string, std::uint32_t> last;
    for (std::uint32_t i = tree.node(object).first_child; i != kNoNode; i = tree.node(i).next_sibling) {
      const auto [row, is_new] = last.insert({tree.key(i), i});
      if (!is_new) shadowed_.insert({document, row->second});
      row->second = i;
    }
  }
}

std::uint32_t SchemaSources::add_resource(std::string uri, SchemaPlace place) {
  program_.resources.push_back({std::move(uri), place.document, place.at});
  return static_cast<std::uint32_t>(program_.resources.size() - 1);
}

// The schema itself comes before resources of the same name; two others of one name are told when it is used.
void SchemaSources::name_resource(const std::string& uri, std::uint32_t resource) {
  const auto [row, is_new] = by_uri_.insert({uri, {resource, false}});
  if (is_new || row->second.resource == resource) return;
  const SchemaResourceEntry& first = program_.resources[row->second.resource];
  const SchemaResourceEntry& second = program_.resources[resource];
  const bool same = first.document == second.document && first.at == second.at;
  const bool itself_first = first.document == 0 && second.document != 0;
  if (!same && !itself_first) row->second.ambiguous = true;
}

std::string SchemaSources::text_member(SchemaPlace object, std::string_view key) const {
  const JsonTree& tree = program_.documents[object.document].tree;
  if (tree.node(object.at).kind != JsonKind::object) return {};
  const std::uint32_t found = tree.member(object.at, key);
  return found != kNoNode && tree.node(found).kind == JsonKind::string ? tree.string_value(found) : std::string();
}

void SchemaSources::scan(std::uint32_t document) {
  if (root_dialect_ == kNone) {
    dialects_.push_back(default_);
    root_dialect_ = 0;
    root_dialect_ = dialect_named({0, 0}, 0);
  }
  // The resource of a document's root was made when it was read.
  std::uint32_t resource = 0;
  while (program_.resources[resource].document != document) ++resource;
  std::vector<ScanTask> todo{{0, {resource, dialect_named({document, 0}, root_dialect_)}}};
  while (!todo.empty()) {
    const ScanTask task = todo.back();
    todo.pop_back();
    scan_schema(document, task, todo);
  }
}

void SchemaSources::scan_schema(std::uint32_t document, ScanTask task, std::vector<ScanTask>& todo) {
  const SchemaPlace place{document, task.at};
  if (program_.documents[document].tree.node(task.at).kind != JsonKind::object) {
    places_[document][task.at] = task.around;
    return;
  }
  scan_identifiers(place, task);
  places_[document][task.at] = task.around;
  scan_anchors(place, task.around);
  for (const char* keyword : {"$ref", "$dynamicRef"}) note_reference(place, task.around, keyword);
  if (!text_member(place, "$recursiveRef").empty()) dynamic_names_.insert(kRecursiveAnchor);
  scan_children(place, task.around, todo);
}

// $id opens a resource (and $schema in it may change the dialect), but not beside $ref before 2019-09.
void SchemaSources::scan_identifiers(SchemaPlace place, ScanTask& task) {
  const std::string id = text_member(place, "$id");
  if (id.empty()) return;
  const bool is_root = place.at == 0;
  const std::uint32_t inner = is_root ? task.around.dialect : dialect_named(place, task.around.dialect);
  const bool before_2019 = dialects_[inner].draft < Draft::draft2019_09;
  if (before_2019 && !text_member(place, "$ref").empty()) return;
  const UriParts parts = split_uri(id);
  if (before_2019 && !parts.fragment.empty() && parts.fragment.front() != '/') {
    add_anchor(place, task.around.resource, percent_decode(parts.fragment), false);
    if (id.front() == '#') return;
  }
  const std::string& base = program_.resources[task.around.resource].uri;
  const std::string uri(without_fragment(resolve_uri(base, id)));
  task.around.dialect = inner;
  if (is_root) {
    program_.resources[task.around.resource].uri = uri;
  } else {
    task.around.resource = add_resource(uri, place);
  }
  name_resource(uri, task.around.resource);
}

void SchemaSources::scan_anchors(SchemaPlace place, const Surroundings& around) {
  if (dialects_[around.dialect].draft < Draft::draft2019_09) return;
  const std::string anchor = text_member(place, "$anchor");
  if (!anchor.empty()) add_anchor(place, around.resource, anchor, false);
  const JsonTree& tree = program_.documents[place.document].tree;
  if (dialects_[around.dialect].draft == Draft::draft2019_09) {
    const std::uint32_t recursive = tree.member(place.at, "$recursiveAnchor");
    const bool is_root = program_.resources[around.resource].at == place.at;
    if (is_root && recursive != kNoNode && tree.source(recursive) == "true") {
      add_anchor(place, around.resource, kRecursiveAnchor, true);
    }
    return;
  }
  const std::string dynamic = text_member(place, "$dynamicAnchor");
  if (!dynamic.empty()) add_anchor(place, around.resource, dynamic, true);
}

void SchemaSources::add_anchor(SchemaPlace place, std::uint32_t resource, std::string name, bool dynamic) {
  const auto [row, is_new] = anchors_.insert({{resource, std::move(name)}, {place, dynamic}});
  if (!is_new && row->second.place == place) row->second.dynamic = row->second.dynamic || dynamic;
}

void SchemaSources::note_reference(SchemaPlace place, const Surroundings& around, const char* keyword) {
  const std::string reference = text_member(place, keyword);
  if (reference.empty()) return;
  if (keyword == std::string_view("$dynamicRef")) {
    dynamic_names_.insert(percent_decode(split_uri(reference).fragment));
  }
  const std::string uri(without_fragment(resolve_uri(program_.resources[around.resource].uri, reference)));
  if (by_uri_.count(uri) == 0) load_meta_schema(uri);
}

void SchemaSources::scan_children(SchemaPlace place, const Surroundings& around, std::vector<ScanTask>& todo) {
  const JsonTree& tree = program_.documents[place.document].tree;
  const auto add = [&](std::uint32_t at) {
    const JsonKind kind = tree.node(at).kind;
    if (kind == JsonKind::object || kind == JsonKind::boolean) todo.push_back({at, around});
  };
  for (std::uint32_t i = tree.node(place.at).first_child; i != kNoNode; i = tree.node(i).next_sibling) {
    const KeywordRow* row = find_keyword(tree.key(i), dialects_[around.dialect]);
    if (row == nullptr || row->holds == Holds::nothing || is_shadowed({place.document, i})) continue;
    const JsonKind kind = tree.node(i).kind;
    const bool list = kind == JsonKind::array && (row->holds == Holds::list || row->holds == Holds::schema_or_list);
    const bool map = kind == JsonKind::object && row->holds == Holds::map;
    if (list || map) {
      for (std::uint32_t k = tree.node(i).first_child; k != kNoNode; k = tree.node(k).next_sibling) add(k);
    } else if (row->holds == Holds::schema || row->holds == Holds::schema_or_list) {
      add(i);
    }
  }
}

std::uint32_t SchemaSources::dialect_named(SchemaPlace place, std::uint32_t fallback) {
  const std::string uri = text_member(place, "$schema");
  if (uri.empty()) return fallback;
  Dialect dialect;
  if (const std::optional<Draft> draft = draft_of_uri(uri)) {
    dialect.draft = *draft;
  } else {
    dialect = custom_dialect(place, uri);
  }
  dialects_.push_back(std::move(dialect));
  return static_cast<std::uint32_t>(dialects_.size() - 1);
}

// The draft of a meta-schema that was given, and what it says of vocabularies.
Dialect SchemaSources::custom_dialect(SchemaPlace named_at, const std::string& uri) {
  constexpr int kMostSteps = 16;  // a meta-schema of a meta-schema …
  Dialect out;
  std::string named(without_fragment(uri));
  std::optional<SchemaPlace> nearest;
  for (int step = 0; step < kMostSteps; ++step) {
    SchemaPlace found;
    for (const SchemaResourceEntry& row : program_.resources) {
      const bool names_it = row.uri == named || without_fragment(text_member({row.document, row.at}, "$id")) == named;
      if (row.at == 0 && names_it) found = {row.document, row.at};
    }
    if (found.document == kNone) break;
    if (!nearest) nearest = found;
    named = text_member(found, "$schema");
    const std::optional<Draft> draft = named.empty() ? default_.draft : draft_of_uri(named);
    if (!draft) continue;
    out.draft = *draft;
    out.error = read_vocabularies(named_at, uri, *nearest, out);
    return out;
  }
  out.error = error_at(ErrorCode::not_supported, named_at,
                       "the dialect " + quoted(uri) + " is not known: $schema must name one of " + known_dialects() +
                           ", or a meta-schema among the resources");
  return out;
}

std::optional<Error> SchemaSources::read_vocabularies(SchemaPlace named_at, const std::string& uri,
                                                      SchemaPlace meta_schema, Dialect& out) const {
  const JsonTree& tree = program_.documents[meta_schema.document].tree;
  const bool object = tree.node(meta_schema.at).kind == JsonKind::object;
  const std::uint32_t list = object ? tree.member(meta_schema.at, "$vocabulary") : kNoNode;
  if (list == kNoNode || out.draft < Draft::draft2019_09) return std::nullopt;
  out.vocabularies = kCore;
  for (std::uint32_t i = tree.node(list).first_child; i != kNoNode; i = tree.node(i).next_sibling) {
    const std::uint8_t bits = vocabulary_bit(tree.key(i));
    out.vocabularies |= bits;
    if (bits == 0 && tree.source(i) == "true") {
      return error_at(ErrorCode::not_supported, named_at,
                      "the meta-schema " + quoted(uri) + " requires the vocabulary " + quoted(tree.key(i)) +
                          ", which is not known");
    }
  }
  return std::nullopt;
}

}  // namespace nines::validate
