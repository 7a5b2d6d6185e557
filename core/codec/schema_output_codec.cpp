// The standard output of JSON Schema as JSON: units inside units, "errors" below what fails, "annotations" below what
// holds. See nines/schema_output.h.
#include "nines/schema_output.h"

#include "codec/write.h"

namespace nines {

namespace {

codec::Json unit_json(const SchemaOutputUnit& unit) {
  codec::Json out = {{"valid", unit.valid}, {"keywordLocation", unit.keyword_location}};
  if (!unit.absolute_keyword_location.empty()) out["absoluteKeywordLocation"] = unit.absolute_keyword_location;
  out["instanceLocation"] = unit.instance_location;
  if (!unit.error.empty()) out["error"] = unit.error;
  if (!unit.annotation.empty()) out["annotation"] = codec::Json::parse(unit.annotation, nullptr, false);
  return out;
}

// From the last unit to the first, so that each is whole before the one that holds it.
codec::Json nested_units(const std::vector<SchemaOutputUnit>& units) {
  std::vector<std::vector<codec::Json>> held(1);  // by depth, last first: finished units that wait for their parent
  for (std::size_t i = units.size(); i-- > 0;) {
    const std::size_t depth = units[i].depth;
    if (held.size() < depth + 2) held.resize(depth + 2);
    codec::Json out = unit_json(units[i]);
    std::vector<codec::Json>& below = held[depth + 1];
    if (!below.empty()) {
      codec::Json& list = out[units[i].valid ? "annotations" : "errors"];
      list = codec::Json::array();
      for (auto child = below.rbegin(); child != below.rend(); ++child) list.push_back(std::move(*child));
      below.clear();
    }
    held[depth].push_back(std::move(out));
  }
  return std::move(held.front().front());
}

}  // namespace

std::string json_from_schema_output(const SchemaOutput& output) {
  const bool valid = output.verdict == VerdictKind::pass;
  codec::Json out = output.units.empty() ? codec::Json{{"valid", valid}} : nested_units(output.units);
  if (output.verdict == VerdictKind::not_decidable) out["decided"] = false;
  if (output.units_dropped > 0) out["unitsDropped"] = output.units_dropped;
  return codec::dump(out);
}

}  // namespace nines
