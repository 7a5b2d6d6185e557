// Writing structs as JSON: one to_json per struct, fixed key order, shortest round-trip numbers. Used by codec/ and
// call/.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "nines/codec.h"

namespace nines {
struct LengthFit;
struct StepsFit;
struct PassHatReport;
}  // namespace nines

namespace nines::codec {

using Json = nlohmann::ordered_json;

// Compact bytes. Bad UTF-8 becomes U+FFFD; non-finite numbers become null.
std::string dump(const Json& json);
// Two-space indentation and a final newline: for files people read.
std::string dump_pretty(const Json& json);

Json to_json(const Where& where);
Json to_json(const Issue& issue);
Json to_json(const Issues& issues);
Json to_json(const Error& error);
Json to_json(const Span& span);
Json to_json(const Edit& edit);
Json to_json(const Interval& interval);
Json to_json(const Estimate& estimate);

Json to_json(const Step& step);
Json to_json(const Pipeline& pipeline);
Json to_json(const Contract& contract);
Json to_json(const Document& document);

Json to_json(const SimulateReport& report);
Json to_json(const SampleTally& tally);
Json to_json(const SampledResult& sampled);
Json to_json(const Verdict& verdict);
Json to_json(const ValidateReport& report);
Json to_json(const DisagreeReport& report, bool items);
Json to_json(const FitReport& report);
Json to_json(const LengthFit& fit);
Json to_json(const StepsFit& fit);
Json to_json(const PassHatReport& report);

Json catalog_json();
// JSON Schema, draft 2020-12, of pipeline files.
Json pipeline_schema_json();

}  // namespace nines::codec
