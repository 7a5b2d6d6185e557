// The formats of JSON Schema draft 7 and 2020-12: one table, one check. Called by the schema checker where `format` is
// asserted, by the inspector and by contracts that name a format. Pure functions over the text; never resolves a name
// or fetches an address.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace nines::validate {

enum class SchemaDraft : std::uint8_t { draft7, draft2020_12 };

enum class FormatId : std::uint8_t {
  date_time,
  date,
  time,
  duration,
  email,
  idn_email,
  hostname,
  idn_hostname,
  ipv4,
  ipv6,
  uri,
  uri_reference,
  iri,
  iri_reference,
  uuid,
  uri_template,
  json_pointer,
  relative_json_pointer,
  regex,
};

// One row per format. A draft that does not define a format ignores it, as any unknown name.
struct FormatInfo {
  FormatId id;
  const char* name;  // as `format` spells it
  bool in_draft7;
  bool in_draft2020_12;
  const char* help;  // what is accepted, with its source
};

std::span<const FormatInfo> format_table();

// The row of a name, or nullptr for an unknown one (which JSON Schema says to ignore).
const FormatInfo* find_format(std::string_view name);

// Whether the draft defines the format.
bool has_format(const FormatInfo& format, SchemaDraft draft);

// Whether the text (of a JSON string) is of the format. Linear in the text; bytes that are not UTF-8 never pass.
bool check_format(FormatId id, std::string_view utf8, SchemaDraft draft);

}  // namespace nines::validate
