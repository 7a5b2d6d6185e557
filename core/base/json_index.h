// Where the tokens of a JSON text stand: every bracket, colon and comma outside strings, both quotes of every string
// and the first byte of everything else, found 64 bytes at a time. Used where most texts are right (the fused
// validator); it checks all that needs no grammar: UTF-8, escapes and control characters in strings. Says no more than
// "not JSON": the exact complaint is the business of read_json. Never decodes and never repairs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace nines::base {

// More tokens than this are left to the tree reader. Each value has at least one, so a text that is indexed keeps the
// reader's own limit of values.
inline constexpr std::size_t kMaxIndexedTokens = 10'000'000;
inline constexpr std::size_t kMaxIndexedBytes = (std::size_t{1} << 30U) - 1;

// What a string holds, noted in the position of its closing quote.
inline constexpr std::uint32_t kHasBackslash = 1U << 31U;
inline constexpr std::uint32_t kHasHighBytes = 1U << 30U;  // not ASCII
inline constexpr std::uint32_t kPositionBits = kHasHighBytes - 1;

enum class IndexOutcome : std::uint8_t {
  ready,
  not_json,   // read_json refuses the text too
  too_large,  // not looked at to the end
};

struct IndexLoops;
struct IndexState;  // json_index_loops.h

// Reads texts one after another and keeps its memory between them. Not for two threads at once.
class JsonIndex {
 public:
  JsonIndex() = default;
  JsonIndex(const JsonIndex&) = delete;
  JsonIndex& operator=(const JsonIndex&) = delete;

  // Linear; no allocation for texts of less than kSmallTokens bytes. The text is looked at only here.
  IndexOutcome read(std::string_view text);
  IndexOutcome read(std::string_view text, const IndexLoops& loops);  // with the registers of one's choice

  // Ascending; behind the last one stands the size of the text. Those of closing quotes bear the marks above.
  [[nodiscard]] const std::uint32_t* positions() const { return positions_; }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  void reserve(std::size_t tokens);
  void read_block(std::string_view text, std::size_t at, const IndexLoops& loops, IndexState& state);

  static constexpr std::size_t kSmallTokens = 1'024;
  std::uint32_t small_[kSmallTokens + 128];
  std::unique_ptr<std::uint32_t[]> large_;
  std::uint32_t* positions_ = small_;
  std::size_t capacity_ = kSmallTokens;
  std::size_t size_ = 0;
};

}  // namespace nines::base
