// Requests and answers of the self-test as JSON, for shells. See codec.h.
#pragma once

#include <string_view>

#include "nines/selftest.h"

namespace nines {

Result<std::vector<Mutant>> mutants_from_response(std::string_view response);
Result<SelftestReport> selftest_report_from_response(std::string_view response);

}  // namespace nines
