// Punycode (RFC 3492) both ways, for one label. Called by the hostname formats. Quadratic in the label, which is at
// most kMaxLabelBytes long.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace nines::validate {

inline constexpr std::size_t kMaxLabelBytes = 63;  // RFC 1035, 2.3.4

// Code points of an ASCII label without its "xn--"; nothing where it is no Punycode or too long.
std::optional<std::u32string> decode_punycode(std::string_view text);
// The same back, lower case; nothing where it would pass kMaxLabelBytes.
std::optional<std::string> encode_punycode(const std::u32string& label);

}  // namespace nines::validate
