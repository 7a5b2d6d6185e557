// The JSON Lines contract: each line that is not blank meets a contract of its own. Values that are
// all there but not one a line are rewritten (W10). See kinds.h.
#include <algorithm>

#include "base/text.h"
#include "validate/contracts/json_sequence.h"
#include "validate/contracts/nested.h"
#include "validate/tolerant/look.h"
#include "validate/transport.h"

namespace nines::validate {

namespace {

std::string_view piece_of(std::string_view text, Span span) { return text.substr(span.from, span.to - span.from); }

// "..." on a line of its own stands for lines that were left out.
bool left_out(std::string_view line) { return !line.empty() && ellipsis_length(line, 0) == line.size(); }

bool looks_like_json(std::string_view line, bool last) {
  const char c = last ? line.back() : line.front();
  const bool edge = std::string_view(last ? "}]\"" : "{[\"-").find(c) != std::string_view::npos;
  return edge || left_out(line) || base::is_ascii_digit(c) || line == "true" || line == "false" || line == "null";
}

Piece line_piece(std::string_view text, Span span, std::size_t index) {
  return {piece_of(text, span), span.from, nullptr, '/' + std::to_string(index), "/each"};
}

void check_count(const Contract& contract, std::size_t count, std::string_view text, Misses& misses) {
  const auto has = static_cast<std::int64_t>(count);
  const bool few = has < contract.min_lines;
  const bool many = contract.max_lines >= 0 && has > contract.max_lines;
  if (!few && !many) return;
  const std::string bound =
      few ? "at least " + std::to_string(contract.min_lines) : "at most " + std::to_string(contract.max_lines);
  Finding finding =
      make_finding("C10", {0, text.size()}, std::to_string(count) + " lines where " + bound + " are asked for",
                   bound + " lines", std::to_string(count) + " lines");
  finding.schema_pointer = few ? "/lines/min" : "/lines/max";
  misses.add(std::move(finding));
}

void judge_all(const Impl& contract, std::string_view text, const std::vector<Span>& values, Misses& misses) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string_view line = piece_of(text, values[i]);
    if (left_out(line)) {
      misses.add(make_finding("L11", values[i], quoted(line) + " stands for lines that were left out",
                              "the content itself", excerpt(line)));
      continue;
    }
    judge_part(*contract.parts[0], line_piece(text, values[i], i), misses);
  }
  check_count(contract.contract, values.size(), text, misses);
}

bool holds_alone(const Impl& contract, std::string_view text, Span span) {
  return check_value(*contract.parts[0], piece_of(text, span)).holds;
}

// How the text holds several values otherwise than one a line.
std::optional<JsonSequence> other_layout(const Impl& contract, std::string_view text, const std::vector<Span>& lines) {
  std::optional<JsonSequence> array = read_array(text);
  if (array && !array->values.empty()) {
    const bool as_value = lines.size() == 1 && holds_alone(contract, text, lines[0]);
    return as_value ? std::nullopt : std::move(array);
  }
  std::optional<JsonSequence> values = read_values(text);
  if (values && values->values != lines) return values;
  return std::nullopt;
}

Finding layout_finding(std::string_view text, const JsonSequence& sequence) {
  const std::string count = std::to_string(sequence.values.size());
  Finding out = make_finding("W10", {0, text.size()},
                             sequence.is_array ? "one array of " + count + " values where one value a line is expected"
                                               : count + " values that do not stand one a line",
                             "one JSON value a line", excerpt(text));
  out.edits = edits_to_lines(text, sequence);
  return out;
}

}  // namespace

std::optional<Error> compile_jsonl(Impl& out, std::size_t depth) {
  const Contract& contract = out.contract;
  if (contract.parts.size() > 1) {
    return contract_error(ErrorCode::bad_value, "jsonl takes one contract for its lines", "/each");
  }
  if (contract.min_lines < 0 || (contract.max_lines >= 0 && contract.max_lines < contract.min_lines)) {
    return contract_error(ErrorCode::bad_value,
                          "lines must have 0 <= min <= max, found min " + std::to_string(contract.min_lines) +
                              " and max " + std::to_string(contract.max_lines),
                          "/lines");
  }
  CompiledPart part = compile_part(contract.parts.empty() ? Contract{} : contract.parts[0], "/each", depth + 1);
  if (!part) return part.error();
  out.parts.push_back(std::move(part).value());
  out.nests = true;
  return std::nullopt;
}

Check check_jsonl(const Impl& contract, std::string_view text) {
  Check out;
  const std::vector<Span> lines = content_lines(text);
  out.reads = !lines.empty() && looks_like_json(piece_of(text, lines.front()), false) &&
              looks_like_json(piece_of(text, lines.back()), true);
  const bool all_hold =
      std::all_of(lines.begin(), lines.end(), [&](const Span& line) { return holds_alone(contract, text, line); });
  Misses misses;
  const std::optional<JsonSequence> layout = all_hold ? std::nullopt : other_layout(contract, text, lines);
  if (layout) misses.add(layout_finding(text, *layout));
  if (!out.reads && !lines.empty() && !all_hold) {
    // Not worth a look at each line: the values stand inside other text.
    misses.add(make_finding("X9", {0, text.size()}, "the text is not one JSON value a line: " + quoted(text),
                            "one JSON value a line", excerpt(text)));
  } else {
    judge_all(contract, text, layout ? layout->values : lines, misses);
  }
  misses.give(out);
  if (lines.empty()) out.holds = false;
  if (lines.empty() && out.misses.empty()) out.misses.add(blank_finding(text));
  return out;
}

// From the first line that begins like a JSON container to the last that ends like one.
void scan_jsonl(const Impl& /*contract*/, const Segment& segment, CandidateList& out) {
  std::size_t from = segment.text.size();
  std::size_t to = segment.from;
  for (const Span& line : content_lines(segment.text.substr(segment.from))) {
    const std::string_view words = segment.text.substr(segment.from + line.from, line.to - line.from);
    const bool begins = words.front() == '{' || words.front() == '[' || left_out(words);
    if (begins) from = std::min(from, segment.from + line.from);
    const bool ends = words.back() == '}' || words.back() == ']' || begins;
    if (ends && from < segment.text.size()) to = segment.from + line.to;
  }
  if (from < to) out.add({{from, to}, segment.fence, true});
}

bool same_jsonl(const Impl& contract, std::string_view a, std::string_view b) {
  const std::vector<Span> left = content_lines(a);
  const std::vector<Span> right = content_lines(b);
  if (left.size() != right.size()) return false;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (!same_value(*contract.parts[0], piece_of(a, left[i]), piece_of(b, right[i]))) return false;
  }
  return true;
}

}  // namespace nines::validate
