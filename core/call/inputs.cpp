// See inputs.h.
#include "call/inputs.h"

namespace nines::call {

using codec::kNoNode;
using codec::ObjectReader;
using codec::UnknownMembers;

Result<Input> read_input(CallContext& call, std::uint32_t node) {
  ObjectReader in(call.read, node, "an input");
  Input out;
  out.name = in.text("name");
  const std::uint32_t blob = in.member("blob");
  if (blob != kNoNode) {
    const std::string sha = in.text("blob");
    out.blob = call.engine.find_blob(sha);
    if (out.blob == nullptr)
      call.read.fail(ErrorCode::not_found, blob, "no bytes were given for blob " + call.read.quote(blob));
  } else {
    in.required("text");
    out.owned = in.text("text");
  }
  in.finish(UnknownMembers::fail);
  if (call.read.error) return *call.read.error;
  return out;
}

namespace {

Result<PipelineInput> pipeline_from_text(PipelineInput out) {
  const auto read =
      codec::read_text<Pipeline>(out.text, out.source, [&](codec::ReadContext& context, std::uint32_t root) {
        const bool object = context.tree.node(root).kind == base::JsonKind::object;
        out.bare =
            object && context.tree.member(root, "nines") == kNoNode && context.tree.member(root, "steps") != kNoNode;
        if (out.bare) return codec::read_pipeline(context, root);
        ObjectReader in(context, root, "a pipeline file");
        in.required("pipeline");
        return codec::read_document(context, root).pipeline;
      });
  if (!read) return read.error();
  out.pipeline = read->first;
  out.issues = read->second;
  return out;
}

Result<PipelineInput> pipeline_from_link(CallContext& call, std::uint32_t node, PipelineInput out) {
  if (call.read.tree.node(node).kind != base::JsonKind::string) {
    call.read.fail(ErrorCode::wrong_type, node, "link must be text");
    return *call.read.error;
  }
  Result<ReadDocument> read = document_from_link(call.read.tree.string_value(node));
  if (!read) return read.error();
  out.pipeline = read->document.pipeline;
  out.issues = read->issues;
  out.source = "link";
  return out;
}

}  // namespace

Result<PipelineInput> read_pipeline_input(CallContext& call, const char* name) {
  const codec::JsonTree& tree = call.read.tree;
  ObjectReader in(call.read, call.args, "args");
  const std::uint32_t node = in.required(name);
  if (node == kNoNode) return *call.read.error;
  PipelineInput out;
  out.inline_at = name;
  const bool object = tree.node(node).kind == base::JsonKind::object;
  if (object && tree.member(node, "link") != kNoNode)
    return pipeline_from_link(call, tree.member(node, "link"), std::move(out));
  if (object && (tree.member(node, "blob") != kNoNode || tree.member(node, "text") != kNoNode)) {
    const Result<Input> input = read_input(call, node);
    if (!input) return input.error();
    out.source = input->name;
    out.text = std::string(input->bytes().substr(base::bom_bytes(input->bytes())));
    return pipeline_from_text(std::move(out));
  }
  out.text = std::string(tree.text);
  out.root = tree.pointer(call.args);
  out.pipeline = codec::read_pipeline(call.read, node);
  if (call.read.error) return *call.read.error;
  return out;
}

Where place(const PipelineInput& input, const Where& where) {
  constexpr std::string_view kPrefix = "/pipeline";
  Where out = where;
  out.source = input.source;
  const bool strip = input.bare && std::string_view(where.pointer).starts_with(kPrefix);
  std::string inner = strip ? where.pointer.substr(kPrefix.size()) : where.pointer;
  // Written in the request itself, the pipeline stands under the name of its argument.
  if (!input.root.empty() && std::string_view(inner).starts_with(kPrefix))
    inner = "/" + input.inline_at + inner.substr(kPrefix.size());
  out.pointer = input.root + inner;
  if (input.text.empty()) return out;
  const base::JsonReadResult read = base::read_json(input.text);
  if (!read.ok) return out;
  const std::uint32_t node = codec::resolve_pointer(read.tree, 0, out.pointer);
  out.byte = read.tree.node(node).begin;
  const base::LineColumn at = base::line_column(input.text, out.byte);
  out.line = at.line;
  out.column = at.column;
  return out;
}

Result<Contract> read_contract_input(CallContext& call, std::uint32_t node) {
  const codec::JsonTree& tree = call.read.tree;
  const bool object = tree.node(node).kind == base::JsonKind::object;
  if (object && (tree.member(node, "blob") != kNoNode || tree.member(node, "text") != kNoNode)) {
    const Result<Input> input = read_input(call, node);
    if (!input) return input.error();
    const auto read = codec::read_text<Contract>(input->bytes(), input->name, codec::read_contract_file);
    if (!read) return read.error();
    return read->first;
  }
  Contract out = codec::read_contract(call.read, node);
  if (call.read.error) return *call.read.error;
  return out;
}

Error placed_in_contract(CallContext& call, std::uint32_t node, Error error) {
  const codec::JsonTree& tree = call.read.tree;
  const bool object = tree.node(node).kind == base::JsonKind::object;
  if (!object || (tree.member(node, "blob") == kNoNode && tree.member(node, "text") == kNoNode)) return error;
  const Result<Input> input = read_input(call, node);
  if (!input) return error;
  const std::string_view text = input->bytes().substr(base::bom_bytes(input->bytes()));
  const base::JsonReadResult read = base::read_json(text);
  if (!read.ok) return error;
  constexpr std::string_view kSchema = "/schema";
  std::string& pointer = error.where.pointer;
  const bool is_file = read.tree.node(0).kind == base::JsonKind::object && read.tree.member(0, "nines") != kNoNode;
  if (is_file)
    pointer = "/contract" + pointer;
  else if (pointer.starts_with(kSchema))
    pointer = pointer.substr(kSchema.size());
  error.where.source = input->name;
  error.where.byte = read.tree.node(codec::resolve_pointer(read.tree, 0, pointer)).begin;
  const base::LineColumn at = base::line_column(text, error.where.byte);
  error.where.line = at.line;
  error.where.column = at.column;
  return error;
}

}  // namespace nines::call
