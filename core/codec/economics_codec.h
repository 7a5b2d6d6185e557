// Time, money and value of a report as JSON, both directions. For simulate_codec.cpp.
#pragma once

#include "codec/structs.h"
#include "codec/write.h"

namespace nines::codec {

void put_economics(Json& out, const SimulateReport& report);
void read_economics(ReadContext& context, ObjectReader& in, SimulateReport& out);
Json shift_presets_json();

}  // namespace nines::codec
