// The standard meta-schemas of the drafts that Nines speaks, as text. Read by the schema compiler when a reference or
// $schema names one of them that was not given. Never fetched.
#pragma once

#include <span>
#include <string_view>

namespace nines::validate {

struct MetaSchema {
  std::string_view uri;  // without fragment
  std::string_view text;
};
std::span<const MetaSchema> meta_schema_table();
const MetaSchema* find_meta_schema(std::string_view uri);

}  // namespace nines::validate
