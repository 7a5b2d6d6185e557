// Any bytes as a request: Engine::call must answer with JSON. Build with clang -fsanitize=fuzzer
// (tools/fuzz).
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/json_reader.h"
#include "nines/call.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  nines::RunContext run;
  const nines::Engine engine;
  const std::string response = engine.call({reinterpret_cast<const char*>(data), size}, run);
  if (!nines::base::read_json(response).ok) std::abort();
  return 0;
}
