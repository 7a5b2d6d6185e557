// How the third engine reads a pipeline: rows with every parameter in force looked up once, `needs` as places in the
// list, a rollback as the retry that it stands for, and `shift` applied to every work p. For third_engine.h; it knows
// nothing of chance.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "nines/catalog.h"
#include "nines/values.h"

namespace nines::oracle {

inline constexpr std::size_t kParamCount = static_cast<std::size_t>(Param::latency) + 1;

struct Row {
  StepKind kind = StepKind::work;
  std::string id;
  std::array<double, kParamCount> values{};
  std::array<bool, kParamCount> is_given{};
  std::vector<std::pair<Param, std::string>> words;
  std::optional<std::vector<std::size_t>> needs;  // places in the same list; empty: what entered the list
  std::vector<Row> body;
  // Filled in by Latents.
  int latent = -1;        // work: the latent of the pipeline that drives it
  double theta_mean = 0;  // work: mean of its theta
  double mu = 0;          // work under logit_normal
  double scale = 0;       // work under logit_normal: loading times sd
  double rho = 0;         // retry, vote, best_of: in force
  double visit_mean = 0;  // the same: mean of the theta of a visit

  double value(Param param) const { return values[static_cast<std::size_t>(param)]; }
  long long whole(Param param) const { return static_cast<long long>(value(param)); }
  bool given(Param param) const { return is_given[static_cast<std::size_t>(param)]; }
  bool says(Param param, std::string_view word) const {
    for (const auto& [one, said] : words) {
      if (one == param) return said == word;
    }
    return false;
  }
  void set(Param param, double value) {
    values[static_cast<std::size_t>(param)] = value;
    is_given[static_cast<std::size_t>(param)] = true;
  }
};

using Rows = std::span<const Row>;

inline double shifted(double p, double factor) {
  if (p <= 0 || p >= 1) return p;
  return p * factor / (1 - p + p * factor);
}

class Reader {
 public:
  static std::vector<Row> read(const Pipeline& pipeline) { return Reader(pipeline.shift).read_list(pipeline.steps); }

 private:
  explicit Reader(double shift) : shift_(shift) {}

  std::vector<Row> read_list(const std::vector<Step>& steps) const {
    std::vector<Row> out;
    for (const Step& step : steps) {
      Row row = read_row(step);
      if (step.needs) row.needs = places(steps, *step.needs);
      if (row.kind == StepKind::rollback)
        wrap(out, std::move(row), to_of(step));
      else
        out.push_back(std::move(row));
    }
    return out;
  }

  Row read_row(const Step& step) const {
    Row out;
    out.kind = step.kind;
    out.id = step.id;
    for (const ParamInfo& info : step_info(step.kind).params) {
      const ParamValue value = param_in_force(step, info.id);
      out.values[static_cast<std::size_t>(info.id)] = number_of(value);
      out.is_given[static_cast<std::size_t>(info.id)] = given_param(step, info.id) != nullptr;
      if (info.type == ParamType::choice) out.words.emplace_back(info.id, value.choice);
    }
    if (out.kind == StepKind::work) {
      double& p = out.values[static_cast<std::size_t>(Param::p)];
      p = shifted(p, shift_);
      double& after = out.values[static_cast<std::size_t>(Param::p_after_error)];
      after = shifted(after, shift_);
      out.theta_mean = p <= 0 ? 0 : p / (1 - out.value(Param::transient) * (1 - p));
    }
    out.body = read_list(step.body);
    return out;
  }

  static double number_of(const ParamValue& value) {
    if (value.form == ValueForm::complement) return 1 - value.complement;
    if (value.form == ValueForm::counts) return static_cast<double>(value.k) / static_cast<double>(value.n);
    return value.value;
  }

  static std::vector<std::size_t> places(const std::vector<Step>& steps, const std::vector<std::string>& ids) {
    std::vector<std::size_t> out;
    for (const std::string& id : ids) {
      for (std::size_t i = 0; i < steps.size(); ++i) {
        if (steps[i].id == id) out.push_back(i);
      }
    }
    return out;
  }

  // The id stands in `choice`, whatever the form says.
  static std::string to_of(const Step& rollback) { return param_in_force(rollback, Param::to).choice; }

  // The rows from `to` to the rollback become the body of retry(max + 1, rho 0, context fresh), the rollback itself the
  // check at its end. A row that was wrapped before answers to the id of its first row.
  static void wrap(std::vector<Row>& rows, Row rollback, const std::string& to) {
    std::size_t first = 0;
    while (first < rows.size() && rows[first].id != to) ++first;
    Row retry;
    retry.kind = StepKind::retry;
    retry.id = to;
    retry.set(Param::max, rollback.value(Param::max) + 1);
    retry.set(Param::rho, 0);
    retry.words = {{Param::on, "flagged"}, {Param::exhausted, "stop"}, {Param::context, "fresh"}};
    retry.body.assign(std::make_move_iterator(rows.begin() + static_cast<std::ptrdiff_t>(first)),
                      std::make_move_iterator(rows.end()));
    retry.body.push_back(std::move(rollback));
    rows.resize(first);
    rows.push_back(std::move(retry));
  }

  double shift_;
};

}  // namespace nines::oracle
