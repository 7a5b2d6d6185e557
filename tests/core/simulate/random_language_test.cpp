// Random pipelines over the whole language: nothing of it is left out, and the third engine can play all of it.
#include "oracle/random_language.h"

#include <doctest/doctest.h>

#include <cstdlib>

#include "oracle/random_histogram.h"
#include "oracle/third_engine.h"

using namespace nines;

TEST_CASE("random pipelines leave nothing of the language out") {
  oracle::RandomLanguage random(20'250'102);
  oracle::Histogram histogram;
  for (int i = 0; i < 2'000; ++i) histogram.add(random.make());
  INFO(histogram.text());
  for (const StepInfo& info : step_table()) {
    CAPTURE(info.id);
    CHECK(histogram.kinds[static_cast<std::size_t>(info.kind)] * 50 >= histogram.rows);  // 2 %
    for (const ParamInfo& param : info.params) {
      const std::string name = std::string(info.id) + " " + param.name;
      const bool is_played = param.id != Param::prevalence && param.id != Param::latency_ms;
      CAPTURE(name);
      if (param.when_omitted != WhenOmitted::required && is_played && param.id != Param::latency)
        CHECK(histogram.features[name] > 0);
      for (std::string words = param.choices; !words.empty() && param.id != Param::latency;) {
        const std::size_t end = std::min(words.find('|'), words.size());
        CHECK(histogram.features[name + " " + words.substr(0, end)] > 0);
        words.erase(0, end + 1);
      }
    }
  }
  for (const char* feature :
       {"latent item beta", "latent batch beta", "latent item logit_normal", "latent batch logit_normal",
        "latent item classes", "latent batch classes", "latent never", "latent loadings", "latent for all",
        "latents several", "retry rho > 0", "vote rho > 0", "best_of rho > 0", "retry rho left out", "needs", "budget",
        "shift", "vars"}) {
    CAPTURE(feature);
    CHECK(histogram.features[feature] >= 20);
  }
  std::int64_t deep = 0;
  for (const auto& [depth, count] : histogram.depths) deep += depth >= 3 ? count : 0;
  CHECK(deep >= 500);
}

TEST_CASE("the third engine plays random pipelines, and they are small") {
  oracle::RandomLanguage random(20'250'103);
  double most = 0;
  int mixed = 0;
  for (int i = 0; i < 1'000; ++i) {
    const Pipeline pipeline = random.make(i % 4 == 0);
    CAPTURE(i);
    const oracle::Counts counts = oracle::ThirdEngine(pipeline, static_cast<std::uint64_t>(i)).play(100);
    std::uint64_t ends = counts.ok + counts.silent;
    for (const std::uint64_t detected : counts.detected) ends += detected;
    CHECK(ends == 100);
    most = std::max(most, static_cast<double>(counts.calls + counts.checks + counts.reviews) / 100);
    mixed += (counts.ok > 0) + (counts.silent > 0) + (ends > counts.ok + counts.silent) > 1;
  }
  CHECK(most < 300);
  CHECK(mixed > 500);  // most have something to disagree about
}
