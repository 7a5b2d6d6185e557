// The summary of many verdicts and the drift between two sets as JSON, both directions.
#include "codec/summary_codec.h"

#include "codec/structs.h"

namespace nines::codec {
namespace {

// ---- writing

using codec::to_json;
Json to_json(const ShareRow& row);
Json to_json(const GroupRow& row);
Json to_json(const FieldRow& row);
Json to_json(const UnknownCluster& cluster);

template <class Row>
Json rows_of(const std::vector<Row>& rows) {
  Json out = Json::array();
  for (const Row& row : rows) out.push_back(to_json(row));
  return out;
}

Json to_json(const ShareRow& row) {
  Json out = {{"id", row.id}};
  const CauseInfo* info = find_cause(row.id);
  if (info != nullptr) out["name"] = info->name;
  out["count"] = row.count;
  out["of"] = row.of;
  out["share"] = codec::to_json(row.share);
  return out;
}

Json to_json(const GroupRow& row) {
  return {{"name", row.name},
          {"texts", row.texts},
          {"failed", row.failed},
          {"failing", codec::to_json(row.failing)},
          {"top_cause", row.top_cause}};
}

Json to_json(const FieldRow& row) {
  return {{"pointer", row.pointer},
          {"texts", row.texts},
          {"share", codec::to_json(row.share)},
          {"causes", rows_of(row.causes)}};
}

Json to_json(const Breakdown& breakdown) {
  Json out = {{"rows", rows_of(breakdown.rows)}};
  if (breakdown.dropped > 0) out["dropped"] = breakdown.dropped;
  if (breakdown.trend) {
    const Trend& trend = *breakdown.trend;
    out["trend"] = {{"z", trend.z}, {"p_value", trend.p_value}, {"method", trend.method}};
  }
  return out;
}

Json to_json(const ContentSplit& split) {
  return {{"judged", split.judged},
          {"usable_right", split.usable_right},
          {"usable_wrong", split.usable_wrong},
          {"repaired_right", split.repaired_right},
          {"repaired_wrong", split.repaired_wrong},
          {"lost", split.lost},
          {"format_share", codec::to_json(split.format_share)},
          {"content_share", codec::to_json(split.content_share)}};
}

Json to_json(const Effort& effort) {
  return {{"eager", rows_of(effort.eager)},
          {"lazy", rows_of(effort.lazy)},
          {"items_retried", effort.items_retried},
          {"items_accepted", effort.items_accepted},
          {"turns_until_accepted", codec::to_json(effort.turns_until_accepted)}};
}

Json to_json(const UnknownCluster& cluster) {
  return {{"expected", cluster.expected},
          {"shape", cluster.shape},
          {"count", cluster.count},
          {"example", cluster.example},
          {"span", codec::to_json(Span{cluster.from, cluster.to})}};
}

Json to_json(const Forecast& forecast) {
  Json out = Json::object();
  if (forecast.calls > 0) {
    out["calls"] = forecast.calls;
    out["any_unusable"] = codec::to_json(forecast.any_unusable);
  }
  if (forecast.volume > 0) {
    out["volume"] = forecast.volume;
    out["unusable_a_day"] = codec::to_json(forecast.unusable_a_day);
  }
  return out;
}

// ---- reading

std::int64_t count_of(ObjectReader& in, const char* name) { return in.whole(name, 0, 0, kManyCounts); }
std::size_t size_of(ObjectReader& in, const char* name) { return static_cast<std::size_t>(count_of(in, name)); }

template <class Row>
std::vector<Row> read_rows(ReadContext& context, ObjectReader& in, const char* name,
                           Row (*read)(ReadContext&, std::uint32_t)) {
  std::vector<Row> out;
  for (const std::uint32_t node : in.array(name)) out.push_back(read(context, node));
  return out;
}

ShareRow read_share(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "share");
  ShareRow out;
  out.id = in.text("id");
  out.count = count_of(in, "count");
  out.of = count_of(in, "of");
  out.share = read_estimate(context, in.member("share"));
  return out;
}

GroupRow read_group(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "group");
  GroupRow out;
  out.name = in.text("name");
  out.texts = count_of(in, "texts");
  out.failed = count_of(in, "failed");
  out.failing = read_estimate(context, in.member("failing"));
  out.top_cause = in.text("top_cause");
  return out;
}

FieldRow read_field(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "field");
  FieldRow out;
  out.pointer = in.text("pointer");
  out.texts = count_of(in, "texts");
  out.share = read_estimate(context, in.member("share"));
  out.causes = read_rows(context, in, "causes", read_cause);
  return out;
}

Breakdown read_breakdown(ReadContext& context, std::uint32_t node) {
  Breakdown out;
  if (node == kNoNode) return out;
  ObjectReader in(context, node, "breakdown");
  out.rows = read_rows(context, in, "rows", read_group);
  out.dropped = size_of(in, "dropped");
  if (!in.has("trend")) return out;
  ObjectReader trend(context, in.member("trend"), "trend");
  out.trend = Trend{trend.any_number("z"), trend.number("p_value", 1, 0, 1), trend.text("method")};
  return out;
}

