// Mutants and self-test reports as JSON, both directions.
#include "codec/selftest_codec.h"

#include "codec/structs.h"

namespace nines::codec {
namespace {

Json to_json(const Mutant& mutant) {
  return {{"code", mutant.code},
          {"source", mutant.source},
          {"change", codec::to_json(mutant.change)},
          {"text", mutant.text}};
}

Json to_json(const SelftestRow& row) {
  return {{"code", row.code},     {"name", row.name},           {"mutants", row.mutants},
          {"caught", row.caught}, {"tolerated", row.tolerated}, {"score", codec::to_json(row.score)}};
}

Json to_json(const Survivor& survivor) {
  Json out = to_json(survivor.mutant);
  out["before"] = survivor.before;
  out["line"] = survivor.line;
  out["column"] = survivor.column;
  return out;
}

std::int64_t count_of(ObjectReader& in, const char* name) { return in.whole(name, 0, 0, kManyCounts); }

Mutant read_mutant(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "mutant");
  Mutant out;
  out.code = in.text("code");
  out.source = static_cast<std::size_t>(count_of(in, "source"));
  out.change = read_edit(context, in.required("change"));
  out.text = in.text("text");
  return out;
}

Survivor read_survivor(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "survivor");
  Survivor out;
  out.mutant = read_mutant(context, node);
  out.before = in.text("before");
  out.line = static_cast<std::size_t>(count_of(in, "line"));
  out.column = static_cast<std::size_t>(count_of(in, "column"));
  return out;
}

SelftestRow read_row(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "row");
  SelftestRow out;
  out.code = in.text("code");
  out.name = in.text("name");
  out.mutants = count_of(in, "mutants");
  out.caught = count_of(in, "caught");
  out.tolerated = count_of(in, "tolerated");
  out.score = read_estimate(context, in.member("score"));
  return out;
}

SelftestReport read_selftest(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "report");
  SelftestReport out;
  out.texts = count_of(in, "texts");
  out.not_passing = count_of(in, "not_passing");
  out.mutants = count_of(in, "mutants");
  out.caught = count_of(in, "caught");
  out.tolerated = count_of(in, "tolerated");
  out.survived = count_of(in, "survived");
  out.failed = count_of(in, "failed");
  out.score = read_estimate(context, in.member("score"));
  for (const std::uint32_t row : in.array("rows")) out.rows.push_back(read_row(context, row));
  for (const std::uint32_t row : in.array("survivors")) out.survivors.push_back(read_survivor(context, row));
  out.survivors_dropped = static_cast<std::size_t>(count_of(in, "survivors_dropped"));
  out.issues = read_issues(context, in.member("issues"));
  return out;
}

std::vector<Mutant> read_mutants(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "answer");
  std::vector<Mutant> out;
  for (const std::uint32_t row : in.array("mutants")) out.push_back(read_mutant(context, row));
  return out;
}

}  // namespace

Json to_json(const std::vector<Mutant>& mutants) {
  Json out = {{"ok", true}, {"mutants", Json::array()}, {"issues", Json::array()}};
  for (const Mutant& mutant : mutants) out["mutants"].push_back(to_json(mutant));
  return out;
}

Json to_json(const SelftestReport& report) {
  Json out = {{"ok", true},
              {"texts", report.texts},
              {"not_passing", report.not_passing},
              {"mutants", report.mutants},
              {"caught", report.caught},
              {"tolerated", report.tolerated},
              {"survived", report.survived},
              {"score", to_json(report.score)},
              {"rows", Json::array()},
              {"survivors", Json::array()}};
  for (const SelftestRow& row : report.rows) out["rows"].push_back(to_json(row));
  for (const Survivor& row : report.survivors) out["survivors"].push_back(to_json(row));
  if (report.failed > 0) out["failed"] = report.failed;
  if (report.survivors_dropped > 0) out["survivors_dropped"] = report.survivors_dropped;
  out["issues"] = to_json(report.issues);
  return out;
}

}  // namespace nines::codec

namespace nines {

Result<std::vector<Mutant>> mutants_from_response(std::string_view response) {
  return codec::read_response<std::vector<Mutant>>(response, codec::read_mutants);
}

Result<SelftestReport> selftest_report_from_response(std::string_view response) {
  return codec::read_response<SelftestReport>(response, codec::read_selftest);
}

}  // namespace nines
