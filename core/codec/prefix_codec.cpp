// Prefix options and reports as JSON. See prefix_codec.h.
#include "codec/prefix_codec.h"

namespace nines::codec {
namespace {

Json to_json(const PrefixSavings& saved) {
  return {{"tokens", saved.tokens}, {"seconds", saved.seconds}, {"cost_usd", saved.usd}};
}

Json to_json(const PrefixTimeline& timeline) {
  Json out = {{"changes", Json::array()}};
  for (const PrefixChange& change : timeline.changes)
    out["changes"].push_back({{"byte", change.byte}, {"state", enum_id(kPrefixStateNames, change.state)}});
  if (timeline.dropped > 0) out["dropped"] = timeline.dropped;
  return out;
}

Json to_json(const PrefixResult& row) {
  Json out = {{"index", row.index}, {"state", enum_id(kPrefixStateNames, row.state)}, {"byte", row.byte}};
  if (row.missing) out["missing"] = *row.missing;
  if (row.failure) {
    out["earliest"] = row.failure->earliest;
    out["code"] = row.failure->code;
    out["message"] = row.failure->message;
    out["expected"] = row.failure->expected;
    out["found"] = row.failure->found;
    out["pointer"] = row.failure->pointer;
    out["schema_pointer"] = row.failure->schema_pointer;
    out["saved"] = to_json(row.saved);
  }
  out["bytes"] = row.bytes;
  if (!row.timeline.changes.empty()) out["timeline"] = to_json(row.timeline);
  if (row.origin.line > 0) out["origin"] = codec::to_json(row.origin);
  return out;
}

}  // namespace

PrefixOptions read_prefix_options(ObjectReader& in) {
  constexpr double kMost = 1e9;
  constexpr double kLeast = 1e-9;
  PrefixOptions out;
  out.bytes_per_token = in.number("bytes_per_token", out.bytes_per_token, kLeast, kMost);
  out.tokens_per_second = in.number("tokens_per_second", out.tokens_per_second, kLeast, kMost);
  out.usd_per_million_tokens = in.number("usd_per_million_tokens", out.usd_per_million_tokens, 0, kMost);
  out.timeline = in.boolean("timeline", false);
  return out;
}

Json to_json(const PrefixReport& report) {
  Json states = Json::object();
  for (const auto& row : kPrefixStateNames) states[row.id] = report.by_state[static_cast<std::size_t>(row.value)];
  Json out = {{"ok", true},
              {"texts", report.texts},
              {"by_state", std::move(states)},
              {"bytes", report.bytes},
              {"bytes_saved", report.bytes_saved},
              {"saved", to_json(report.saved)},
              {"estimator", report.estimator},
              {"results", Json::array()}};
  for (const PrefixResult& row : report.results) out["results"].push_back(to_json(row));
  out["issues"] = to_json(report.issues);
  return out;
}

}  // namespace nines::codec
