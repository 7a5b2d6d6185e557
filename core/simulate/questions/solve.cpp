// solve_pipeline: one number moved until an end just meets its target (nines/questions.h).
#include <algorithm>
#include <cmath>
#include <cstring>
#include <functional>

#include "base/special.h"
#include "nines/catalog.h"
#include "nines/questions.h"
#include "simulate/check_params.h"
#include "simulate/questions/outcome.h"
#include "simulate/questions/plan_changes.h"

namespace nines::simulate {
namespace {

// The number to move: its kind and range, and how to write it.
struct Knob {
  ParamType type = ParamType::real;
  Param id = Param::p;
  double low = 0;
  double high = 1;
  std::function<void(Pipeline&, const ParamValue&)> set;
};

Error no_number(const std::string& at, const std::string& why) {
  return error_at(ErrorCode::bad_value, "/at", "\"" + at + "\" " + why);
}

Result<Knob> knob_of_param(const Pipeline& pipeline, const std::string& at) {
  const std::size_t cut = at.rfind('/');
  if (cut == std::string::npos || cut == 0) return no_number(at, "names no number: a step, '/', a parameter");
  const Result<StepPath> path = find_step(pipeline, at.substr(0, cut), "/at");
  if (!path) return path.error();
  const StepInfo& kind = step_info(step_at(pipeline, *path).kind);
  const ParamInfo* info = find_param_info(kind, std::string_view(at).substr(cut + 1));
  if (info == nullptr || info->type == ParamType::choice || info->type == ParamType::step)
    return no_number(at, std::string("is no number that \"") + kind.id + "\" has");
  Knob out;
  out.type = info->type;
  out.id = info->id;
  out.low = info->min;
  out.high = info->max;
  out.set = [path = *path](Pipeline& to, const ParamValue& value) { set_param(step_at(to, path), value); };
  return out;
}

Result<Knob> knob_of_latent(const Pipeline& pipeline, const std::string& at) {
  const std::string rest = at.substr(std::string_view("/pipeline/latents/").size());
  const std::size_t cut = rest.find('/');
  const std::string digits = rest.substr(0, cut);
  const bool is_index =
      !digits.empty() && digits.size() < 3 && digits.find_first_not_of("0123456789") == std::string::npos;
  const std::size_t index = is_index ? static_cast<std::size_t>(std::stoi(digits)) : pipeline.latents.size();
  const std::string name = cut == std::string::npos ? "" : rest.substr(cut + 1);
  if (index >= pipeline.latents.size() || (name != "rho" && name != "sd" && name != "never"))
    return no_number(at, "is no rho, sd or never of a latent");
  Knob out;
  out.type = ParamType::correlation;
  out.id = Param::rho;
  out.high = name == "sd" ? 100 : 1;
  double Latent::*const member = name == "rho" ? &Latent::rho : name == "sd" ? &Latent::sd : &Latent::never;
  out.set = [index, member](Pipeline& to, const ParamValue& value) { to.latents[index].*member = value.value; };
  return out;
}

void find_use(const std::vector<Step>& steps, const std::string& variable, const ParamInfo*& out) {
  for (const Step& step : steps) {
    for (const ParamValue& value : step.params) {
      if (value.form == ValueForm::variable && value.choice == variable && out == nullptr)
        out = find_param_info(step_info(step.kind), value.id);
    }
    find_use(step.body, variable, out);
  }
}

Result<Knob> knob_of_variable(const Pipeline& pipeline, const std::string& name) {
  const auto found =
      std::find_if(pipeline.vars.begin(), pipeline.vars.end(), [&](const Variable& one) { return one.name == name; });
  if (found == pipeline.vars.end())
    return error_at(ErrorCode::unknown_variable, "/var", "no variable is called \"" + name + "\"");
  const ParamInfo* info = nullptr;
  find_use(pipeline.steps, name, info);
  if (info == nullptr) return error_at(ErrorCode::bad_value, "/var", "no step uses the variable \"" + name + "\"");
  Knob out;
  out.type = info->type;
  out.id = info->id;
  out.low = info->min;
  out.high = info->max;
  const auto index = static_cast<std::size_t>(found - pipeline.vars.begin());
  out.set = [index](Pipeline& to, const ParamValue& value) { to.vars[index].value = value; };
  return out;
}

Result<Knob> knob_of(const Pipeline& pipeline, const SolveQuestion& question) {
  if (!question.variable.empty()) return knob_of_variable(pipeline, question.variable);
  constexpr std::string_view kVars = "/pipeline/vars/";
  if (question.at.starts_with(kVars)) return knob_of_variable(pipeline, question.at.substr(kVars.size()));
  if (question.at.starts_with("/pipeline/latents/")) return knob_of_latent(pipeline, question.at);
  return knob_of_param(pipeline, question.at);
}

double end_of(const Outcome& of, SolveEnd end) {
  switch (end) {
    case SolveEnd::ok: return of.ends.ok;
    case SolveEnd::failure: return of.failure();
    case SolveEnd::silent: return of.ends.silent;
    case SolveEnd::detected: return of.ends.detected;
    case SolveEnd::calls: return of.calls;
    case SolveEnd::cost_usd: break;
  }
  return of.cost_usd;
}

std::uint64_t bits_of(double x) {
  std::uint64_t out = 0;
  std::memcpy(&out, &x, sizeof out);
  return out;
}
double double_of(std::uint64_t bits) {
  double out = 0;
  std::memcpy(&out, &bits, sizeof out);
  return out;
}

ParamValue by_complement(Param id, double q) {
  ParamValue out = number_value(id, 1 - q);
  out.form = ValueForm::complement;
  out.complement = q;
  return out;
}

class Solver {
 public:
  Solver(const Pipeline& pipeline, const SolveQuestion& question, Knob knob, RunContext& run)
      : pipeline_(without_counts(pipeline)), question_(question), knob_(std::move(knob)), run_(run) {}

