// Ops about documents and about Nines itself: open, link, catalog, schema, version.
#include "call/ops.h"

namespace nines::call {
namespace {

using codec::Json;
using codec::ObjectReader;
using codec::UnknownMembers;

Json opened(const ReadDocument& read) {
  return {{"ok", true}, {"document", codec::to_json(read.document)}, {"issues", codec::to_json(read.issues)}};
}

}  // namespace

Result<Json> op_open(CallContext& call) {
  ObjectReader in(call.read, call.args, "args");
  const bool from_link = in.has("link");
  const std::string link = in.text("link");
  const std::uint32_t input_node = from_link ? in.member("input") : in.required("input");
  in.finish(UnknownMembers::fail);
  if (call.read.error) return *call.read.error;
  if (from_link) {
    const Result<ReadDocument> read = document_from_link(link);
    if (!read) return read.error();
    return opened(*read);
  }
  const Result<Input> input = read_input(call, input_node);
  if (!input) return input.error();
  Result<ReadDocument> read = document_from_json(input->bytes());
  if (read) return opened(*read);
  Error error = read.error();
  error.where.source = input->name;
  return error;
}

Result<Json> op_link(CallContext& call) {
  ObjectReader in(call.read, call.args, "args");
  Document document;
  if (in.has("input")) {
    const Result<Input> input = read_input(call, in.member("input"));
    if (!input) return input.error();
    const Result<ReadDocument> read = document_from_json(input->bytes());
    if (!read) return read.error();
    document = read->document;
  } else {
    Result<PipelineInput> input = read_pipeline_input(call);
    if (!input) return input.error();
    document.pipeline = std::move(input).value().pipeline;
  }
  return Json{{"ok", true}, {"link", link_from_document(document)}, {"issues", Json::array()}};
}

Result<Json> op_catalog(CallContext& /*call*/) { return codec::catalog_json(); }

Result<Json> op_schema(CallContext& /*call*/) {
  return Json{{"ok", true}, {"schema", codec::pipeline_schema_json()}, {"issues", Json::array()}};
}

Result<Json> op_version(CallContext& /*call*/) {
  return Json{{"ok", true},
              {"version", kVersion},
              {"request_version", 1},
              {"document_version", kDocumentVersion},
              {"issues", Json::array()}};
}

}  // namespace nines::call
