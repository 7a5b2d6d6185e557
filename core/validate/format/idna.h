// One label of an internationalised host name by IDNA 2008. Called by hostname.cpp.
#pragma once

#include <string>

namespace nines::validate {

// RFC 5891, 4.2: hyphens, no leading mark, Normalization Form C, only valid code points, the contextual rules of RFC
// 5892, appendix A. The label is not empty and at most kMaxLabelBytes long.
bool is_idna_label(const std::u32string& label);

// RFC 5893, section 2: whether the label has right-to-left characters, and whether it meets the rule that all labels of
// a name with such a label must meet.
bool has_right_to_left(const std::u32string& label);
bool meets_bidi_rule(const std::u32string& label);

}  // namespace nines::validate
