// Reads what every answer shares: places, issues, errors, intervals, estimates.

#include "codec/structs.h"
#include "nines/catalog.h"

namespace nines::codec {
namespace {}  // namespace

Where read_where(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "where");
  Where out;
  out.source = in.text("source");
  out.pointer = in.text("pointer");
  out.byte = static_cast<std::size_t>(in.whole("byte", 0, 0, kManyCounts));
  out.line = static_cast<std::size_t>(in.whole("line", 0, 0, kManyCounts));
  out.column = static_cast<std::size_t>(in.whole("column", 0, 0, kManyCounts));
  return out;
}

Issues read_issues(ReadContext& context, std::uint32_t node) {
  Issues out;
  if (node == kNoNode) return out;
  for (std::uint32_t child = context.tree.node(node).first_child; child != kNoNode;
       child = context.tree.node(child).next_sibling) {
    ObjectReader in(context, child, "issue");
    Issue issue;
    issue.severity = in.choice("severity", kSeverityNames, Severity::warning);
    issue.code = in.text("code");
    issue.message = in.text("message");
    if (in.has("where")) issue.where = read_where(context, in.member("where"));
    out.push_back(std::move(issue));
  }
  return out;
}

Error read_error(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "error");
  Error out;
  const std::string id = in.text("code");
  for (const ErrorInfo& row : error_table()) {
    if (id == row.id) out.code = row.code;
  }
  out.message = in.text("message");
  if (in.has("where")) out.where = read_where(context, in.member("where"));
  return out;
}

Interval read_interval(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "interval");
  return {in.any_number("low"), in.any_number("high"), in.number("level", 0.95, 0, 1), in.text("method")};
}

std::optional<Interval> read_optional_interval(ReadContext& context, std::uint32_t node) {
  if (node == kNoNode || context.tree.node(node).kind == JsonKind::null) return std::nullopt;
  return read_interval(context, node);
}

Estimate read_estimate(ReadContext& context, std::uint32_t node) {
  Estimate out;
  if (node == kNoNode) {
    out.status = EstimateStatus::no_data;
    return out;
  }
  ObjectReader in(context, node, "estimate");
  const std::uint32_t value = in.member("value");
  if (value != kNoNode && context.tree.node(value).kind != JsonKind::null)
    out.value = number_at(context, value, "value", -kAny, kAny);
  out.ci = read_optional_interval(context, in.member("ci"));
  const std::string status = in.text("status");
  for (const EstimateStatusInfo& row : estimate_status_table()) {
    if (status == row.id) out.status = row.status;
  }
  out.reason = in.text("reason");
  out.n_items = in.whole("n_items", 0, 0, kManyCounts);
  out.n_pairable = in.whole("n_pairable", 0, 0, kManyCounts);
  out.dropped = in.whole("dropped", 0, 0, kManyCounts);
  out.method = in.text("method");
  return out;
}

}  // namespace nines::codec