ContentSplit read_content(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "content");
  ContentSplit out;
  out.judged = count_of(in, "judged");
  out.usable_right = count_of(in, "usable_right");
  out.usable_wrong = count_of(in, "usable_wrong");
  out.repaired_right = count_of(in, "repaired_right");
  out.repaired_wrong = count_of(in, "repaired_wrong");
  out.lost = count_of(in, "lost");
  out.format_share = read_estimate(context, in.member("format_share"));
  out.content_share = read_estimate(context, in.member("content_share"));
  return out;
}

Effort read_effort(ReadContext& context, std::uint32_t node) {
  Effort out;
  if (node == kNoNode) return out;
  ObjectReader in(context, node, "effort");
  out.eager = read_rows(context, in, "eager", read_share);
  out.lazy = read_rows(context, in, "lazy", read_share);
  out.items_retried = count_of(in, "items_retried");
  out.items_accepted = count_of(in, "items_accepted");
  out.turns_until_accepted = read_estimate(context, in.member("turns_until_accepted"));
  return out;
}

UnknownCluster read_cluster(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "cluster");
  UnknownCluster out;
  out.expected = in.text("expected");
  out.shape = in.text("shape");
  out.count = count_of(in, "count");
  out.example = size_of(in, "example");
  const Span span = read_span(context, in.member("span"));
  out.from = span.from;
  out.to = span.to;
  return out;
}

Forecast read_forecast(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "forecast");
  Forecast out;
  out.calls = count_of(in, "calls");
  if (out.calls > 0) out.any_unusable = read_estimate(context, in.member("any_unusable"));
  out.volume = in.number("volume", 0, 0, kAny);
  if (out.volume > 0) out.unusable_a_day = read_estimate(context, in.member("unusable_a_day"));
  return out;
}

}  // namespace

Json to_json(const CauseCount& row) { return {{"code", row.code}, {"count", row.count}}; }

CauseCount read_cause(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "cause");
  return {in.text("code"), count_of(in, "count")};
}

Json to_json(const ValidationSummary& summary) {
  Json out = {{"levels", rows_of(summary.levels)},
              {"causes", rows_of(summary.causes)},
              {"roots", rows_of(summary.roots)},
              {"fields", rows_of(summary.fields)}};
  if (summary.fields_dropped > 0) out["fields_dropped"] = summary.fields_dropped;
  out["by_step"] = to_json(summary.by_step);
  out["by_length"] = to_json(summary.by_length);
  out["by_position"] = to_json(summary.by_position);
  if (summary.content) out["content"] = to_json(*summary.content);
  out["effort"] = to_json(summary.effort);
  out["unknown"] = to_json(summary.unknown);
  out["unknown_clusters"] = rows_of(summary.unknown_clusters);
  if (summary.unknown_clusters_dropped > 0) out["unknown_clusters_dropped"] = summary.unknown_clusters_dropped;
  if (summary.forecast) out["forecast"] = to_json(*summary.forecast);
  return out;
}

Json to_json(const DriftRow& row) {
  Json out = {{"id", row.id}};
  const CauseInfo* info = find_cause(row.id);
  if (info != nullptr) out["name"] = info->name;
  out["before"] = row.before;
  out["after"] = row.after;
  if (row.difference) out["difference"] = to_json(*row.difference);
  if (row.p_value) out["p_value"] = *row.p_value;
  out["moved"] = row.moved;
  if (!row.reason.empty()) out["reason"] = row.reason;
  return out;
}

ValidationSummary read_summary(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "summary");
  ValidationSummary out;
  out.levels = read_rows(context, in, "levels", read_share);
  out.causes = read_rows(context, in, "causes", read_share);
  out.roots = read_rows(context, in, "roots", read_share);
  out.fields = read_rows(context, in, "fields", read_field);
  out.fields_dropped = size_of(in, "fields_dropped");
  out.by_step = read_breakdown(context, in.member("by_step"));
  out.by_length = read_breakdown(context, in.member("by_length"));
  out.by_position = read_breakdown(context, in.member("by_position"));
  if (in.has("content")) out.content = read_content(context, in.member("content"));
  out.effort = read_effort(context, in.member("effort"));
  if (in.has("unknown")) out.unknown = read_share(context, in.member("unknown"));
  out.unknown_clusters = read_rows(context, in, "unknown_clusters", read_cluster);
  out.unknown_clusters_dropped = size_of(in, "unknown_clusters_dropped");
  if (in.has("forecast")) out.forecast = read_forecast(context, in.member("forecast"));
  return out;
}

DriftRow read_drift(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "drift");
  DriftRow out;
  out.id = in.text("id");
  out.before = in.any_number("before");
  out.after = in.any_number("after");
  out.difference = read_optional_interval(context, in.member("difference"));
  out.p_value = in.optional_number("p_value", 0, 1);
  out.reason = in.text("reason");
  out.moved = in.boolean("moved", false);
  return out;
}

}  // namespace nines::codec