  Result<SolveReport> solve(const Pipeline& as_given) {
    const Result<Outcome> now = run_exactly(as_given, run_);
    if (!now) return now.error();
    out_.now = end_of(*now, question_.end);
    out_.is_whole = knob_.type == ParamType::whole;
    out_.value.id = knob_.id;
    if (out_.is_whole && !question_.high) knob_.high = std::min(knob_.high, static_cast<double>(kMaxSolveWhole));
    if (question_.low) knob_.low = *question_.low;
    if (question_.high) knob_.high = *question_.high;
    if (out_.is_whole)
      solve_whole(static_cast<std::int64_t>(knob_.low), static_cast<std::int64_t>(knob_.high));
    else
      solve_real();
    if (error_) return *error_;
    if (run_.cancelled()) return error_at(ErrorCode::cancelled, "", "cancelled");
    if (out_.found) {
      out_.pipeline = as_given;
      knob_.set(*out_.pipeline, out_.value);
    }
    return std::move(out_);
  }

 private:
  ParamValue plain(double x) const { return number_value(knob_.id, x); }

  // Nothing where the value is not possible; then `error_` says why.
  std::optional<Outcome> run_at(const ParamValue& value) {
    if (error_ || run_.cancelled()) return std::nullopt;
    Pipeline moved = pipeline_;
    knob_.set(moved, value);
    Result<Outcome> outcome = run_exactly(moved, run_);
    if (!outcome) {
      error_ = outcome.error();
      return std::nullopt;
    }
    return *outcome;
  }

  // Compared on the side that keeps its digits.
  bool meets(const Outcome& of) const {
    if (question_.end != SolveEnd::ok) return end_of(of, question_.end) <= question_.target;
    return question_.target > 0.5 ? of.failure() <= 1 - question_.target : of.ends.ok >= question_.target;
  }

  // ---- real numbers

  ParamValue value_at(double x, bool from_above) const { return from_above ? by_complement(knob_.id, x) : plain(x); }

  // Doubles of one sign are ordered as their bits are.
  void bisect(double met, double unmet, bool from_above) {
    std::uint64_t yes = bits_of(met);
    std::uint64_t no = bits_of(unmet);
    std::optional<Outcome> at_yes = run_at(value_at(met, from_above));
    while ((yes > no ? yes - no : no - yes) > 1 && at_yes) {
      const std::uint64_t middle = yes < no ? yes + (no - yes) / 2 : no + (yes - no) / 2;
      const std::optional<Outcome> here = run_at(value_at(double_of(middle), from_above));
      if (!here) return;
      if (meets(*here)) {
        yes = middle;
        at_yes = here;
      } else {
        no = middle;
      }
    }
    if (!at_yes) return;
    out_.found = true;
    out_.value = value_at(double_of(yes), from_above);
    out_.crossing = out_.value.value;
    out_.reached = end_of(*at_yes, question_.end);
    out_.at_most = from_above ? yes > no : yes < no;
    out_.method = "bisection of the exact engine to neighbouring doubles";
  }

