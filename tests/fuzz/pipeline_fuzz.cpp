// Any bytes as a pipeline file: reading gives a pipeline or an error with a hint; what is read survives being written
// and read again; what is legal simulates to ends that sum to 1. Built with replay_main.cpp (tools/cmake/tests.cmake).
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "nines/codec.h"
#include "nines/simulate.h"

namespace {

using namespace nines;

constexpr int kMostPolls = 20;

void check_ends(const Pipeline& pipeline) {
  int patience = kMostPolls;  // a mutation may ask for a billion repetitions; it must be possible to stop
  RunContext run;
  run.user = &patience;
  run.cancelled_hook = [](void* left) { return --*static_cast<int*>(left) < 0; };
  const Result<SimulateReport> report = simulate_pipeline(pipeline, {}, run);
  if (!report) {
    NINES_ASSERT(!report.error().message.empty());
    return;
  }
  NINES_ASSERT(std::fabs(report->ok + report->silent + report->detected - 1) < 1e-9);
  NINES_ASSERT(report->ok >= 0 && report->silent >= 0 && report->detected >= 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Result<ReadDocument> read = document_from_json(text);
  if (!read) {
    NINES_ASSERT(!read.error().message.empty());
    return 0;
  }
  const Pipeline& pipeline = read->document.pipeline;
  if (pipeline.steps.empty()) return 0;
  const Result<ReadDocument> again = document_from_json(json_from_pipeline(pipeline));
  NINES_ASSERT(again.has_value());
  NINES_ASSERT(again->document.pipeline == pipeline);
  if (check_pipeline(pipeline)) check_ends(pipeline);
  return 0;
}
