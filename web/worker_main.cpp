// C interface of the engine module (nines-worker): requests as bytes in, answers as bytes out. Called by engine.js in
// workers, in the page where there are no workers, and in Node. Core only: no interface, no files, no clock.
//
// Every result is one allocation: 4 bytes length (little endian), the bytes, a zero byte. The caller gives it to
// nines_free.
#include <emscripten.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include "nines/call.h"

namespace {

nines::Engine& engine() {
  static nines::Engine one;
  return one;
}

std::uint8_t* give(std::string_view bytes) {
  auto* out = static_cast<std::uint8_t*>(std::malloc(bytes.size() + 5));
  if (out == nullptr) return nullptr;
  for (unsigned i = 0; i < 4; ++i) out[i] = static_cast<std::uint8_t>((bytes.size() >> (8 * i)) & 255U);
  std::memcpy(out + 4, bytes.data(), bytes.size());
  out[4 + bytes.size()] = 0;
  return out;
}

}  // namespace

// The page may draw how far a call is; a worker's message leaves it while it computes.
EM_JS(void, tell_progress, (double fraction), {
  if (Module['onProgress']) Module['onProgress'](fraction);
});

// In hundredths: a message for each mutant would cost more than the mutant.
void come_on(void* user, double fraction) {
  constexpr double kWorthAMessage = 0.01;
  auto* told = static_cast<double*>(user);
  if (fraction < *told + kWorthAMessage) return;
  *told = fraction;
  tell_progress(fraction);
}

extern "C" {

EMSCRIPTEN_KEEPALIVE std::uint8_t* nines_call(const char* request, std::size_t size) {
  // A worker cannot hear of a cancel while it computes: requests are small, and the page replaces a worker that is
  // stuck.
  double told = 0;
  nines::RunContext run;
  run.progress_hook = come_on;
  run.user = &told;
  return give(engine().call({request, size}, run));
}

// Returns the sha-256 that requests name the bytes by.
EMSCRIPTEN_KEEPALIVE std::uint8_t* nines_put_blob(const char* bytes, std::size_t size) {
  return give(engine().put_blob(std::string(bytes, size)));
}

EMSCRIPTEN_KEEPALIVE void nines_drop_blob(const char* sha256, std::size_t size) {
  engine().drop_blob(std::string(sha256, size));
}

EMSCRIPTEN_KEEPALIVE void nines_free(std::uint8_t* result) { std::free(result); }
}
