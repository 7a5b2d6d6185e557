// JSON <-> every public struct. Text in, plain structs out, and back; nothing else in Nines knows how a struct is
// spelled. Reading returns a value and issues where it can carry on (unknown fields are issues, never silently
// dropped); an error names the JSON pointer and quotes the value. Written JSON has a fixed key order and shortest
// round-trip numbers, so the same value gives the same bytes natively and in WebAssembly.
#pragma once

#include <string>
#include <string_view>

#include "nines/catalog.h"
#include "nines/disagree.h"
#include "nines/document.h"
#include "nines/schema_output.h"
#include "nines/simulate.h"
#include "nines/validate.h"

namespace nines {

// ---- documents, pipelines, contracts: {"nines": 1, "title", "workspace", "pipeline", "contract" | "check", "compare"}
struct ReadDocument {
  Document document;
  Issues issues;
};
Result<ReadDocument> document_from_json(std::string_view text);
std::string json_from_document(
    const Document& document);  // pretty, ends with a newline; only what differs from defaults
std::string json_from_pipeline(const Pipeline& pipeline);  // {"nines": 1, "pipeline": {…}}, pretty
// A contract file, or a bare JSON Schema taken as it is.
Result<Contract> contract_from_json(std::string_view text);
std::string json_from_contract(const Contract& contract);  // {"nines": 1, "contract": {…}}, pretty
// The standard output of JSON Schema: {"valid", "keywordLocation", …, "errors" | "annotations": […]}, compact.
std::string json_from_schema_output(const SchemaOutput& output);

// ---- links: "1." + base64url(deflate(compact document JSON)). A whole URL or a leading '#' is accepted.
std::string link_from_document(const Document& document);
Result<ReadDocument> document_from_link(std::string_view link);

// ---- what a dropped file is, told by its content
enum class InputKind : std::uint8_t { document, contract, records, text };
// `document` holds "nines" with a pipeline, check or compare; `contract` "nines" with a contract alone, or a JSON
// Schema (an object with "$schema", or "type" beside "properties"); `records` JSON Lines whose first line is an object;
// else `text`.
InputKind classify_input(std::string_view bytes);

// The name of a dataset: sha-256 of its bytes, 64 hex digits. Cost: O(bytes).
std::string dataset_name_of(std::string_view bytes);

// ---- requests (for Engine::call). A blob is named by the sha-256 that Engine::put_blob returned.
std::string simulate_request(const Pipeline& pipeline, const SimulateOptions& options);
std::string sample_request(const Pipeline& pipeline, std::uint64_t seed, std::uint64_t first, std::uint64_t trials);
std::string validate_request(const CheckInput& input);
std::string disagree_request(const CompareInput& input, const DisagreeOptions& options);
std::string fit_request(const CompareInput& input, const FitOptions& options);

// ---- responses. An {"error": …} response comes back as that Error.
Result<SimulateReport> simulate_report_from_response(std::string_view response);
Result<SampleTally> tally_from_response(std::string_view response);
Result<ValidateReport> validate_report_from_response(std::string_view response);
Result<DisagreeReport> disagree_report_from_response(std::string_view response);
Result<FitReport> fit_report_from_response(std::string_view response);
// The issues of any answer.
Result<Issues> issues_from_response(std::string_view response);

}  // namespace nines
