// Any bytes as the plan about a small pipeline with every sort of row that can be changed: answered or refused, always
// as JSON. Built with replay_main.cpp (tools/cmake/tests.cmake).
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/json_reader.h"
#include "nines/call.h"

namespace {
constexpr int kMostPolls = 200;
constexpr std::string_view kPipeline =
    R"({"steps": [{"kind": "retry", "id": "a", "max": 2, "rho": 0.2, "body": [
  {"kind": "work", "label": "Draft", "p": 0.9}, {"kind": "validate", "sensitivity": 0.9, "specificity": 0.98}]},
{"kind": "group", "body": [
  {"kind": "work", "id": "w", "p": {"var": "p"}}, {"kind": "rollback", "to": "w", "detect": 0.6}]},
{"kind": "vote", "n": 3, "rho": 0.1, "body": [{"kind": "work", "p": 0.8, "p_after_error": 0.5}]},
{"kind": "human", "catch": 0.9}], "vars": {"p": 0.95}})";
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  int patience = kMostPolls;
  nines::RunContext run;
  run.user = &patience;
  run.cancelled_hook = [](void* left) { return --*static_cast<int*>(left) < 0; };
  std::string request = R"({"op": "plan", "args": {"pipeline": )";
  request += kPipeline;
  request += R"(, "plan": )";
  request.append(reinterpret_cast<const char*>(data), size);
  request += "}}";
  const nines::Engine engine;
  const std::string response = engine.call(request, run);
  if (!nines::base::read_json(response).ok) std::abort();
  return 0;
}
