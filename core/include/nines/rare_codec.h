// Rare ends as JSON: the request for Engine::call and its response as a struct.
#pragma once

#include <string>
#include <string_view>

#include "nines/codec.h"
#include "nines/rare.h"

namespace nines {

std::string rare_request(const Pipeline& pipeline, const RareOptions& options);
Result<RareReport> rare_report_from_response(std::string_view response);

}  // namespace nines
