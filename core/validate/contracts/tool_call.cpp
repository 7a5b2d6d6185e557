// The tool call contract: the name of a tool that exists, arguments that meet its schema. Arguments
// written as JSON text are judged inside their string. See kinds.h.
#include <algorithm>

#include "base/text.h"
#include "validate/contracts/call_shape.h"
#include "validate/contracts/label_text.h"
#include "validate/contracts/nearest_name.h"
#include "validate/contracts/nested.h"
#include "validate/definition.h"
#include "validate/syntax.h"

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonTree;
using base::kNoNode;

const CompiledTool* find_tool(const Impl& contract, std::string_view name) {
  const auto found =
      std::lower_bound(contract.tools.begin(), contract.tools.end(), name,
                       [](const CompiledTool& tool, std::string_view wanted) { return tool.name < wanted; });
  return found != contract.tools.end() && found->name == name ? &*found : nullptr;
}

std::vector<std::string> tool_names(const Impl& contract) {
  std::vector<std::string> out;
  for (const CompiledTool& tool : contract.tools) out.push_back(tool.name);
  return out;
}

// One text of calls: the whole, or the body of one tag. `offset` is where it stands in the text.
class CallCheck {
 public:
  CallCheck(const Impl& contract, std::size_t offset, Misses& misses)
      : contract_(contract), offset_(offset), misses_(misses) {}
  // Whether the tree holds calls at all.
  bool run(const JsonTree& tree);

 private:
  void check_call(const JsonTree& tree, const CallSite& call);
  void check_arguments(const JsonTree& tree, const CallSite& call, const CompiledTool& tool);
  void check_text(const JsonTree& tree, const CallSite& call, const Impl& part, Piece piece);
  void unknown_tool(const JsonTree& tree, const CallSite& call);
  Finding finding_at(const JsonTree& tree, std::uint32_t node, const char* code, std::string message,
                     std::string expected) const;
  [[nodiscard]] Span placed(const base::JsonNode& node) const { return {offset_ + node.begin, offset_ + node.end}; }

  const Impl& contract_;
  std::size_t offset_;
  Misses& misses_;
};

Finding CallCheck::finding_at(const JsonTree& tree, std::uint32_t node, const char* code, std::string message,
                              std::string expected) const {
  Finding out =
      make_finding(code, placed(tree.node(node)), std::move(message), std::move(expected), excerpt(tree.source(node)));
  out.pointer = tree.pointer(node);
  out.schema_pointer = "/tools";
  return out;
}

void CallCheck::unknown_tool(const JsonTree& tree, const CallSite& call) {
  const std::string name = tree.string_value(call.name);
  const std::vector<std::string> names = tool_names(contract_);
  Finding finding = finding_at(tree, call.name, "C5", "there is no tool " + quoted(name), listed_labels(names));
  if (const std::optional<std::string> near = nearest_name(names, name)) {
    finding.message += "; the nearest is " + quoted(*near);
    finding.edits.push_back({finding.span, base::json_quote(*near)});
  }
  misses_.add(std::move(finding), RepairLevel::c);
}

// Arguments as JSON text. Where the shape has an object there, they were encoded once too often (W9).
void CallCheck::check_text(const JsonTree& tree, const CallSite& call, const Impl& part, Piece piece) {
  const DecodedString decoded = decode_json_string(tree.source(call.arguments), placed(tree.node(call.arguments)).from);
  const bool empty = base::trim_ascii(decoded.text).empty();
  piece.text = empty ? std::string_view("{}") : std::string_view(decoded.text);
  piece.decoded = &decoded;
  if (call.text_is_usual) {
    if (empty && check_value(part, piece.text).holds) return;  // what some servers write for no arguments
    judge_part(part, piece, misses_);
    return;
  }
  const base::JsonReadResult inside = base::read_json(decoded.text, json_limits());
  Finding finding =
      finding_at(tree, call.arguments, "W9", "the arguments are JSON written inside a string", "an object");
  if (inside.ok && inside.tree.node(0).kind == JsonKind::object) finding.edits.push_back({finding.span, decoded.text});
  misses_.add(std::move(finding));
  if (!check_value(part, piece.text).holds) judge_part(part, piece, misses_);
}

void CallCheck::check_arguments(const JsonTree& tree, const CallSite& call, const CompiledTool& tool) {
  const Impl& part = *contract_.parts[tool.part];
  Piece piece;
  piece.schema_pointer = "/tools/" + std::to_string(tool.part) + "/parameters";
  if (call.arguments == kNoNode) {
    if (check_value(part, "{}").holds) return;
    misses_.add(finding_at(tree, call.object, "C1",
                           "the call has no arguments, and " + quoted(tool.name) + " needs some", "\"arguments\""));
    return;
  }
  piece.pointer = tree.pointer(call.arguments);
  const JsonKind kind = tree.node(call.arguments).kind;
  if (kind == JsonKind::string) return check_text(tree, call, part, std::move(piece));
  if (kind == JsonKind::null && check_value(part, "{}").holds) {
    Finding finding = finding_at(tree, call.arguments, "C8", "the arguments are null where there are none", "{}");
    finding.edits.push_back({finding.span, "{}"});
    misses_.add(std::move(finding));
    return;
  }
  if (kind != JsonKind::object) {
    misses_.add(finding_at(tree, call.arguments, "C4", "the arguments are no object", "an object"));
    return;
  }
  piece.text = tree.source(call.arguments);
  piece.offset = placed(tree.node(call.arguments)).from;
  judge_part(part, piece, misses_);
}

