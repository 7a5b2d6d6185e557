// Cuts a text into what the loops take: chunks of whole blocks, the first and the last one copied so that nothing
// outside the text is read. See json_index.h.
#include "base/json_index.h"

#include <algorithm>
#include <cstring>

#include "base/json_index_loops.h"
#include "base/text.h"

namespace nines::base {

namespace {

constexpr std::size_t kChunk = std::size_t{1} << 16U;  // bytes between two looks at the room that is left
constexpr std::size_t kLead = 64;                      // room before a copied block; the loops look back three bytes
constexpr std::size_t kSlack = 128;                    // the loops write up to a block more than they count

bool is_ascii_block(const char* block) {
  std::uint64_t high = 0;
  for (std::size_t k = 0; k < kIndexBlock; k += 8) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, block + k, 8);
    high |= bytes;
  }
  return (high & 0x8080808080808080ULL) == 0;
}

}  // namespace

// Room for `tokens` more, whatever the loops write beyond them.
void JsonIndex::reserve(std::size_t tokens) {
  if (size_ + tokens <= capacity_) return;
  const std::size_t wanted = std::max(size_ + tokens, 2 * capacity_);
  std::unique_ptr<std::uint32_t[]> grown(new std::uint32_t[wanted + kSlack]);
  std::memcpy(grown.get(), positions_, size_ * sizeof(std::uint32_t));
  large_ = std::move(grown);
  positions_ = large_.get();
  capacity_ = wanted;
}

// One block that stands alone: with room before it, and spaces behind the end of the text.
void JsonIndex::read_block(std::string_view text, std::size_t at, const IndexLoops& loops, IndexState& state) {
  char copy[kLead + 2 * kIndexBlock];
  std::memset(copy, ' ', sizeof copy);
  const std::size_t before = std::min<std::size_t>(at, 3);
  std::memcpy(copy + kLead - before, text.data() + at - before, before);
  // What stands behind the block may belong to an escape that begins in it.
  const std::size_t bytes = std::min(text.size() - at, 2 * kIndexBlock);
  if (bytes > 0) std::memcpy(copy + kLead, text.data() + at, bytes);
  reserve(kIndexBlock);
  std::uint32_t* out = positions_ + size_;
  const std::uint32_t* end = loops.blocks(copy, kLead, kLead + kIndexBlock, kLead + bytes, state, out);
  const auto moved = static_cast<std::uint32_t>(at - kLead);  // modulo 2^32
  for (; out != end; ++out) *out = ((*out + moved) & kPositionBits) | (*out & ~kPositionBits);
  size_ = static_cast<std::size_t>(end - positions_);
}

IndexOutcome JsonIndex::read(std::string_view text) { return read(text, index_loops()); }

IndexOutcome JsonIndex::read(std::string_view text, const IndexLoops& loops) {
  size_ = 0;
  if (text.size() > kMaxIndexedBytes) return IndexOutcome::too_large;
  IndexState state;
  const std::size_t whole = text.size() / kIndexBlock * kIndexBlock;
  std::size_t at = 0;
  if (whole > 0 && !is_ascii_block(text.data())) {  // nothing stands before it to look back to
    read_block(text, 0, loops, state);
    at = kIndexBlock;
  }
  while (at < whole) {
    if (size_ > kMaxIndexedTokens) return IndexOutcome::too_large;
    const std::size_t to = std::min(at + kChunk, whole);
    reserve(to - at);
    const std::uint32_t* end = loops.blocks(text.data(), at, to, text.size(), state, positions_ + size_);
    size_ = static_cast<std::size_t>(end - positions_);
    at = to;
  }
  read_block(text, whole, loops, state);
  if (size_ > kMaxIndexedTokens) return IndexOutcome::too_large;
  positions_[size_] = static_cast<std::uint32_t>(text.size());
  if (state.bad != 0 || state.in_string != 0) return IndexOutcome::not_json;
  if (!loops.checks_utf8 && state.any_high != 0 && find_bad_utf8(text) != std::string_view::npos)
    return IndexOutcome::not_json;
  return IndexOutcome::ready;
}

}  // namespace nines::base
