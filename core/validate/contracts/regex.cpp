// The pattern contract: the whole text matches an expression. See kinds.h.
#include <algorithm>

#include "base/text.h"
#include "validate/contracts/kinds.h"

namespace nines::validate {

namespace {

constexpr std::size_t kMaxLayers = 8;
constexpr std::size_t kMaxHeadingBytes = 40;

// <name …>inner</name>
std::string_view without_tag(std::string_view text) {
  const std::size_t end = text.find('>');
  if (!text.starts_with('<') || end == std::string_view::npos) return text;
  std::size_t name = 1;
  while (name < end && (base::is_ascii_letter(text[name]) || base::is_ascii_digit(text[name]) || text[name] == '_')) {
    ++name;
  }
  const std::string closing = "</" + std::string(text.substr(1, name - 1)) + ">";
  if (name == 1 || text.size() < end + 1 + closing.size() || !text.ends_with(closing)) return text;
  return text.substr(end + 1, text.size() - end - 1 - closing.size());
}

std::string_view without_pair(std::string_view text) {
  struct Pair {
    std::string_view left, right;
  };
  constexpr Pair kPairs[] = {{"***", "***"}, {"**", "**"}, {"__", "__"},
                             {"*", "*"},     {"_", "_"},   {"`", "`"},
                             {"\"", "\""},   {"'", "'"},   {"\xE2\x80\x9C", "\xE2\x80\x9D"}};
  for (const Pair& pair : kPairs) {
    const std::size_t marks = pair.left.size() + pair.right.size();
    if (text.size() > marks && text.starts_with(pair.left) && text.ends_with(pair.right)) {
      return text.substr(pair.left.size(), text.size() - marks);
    }
  }
  return text;
}

// Behind "Answer:" or "The code is:"; one line of a few words.
std::string_view without_heading(std::string_view text) {
  const std::size_t colon = text.substr(0, kMaxHeadingBytes).find(':');
  if (colon == std::string_view::npos || colon == 0) return text;
  const std::string_view words = text.substr(0, colon);
  const bool heading = std::all_of(words.begin(), words.end(),
                                   [](char c) { return base::is_ascii_letter(c) || c == ' ' || c == '*' || c == '#'; });
  std::size_t to = colon + 1;
  while (to < text.size() && text[to] == '*') ++to;
  return heading && to < text.size() && base::is_ascii_space(text[to]) ? text.substr(to) : text;
}

}  // namespace

std::optional<Error> compile_regex(Impl& out, std::size_t /*depth*/) {
  auto compiled = compile_pattern(out.contract.pattern, "/pattern");
  if (!compiled) return compiled.error();
  out.pattern = std::move(compiled).value();
  return std::nullopt;
}

// The last line ending belongs to the transport, not to the answer.
Check check_regex(const Impl& contract, std::string_view text) {
  Check out;
  std::string_view body = text;
  if (body.ends_with('\n')) body.remove_suffix(1);
  if (body.size() < text.size() && body.ends_with('\r')) body.remove_suffix(1);
  out.holds = RE2::FullMatch(text, *contract.pattern) || RE2::FullMatch(body, *contract.pattern);
  if (out.holds) return out;
  const std::string pattern = excerpt(contract.contract.pattern);
  Finding finding = make_finding("C7", {0, text.size()}, quoted(body) + " does not match the pattern " + pattern,
                                 "a text that matches " + pattern + " from end to end", excerpt(body));
  finding.schema_pointer = "/pattern";
  out.misses.add(std::move(finding));
  return out;
}

void scan_regex(const Impl& contract, const Segment& segment, CandidateList& out) {
  std::string_view inner = segment.text.substr(segment.from);
  // White space alone is no wrapper: for a pattern it counts.
  bool wrapped = segment.from > 0 || segment.closed;
  for (std::size_t layer = 0; layer <= kMaxLayers; ++layer) {
    const std::string_view words = base::trim_ascii(inner);
    if (words.empty()) return;
    const auto from = static_cast<std::size_t>(words.data() - segment.text.data());
    if (wrapped && RE2::FullMatch(words, *contract.pattern)) {
      out.add({{from, from + words.size()}, segment.fence, true});
      return;
    }
    inner = without_tag(words);
    if (inner.size() == words.size()) inner = without_pair(words);
    if (inner.size() == words.size()) inner = without_heading(words);
    if (inner.size() == words.size()) return;
    wrapped = true;
  }
}

// For a pattern every byte of the body counts but the line ending before the closing fence.
void regex_body(const Impl& /*contract*/, const Layout& layout, std::size_t index, CandidateList& out) {
  const Span body = layout.fences[index].body;
  std::string_view inner = layout.text.substr(body.from, body.to - body.from);
  if (inner.ends_with('\n')) inner.remove_suffix(1);
  if (inner.ends_with('\r')) inner.remove_suffix(1);
  out.add({{body.from, body.from + inner.size()}, index, true});
}

}  // namespace nines::validate
