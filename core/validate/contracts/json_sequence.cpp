// Several JSON values in one text that are not one a line. See json_sequence.h.
#include "validate/contracts/json_sequence.h"

#include <algorithm>

#include "base/json_pass.h"
#include "base/json_scan.h"
#include "validate/syntax.h"
#include "validate/transport.h"

namespace nines::validate {

namespace {

// Replaces [from, to) by `wanted` unless it reads so already.
void replace(std::string_view text, Span span, std::string_view wanted, std::vector<Edit>& out) {
  if (text.substr(span.from, span.to - span.from) != wanted) out.push_back({span, std::string(wanted)});
}

// Line ends inside a value, with the white space behind them, are dropped.
void join_lines(std::string_view text, Span value, std::vector<Edit>& out) {
  for (std::size_t at = value.from; at < value.to;) {
    if (text[at] == '"') {
      at = std::max(base::scan_json_string(text, at).end, at + 1);
    } else if (text[at] == '\n' || text[at] == '\r') {
      const std::size_t end = base::skip_json_space(text, at);
      out.push_back({{at, end}, ""});
      at = end;
    } else {
      ++at;
    }
    if (out.size() > kMaxFixes) return;
  }
}

}  // namespace

std::optional<JsonSequence> read_array(std::string_view text) {
  const base::JsonReadResult read = base::read_json(text, json_limits());
  if (!read.ok || read.tree.node(0).kind != base::JsonKind::array) return std::nullopt;
  JsonSequence out{{}, true};
  for (std::uint32_t i = read.tree.node(0).first_child; i != base::kNoNode; i = read.tree.node(i).next_sibling) {
    out.values.push_back({read.tree.node(i).begin, read.tree.node(i).end});
  }
  return out;
}

std::optional<JsonSequence> read_values(std::string_view text) {
  JsonSequence out;
  std::size_t at = base::skip_json_space(text, 0);
  while (at < text.size()) {
    const base::JsonPass value = base::pass_json_value(text, at, json_limits());
    if (!value.ok) return std::nullopt;
    out.values.push_back({at, value.end});
    at = base::skip_json_space(text, value.end);
    const bool comma = at < text.size() && text[at] == ',';
    if (comma) at = base::skip_json_space(text, at + 1);
  }
  if (out.values.empty()) return std::nullopt;
  return out;
}

std::vector<Edit> edits_to_lines(std::string_view text, const JsonSequence& sequence) {
  std::vector<Edit> out;
  std::size_t passed = 0;
  for (const Span& value : sequence.values) {
    const bool first = passed == 0;
    const bool same_line = text.substr(passed, value.from - passed).find('\n') == std::string_view::npos;
    const bool comma = text.substr(passed, value.from - passed).find(',') != std::string_view::npos;
    if (first && sequence.is_array) replace(text, {0, value.from}, "", out);
    if (!first && (same_line || comma)) replace(text, {passed, value.from}, "\n", out);
    join_lines(text, value, out);
    passed = value.to;
    if (out.size() > kMaxFixes) return {};
  }
  if (text.find_first_of(",]", passed) != std::string_view::npos) replace(text, {passed, text.size()}, "", out);
  return out;
}

Finding lines_for_array(std::string_view text, const JsonSequence& sequence) {
  const Span all{sequence.values.front().from, sequence.values.back().to};
  Finding out = make_finding(
      "W10", all,
      std::to_string(sequence.values.size()) + " values stand one after the other where one array is expected",
      "one JSON array", excerpt(text.substr(all.from, all.to - all.from)));
  if (sequence.values.size() > kMaxFixes) return out;
  out.edits.push_back({{all.from, all.from}, "["});
  for (std::size_t i = 1; i < sequence.values.size(); ++i) {
    const Span gap{sequence.values[i - 1].to, sequence.values[i].from};
    const bool comma = text.substr(gap.from, gap.to - gap.from).find(',') != std::string_view::npos;
    if (!comma) out.edits.push_back({{gap.from, gap.from}, ","});
  }
  out.edits.push_back({{all.to, all.to}, "]"});
  return out;
}

std::vector<Span> content_lines(std::string_view text) {
  std::vector<Span> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t stop = std::min(text.find('\n', at), text.size());
    const std::string_view line = base::trim_json_space(text.substr(at, stop - at));
    if (!line.empty()) {
      const auto from = static_cast<std::size_t>(line.data() - text.data());
      out.push_back({from, from + line.size()});
    }
    at = stop + 1;
  }
  return out;
}

}  // namespace nines::validate