  void solve_between(double met, double unmet) {
    const bool splits = knob_.type == ParamType::probability && std::max(met, unmet) > 0.5;
    if (!splits) return bisect(met, unmet, false);
    if (std::min(met, unmet) >= 0.5) return bisect(1 - met, 1 - unmet, true);
    const std::optional<Outcome> half = run_at(plain(0.5));
    if (!half) return;
    const bool is_met = meets(*half);
    const double other = is_met ? unmet : met;
    if (other > 0.5) return is_met ? bisect(0.5, 1 - unmet, true) : bisect(1 - met, 0.5, true);
    return is_met ? bisect(0.5, unmet, false) : bisect(met, 0.5, false);
  }

  void solve_real() {
    const std::optional<Outcome> low = run_at(plain(knob_.low));
    constexpr double kFar = 1e12;  // of what has no largest value
    const double top = std::min(knob_.high, kFar);
    const std::optional<Outcome> high = run_at(plain(top));
    if (!low || !high) return;
    out_.at_low = end_of(*low, question_.end);
    out_.at_high = end_of(*high, question_.end);
    if (meets(*low) != meets(*high)) return meets(*low) ? solve_between(knob_.low, top) : solve_between(top, knob_.low);
    if (meets(*low)) return keep_end(knob_.low, *low, "met over the whole range, as far as its two ends tell");
    double before = knob_.low;
    constexpr int kGrid = 64;
    for (int i = 1; i < kGrid; ++i) {
      const double x = knob_.low + (top - knob_.low) * i / kGrid;
      const std::optional<Outcome> here = run_at(plain(x));
      if (!here) return;
      if (meets(*here)) return solve_between(x, before);
      before = x;
    }
    out_.method = "not met at either end of the range nor at " + std::to_string(kGrid - 1) + " values between";
  }

  void keep_end(double x, const Outcome& of, std::string why) {
    out_.found = true;
    out_.value = plain(x);
    out_.crossing = x;
    out_.reached = end_of(of, question_.end);
    out_.method = std::move(why);
  }

  // ---- whole numbers

  bool is_better(const Outcome& a, const Outcome& b) const {
    if (question_.end == SolveEnd::ok) return a.failure() < b.failure();
    return end_of(a, question_.end) < end_of(b, question_.end);
  }

  // What falls or rises by the same factor at every step of a chain, as a logarithm.
  double scale_of(const Outcome& of) const {
    const bool in_ok = question_.end == SolveEnd::ok || question_.end == SolveEnd::failure;
    if (in_ok && out_.at_most) return of.failure() < 0.5 ? base::log1p(-of.failure()) : base::log(of.ends.ok);
    if (question_.end == SolveEnd::calls || question_.end == SolveEnd::cost_usd) return end_of(of, question_.end);
    return base::log(question_.end == SolveEnd::ok ? of.failure() : end_of(of, question_.end));
  }
  double scale_of_target() const {
    const double t = question_.target;
    switch (question_.end) {
      case SolveEnd::ok: return out_.at_most ? base::log(t) : base::log(1 - t);
      case SolveEnd::failure: return out_.at_most ? base::log1p(-t) : base::log(t);
      case SolveEnd::calls:
      case SolveEnd::cost_usd: return t;
      case SolveEnd::silent:
      case SolveEnd::detected: break;
    }
    return base::log(t);
  }

  void settle(std::int64_t met, const Outcome& at_met, std::int64_t unmet, const Outcome& at_unmet, bool scanned) {
    out_.found = true;
    out_.at_most = met < unmet;
    out_.value = plain(static_cast<double>(met));
    out_.reached = end_of(at_met, question_.end);
    const double from = scale_of(at_met);
    const double to = scale_of(at_unmet);
    const double share = (scale_of_target() - from) / (to - from);
    out_.crossing = static_cast<double>(met) + (std::isfinite(share) ? share : 0) * static_cast<double>(unmet - met);
    out_.method = scanned ? "every whole number from the low end tried"
                          : "every whole number to " + std::to_string(first_ + kSolveScan) +
                                ", then doubling and bisection: the first crossing if the end is monotone there";
  }

