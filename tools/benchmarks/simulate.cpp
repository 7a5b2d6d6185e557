// What `tools/bench simulate` measures natively: the sampled engine against a plain C++ loop over the same pipeline,
// and the exact engine. Prints one JSON object a line: {"name", "unit", "values"}; times are processor time, as
// machines are shared. Never a test.
#include <cstdio>
#include <ctime>
#include <functional>
#include <random>
#include <string>

#include "nines/questions.h"
#include "nines/rare.h"
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

// Each row takes the one before and one three back; every second is a checked retry under its own theta. `apart`: how
// much less each row succeeds than the one before, so that no two are equal.
Pipeline graph_of(int rows, double apart = 0) {
  std::vector<Step> steps;
  for (int i = 0; i < rows; ++i) {
    const double less = apart * i;
    Step row = i % 2 == 0 ? oracle::work(0.99 - less)
                          : oracle::retry(3, 0.3, {oracle::work(0.95 - less), oracle::validate(0.9, 0.98)});
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

// 50 rows that each take five others, so that six artifacts are alive at once, and a theta of the run with 64 classes.
Pipeline wide_graph() {
  std::vector<Step> steps;
  std::vector<std::string> driven;
  for (int i = 0; i < 50; ++i) {
    const bool is_retry = i % 5 == 4;
    const Step leaf = oracle::named(oracle::with(oracle::work(0.98), Param::cost_usd, 0.01), "w" + std::to_string(i));
    Step row = is_retry ? oracle::retry(2 + i % 2, 0, {leaf, oracle::validate(0.9, 0.98 - 0.001 * i)})
                        : oracle::with(oracle::work(0.98), Param::cost_usd, 0.01 + 0.001 * i);
    std::vector<std::string> needs;
    for (int back = 1; back <= 5 && back <= i; ++back) needs.push_back("s" + std::to_string(i - back));
    steps.push_back(oracle::needing(oracle::named(row, "s" + std::to_string(i)), needs));
  }
  Pipeline out = oracle::make_pipeline(std::move(steps));
  Latent latent = oracle::item_latent(0);
  latent.family = LatentFamily::classes;
  for (int k = 0; k < 64; ++k) latent.classes.push_back({1.0 / 64, 0.9 + 0.1 * k / 64});
  out.latents.push_back(latent);
  return out;
}

// 20 rows that each may go in six ways, no two alike: by model, price and loudness; or, where one theta drives all of
// them and their p must stay, by attempts and checks.
struct Planned {
  Pipeline pipeline;
  PlanQuestion question;
};
Planned planned_rows(double item_rho) {
  Planned out;
  std::vector<Step> steps;
  std::mt19937 random(7);
  const auto between = [&](double low, double high) {
    return low + (high - low) * static_cast<double>(random()) * 0x1p-32;
  };
  const bool driven = item_rho > 0;
  for (int i = 0; i < 20; ++i) {
    const Step leaf = oracle::with(oracle::work({{Param::p, 0.9}, {Param::d, driven ? 0 : between(0, 0.5)}}),
                                   Param::cost_usd, driven ? between(0.5, 2) : 0.6);
    const Step check = oracle::with(oracle::validate(between(0.6, 0.9), between(0.9, 0.99)), Param::cost_usd, 0.1);
    steps.push_back(driven ? oracle::retry(1, 0, {leaf, check}) : leaf);
    PlanChange change;
    change.at = "/pipeline/steps/" + std::to_string(i);
    for (int o = 0; o < 5; ++o) {
      PlanOption option;
      option.params.push_back(driven ? number_value(Param::max, 2 + o)
                                     : number_value(Param::p, 1 - 0.1 / (1.5 + o) * between(0.9, 1.1)));
      if (!driven) option.params.push_back(number_value(Param::cost_usd, (1 + o) * between(0.9, 1.1)));
      change.options.push_back(option);
    }
    out.question.changes.push_back(change);
  }
  out.pipeline = oracle::make_pipeline(std::move(steps));
  if (item_rho > 0) out.pipeline.latents.push_back(oracle::item_latent(item_rho));
  out.question.budget.cost_usd = driven ? 35 : 45;
  return out;
}
void plan_rows(const Planned& what) {
  RunContext run;
  const Result<PlanReport> report = plan_pipeline(what.pipeline, what.question, run);
  if (report)
    sink += report->bound;
  else
    std::fprintf(stderr, "refused: %s\n", report.error().message.c_str());
}

void rare(const Pipeline& pipeline) {
  RunContext run;
  RareOptions options;
  options.end = RareEnd::detected;
  const Result<RareReport> report = sample_rare(pipeline, options, run);
  if (report) sink += report->estimate;
}
// All tries of one of ten rows used up: once in 10^12 runs.
Pipeline rare_chain() {
  return oracle::make_pipeline(
      std::vector<Step>(10, oracle::retry(4, 0, {oracle::work(1 - 5.6e-4), oracle::validate(1, 1)})));
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
  measure_ms("exact, 100 rows, no two equal: all derivatives", 1, [] { answer(graph_of(100, 1e-5), true); });
  measure_ms("exact, 50 rows, frontier 6, 64 classes: ends, cost", 1, [] { answer(wide_graph(), false); });
  measure_ms("plan, 20 steps x 6 changes under a budget", 1, [] { plan_rows(planned_rows(0)); });
  measure_ms("plan, the same with a latent of the item", 1, [] { plan_rows(planned_rows(0.1)); });
  measure_ms("rare, 1e-12 in a chain, 20,000 trials", 1, [] { rare(rare_chain()); });
  measure_ms("exact, 1,048,575 steps ahead by 3", 100, [] { answer(ahead_of(1'048'575), false); });
  return sink < 0 ? 1 : 0;
}
