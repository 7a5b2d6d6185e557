// Validation requests, verdicts and reports as JSON, both directions.
#include "codec/structs.h"
#include "codec/summary_codec.h"
#include "codec/write.h"

namespace nines::codec {

Json to_json(const Span& span) { return Json::array({span.from, span.to}); }

Json to_json(const Edit& edit) { return {{"span", to_json(edit.span)}, {"text", edit.text}}; }

Span read_span(ReadContext& context, std::uint32_t node) {
  Span out;
  if (node == kNoNode || context.tree.node(node).child_count != 2) return out;
  const std::uint32_t from = context.tree.node(node).first_child;
  out.from = static_cast<std::size_t>(whole_at(context, from, "span", 0, kManyCounts));
  out.to = static_cast<std::size_t>(whole_at(context, context.tree.node(from).next_sibling, "span", 0, kManyCounts));
  return out;
}

Edit read_edit(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "edit");
  return {read_span(context, in.member("span")), in.text("text")};
}

namespace {

Json to_json(const std::vector<Edit>& edits) {
  Json out = Json::array();
  for (const Edit& edit : edits) out.push_back(codec::to_json(edit));
  return out;
}

std::vector<Edit> read_edits(ReadContext& context, ObjectReader& in) {
  std::vector<Edit> out;
  for (const std::uint32_t edit : in.array("edits")) out.push_back(read_edit(context, edit));
  return out;
}

Json to_json(const Finding& finding) {
  Json out = {{"code", finding.code},       {"span", codec::to_json(finding.span)},
              {"line", finding.line},       {"column", finding.column},
              {"pointer", finding.pointer}, {"schema_pointer", finding.schema_pointer},
              {"message", finding.message}, {"expected", finding.expected},
              {"found", finding.found},     {"edits", to_json(finding.edits)}};
  out["confidence"] = finding.confidence;
  for (const Alternative& other : finding.alternatives)
    out["alternatives"].push_back({{"reading", other.reading}, {"edits", to_json(other.edits)}});
  return out;
}

Finding read_finding(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "finding");
  Finding out;
  out.code = in.text("code");
  out.span = read_span(context, in.member("span"));
  out.line = static_cast<std::size_t>(in.whole("line", 0, 0, kManyCounts));
  out.column = static_cast<std::size_t>(in.whole("column", 0, 0, kManyCounts));
  out.pointer = in.text("pointer");
  out.schema_pointer = in.text("schema_pointer");
  out.message = in.text("message");
  out.expected = in.text("expected");
  out.found = in.text("found");
  out.edits = read_edits(context, in);
  for (const std::uint32_t other : in.array("alternatives")) {
    ObjectReader row(context, other, "alternative");
    out.alternatives.push_back({row.text("reading"), read_edits(context, row)});
  }
  out.confidence = in.number("confidence", 1, 0, 1);
  return out;
}

Verdict read_verdict(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "verdict");
  Verdict out;
  out.index = static_cast<std::size_t>(in.whole("index", 0, 0, kManyCounts));
  out.verdict = in.choice("verdict", kVerdictNames, VerdictKind::fail);
  out.level = in.choice("level", kLevelNames, VerdictLevel::lost);
  for (const std::uint32_t cause : in.array("causes")) out.causes.push_back(context.tree.string_value(cause));
  for (const std::uint32_t finding : in.array("findings")) out.findings.push_back(read_finding(context, finding));
  out.findings_dropped = static_cast<std::size_t>(in.whole("findings_dropped", 0, 0, kManyCounts));
  out.has_repaired = in.has("repaired");
  out.repaired = in.text("repaired");
  if (in.has("origin")) out.origin = read_where(context, in.member("origin"));
  out.has_text = in.has("text");
  out.text = in.text("text");
  for (const std::uint32_t at : in.array("outside_allowed"))
    out.outside_allowed.push_back(context.tree.string_value(at));
  out.outside_allowed_dropped = static_cast<std::size_t>(in.whole("outside_allowed_dropped", 0, 0, kManyCounts));
  return out;
}

ValidateReport read_report(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "report");
  ValidateReport out;
  out.texts = in.whole("texts", 0, 0, kManyCounts);
  out.passed = in.whole("passed", 0, 0, kManyCounts);
  out.failed = in.whole("failed", 0, 0, kManyCounts);
  out.not_decidable = in.whole("not_decidable", 0, 0, kManyCounts);
  ObjectReader levels(context, in.required("by_level"), "by_level");
  for (const auto& row : kLevelNames) {
    out.by_level[static_cast<std::size_t>(row.value)] = levels.whole(row.id, 0, 0, kManyCounts);
  }
  out.usable = read_estimate(context, in.member("usable"));
  for (const std::uint32_t cause : in.array("causes")) {
    ObjectReader row(context, cause, "cause");
    out.causes.push_back({row.text("code"), row.whole("count", 0, 0, kManyCounts)});
  }
  for (const std::uint32_t verdict : in.array("verdicts")) out.verdicts.push_back(read_verdict(context, verdict));
  if (in.has("summary")) out.summary = read_summary(context, in.member("summary"));
  for (const std::uint32_t row : in.array("drift")) out.drift.push_back(read_drift(context, row));
  out.issues = read_issues(context, in.member("issues"));
  return out;
}

}  // namespace

Json to_json(const Verdict& verdict) {
  Json out = {{"index", verdict.index},
              {"verdict", enum_id(kVerdictNames, verdict.verdict)},
              {"level", enum_id(kLevelNames, verdict.level)},
              {"causes", verdict.causes},
              {"findings", Json::array()}};
  for (const Finding& finding : verdict.findings) out["findings"].push_back(to_json(finding));
  if (verdict.findings_dropped > 0) out["findings_dropped"] = verdict.findings_dropped;
  if (verdict.has_repaired) out["repaired"] = verdict.repaired;
  if (verdict.origin.line > 0) out["origin"] = to_json(verdict.origin);
  if (verdict.has_text) out["text"] = verdict.text;
  if (!verdict.outside_allowed.empty()) out["outside_allowed"] = verdict.outside_allowed;
  if (verdict.outside_allowed_dropped > 0) out["outside_allowed_dropped"] = verdict.outside_allowed_dropped;
  return out;
}

Json to_json(const ValidateReport& report) {
  Json levels = Json::object();
  for (const auto& row : kLevelNames) levels[row.id] = report.by_level[static_cast<std::size_t>(row.value)];
  Json out = {{"ok", true},
              {"texts", report.texts},
              {"passed", report.passed},
              {"failed", report.failed},
              {"not_decidable", report.not_decidable},
              {"by_level", std::move(levels)},
              {"usable", to_json(report.usable)},
              {"causes", Json::array()},
              {"verdicts", Json::array()}};
  for (const CauseCount& row : report.causes) {
    const CauseInfo* info = find_cause(row.code);
    out["causes"].push_back({{"code", row.code}, {"name", info != nullptr ? info->name : ""}, {"count", row.count}});
  }
  for (const Verdict& verdict : report.verdicts) out["verdicts"].push_back(to_json(verdict));
  if (report.summary) out["summary"] = to_json(*report.summary);
  if (!report.drift.empty()) {
    out["drift"] = Json::array();
    for (const DriftRow& row : report.drift) out["drift"].push_back(to_json(row));
  }
  out["issues"] = to_json(report.issues);
  return out;
}

}  // namespace nines::codec

namespace nines {

Result<ValidateReport> validate_report_from_response(std::string_view response) {
  return codec::read_response<ValidateReport>(response, codec::read_report);
}

}  // namespace nines
