// Too eager and too lazy: what was added unasked, what was left out, how many turns it took. See parts.h.
#include <algorithm>
#include <initializer_list>

#include "base/bootstrap.h"
#include "base/stats.h"
#include "validate/summary/parts.h"

namespace nines::validate {

namespace {

bool has_any(const Verdict& verdict, std::initializer_list<const char*> codes) {
  return std::any_of(verdict.causes.begin(), verdict.causes.end(), [&](const std::string& cause) {
    return std::find(codes.begin(), codes.end(), cause) != codes.end();
  });
}

ShareRow cause_share(const Judged& judged, const char* id, std::initializer_list<const char*> codes) {
  Flags flags;
  for (const Verdict& verdict : judged.verdicts) {
    flags.in.push_back(1);
    flags.hit.push_back(has_any(verdict, codes) ? 1 : 0);
  }
  return share_row(id, flags, judged.items, judged.options.level);
}

// Texts that edit a given value: did they change anything outside the allowed pointers?
ShareRow outside_allowed(const Judged& judged) {
  Flags flags;
  for (std::size_t i = 0; i < judged.verdicts.size(); ++i) {
    const auto outside = judged.facts.empty()
                             ? std::nullopt
                             : outside_pointers(judged.verdicts[i], judged.facts[i], judged.options.allowed);
    flags.in.push_back(outside ? 1 : 0);
    flags.hit.push_back(outside && !outside->empty() ? 1 : 0);
  }
  return share_row("outside_allowed", flags, judged.items, judged.options.level);
}

struct Turns {
  std::int64_t texts = 0;
  std::int64_t accepted = -1;  // the first turn with a usable text
};

void add_turns(const Judged& judged, Effort& out) {
  std::vector<Turns> items(judged.items.count);
  for (std::size_t i = 0; i < judged.verdicts.size(); ++i) {
    const std::int64_t turn = judged.facts.empty() ? -1 : judged.facts[i].turn;
    if (turn < 0) continue;
    Turns& item = items[judged.items.of_text[i]];
    ++item.texts;
    const bool usable = judged.verdicts[i].verdict == VerdictKind::pass;
    if (usable && (item.accepted < 0 || turn < item.accepted)) item.accepted = turn;
  }
  double sum = 0;
  double squares = 0;
  for (const Turns& item : items) {
    if (item.texts < 2) continue;
    ++out.items_retried;
    if (item.accepted < 0) continue;
    ++out.items_accepted;
    sum += static_cast<double>(item.accepted);
    squares += static_cast<double>(item.accepted) * static_cast<double>(item.accepted);
  }
  const base::ItemSample sample{out.items_accepted, out.items_accepted, out.items_retried - out.items_accepted,
                                base::Bounds::none};
  const char* method = "mean turn of the first usable text, over items that got one; Student's t";
  if (out.items_accepted == 0) {
    out.turns_until_accepted = base::item_estimate(base::kUndefined, std::nullopt, sample, method);
    return;
  }
  const auto n = static_cast<double>(out.items_accepted);
  const double mean = sum / n;
  std::optional<Interval> interval;
  const double variance = out.items_accepted > 1 ? (squares - n * mean * mean) / (n - 1) : 0;
  if (variance > 0) interval = base::mean_interval(mean, variance, n, judged.options.level);
  out.turns_until_accepted = base::item_estimate(mean, interval, sample, method);
}

}  // namespace

Effort effort(const Judged& judged) {
  Effort out;
  out.eager.push_back(cause_share(judged, "extra_key", {"C2"}));
  if (!judged.options.allowed.empty()) out.eager.push_back(outside_allowed(judged));
  out.lazy.push_back(cause_share(judged, "missing", {"C1"}));
  out.lazy.push_back(cause_share(judged, "empty", {"X8"}));
  out.lazy.push_back(cause_share(judged, "placeholder", {"C14"}));
  out.lazy.push_back(cause_share(judged, "left_out", {"L11"}));
  add_turns(judged, out);
  return out;
}

}  // namespace nines::validate
