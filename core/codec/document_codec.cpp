// Documents as JSON: {"nines": 1, "title", "workspace", "pipeline", "check", "compare"}; also takes a file that holds
// only a pipeline or only a contract. What equals the default is not written, so links stay short.
#include "codec/structs.h"
#include "codec/write.h"

namespace nines::codec {
namespace {

CheckInput read_check(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "check");
  CheckInput out;
  const std::uint32_t contract = in.member("contract");
  if (contract != kNoNode) out.contract = read_contract(context, contract);
  out.text = in.text("text");
  out.dataset = in.text("dataset");
  out.dataset_name = in.text("dataset_name");
  out.split = in.choice("as", kSplitNames, TextSplit::text);
  out.select = in.text("select");
  out.repair = in.choice("repair", kRepairNames, RepairLevel::b);
  in.finish(UnknownMembers::warn);
  return out;
}

Json to_json(const CheckInput& check) {
  Json out = {{"contract", codec::to_json(check.contract)}};
  if (!check.text.empty()) out["text"] = check.text;
  if (!check.dataset.empty()) out["dataset"] = check.dataset;
  if (!check.dataset_name.empty()) out["dataset_name"] = check.dataset_name;
  if (check.split != TextSplit::text) out["as"] = enum_id(kSplitNames, check.split);
  if (!check.select.empty()) out["select"] = check.select;
  if (check.repair != RepairLevel::b) out["repair"] = enum_id(kRepairNames, check.repair);
  return out;
}

Json to_json(const CompareInput& compare) {
  Json out = Json::object();
  if (!compare.dataset.empty()) out["dataset"] = compare.dataset;
  if (!compare.dataset_name.empty()) out["dataset_name"] = compare.dataset_name;
  if (compare.by != CompareBy::automatic) out["by"] = enum_id(kCompareByNames, compare.by);
  if (compare.pass_mark != 1) out["pass_mark"] = compare.pass_mark;
  return out;
}

void check_version(ReadContext& context, ObjectReader& in) {
  const std::uint32_t version = in.required("nines");
  if (version == kNoNode) return;
  const std::optional<double> value =
      context.tree.node(version).kind == JsonKind::number ? context.tree.number_value(version) : std::nullopt;
  if (value && *value == static_cast<double>(kDocumentVersion)) return;
  context.fail(ErrorCode::bad_version, version,
               "\"nines\" is " + context.quote(version) + "; this version reads " + std::to_string(kDocumentVersion));
}

}  // namespace

CompareInput read_compare(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "compare");
  CompareInput out;
  out.dataset = in.text("dataset");
  out.dataset_name = in.text("dataset_name");
  out.by = in.choice("by", kCompareByNames, CompareBy::automatic);
  out.pass_mark = in.number("pass_mark", 1, -1e9, 1e9);
  in.finish(UnknownMembers::warn);
  return out;
}

Document read_document(ReadContext& context, std::uint32_t node) {
  ObjectReader in(context, node, "a document");
  Document out;
  check_version(context, in);
  out.title = in.text("title");
  const std::uint32_t pipeline = in.member("pipeline");
  const std::uint32_t contract = in.member("contract");
  const std::uint32_t check = in.member("check");
  const std::uint32_t compare = in.member("compare");
  const Workspace guess =
      pipeline == kNoNode && (contract != kNoNode || check != kNoNode) ? Workspace::check : Workspace::pipeline;
  out.workspace = in.choice("workspace", kWorkspaceNames, guess);
  if (pipeline != kNoNode) out.pipeline = read_pipeline(context, pipeline);
  if (check != kNoNode) out.check = read_check(context, check);
  if (contract != kNoNode) out.check.contract = read_contract(context, contract);
  if (compare != kNoNode) out.compare = read_compare(context, compare);
  in.finish(UnknownMembers::warn);
  return out;
}

Json to_json(const Document& document) {
  Json out = {{"nines", kDocumentVersion}};
  if (!document.title.empty()) out["title"] = document.title;
  if (document.workspace != Workspace::pipeline) out["workspace"] = enum_id(kWorkspaceNames, document.workspace);
  out["pipeline"] = to_json(document.pipeline);
  const Json check = to_json(document.check);
  if (check != to_json(CheckInput{})) out["check"] = check;
  const Json compare = to_json(document.compare);
  if (!compare.empty()) out["compare"] = compare;
  return out;
}

}  // namespace nines::codec

namespace nines {

Result<ReadDocument> document_from_json(std::string_view text) {
  if (text.size() > kMaxDocumentBytes) {
    return Error{
        ErrorCode::too_large,
        "the document has " + std::to_string(text.size()) + " bytes; at most " + std::to_string(kMaxDocumentBytes),
        {}};
  }
  auto read = codec::read_text<Document>(text, "", codec::read_document);
  if (!read) return read.error();
  auto [document, issues] = std::move(read).value();
  return ReadDocument{std::move(document), std::move(issues)};
}

std::string json_from_document(const Document& document) { return codec::dump_pretty(codec::to_json(document)); }

}  // namespace nines
