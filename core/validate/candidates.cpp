// Where in a text the value may stand. See candidates.h.
#include "validate/candidates.h"

#include <algorithm>

#include "base/text.h"
#include "validate/contracts/kinds.h"

namespace nines::validate {

namespace {

void scan_segment(const CompiledContract::Impl& contract, const Segment& segment, CandidateList& out) {
  const KindRow& row = kind_row(contract.contract.kind);
  if (row.scan != nullptr) row.scan(contract, segment, out);
}

}  // namespace

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
    const std::size_t before = out.items.size();
    kind_row(contract.contract.kind).fence(contract, layout, i, out);
    for (std::size_t k = before; k < out.items.size(); ++k) out.items[k].ended = fences[i].closed || fences[i].cut;
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
      scan_segment(contract, {text.substr(0, block->span.from), from, kNoFence, true, text.size()}, out);
      from = block->span.to;
    }
    if (from < to) scan_segment(contract, {text.substr(0, to), from, kNoFence, to < text.size(), text.size()}, out);
  };
  for (std::size_t i = 0; i < layout.fences.size(); ++i) {
    const Fence& fence = layout.fences[i];
    scan_prose(at, fence.open.from);
    scan_segment(contract, {text.substr(0, fence.body.to), fence.body.from, i, fence.closed || fence.cut, text.size()},
                 out);
    at = fence.close.to;
  }
  scan_prose(at, text.size());
  return out;
}

}  // namespace nines::validate