void CallCheck::check_call(const JsonTree& tree, const CallSite& call) {
  const CompiledTool* tool = find_tool(contract_, tree.string_value(call.name));
  const bool defines = call.arguments != kNoNode && is_definition(tree, call.arguments);
  if (tool != nullptr && defines && !check_value(*contract_.parts[tool->part], tree.source(call.arguments)).holds) {
    misses_.add(finding_at(tree, call.object, "C13",
                           "the definition of the tool " + quoted(tool->name) + " is given back instead of a call",
                           "a call"));
  } else if (tool == nullptr) {
    unknown_tool(tree, call);
  } else {
    check_arguments(tree, call, *tool);
  }
}

bool CallCheck::run(const JsonTree& tree) {
  const std::vector<CallSite> calls = find_calls(tree);
  for (const CallSite& call : calls) {
    if (misses_.full()) {
      misses_.drop();
    } else {
      check_call(tree, call);
    }
  }
  return !calls.empty();
}

Finding unknown_shape(std::string_view text, const JsonTree& tree) {
  Finding out = make_finding("X9", {tree.node(0).begin, tree.node(0).end},
                             "the JSON holds no tool call: no object with \"name\" and \"arguments\", \"input\", "
                             "\"args\" or \"parameters\"",
                             "{\"name\": …, \"arguments\": …} or a provider's form of it", excerpt(text));
  out.schema_pointer = "/tools";
  return out;
}

Check check_tagged(const Impl& contract, std::string_view text, const std::vector<Span>& bodies) {
  Check out;
  Misses misses;
  for (const Span& body : bodies) {
    const std::string_view inside = text.substr(body.from, body.to - body.from);
    const base::JsonReadResult read = base::read_json(inside, json_limits());
    const bool calls = read.ok && CallCheck(contract, body.from, misses).run(read.tree);
    if (calls) continue;
    Finding finding = read.ok ? unknown_shape(inside, read.tree) : syntax_finding(inside, read);
    finding.span = {finding.span.from + body.from, finding.span.to + body.from};
    finding.edits.clear();
    misses.add(std::move(finding));
  }
  out.reads = true;
  misses.give(out);
  return out;
}

// A call written as code, offered as JSON: whether it was meant as such only the reader knows.
Check check_written(std::string_view text, const WrittenCall& call) {
  Check out;
  out.reads = true;
  const std::string_view words = base::trim_ascii(text);
  const auto from = static_cast<std::size_t>(words.data() - text.data());
  Finding finding = make_finding("W10", {from, from + words.size()}, "the call is written as code: " + quoted(words),
                                 "a call as JSON", excerpt(words));
  finding.edits.push_back({finding.span, call.json});
  Misses misses;
  misses.add(std::move(finding), RepairLevel::c);
  misses.give(out);
  return out;
}

}  // namespace

std::optional<Error> compile_tool_call(Impl& out, std::size_t depth) {
  const std::vector<ToolSpec>& tools = out.contract.tools;
  if (tools.empty()) return contract_error(ErrorCode::bad_value, "tools is empty; give at least one", "/tools");
  if (tools.size() > kMaxTools) {
    return contract_error(
        ErrorCode::limit_exceeded,
        std::to_string(tools.size()) + " tools; at most " + std::to_string(kMaxTools) + " are allowed", "/tools");
  }
  out.json = true;
  for (std::size_t i = 0; i < tools.size(); ++i) {
    const std::string where = "/tools/" + std::to_string(i);
    if (tools[i].name.empty()) return contract_error(ErrorCode::bad_value, "a tool needs a name", where + "/name");
    Contract arguments;
    arguments.schema = tools[i].parameters;
    arguments.formats = out.contract.formats;
    arguments.resources = out.contract.resources;
    CompiledPart part = compile_part(arguments, "", depth + 1);
    if (!part) {
      Error error = part.error();
      const std::string inside = error.where.pointer;
      const bool in_schema = inside.starts_with("/schema");
      error.where.pointer = where + "/parameters" + (in_schema ? inside.substr(7) : inside);
      return error;
    }
    out.parts.push_back(std::move(part).value());
    out.tools.push_back({tools[i].name, i});
  }
  std::sort(out.tools.begin(), out.tools.end(),
            [](const CompiledTool& a, const CompiledTool& b) { return a.name < b.name; });
  const auto twice = std::adjacent_find(out.tools.begin(), out.tools.end(),
                                        [](const CompiledTool& a, const CompiledTool& b) { return a.name == b.name; });
  if (twice == out.tools.end()) return std::nullopt;
  return contract_error(ErrorCode::bad_value, "the tool " + quoted(twice->name) + " stands twice", "/tools");
}

Check check_tool_call(const Impl& contract, std::string_view text) {
  const std::vector<Span> bodies = tagged_bodies(text);
  if (!bodies.empty()) return check_tagged(contract, text, bodies);
  const base::JsonReadResult read = base::read_json(text, json_limits());
  Check out;
  if (!read.ok) {
    const std::optional<WrittenCall> written = read_written_call(base::trim_ascii(text));
    if (written && find_tool(contract, written->name) != nullptr) return check_written(text, *written);
    out.misses.add(syntax_finding(text, read));
    return out;
  }
  Misses misses;
  if (!CallCheck(contract, 0, misses).run(read.tree)) misses.add(unknown_shape(text, read.tree));
  out.reads = true;
  misses.give(out);
  add_duplicate_keys(read.tree, out.notes);
  return out;
}

void scan_tool_call(const Impl& contract, const Segment& segment, CandidateList& out) {
  const std::size_t already = out.items.size();
  std::size_t at = segment.from;
  while (const std::optional<Span> block = tagged_block(segment.text, at)) {
    out.add({*block, segment.fence, true});
    at = block->to;
  }
  if (out.items.size() == already) scan_json(contract, segment, out);
}

}  // namespace nines::validate
