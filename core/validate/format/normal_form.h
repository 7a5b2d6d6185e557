// Whether a label is in Unicode Normalization Form C (UAX 15), for code points that IDNA allows. Called by the hostname
// formats only: its tables hold just what such labels can contain.
#pragma once

#include <cstdint>
#include <string>

namespace nines::validate {

std::uint32_t combining_class(char32_t c);

// `label` is short (a host name's): the cost is its length times the size of a table.
bool is_normal_form_c(const std::u32string& label);

}  // namespace nines::validate
