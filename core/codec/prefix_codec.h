// Prefix options and reports as JSON. Used by call/op_prefix.cpp and the command line's text writer.
#pragma once

#include "codec/read.h"
#include "codec/write.h"
#include "nines/prefix.h"

namespace nines::codec {

PrefixOptions read_prefix_options(ObjectReader& in);
Json to_json(const PrefixReport& report);

}  // namespace nines::codec
