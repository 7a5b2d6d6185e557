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
// A schema that the texts meet. Needs no contract.
std::string infer_request(const CheckInput& input);

Result<PrefixReport> prefix_report_from_response(std::string_view response);
// The schema's text is set out over lines.
Result<InferReport> infer_report_from_response(std::string_view response);

}  // namespace nines
