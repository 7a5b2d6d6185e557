// Any bytes as a request: Engine::call must answer with JSON. Built with replay_main.cpp (tools/cmake/tests.cmake).
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/json_reader.h"
#include "nines/call.h"

namespace {
constexpr int kMostPolls = 20;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // A mutation may ask for a billion runs; that it can be stopped is part of what is tried.
  int patience = kMostPolls;
  nines::RunContext run;
  run.user = &patience;
  run.cancelled_hook = [](void* left) { return --*static_cast<int*>(left) < 0; };
  const nines::Engine engine;
  const std::string response = engine.call({reinterpret_cast<const char*>(data), size}, run);
  if (!nines::base::read_json(response).ok) std::abort();
  return 0;
}
