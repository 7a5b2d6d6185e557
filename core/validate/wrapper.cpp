// Names what stands around a value. See wrapper.h.
#include "validate/wrapper.h"

#include <algorithm>

#include "base/text.h"
#include "validate/around.h"

namespace nines::validate {

namespace {

std::string_view between(std::string_view text, std::size_t from, std::size_t to) {
  return text.substr(from, to - from);
}

bool blank(std::string_view text, std::size_t from, std::size_t to) {
  return base::trim_json_space(between(text, from, to)).empty();
}

// `value` within back quotes on its own line, as in: The answer is `42`.
Fence inline_fence(std::string_view text, Span value) {
  const auto is_info = [](char c) { return base::is_ascii_letter(c) || base::is_ascii_digit(c); };
  std::size_t from = value.from;
  while (from > 0 && text[from - 1] == ' ') --from;
  while (from > 0 && is_info(text[from - 1])) --from;
  std::size_t to = value.to;
  while (to < text.size() && text[to] == ' ') ++to;
  const auto run_before = [&](std::size_t at) {
    std::size_t run = 0;
    while (run < at && text[at - 1 - run] == '`') ++run;
    return run;
  };
  // The word before the value is an info string only if the back quotes stand before it.
  const std::size_t before = run_before(from);
  const std::size_t after = std::min(text.find_first_not_of('`', to), text.size()) - to;
  if (before == 0 || after != before) return {};
  return {{from - before, value.from}, value, {value.to, to + after}, true};
}

Finding fence_finding(std::string_view text, const Fence& fence, Span before, Span after) {
  const std::string_view line = between(text, fence.open.from, fence.open.to);
  Finding out = fence.cut ? make_finding("X6", fence.close, "the text ends inside the closing fence", "the value alone",
                                         excerpt(between(text, fence.close.from, fence.close.to)))
                : fence.closed ? make_finding("W1", fence.open, "a fence stands around the value: " + quoted(line),
                                              "the value alone", excerpt(line))
                               : make_finding("W2", fence.open, "the fence " + quoted(line) + " is never closed",
                                              "the value alone", excerpt(line));
  out.edits.push_back({before, ""});
  if (after.to > after.from) out.edits.push_back({after, ""});
  return out;
}

// The words of a span: without white space at its ends.
Span words_of(std::string_view text, Span span, const Layout& layout) {
  span.from = std::max(span.from, layout.words_from);
  span.to = std::min(span.to, layout.words_to);
  while (span.from < span.to && base::is_json_space(text[span.from])) ++span.from;
  while (span.to > span.from && base::is_json_space(text[span.to - 1])) --span.to;
  return span;
}

Finding prose_finding(const char* code, std::string_view text, Span prose, const Layout& layout) {
  const Span words = words_of(text, prose, layout);
  const std::string_view found = between(text, words.from, words.to);
  const char* where = code[1] == '3' ? "before" : "after";
  const char* unseen = unseen_code(found);
  Finding out = make_finding(unseen != nullptr ? unseen : code, words,
                             std::string(unseen != nullptr ? "invisible characters stand " : "text stands ") + where +
                                 " the value: " + quoted(found),
                             "the value alone", excerpt(found));
  out.edits.push_back({prose, ""});
  return out;
}

// What stands before or behind: blocks of reasoning (W5) and words. All of `region` goes.
void describe_region(const Layout& layout, Span region, const char* prose_code, FindingList& out) {
  const std::string_view text = layout.text;
  std::size_t cursor = region.from;
  bool any = false;
  for (const ReasoningBlock& block : layout.reasoning) {
    if (block.span.from < region.from || block.span.from >= region.to) continue;
    const bool words = !blank(text, cursor, block.span.from);
    if (words) out.add(prose_finding(prose_code, text, {cursor, block.span.from}, layout));
    const Span span{block.span.from, std::min(block.span.to, region.to)};
    const Span named = block.closed || block.open.to == 0 ? span : block.open;
    const std::string_view found = between(text, span.from, span.to);
    Finding finding = make_finding(
        "W5", named,
        std::string(block.closed ? "reasoning stands beside the value: " : "reasoning is begun and never closed: ") +
            quoted(found),
        "the value alone", excerpt(found));
    finding.edits.push_back({{words ? block.span.from : cursor, span.to}, ""});
    out.add(std::move(finding));
    cursor = span.to;
    any = true;
  }
  if (cursor >= region.to) return;
  if (!blank(text, cursor, region.to)) {
    out.add(prose_finding(prose_code, text, {cursor, region.to}, layout));
  } else if (any) {
    out.items.back().edits.back().span.to = region.to;
  }
}

}  // namespace

FindingList wrapper_findings(const Layout& layout, const Candidate& candidate) {
  FindingList out;
  const std::string_view text = layout.text;
  const Span value = candidate.span;
  const bool in_block = candidate.fence != kNoFence;
  const Fence fence = in_block ? layout.fences[candidate.fence] : inline_fence(text, value);
  Span outer = value;
  if (fence.close.to > 0) {
    // Prose inside the fence counts as prose; the fence then only loses its own lines.
    const bool prose_in_front = in_block && !blank(text, fence.open.to, value.from);
    const bool prose_behind = in_block && !blank(text, value.to, fence.close.from);
    Span inner = value;
    if (prose_in_front) inner.from = fence.open.to;
    if (prose_behind) inner.to = fence.close.from;
    outer = {fence.open.from, fence.close.to};
    if (outer.from <= layout.words_from) outer.from = 0;
    if (outer.to >= layout.words_to) outer.to = text.size();
    out.add(fence_finding(text, fence, {outer.from, inner.from}, {inner.to, outer.to}));
    if (prose_in_front) out.add(prose_finding("W3", text, {inner.from, value.from}, layout));
    if (prose_behind) out.add(prose_finding("W4", text, {value.to, inner.to}, layout));
  }
  // The last tag of a block of reasoning is that block's.
  std::size_t thoughts = 0;
  for (const ReasoningBlock& block : layout.reasoning) {
    if (block.closed && block.span.to <= outer.from) thoughts = block.span.to;
  }
  out.add_all(peel_around(text, outer, thoughts));
  if (outer.from > layout.words_from) describe_region(layout, {0, outer.from}, "W3", out);
  if (outer.to < layout.words_to) describe_region(layout, {outer.to, text.size()}, "W4", out);
  return out;
}

}  // namespace nines::validate
