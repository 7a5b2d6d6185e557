// Readers and writers of what many verdicts come to, for validate_codec.cpp.
#pragma once

#include "codec/read.h"
#include "codec/write.h"

namespace nines::codec {

Json to_json(const ValidationSummary& summary);
Json to_json(const DriftRow& row);
Json to_json(const CauseCount& row);
CauseCount read_cause(ReadContext& context, std::uint32_t node);
ValidationSummary read_summary(ReadContext& context, std::uint32_t node);
DriftRow read_drift(ReadContext& context, std::uint32_t node);

}  // namespace nines::codec