  // Between `a` and `b`, which lie on different sides.
  void bisect_whole(std::int64_t a, Outcome at_a, std::int64_t b, Outcome at_b) {
    while (b - a > 1) {
      const std::int64_t middle = a + (b - a) / 2;
      const std::optional<Outcome> here = run_at(plain(static_cast<double>(middle)));
      if (!here) return;
      (meets(*here) == meets(at_a) ? a : b) = middle;
      (a == middle ? at_a : at_b) = *here;
    }
    meets(at_a) ? settle(a, at_a, b, at_b, false) : settle(b, at_b, a, at_a, false);
  }

  void solve_whole(std::int64_t low, std::int64_t high) {
    first_ = low;
    std::optional<Outcome> before = run_at(plain(static_cast<double>(low)));
    if (!before) return;
    out_.at_low = out_.at_high = end_of(*before, question_.end);
    const bool is_met = meets(*before);
    std::int64_t at = low;
    for (std::int64_t next = low + 1; next <= high;) {
      const std::optional<Outcome> here = run_at(plain(static_cast<double>(next)));
      if (!here) return stop_at(at, next, is_met, *before);
      out_.at_high = end_of(*here, question_.end);
      if (is_met && next == low + 1 && !is_better(*before, *here))
        return keep_end(static_cast<double>(low), *before, "met at the low end, and no worse beyond it");
      if (meets(*here) != is_met) {
        if (next > at + 1) return bisect_whole(at, *before, next, *here);
        return is_met ? settle(at, *before, next, *here, true) : settle(next, *here, at, *before, true);
      }
      before = here;
      at = next;
      next = next - low < kSolveScan ? next + 1 : next == high ? high + 1 : std::min(high, low + 2 * (next - low));
    }
    if (is_met) return keep_end(static_cast<double>(at), *before, "met over the whole range");
    out_.method = "not met up to " + std::to_string(high);
  }

  // A value that the engine refuses ends the range, unless it refuses the first.
  void stop_at(std::int64_t last, std::int64_t refused, bool is_met, const Outcome& at_last) {
    if (!error_ || error_->code == ErrorCode::cancelled) return;
    const std::string why = std::to_string(refused) + " is refused: " + error_->message;
    error_.reset();
    if (is_met) return keep_end(static_cast<double>(last), at_last, "met as far as it goes; " + why);
    out_.method = "not met up to " + std::to_string(last) + "; " + why;
  }

  Pipeline pipeline_;
  const SolveQuestion& question_;
  Knob knob_;
  RunContext& run_;
  std::int64_t first_ = 0;
  std::optional<Error> error_;
  SolveReport out_;
};

std::optional<Error> check_range(const SolveQuestion& question, const Knob& knob) {
  const auto refuse = [](const char* at, double x, const std::string& why) {
    return error_at(ErrorCode::out_of_range, at, short_number(x) + "; expected " + why);
  };
  const bool is_share = question.end != SolveEnd::calls && question.end != SolveEnd::cost_usd;
  if (!(question.target >= 0) || (is_share && question.target > 1))
    return refuse("/target", question.target, is_share ? "0 to 1" : "0 or more");
  for (const auto& [at, x] : {std::pair{"/low", question.low}, std::pair{"/high", question.high}}) {
    if (!x) continue;
    if (!(*x >= knob.low && *x <= knob.high))
      return refuse(at, *x, short_number(knob.low) + " to " + short_number(knob.high));
    if (knob.type == ParamType::whole && std::floor(*x) != *x) return refuse(at, *x, "a whole number");
  }
  if (question.low && question.high && *question.low > *question.high)
    return refuse("/high", *question.high, "at least low, " + short_number(*question.low));
  return std::nullopt;
}

}  // namespace
}  // namespace nines::simulate

namespace nines {

Result<SolveReport> solve_pipeline(const Pipeline& pipeline, const SolveQuestion& question, RunContext& run) {
  Result<simulate::Knob> knob = simulate::knob_of(pipeline, question);
  if (!knob) return knob.error();
  if (std::optional<Error> error = simulate::check_range(question, *knob)) return *error;
  return simulate::Solver(pipeline, question, std::move(knob).value(), run).solve(pipeline);
}

}  // namespace nines
