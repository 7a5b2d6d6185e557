// Where in a text the value may stand. See candidates.h.
#include "validate/candidates.h"

#include <algorithm>

#include "base/text.h"

namespace nines::validate {

namespace {

constexpr std::size_t kNegationWords = 5;   // "I don't think it is positive"
constexpr std::size_t kNegationBytes = 60;  // and no further than this

bool is_negator(std::string_view word) {
  constexpr std::string_view kNegators[] = {"not", "never", "neither", "nor", "without", "cannot"};
  for (const std::string_view negator : kNegators) {
    if (base::equal_ignoring_ascii_case(word, negator)) return true;
  }
  return word.ends_with("n't") || word.ends_with("n\xE2\x80\x99t");  // U+2019, as in isn't
}

// For a pattern every byte of the body counts but the line ending before the closing fence.
Span body_span(ContractKind kind, std::string_view text, Span body) {
  std::string_view inner = text.substr(body.from, body.to - body.from);
  if (kind == ContractKind::regex) {
    if (inner.ends_with('\n')) inner.remove_suffix(1);
    if (inner.ends_with('\r')) inner.remove_suffix(1);
    return {body.from, body.from + inner.size()};
  }
  inner = base::trim_ascii(inner);
  if (inner.empty()) return {body.from, body.from};
  const auto from = static_cast<std::size_t>(inner.data() - text.data());
  return {from, from + inner.size()};
}

void scan_segment(const CompiledContract::Impl& contract, const Segment& segment, CandidateList& out) {
  switch (contract.contract.kind) {
    case ContractKind::json_schema:
    case ContractKind::tool_call:
    case ContractKind::workflow: scan_json(segment, out); return;
    case ContractKind::number: scan_numbers(contract, segment, out); return;
    case ContractKind::labels: scan_labels(contract, segment, out); return;
    default: return;  // any part of a text may match some pattern: nothing to find in prose
  }
}

}  // namespace

bool is_negated(std::string_view text, std::size_t from, std::size_t at) {
  if (at - from > kNegationBytes) from = at - kNegationBytes;
  std::string_view left = text.substr(from, at - from);
  const std::size_t stop = left.find_last_of(".,;:!?\n()[]");
  if (stop != std::string_view::npos) left.remove_prefix(stop + 1);
  constexpr std::string_view kAround = " \t*_\"'`";
  for (std::size_t word = 0; word < kNegationWords; ++word) {
    const std::size_t end = left.find_last_not_of(kAround);
    if (end == std::string_view::npos) return false;
    left = left.substr(0, end + 1);
    const std::size_t start = left.find_last_of(" \t") + 1;  // npos + 1 = 0
    std::string_view last = left.substr(start);
    last.remove_prefix(std::min(last.find_first_not_of(kAround), last.size()));
    if (is_negator(last)) return true;
    left = left.substr(0, start);
  }
  return false;
}

bool CandidateList::add(Candidate candidate) {
  if (items.size() >= kMaxCandidates) {
    truncated = true;
    return false;
  }
  items.push_back(candidate);
  return true;
}

Layout layout_of(std::string_view text) {
  const std::string_view words = base::trim_json_space(text);
  const std::size_t from = words.empty() ? 0 : static_cast<std::size_t>(words.data() - text.data());
  Layout out{text, {}, find_reasoning(text), from, from + words.size()};
  std::vector<Span> thoughts;
  for (const ReasoningBlock& block : out.reasoning) {
    if (block.closed) thoughts.push_back(block.span);
  }
  out.fences = find_fences(text, thoughts);
  const auto in_fence = [&](const ReasoningBlock& block) {
    return std::any_of(out.fences.begin(), out.fences.end(), [&](const Fence& fence) {
      return block.span.from >= fence.open.from && block.span.from < fence.close.to;
    });
  };
  std::vector<ReasoningBlock>& blocks = out.reasoning;
  blocks.erase(std::remove_if(blocks.begin(), blocks.end(), in_fence), blocks.end());
  return out;
}

CandidateList fence_candidates(const CompiledContract::Impl& contract, const Layout& layout) {
  const std::vector<Fence>& fences = layout.fences;
  CandidateList out;
  out.truncated = fences.size() >= kMaxFences;
  for (std::size_t i = 0; i < fences.size(); ++i) {
    const bool ended = fences[i].closed || fences[i].cut;
    out.add({body_span(contract.contract.kind, layout.text, fences[i].body), i, true, ended});
  }
  return out;
}

CandidateList scanned_candidates(const CompiledContract::Impl& contract, const Layout& layout) {
  const std::string_view text = layout.text;
  CandidateList out;
  std::size_t at = 0;
  auto block = layout.reasoning.begin();
  // Prose without the blocks of reasoning that are closed in it.
  const auto scan_prose = [&](std::size_t from, std::size_t to) {
    for (; block != layout.reasoning.end() && block->span.from < to; ++block) {
      if (block->span.from < from || !block->closed) continue;
      scan_segment(contract, {text.substr(0, block->span.from), from, kNoFence, true}, out);
      from = block->span.to;
    }
    if (from < to) scan_segment(contract, {text.substr(0, to), from, kNoFence, to < text.size()}, out);
  };
  for (std::size_t i = 0; i < layout.fences.size(); ++i) {
    const Fence& fence = layout.fences[i];
    scan_prose(at, fence.open.from);
    scan_segment(contract, {text.substr(0, fence.body.to), fence.body.from, i, fence.closed || fence.cut}, out);
    at = fence.close.to;
  }
  scan_prose(at, text.size());
  return out;
}

}  // namespace nines::validate
