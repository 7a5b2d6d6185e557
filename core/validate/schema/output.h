// From a full trace to units of the standard output, every keyword of every schema that applied; and the smaller
// formats made from them. Used by schema_output only.
#pragma once

#include <vector>

#include "nines/schema_output.h"
#include "validate/schema/trace.h"

namespace nines::validate {

// All units (verbose), in order, at most kMaxOutputUnits; the rest is counted.
SchemaOutput verbose_output(const Trace& trace, Truth verdict);
// The same as another format.
SchemaOutput reduced_output(SchemaOutput verbose, SchemaOutputFormat format);

}  // namespace nines::validate
