// What it means that strict reading stopped. See syntax.h.
#include "validate/syntax.h"

#include <algorithm>

#include "base/json_scan.h"
#include "base/text.h"
#include "validate/check.h"

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonNode;
using base::JsonTree;
using base::kNoNode;
using base::skip_json_space;

struct Cut {
  const char* code = "X5";
  const char* place = "inside a word or number";
  std::size_t keep_to = 0;    // everything before is whole
  bool close_string = false;  // the proposal keeps the string that was cut and closes it
};

// The container being read when the text ended. An open one still has end == begin.
std::uint32_t innermost_open(const JsonTree& tree) {
  auto i = static_cast<std::uint32_t>(tree.nodes.size() - 1);
  const auto is_open = [&tree](std::uint32_t n) {
    const JsonNode& node = tree.node(n);
    return node.end == node.begin;
  };
  while (!is_open(i)) i = tree.node(i).parent;
  return i;
}

Cut cut_in_string(std::string_view text, std::size_t at, std::size_t keep_to, bool is_value) {
  const base::TokenScan scan = base::scan_json_string(text, at);
  if (scan.fault == base::ScanFault::escape) return {"X5", "inside an escape", keep_to, false};
  const bool whole_characters = scan.fault == base::ScanFault::characters;
  return {"X1", "inside a string", keep_to, is_value && whole_characters};
}

Cut cut_place(std::string_view text, const base::JsonReadResult& read) {
  if (read.error.open.empty()) {
    const std::size_t at = skip_json_space(text, 0);
    if (at < text.size() && text[at] == '"') return cut_in_string(text, at, text.size(), true);
    return {"X5", "inside a word or number", text.size(), false};
  }
  const std::uint32_t container = innermost_open(read.tree);
  const JsonNode& node = read.tree.node(container);
  std::size_t keep_to = node.begin + 1;
  for (std::uint32_t i = node.first_child; i != kNoNode; i = read.tree.node(i).next_sibling) {
    keep_to = read.tree.node(i).end;
  }
  std::size_t at = skip_json_space(text, keep_to);
  if (at < text.size() && text[at] == ',') at = skip_json_space(text, at + 1);
  const char* between = node.kind == JsonKind::object ? "inside an object" : "inside an array";
  if (at >= text.size()) return {"X4", between, keep_to, false};
  if (node.kind == JsonKind::object) {
    const base::TokenScan key = base::scan_json_string(text, at);
    if (!key.ok) return cut_in_string(text, at, keep_to, false);
    at = skip_json_space(text, key.end);
    if (at >= text.size()) return {"X2", "after a key", keep_to, false};
    at = skip_json_space(text, at + 1);
    if (at >= text.size()) return {"X3", "after a colon", keep_to, false};
  }
  if (text[at] == '"') return cut_in_string(text, at, keep_to, true);
  return {"X5", "inside a word or number", keep_to, false};
}

Finding cut_finding(std::string_view text, const base::JsonReadResult& read) {
  const Cut cut = cut_place(text, read);
  const std::string& open = read.error.open;
  Finding out = make_finding(cut.code, {text.size(), text.size()},
                             std::string("the text ends ") + cut.place + ", expected " + read.error.expected,
                             read.error.expected, "end of text");
  out.pointer = read.error.pointer;
  out.confidence = 0.5;
  std::string closers = cut.close_string ? "\"" : "";
  closers.append(open.rbegin(), open.rend());
  if (closers.empty()) return out;
  out.edits.push_back({{cut.close_string ? text.size() : cut.keep_to, text.size()}, closers});
  return out;
}

// A text that does not even begin like JSON holds prose or a refusal.
bool begins_like_json(std::string_view text) {
  const std::string_view body = base::trim_ascii(text);
  if (body.empty()) return false;
  if (body.front() == '{' || body.front() == '"') return true;
  if (body.front() == '[') return body.back() == ']';
  return body.find_first_of(" \t\n") == std::string_view::npos && base::is_ascii_digit(body.front());
}

Finding no_structure(std::string_view text) {
  return make_finding("X9", {0, text.size()}, "there is no JSON value in " + quoted(text), "a JSON value",
                      excerpt(text));
}

const char* code_of(std::string_view text, const base::JsonSyntaxError& error) {
  if (error.too_deep || error.too_large) return "S9";
  if (error.byte == 0 && text.starts_with(base::kBom)) return "T2";
  return error.expected == "valid UTF-8" ? "T1" : "unknown";
}

}  // namespace

base::JsonLimits json_limits() {
  base::JsonLimits limits;
  limits.max_depth = kMaxJsonDepth;
  limits.max_bytes = kMaxTextBytes;
  return limits;
}

Finding syntax_finding(std::string_view text, const base::JsonReadResult& read) {
  const base::JsonSyntaxError& error = read.error;
  if (base::trim_ascii(text).empty()) return blank_finding(text);
  const std::string_view code = code_of(text, error);
  const bool cut = error.byte >= text.size() && !error.too_large;
  if (code == "unknown" && cut) return cut_finding(text, read);
  if (code == "T1" && cut) return cut_finding(text, read);
  if (code == "unknown" && !begins_like_json(text)) return no_structure(text);
  const std::size_t at = std::min(error.byte, text.size() - 1);
  const std::size_t length = base::decode_utf8(text, at).length;
  Finding out = make_finding(code.data(), {at, at + length}, error.message, error.expected, error.found);
  out.pointer = error.pointer;
  return out;
}

}  // namespace nines::validate
