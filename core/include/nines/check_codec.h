// Questions about the answers of a CheckInput, and their answers as structs. The shape of each stands in `nines
// catalog` (args of the op).
#pragma once

#include <string>
#include <string_view>

#include "nines/document.h"
#include "nines/infer.h"
#include "nines/prefix.h"

namespace nines {

// Where each text must fail for certain; timelines are left out.
std::string prefix_request(const CheckInput& input);
// Whether the contract asks for more than a value that reads.
bool has_contract(const CheckInput& input);
// A schema that the texts meet: those that meet the contract, or all that read where there is none.
std::string infer_request(const CheckInput& input);
// Broken in every known way, which of the texts still pass the contract?
std::string selftest_request(const CheckInput& input);
// The answers that do not pass as JSON Lines: number (from 0), place in the file, level, causes, text. Linear.
std::string failing_lines(const ValidateReport& report);

Result<PrefixReport> prefix_report_from_response(std::string_view response);
// The schema's text is set out over lines.
Result<InferReport> infer_report_from_response(std::string_view response);

}  // namespace nines
