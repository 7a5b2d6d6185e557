// What the measured share of unusable texts means for a loop of calls and for a day's volume. See parts.h.
#include "base/special.h"
#include "validate/summary/parts.h"

namespace nines::validate {

namespace {

// 1 - (1 - p)^n, exact for tiny p.
double any_of(double p, double n) { return p >= 1 ? 1 : p <= 0 ? 0 : -base::expm1(n * base::log1p(-p)); }

// A monotone function of a share takes the ends of its interval along.
template <class Function>
Estimate mapped(const Estimate& share, Function function, std::string method) {
  Estimate out = share;
  out.method = std::move(method);
  if (out.value) out.value = function(*out.value);
  if (out.ci) {
    out.ci->low = function(out.ci->low);
    out.ci->high = function(out.ci->high);
  }
  return out;
}

}  // namespace

std::optional<Forecast> forecast(const Judged& judged) {
  const SummaryOptions& options = judged.options;
  if (options.calls <= 0 && options.volume <= 0) return std::nullopt;
  Flags flags;
  for (const Verdict& verdict : judged.verdicts) {
    flags.in.push_back(decided(verdict) ? 1 : 0);
    flags.hit.push_back(failed(verdict) ? 1 : 0);
  }
  const Estimate unusable = clustered_share(flags, judged.items, options.level, "");
  Forecast out;
  out.calls = options.calls;
  out.volume = options.volume;
  const auto calls = static_cast<double>(options.calls);
  out.any_unusable = mapped(
      unusable, [&](double p) { return any_of(p, calls); },
      "1 - (1 - p)^calls, p the share that fails; calls independent");
  out.unusable_a_day = mapped(
      unusable, [&](double p) { return p * options.volume; }, "volume * p, p the share that fails");
  return out;
}

}  // namespace nines::validate
