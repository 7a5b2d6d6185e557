// One text in, one verdict out, with the memory of the fused validator kept between texts. Called by validate_text and
// validate_texts.
#pragma once

#include "nines/validate.h"
#include "validate/compiled.h"
#include "validate/fast/fused.h"

namespace nines::validate {

// As validate_text. A text that meets a JSON schema as it stands is told by the fused validator alone.
Verdict validate_one(const CompiledContract::Impl& contract, std::string_view text, const ValidateOptions& options,
                     FusedValidator& fused);

}  // namespace nines::validate
