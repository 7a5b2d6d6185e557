// Names what stands around a value: fence (W1), unclosed fence (W2), prose before (W3) and after (W4), reasoning (W5),
// tags (W6), emphasis (W7), a closing fence or tag that was cut (X6), each with the deletion that removes it. Used once
// a candidate was taken. All deletions together leave exactly the value.
#pragma once

#include <string_view>
#include <vector>

#include "validate/candidates.h"

namespace nines::validate {

// Places are those of the layout's text. Nothing for a value with only white space around it, which
// here is what JSON takes for such: a form feed counts as prose.
FindingList wrapper_findings(const Layout& layout, const Candidate& candidate);

}  // namespace nines::validate
