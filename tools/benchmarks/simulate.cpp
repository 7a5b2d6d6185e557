// What `tools/bench simulate` measures natively: the sampled engine against a plain C++ loop over the same pipeline,
// and the exact engine. Prints one JSON object a line: {"name", "unit", "values"}; times are processor time, as
// machines are shared. Never a test.
#include <cstdio>
#include <ctime>
#include <functional>
#include <random>
#include <string>

#include "nines/simulate.h"
#include "oracle/pipelines.h"

namespace {

using namespace nines;

constexpr int kRuns = 7;
double sink = 0;  // what is computed must be used

double seconds_of(const std::function<void()>& what) {
  const std::clock_t start = std::clock();
  what();
  return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

// `work` units a call; in: how to turn units a second into the printed number.
void measure(const char* name, const char* unit, const std::function<double(double)>& value,
             const std::function<void()>& what) {
  what();  // warm
  std::printf("{\"name\": \"%s\", \"unit\": \"%s\", \"values\": [", name, unit);
  for (int i = 0; i < kRuns; ++i) std::printf("%s%.6g", i > 0 ? ", " : "", value(seconds_of(what)));
  std::printf("]}\n");
  std::fflush(stdout);
}

void measure_rate(const char* name, std::uint64_t trials, const std::function<void()>& what) {
  measure(
      name, "M trials/s", [trials](double s) { return static_cast<double>(trials) / s / 1e6; }, what);
}
void measure_ms(const char* name, int times, const std::function<void()>& what) {
  measure(
      name, "ms", [times](double s) { return s * 1e3 / times; },
      [&] {
        for (int i = 0; i < times; ++i) what();
      });
}

void sample(const Pipeline& pipeline, std::uint64_t trials) {
  RunContext run;
  const Result<SampleTally> tally = sample_slice(pipeline, 1, 0, trials, run);
  if (tally) sink += static_cast<double>(tally->ok);
}

// The same runs as anyone would write them first.
void plain_loop(std::uint64_t trials) {
  std::mt19937 random(1);
  const auto below = [&](double p) {
    return static_cast<double>(random()) < p * 0x1p32;
  };  // the distributions of <random> take twice as long
  std::uint64_t ok = 0;
  for (std::uint64_t i = 0; i < trials; ++i) {
    bool right = true;
    bool alive = true;
    for (int step = 0; step < 20 && alive; ++step) {
      alive = false;
      for (int attempt = 0; attempt < 3 && !alive; ++attempt) {
        const bool good = below(0.95);
        const bool flagged = below(good ? 0.02 : 0.9);
        if (flagged) continue;
        alive = true;
        right = right && good;
      }
    }
    ok += alive && right ? 1 : 0;
  }
  sink += static_cast<double>(ok);
}

void answer(const Pipeline& pipeline, bool influence) {
  RunContext run;
  SimulateOptions options;
  options.influence = influence;
  const Result<SimulateReport> report = simulate_pipeline(pipeline, options, run);
  if (report)
    sink += report->ok;
  else
    std::fprintf(stderr, "refused: %s\n", report.error().message.c_str());
}

// Each row takes the one before and one three back; every second is a checked retry under its own theta.
Pipeline graph_of(int rows) {
  std::vector<Step> steps;
  for (int i = 0; i < rows; ++i) {
    Step row =
        i % 2 == 0 ? oracle::work(0.99) : oracle::retry(3, 0.3, {oracle::work(0.95), oracle::validate(0.9, 0.98)});
    std::vector<std::string> needs;
    for (const int back : {1, 3}) {
      if (i >= back) needs.push_back("s" + std::to_string(i - back));
    }
    steps.push_back(oracle::needing(oracle::named(row, "s" + std::to_string(i)), needs));
  }
  return oracle::make_pipeline(std::move(steps));
}

Pipeline ahead_of(double steps) {
  return oracle::make_pipeline({oracle::repeat(
      steps, {oracle::with(
                 oracle::with(oracle::make_step(StepKind::vote, {{Param::k, 3}, {Param::rho, 0}}, {oracle::work(0.99)}),
                              Param::rule, "ahead"),
                 Param::rivals, 1)})});
}

}  // namespace

int main() {
  constexpr std::uint64_t kSampled = 5'120'000;
  constexpr std::uint64_t kPlain = 200'000;
  measure_rate("nines sampled, reference", kSampled, [] { sample(oracle::reference_pipeline(0), kSampled); });
  measure_rate("nines sampled, reference, rho 0.51", kSampled / 8,
               [] { sample(oracle::reference_pipeline(0.51), kSampled / 8); });
  measure_rate("C++ loop, std::mt19937", kPlain, [] { plain_loop(kPlain); });
  measure_ms("exact, 100-step graph with rho: ends", 20, [] { answer(graph_of(100), false); });
  measure_ms("exact, 100-step graph with rho: all derivatives", 1, [] { answer(graph_of(100), true); });
  measure_ms("exact, 1,048,575 steps ahead by 3", 100, [] { answer(ahead_of(1'048'575), false); });
  return sink < 0 ? 1 : 0;
}
