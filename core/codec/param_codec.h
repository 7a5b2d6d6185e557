// Values of parameters and what stands around the steps of a pipeline, between the files that read and write pipelines.
#pragma once

#include "codec/read.h"
#include "codec/write.h"
#include "nines/catalog.h"

namespace nines::codec {

// The first row of the table that has this parameter, by id or by its JSON name; nullptr: no kind has it. A name
// belongs to one id.
const ParamInfo* known_param(Param id);
const ParamInfo* known_param(std::string_view name);

// A number, {"k", "n", "shared"?}, {"q"}, {"var"}, or a word, as the row allows.
ParamValue read_param_value(ReadContext& context, std::uint32_t node, const ParamInfo& info);
Json json_from_value(const ParamValue& value, ParamType type);

// A list of texts, e.g. ids of steps.
std::vector<std::string> read_names(ReadContext& context, ObjectReader& in, std::string_view name);

void read_surroundings(ReadContext& context, ObjectReader& in, Pipeline& out);
void write_surroundings(Json& out, const Pipeline& pipeline);

}  // namespace nines::codec
