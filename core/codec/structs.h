// Readers of single structs, for codec/ files among themselves and for call/ (the op table).
#pragma once

#include "codec/read.h"
#include "nines/codec.h"

namespace nines::codec {

Where read_where(ReadContext& context, std::uint32_t node);
Span read_span(ReadContext& context, std::uint32_t node);  // [from, to]; empty where it is none
Edit read_edit(ReadContext& context, std::uint32_t node);
Issues read_issues(ReadContext& context, std::uint32_t node);
Interval read_interval(ReadContext& context, std::uint32_t node);
std::optional<Interval> read_optional_interval(ReadContext& context, std::uint32_t node);
Estimate read_estimate(ReadContext& context, std::uint32_t node);

Pipeline read_pipeline(ReadContext& context, std::uint32_t node);
// A step; and one whose kind is known, with or without "kind".
Step read_step(ReadContext& context, std::uint32_t node);
Step read_step_of(ReadContext& context, std::uint32_t node, const StepInfo& info);
Contract read_contract(ReadContext& context, std::uint32_t node);
// A contract file {"nines", "contract"} or a bare JSON Schema.
Contract read_contract_file(ReadContext& context, std::uint32_t node);
Document read_document(ReadContext& context, std::uint32_t node);
CompareInput read_compare(ReadContext& context, std::uint32_t node);

SimulateReport read_simulate_report(ReadContext& context, std::uint32_t node);
SampleTally read_tally(ReadContext& context, std::uint32_t node);

// Parses text, runs `read(context, root)`, and gives its value or the first error. A byte order mark is skipped; places
// are counted behind it.
template <class T, class Read>
Result<std::pair<T, Issues>> read_text(std::string_view text, std::string_view source, Read&& read) {
  text.remove_prefix(base::bom_bytes(text));
  const base::JsonReadResult parsed = base::read_json(text);
  if (!parsed.ok) return base::json_error(parsed.error, text, source);
  ReadContext context{parsed.tree, std::string(source)};
  for (const std::uint32_t node : parsed.tree.duplicate_keys) {
    context.fail(ErrorCode::bad_json, node,
                 "the key " + base::json_quote(parsed.tree.key(node)) + " stands twice in one object");
  }
  T value = read(context, 0U);
  if (context.error) return *context.error;
  return std::pair<T, Issues>{std::move(value), std::move(context.issues)};
}

// The same for a response of Engine::call: an {"error": …} object comes back as that Error.
Error read_error(ReadContext& context, std::uint32_t node);
template <class T, class Read>
Result<T> read_response(std::string_view response, Read&& read) {
  const base::JsonReadResult parsed = base::read_json(response);
  if (!parsed.ok) return base::json_error(parsed.error, response, "response");
  ReadContext context{parsed.tree, "response"};
  const std::uint32_t error = parsed.tree.member(0, "error");
  if (error != kNoNode) return read_error(context, error);
  T value = read(context, 0U);
  if (context.error) return *context.error;
  return value;
}

}  // namespace nines::codec
