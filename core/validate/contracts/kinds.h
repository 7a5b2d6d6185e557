// The table of contract kinds: how each is compiled, checked, found in other text and compared. Read
// by compile, check and the search for candidates, which know no kind by name. A new kind is one row
// here and one in contract_table.cpp.
#pragma once

#include <optional>
#include <string>

#include "validate/candidates.h"
#include "validate/check.h"

namespace nines::validate {

using Impl = CompiledContract::Impl;
using CompiledPart = Result<std::shared_ptr<const Impl>>;

struct KindRow {
  ContractKind kind;
  // Fills in the parts of the kind from out.contract; `depth` counts the contracts around it. The
  // pointer of an error is inside the contract.
  std::optional<Error> (*compile)(Impl& out, std::size_t depth);
  Check (*check)(const Impl& contract, std::string_view text);
  // What the fence with this index offers as a value.
  void (*fence)(const Impl& contract, const Layout& layout, std::size_t index, CandidateList& out);
  // Values in prose; nullptr: any part of a text might be one, so that none can be found.
  void (*scan)(const Impl& contract, const Segment& segment, CandidateList& out);
  // Whether two different trimmed texts that hold say the same; nullptr: never.
  bool (*same_value)(const Impl& contract, std::string_view a, std::string_view b);
};
const KindRow& kind_row(ContractKind kind);

Error contract_error(ErrorCode code, std::string message, std::string pointer);
// A contract inside another, at `pointer` of it.
CompiledPart compile_part(const Contract& contract, const std::string& pointer, std::size_t depth);
// Compiles out.contract.parts, named `field`/0, `field`/1 … in errors.
std::optional<Error> compile_parts(Impl& out, const std::string& field, std::size_t depth);

// The body of a fence without white space around it: what most kinds take.
void trimmed_body(const Impl& contract, const Layout& layout, std::size_t index, CandidateList& out);

// One pair of files for each kind.
std::optional<Error> compile_json_schema(Impl& out, std::size_t depth);
std::optional<Error> compile_regex(Impl& out, std::size_t depth);
Check check_regex(const Impl& contract, std::string_view text);
void regex_body(const Impl& contract, const Layout& layout, std::size_t index, CandidateList& out);
// The whole of a segment, without reasoning, tags, emphasis, quotes or a heading such as "Answer:" around it.
void scan_regex(const Impl& contract, const Segment& segment, CandidateList& out);
std::optional<Error> compile_labels(Impl& out, std::size_t depth);
Check check_labels(const Impl& contract, std::string_view text);
bool same_labels(const Impl& contract, std::string_view a, std::string_view b);
std::optional<Error> compile_number(Impl& out, std::size_t depth);
Check check_number(const Impl& contract, std::string_view text);
bool same_numbers(const Impl& contract, std::string_view a, std::string_view b);
std::optional<Error> compile_jsonl(Impl& out, std::size_t depth);
Check check_jsonl(const Impl& contract, std::string_view text);
void scan_jsonl(const Impl& contract, const Segment& segment, CandidateList& out);
bool same_jsonl(const Impl& contract, std::string_view a, std::string_view b);
std::optional<Error> compile_csv(Impl& out, std::size_t depth);
Check check_csv(const Impl& contract, std::string_view text);
void scan_csv(const Impl& contract, const Segment& segment, CandidateList& out);
std::optional<Error> compile_fenced(Impl& out, std::size_t depth);
Check check_fenced(const Impl& contract, std::string_view text);
void whole_fence(const Impl& contract, const Layout& layout, std::size_t index, CandidateList& out);
std::optional<Error> compile_tool_call(Impl& out, std::size_t depth);
Check check_tool_call(const Impl& contract, std::string_view text);
void scan_tool_call(const Impl& contract, const Segment& segment, CandidateList& out);
std::optional<Error> compile_workflow(Impl& out, std::size_t depth);
Check check_workflow(const Impl& contract, std::string_view text);
std::optional<Error> compile_combination(Impl& out, std::size_t depth);
Check check_all_of(const Impl& contract, std::string_view text);
Check check_any_of(const Impl& contract, std::string_view text);
void combined_fence(const Impl& contract, const Layout& layout, std::size_t index, CandidateList& out);
void scan_combined(const Impl& contract, const Segment& segment, CandidateList& out);
bool same_combined(const Impl& contract, std::string_view a, std::string_view b);

}  // namespace nines::validate
