// Requests about the answers of a CheckInput, and the reports of prefix and infer. See nines/check_codec.h.
#include "nines/check_codec.h"

#include "codec/prefix_codec.h"
#include "codec/structs.h"
#include "codec/summary_codec.h"
#include "codec/write.h"
#include "nines/codec.h"

namespace nines::codec {
namespace {

// Where the texts are.
Json text_args(const CheckInput& input) {
  Json args = Json::object();
  if (input.dataset.empty())
    args["texts"] = Json::array({input.text});
  else
    args["input"] = {{"blob", input.dataset}, {"name", input.dataset_name}};
  if (input.split != TextSplit::text) args["as"] = enum_id(kSplitNames, input.split);
  if (!input.select.empty()) args["select"] = input.select;
  return args;
}

std::string request(const char* op, Json args) { return dump({{"op", op}, {"v", 1}, {"args", std::move(args)}}); }

PrefixSavings read_savings(ReadContext& context, std::uint32_t node) {
  PrefixSavings out;
  if (node == kNoNode) return out;
  ObjectReader in(context, node, "saved");
  out.tokens = in.number("tokens", 0, 0, kAny);
  out.seconds = in.number("seconds", 0, 0, kAny);
  out.usd = in.number("cost_usd", 0, 0, kAny);
  return out;
}

PrefixResult read_result(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "result");
  PrefixResult out;
  out.index = static_cast<std::size_t>(in.whole("index", 0, 0, kManyCounts));
  out.state = in.choice("state", kPrefixStateNames, PrefixState::valid_prefix);
  out.byte = static_cast<std::size_t>(in.whole("byte", 0, 0, kManyCounts));
  out.bytes = static_cast<std::size_t>(in.whole("bytes", 0, 0, kManyCounts));
  if (in.has("missing")) out.missing = in.text("missing");
  if (in.has("code")) {
    out.failure =
        PrefixFailure{in.text("code"),     out.byte,         in.boolean("earliest", true), in.text("message"),
                      in.text("expected"), in.text("found"), in.text("pointer"),           in.text("schema_pointer")};
  }
  out.saved = read_savings(context, in.member("saved"));
  return out;
}

PrefixReport read_prefixes(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "report");
  PrefixReport out;
  out.texts = in.whole("texts", 0, 0, kManyCounts);
  out.bytes = static_cast<std::size_t>(in.whole("bytes", 0, 0, kManyCounts));
  out.bytes_saved = static_cast<std::size_t>(in.whole("bytes_saved", 0, 0, kManyCounts));
  ObjectReader states(context, in.required("by_state"), "by_state");
  for (const auto& row : kPrefixStateNames)
    out.by_state[static_cast<std::size_t>(row.value)] = states.whole(row.id, 0, 0, kManyCounts);
  out.saved = read_savings(context, in.member("saved"));
  out.estimator = in.text("estimator");
  for (const std::uint32_t row : in.array("results")) out.results.push_back(read_result(context, row));
  out.issues = read_issues(context, in.member("issues"));
  return out;
}

InferReport read_inferred(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "report");
  InferReport out;
  out.examples = in.whole("examples", 0, 0, kManyCounts);
  out.skipped = in.whole("skipped", 0, 0, kManyCounts);
  for (const std::uint32_t row : in.array("causes")) out.causes.push_back(read_cause(context, row));
  const std::uint32_t file = in.required("file");
  if (file != kNoNode) out.contract = read_contract_file(context, file);
  const Json schema = Json::parse(out.contract.schema, nullptr, false);
  if (!schema.is_discarded()) out.contract.schema = dump_pretty(schema);
  out.issues = read_issues(context, in.member("issues"));
  return out;
}

}  // namespace
}  // namespace nines::codec

namespace nines {

std::string validate_request(const CheckInput& input) {
  codec::Json args = codec::text_args(input);
  args["contract"] = codec::to_json(input.contract);
  args["repair"] = codec::enum_id(codec::kRepairNames, input.repair);
  args["include_text"] = true;
  if (input.split != TextSplit::text) args["summary"] = true;
  return codec::request("validate", std::move(args));
}

std::string prefix_request(const CheckInput& input) {
  codec::Json args = codec::text_args(input);
  args["contract"] = codec::to_json(input.contract);
  return codec::request("prefix", std::move(args));
}

bool has_contract(const CheckInput& input) {
  return input.contract.kind != ContractKind::json_schema || input.contract.schema != Contract{}.schema;
}

std::string infer_request(const CheckInput& input) {
  codec::Json args = codec::text_args(input);
  if (has_contract(input)) args["contract"] = codec::to_json(input.contract);
  return codec::request("infer", std::move(args));
}

std::string selftest_request(const CheckInput& input) {
  codec::Json args = codec::text_args(input);
  args["contract"] = codec::to_json(input.contract);
  return codec::request("selftest", std::move(args));
}

std::string failing_lines(const ValidateReport& report) {
  std::string out;
  for (const Verdict& verdict : report.verdicts) {
    if (verdict.verdict == VerdictKind::pass) continue;
    codec::Json row = {{"index", verdict.index}};
    if (verdict.origin.line > 0) row["line"] = verdict.origin.line;
    if (!verdict.origin.pointer.empty()) row["pointer"] = verdict.origin.pointer;
    row["level"] = codec::enum_id(codec::kLevelNames, verdict.level);
    row["causes"] = verdict.causes;
    if (verdict.has_text) row["text"] = verdict.text;
    out += codec::dump(row) + "\n";
  }
  return out;
}

Result<PrefixReport> prefix_report_from_response(std::string_view response) {
  return codec::read_response<PrefixReport>(response, codec::read_prefixes);
}

Result<InferReport> infer_report_from_response(std::string_view response) {
  return codec::read_response<InferReport>(response, codec::read_inferred);
}

}  // namespace nines
