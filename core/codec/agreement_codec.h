// The agreement report as JSON, both directions; part of the disagreement report.
#pragma once

#include "codec/structs.h"
#include "codec/write.h"
#include "nines/agreement.h"

namespace nines::codec {

inline constexpr std::size_t kMaxListedValues = 200;  // categories listed with their counts; more are counted

// {id: estimate + observed, expected, standard_error, analytic}, in the order of the rows.
Json agreement_rows_json(const AgreementReport& report);
// What the coefficients are made of: who rated what, how often each value stands, and the coincidence matrix.
Json agreement_parts_json(const AgreementReport& report);
// From the members `agreement` and `agreement_parts` of a disagreement report.
AgreementReport read_agreement(ReadContext& context, ObjectReader& report);

}  // namespace nines::codec
