// SHA-256 (FIPS 180-4), used to name corpora and datasets by their bytes. Not used for secrets, so
// not constant-time.
#pragma once

#include <string>
#include <string_view>

namespace nines::base {

// 64 lower-case hex digits. Cost: O(bytes), about 200 MB/s.
std::string sha256_hex(std::string_view bytes);

}  // namespace nines::base
