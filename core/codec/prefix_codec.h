// Prefix options and reports as JSON. Used by call/op_prefix.cpp and the command line's text writer.
#pragma once

#include <array>

#include "codec/enum_names.h"
#include "codec/read.h"
#include "codec/write.h"
#include "nines/prefix.h"

namespace nines::codec {

inline constexpr std::array kPrefixStateNames{
    EnumName<PrefixState>{PrefixState::complete, "complete"},
    EnumName<PrefixState>{PrefixState::valid_prefix, "valid_prefix"},
    EnumName<PrefixState>{PrefixState::must_fail, "must_fail"},
};

PrefixOptions read_prefix_options(ObjectReader& in);
Json to_json(const PrefixReport& report);

}  // namespace nines::codec
