// Double encoding and wrong containers. See containers.h.
#include "validate/containers.h"

#include <algorithm>
#include <utility>

#include "base/json_reader.h"
#include "base/json_scan.h"
#include "base/text.h"
#include "validate/syntax.h"
#include "validate/transport.h"

namespace nines::validate {

namespace {

using base::JsonKind;
using base::JsonTree;

// The edits that turn the inside of a JSON string at `inside` into its content, escape by escape.
std::vector<Edit> decoding_edits(std::string_view text, Span inside) {
  std::vector<Edit> out;
  for (std::size_t at = inside.from; at < inside.to;) {
    if (text[at] != '\\') {
      ++at;
      continue;
    }
    const char c = text[at + 1];
    std::size_t length = c == 'u' ? 6 : 2;
    // A surrogate pair is one character.
    if (c == 'u' && text.substr(at + 6, 2) == "\\u" && base::fold_ascii(text[at + 2]) == 'd') length = 12;
    length = std::min(length, inside.to - at);
    const std::string literal = '"' + std::string(text.substr(at, length)) + '"';
    out.push_back({{at, at + length}, base::json_unquote(literal)});
    at += length;
  }
  return out;
}

Finding encoded_finding(std::string_view text, Span span, std::vector<Edit> edits) {
  const std::string found = excerpt(text.substr(span.from, span.to - span.from));
  Finding out = make_finding("W9", span, "the value was encoded twice: " + quoted(found), "the value itself", found);
  out.edits = std::move(edits);
  out.confidence = 0.8;
  return out;
}

Finding container_finding(std::string_view text, std::string message, std::vector<Edit> edits) {
  Finding out =
      make_finding("W10", {0, text.size()}, std::move(message), "the value in its own container", excerpt(text));
  out.edits = std::move(edits);
  out.confidence = 0.8;
  return out;
}

// The value as a whole is of the wrong type or kind.
bool misses_type(const FindingList& misses) {
  return std::any_of(misses.items.begin(), misses.items.end(), [](const Finding& miss) {
    return (miss.code == "C4" || miss.code == "X9") && miss.pointer.empty();
  });
}

// A key is missing at the top, or one stands there that may not.
bool misses_keys(const FindingList& misses) {
  return std::any_of(misses.items.begin(), misses.items.end(), [](const Finding& miss) {
    const bool extra = (miss.code == "C2" || miss.code == "C3") && miss.pointer.rfind('/') == 0;
    return extra || (miss.code == "C1" && miss.pointer.empty());
  });
}

// The ways in which the text could be another container's content.
std::vector<Finding> other_containers(const JsonTree& tree, const FindingList& misses) {
  std::vector<Finding> out;
  const std::string_view text = tree.text;
  const base::JsonNode& root = tree.node(0);
  if (root.kind == JsonKind::string) {
    // "36" for 36 is a wrong type, not a second encoding.
    const std::string content = tree.string_value(0);
    const std::string_view inner = base::trim_ascii(content);
    if (inner.empty() || std::string_view("{[\"").find(inner.front()) == std::string_view::npos) return out;
    const Span span{root.begin, root.end};
    std::vector<Edit> edits = decoding_edits(text, {root.begin + 1, root.end - 1});
    edits.insert(edits.begin(), {{root.begin, root.begin + 1}, ""});
    edits.push_back({{root.end - 1, root.end}, ""});
    if (edits.size() < kMaxFixes) out.push_back(encoded_finding(text, span, std::move(edits)));
    return out;
  }
  const bool object = root.kind == JsonKind::object;
  const bool one_child = (object || root.kind == JsonKind::array) && root.child_count == 1;
  const bool under_key =
      object && one_child && misses_keys(misses) && tree.node(root.first_child).kind == JsonKind::object;
  const bool wrong_type = misses_type(misses);
  const bool list_in_list =
      one_child && root.kind == JsonKind::array && tree.node(root.first_child).kind == JsonKind::array;
  if (one_child && (wrong_type || under_key || list_in_list)) {
    const base::JsonNode& child = tree.node(root.first_child);
    out.push_back(container_finding(
        text,
        object ? "the value stands under the key " + quoted(tree.key(root.first_child)) : "the value stands in a list",
        {{{0, child.begin}, ""}, {{child.end, text.size()}, ""}}));
  }
  if (object && wrong_type) {
    out.push_back(container_finding(text, "the value stands without the list around it",
                                    {{{root.begin, root.begin}, "["}, {{root.end, root.end}, "]"}}));
  }
  return out;
}

}  // namespace

FindingList find_container(const CompiledContract::Impl& contract, std::string_view text, const FindingList& misses) {
  FindingList out;
  const std::string_view body = base::trim_json_space(text);
  const bool is_string = !body.empty() && body.front() == '"';
  if (!is_string && !misses_type(misses) && !misses_keys(misses)) return out;
  const base::JsonReadResult read = base::read_json(text, json_limits());
  if (!read.ok) return out;
  for (Finding& finding : other_containers(read.tree, misses)) {
    const std::string inner = apply_edits(text, finding.edits);
    if (!meets(contract, inner)) continue;
    out.add(std::move(finding));
  }
  if (out.count() > 1) return {};
  return out;
}

FindingList find_encoded(std::string_view text) {
  FindingList out;
  const std::string_view body = base::trim_json_space(text);
  if (body.size() < 4 || (body.front() != '{' && body.front() != '[')) return out;
  const std::size_t next = body.find_first_not_of(" \t\r\n[{", 1);
  if (next == std::string_view::npos || body[next] != '\\') return out;
  const std::string literal = '"' + std::string(body) + '"';
  const base::TokenScan scan = base::scan_json_string(literal, 0);
  if (!scan.ok || scan.end != literal.size()) return out;
  const auto from = static_cast<std::size_t>(body.data() - text.data());
  std::vector<Edit> edits = decoding_edits(text, {from, from + body.size()});
  if (edits.size() < kMaxFixes) out.add(encoded_finding(text, {from, from + body.size()}, std::move(edits)));
  return out;
}

}  // namespace nines::validate
