// The texts a schema is made of: itself, the resources it was given, the standard meta-schemas it names; and every
// identifier in them: URIs, anchors, dynamic anchors. Used by the schema compiler only. Never touches the network.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "nines/values.h"
#include "validate/schema/dialect.h"
#include "validate/schema/program.h"

namespace nines::validate {

// A place in one of the documents.
struct SchemaPlace {
  std::uint32_t document = kNone;
  std::uint32_t at = kNone;
  bool operator==(const SchemaPlace&) const = default;
};

// What holds at a place: the resource it belongs to and the dialect it is written in.
struct Surroundings {
  std::uint32_t resource = kNone;
  std::uint32_t dialect = kNone;
};

struct RefTarget {
  SchemaPlace place;
  std::string dynamic_anchor;  // of this name the target is one; "" when it is none
};

// How $recursiveAnchor is kept among the dynamic anchors; no anchor can be written so.
inline constexpr const char* kRecursiveAnchor = "$recursiveAnchor";

class SchemaSources {
 public:
  SchemaSources(SchemaProgram& program, Draft default_draft, std::string where)
      : program_(program), where_(std::move(where)) {
    default_.draft = default_draft;
  }
  // Reads all texts and finds all identifiers. Fails: bad_json, bad_value.
  std::optional<Error> load(std::string_view schema, const std::vector<SchemaResource>& resources);

  [[nodiscard]] Surroundings surroundings_of(SchemaPlace place) const;
  [[nodiscard]] const Dialect& dialect(std::uint32_t index) const { return dialects_[index]; }
  // True where a schema is known to stand, by the keywords above it.
  [[nodiscard]] bool is_schema(SchemaPlace place) const;
  [[nodiscard]] bool is_shadowed(SchemaPlace place) const { return shadowed_.count({place.document, place.at}) > 0; }

  // What `reference` (the value of a $ref at `at`) names, seen from its resource. Fails: not_found.
  Result<RefTarget> resolve(SchemaPlace at, std::uint32_t resource, const std::string& reference);
  // The dynamic anchor of this name in a resource.
  [[nodiscard]] std::optional<SchemaPlace> dynamic_anchor(std::uint32_t resource, const std::string& name) const;
  // Names that some $dynamicRef asks for, in order; only these make dynamic scopes differ.
  [[nodiscard]] const std::set<std::string>& dynamic_names() const { return dynamic_names_; }

  [[nodiscard]] Error error_at(ErrorCode code, SchemaPlace place, std::string message) const;

 private:
  struct UriEntry {
    std::uint32_t resource = kNone;
    bool ambiguous = false;
  };
  struct Anchor {
    SchemaPlace place;
    bool dynamic = false;
  };
  struct ScanTask {
    std::uint32_t at;
    Surroundings around;
  };

  std::optional<Error> read_document(std::string uri, std::string_view text, const std::string& where);
  std::uint32_t load_meta_schema(std::string_view uri);
  void note_shadowed(std::uint32_t document);
  void scan(std::uint32_t document);
  void scan_schema(std::uint32_t document, ScanTask task, std::vector<ScanTask>& todo);
  void scan_identifiers(SchemaPlace place, ScanTask& task);
  void scan_anchors(SchemaPlace place, const Surroundings& around);
  void scan_children(SchemaPlace place, const Surroundings& around, std::vector<ScanTask>& todo);
  void note_reference(SchemaPlace place, const Surroundings& around, const char* keyword);
  void add_anchor(SchemaPlace place, std::uint32_t resource, std::string name, bool dynamic);
  std::uint32_t add_resource(std::string uri, SchemaPlace place);
  void name_resource(const std::string& uri, std::uint32_t resource);
  std::uint32_t dialect_named(SchemaPlace place, std::uint32_t fallback);
  Dialect custom_dialect(SchemaPlace named_at, const std::string& uri);
  [[nodiscard]] std::optional<Error> read_vocabularies(SchemaPlace named_at, const std::string& uri,
                                                       SchemaPlace meta_schema, Dialect& out) const;
  [[nodiscard]] std::string text_member(SchemaPlace object, std::string_view key) const;
  std::uint32_t find_resource(const std::string& uri);
  [[nodiscard]] std::string known_uris() const;

  SchemaProgram& program_;
  std::string where_;  // pointer of the schema in the contract
  Dialect default_;
  std::uint32_t root_dialect_ = kNone;
  std::vector<std::string> wheres_;                // of each document
  std::deque<Dialect> dialects_;                   // references into it stay good
  std::vector<std::vector<Surroundings>> places_;  // by document and tree node; kNone where no schema is known to stand
  std::map<std::string, UriEntry> by_uri_;
  std::map<std::pair<std::uint32_t, std::string>, Anchor> anchors_;
  std::set<std::string> dynamic_names_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> shadowed_;  // members that a later one of the same key replaces
};

}  // namespace nines::validate
