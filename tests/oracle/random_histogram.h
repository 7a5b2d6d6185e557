// What random pipelines are made of: rows by kind, depth, and how often each word, latent and form of the language
// occurs. For tests that want to know that nothing is left out.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "nines/catalog.h"
#include "nines/values.h"

namespace nines::oracle {

struct Histogram {
  std::int64_t rows = 0;
  std::array<std::int64_t, 16> kinds{};          // by StepKind
  std::map<std::size_t, std::int64_t> depths;    // pipelines by their deepest nesting
  std::map<std::string, std::int64_t> features;  // "vote rule ahead", "latent batch classes", "needs", …

  void add(const Pipeline& pipeline) {
    ++depths[add_rows(pipeline.steps)];
    for (const Latent& latent : pipeline.latents) add_latent(latent);
    if (pipeline.latents.size() > 1) ++features["latents several"];
    if (pipeline.budget) ++features["budget"];
    if (pipeline.shift != 1) ++features["shift"];
    if (!pipeline.vars.empty()) ++features["vars"];
  }

  // Of the rarest kind among all rows.
  double least_share() const {
    return static_cast<double>(*std::min_element(kinds.begin(), kinds.end())) /
           static_cast<double>(std::max<std::int64_t>(rows, 1));
  }

  double share_as_deep_as(std::size_t depth) const {
    std::int64_t all = 0;
    std::int64_t deep = 0;
    for (const auto& [one, count] : depths) {
      all += count;
      if (one >= depth) deep += count;
    }
    return static_cast<double>(deep) / static_cast<double>(std::max<std::int64_t>(all, 1));
  }

  std::string text() const {
    std::string out;
    for (const StepInfo& info : step_table()) {
      const std::int64_t count = kinds[static_cast<std::size_t>(info.kind)];
      out += std::string(info.id) + " " + std::to_string(count * 1000 / std::max<std::int64_t>(rows, 1)) + "/1000\n";
    }
    for (const auto& [depth, count] : depths)
      out += "depth " + std::to_string(depth) + ": " + std::to_string(count) + "\n";
    for (const auto& [name, count] : features) out += name + ": " + std::to_string(count) + "\n";
    return out;
  }

 private:
  // Returns the depth below.
  std::size_t add_rows(const std::vector<Step>& steps) {
    std::size_t out = 0;
    for (const Step& step : steps) {
      ++rows;
      ++kinds[static_cast<std::size_t>(step.kind)];
      if (step.needs) ++features["needs"];
      add_params(step);
      if (!step.body.empty()) out = std::max(out, 1 + add_rows(step.body));
    }
    return out;
  }

  void add_params(const Step& step) {
    const StepInfo& info = step_info(step.kind);
    for (const ParamInfo& param : info.params) {
      const std::string name = std::string(info.id) + " " + param.name;
      const ParamValue* given = given_param(step, param.id);
      if (param.type == ParamType::choice) ++features[name + " " + param_in_force(step, param.id).choice];
      if (given != nullptr && param.when_omitted != WhenOmitted::required) ++features[name];
      if (given == nullptr && param.when_omitted != WhenOmitted::required) ++features[name + " left out"];
      if (param.id == Param::rho && given != nullptr && given->value > 0) ++features[name + " > 0"];
    }
  }

  void add_latent(const Latent& latent) {
    static const char* const kScopes[] = {"item", "batch"};
    static const char* const kFamilies[] = {"beta", "logit_normal", "classes"};
    ++features[std::string("latent ") + kScopes[static_cast<std::size_t>(latent.scope)] + " " +
               kFamilies[static_cast<std::size_t>(latent.family)]];
    if (latent.never > 0) ++features["latent never"];
    if (!latent.loadings.empty()) ++features["latent loadings"];
    if (latent.steps.empty()) ++features["latent for all"];
  }
};

}  // namespace nines::oracle
