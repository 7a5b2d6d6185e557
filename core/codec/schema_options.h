// What a contract says beside its JSON Schema: whether formats are asserted, and the schemas that references may name.
// Used where contracts are read and written.
#pragma once

#include "codec/read.h"
#include "codec/write.h"
#include "nines/values.h"

namespace nines::codec {

// "formats": "assert" | "annotate", "resources": [{"uri", "schema"}]; a schema that is not JSON yet is "schema_text".
void read_schema_options(ReadContext& context, ObjectReader& in, Contract& out);
void write_schema_options(const Contract& contract, Json& out);

}  // namespace nines::codec
