// What a $ref names: resources by URI, places in them by pointer or anchor. See sources.h.
#include <algorithm>

#include "validate/finding.h"
#include "validate/schema/meta_schemas.h"
#include "validate/schema/sources.h"
#include "validate/schema/uri.h"

namespace nines::validate {

using base::JsonKind;
using base::JsonTree;
using base::kNoNode;

namespace {

constexpr std::size_t kMaxUrisListed = 20;  // in one message

std::string pointer_unescape(std::string_view step) {
  std::string out;
  for (std::size_t i = 0; i < step.size(); ++i) {
    const bool escape = step[i] == '~' && i + 1 < step.size() && (step[i + 1] == '0' || step[i + 1] == '1');
    out += escape ? (step[++i] == '0' ? '~' : '/') : step[i];
  }
  return out;
}

std::uint32_t element(const JsonTree& tree, std::uint32_t array, std::string_view step) {
  if (step.empty() || step.size() > 9 || (step.size() > 1 && step[0] == '0')) return kNoNode;
  std::uint32_t index = 0;
  for (const char c : step) {
    if (!base::is_ascii_digit(c)) return kNoNode;
    index = index * 10 + static_cast<std::uint32_t>(c - '0');
  }
  std::uint32_t i = tree.node(array).first_child;
  for (; i != kNoNode && index > 0; --index) i = tree.node(i).next_sibling;
  return i;
}

// RFC 6901, from a node on; kNoNode where nothing stands.
std::uint32_t follow_pointer(const JsonTree& tree, std::uint32_t from, std::string_view pointer) {
  while (!pointer.empty() && from != kNoNode) {
    pointer.remove_prefix(1);
    const std::string_view step = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(step.size());
    switch (tree.node(from).kind) {
      case JsonKind::object: from = tree.member(from, pointer_unescape(step)); break;
      case JsonKind::array: from = element(tree, from, step); break;
      default: return kNoNode;
    }
  }
  return from;
}

}  // namespace

Error SchemaSources::error_at(ErrorCode code, SchemaPlace place, std::string message) const {
  Error out;
  out.code = code;
  out.message = std::move(message);
  out.where.pointer = wheres_[place.document] + program_.documents[place.document].tree.pointer(place.at);
  return out;
}

bool SchemaSources::is_schema(SchemaPlace place) const { return places_[place.document][place.at].resource != kNone; }

Surroundings SchemaSources::surroundings_of(SchemaPlace place) const {
  const JsonTree& tree = program_.documents[place.document].tree;
  const std::vector<Surroundings>& known = places_[place.document];
  while (known[place.at].resource == kNone) place.at = tree.node(place.at).parent;
  return known[place.at];
}

std::optional<SchemaPlace> SchemaSources::dynamic_anchor(std::uint32_t resource, const std::string& name) const {
  const auto row = anchors_.find({resource, name});
  if (row == anchors_.end() || !row->second.dynamic) return std::nullopt;
  return row->second.place;
}

std::uint32_t SchemaSources::find_resource(const std::string& uri) {
  if (by_uri_.count(uri) == 0) {
    const std::uint32_t document = load_meta_schema(uri);
    if (document == kNone) return kNone;
    for (std::uint32_t i = document; i < program_.documents.size(); ++i) scan(i);
  }
  return by_uri_.at(uri).resource;
}

std::string SchemaSources::known_uris() const {
  std::string out;
  std::size_t count = 0;
  for (const auto& row : by_uri_) {
    if (row.first.empty() || ++count > kMaxUrisListed) continue;
    out += (out.empty() ? "" : ", ") + row.first;
  }
  if (count > kMaxUrisListed) out += " and " + std::to_string(count - kMaxUrisListed) + " more";
  if (out.empty()) return "the schema has no $id and no resources were given";
  return "known: " + out;
}

Result<RefTarget> SchemaSources::resolve(SchemaPlace at, std::uint32_t resource, const std::string& reference) {
  const UriParts parts = split_uri(reference);
  const auto fail = [&](const std::string& why) {
    return error_at(ErrorCode::not_found, at, "the reference " + quoted(reference) + " cannot be resolved: " + why);
  };
  if (!reference.empty() && reference.front() != '#') {
    const std::string uri(without_fragment(resolve_uri(program_.resources[resource].uri, reference)));
    resource = find_resource(uri);
    if (resource == kNone) return fail("no schema has the URI " + quoted(uri) + "; " + known_uris());
    if (by_uri_.at(uri).ambiguous) return fail("more than one schema has the URI " + quoted(uri));
  }
  const std::string fragment = percent_decode(parts.fragment);
  RefTarget out;
  const SchemaResourceEntry& row = program_.resources[resource];
  out.place = {row.document, row.at};
  if (fragment.empty()) return out;
  if (fragment.front() != '/') {
    const auto anchor = anchors_.find({resource, fragment});
    if (anchor == anchors_.end()) return fail("there is no anchor " + quoted(fragment) + " in that schema");
    out.place = anchor->second.place;
    if (anchor->second.dynamic) out.dynamic_anchor = fragment;
    return out;
  }
  const JsonTree& tree = program_.documents[row.document].tree;
  out.place.at = follow_pointer(tree, row.at, fragment);
  if (out.place.at == kNoNode) return fail("nothing stands at " + quoted(fragment));
  const JsonKind kind = tree.node(out.place.at).kind;
  if (kind != JsonKind::object && kind != JsonKind::boolean) {
    return fail("at " + quoted(fragment) + " stands " + excerpt(tree.source(out.place.at)) +
                ", not a schema (an object, true or false)");
  }
  return out;
}

}  // namespace nines::validate
