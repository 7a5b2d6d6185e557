// One JSON object -> one Record: which field goes where, and what is said about fields that do not
// fit. Called by read_records for every line; never touches files, lines or limits.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json_reader.h"
#include "nines/values.h"

namespace nines::corpus {

// Something about one value of the object; the caller knows the line.
struct FieldIssue {
  Severity severity = Severity::warning;
  std::string code;
  std::string message;
  std::uint32_t node = 0;
};

// In: a value of a JSON tree. Out: the record, or nothing when it cannot be one (then the last
// issue is an error). `gold` is read as `expected`; ids may be strings or numbers; `tags` is
// flattened; unknown fields become tags; a field of the wrong type becomes a tag too, with an
// issue. `line` is left 0. Cost: O(bytes of the value).
std::optional<Record> record_from_json(const base::JsonTree& tree, std::uint32_t root, std::vector<FieldIssue>& issues);

}  // namespace nines::corpus
