// The prefix machine behind a wrapper: prose and fences are passed over until a value begins, and what follows a whole
// value is prose again. A value that stands first in the text or first in a fence is the answer: if it fails, the text
// has failed. One in the middle of prose may be an aside: if it fails, the next is waited for. Used by prefix.cpp where
// the contract allows wrappers. Constant memory beside the machine.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "validate/prefix/machine.h"

namespace nines::validate {

class WrappedPrefix {
 public:
  explicit WrappedPrefix(std::shared_ptr<const PrefixProgram> program)
      : program_(std::move(program)), value_(program_) {}

  // False: the text has failed for good; failure() says why, in bytes of the whole text.
  bool feed(unsigned char c);
  [[nodiscard]] bool is_complete() const;
  [[nodiscard]] bool failed() const { return failure_.has_value(); }
  [[nodiscard]] const PrefixFailure& failure() const { return *failure_; }
  [[nodiscard]] std::size_t bytes() const { return at_; }
  void count_unread(std::size_t bytes) { at_ += bytes; }
  [[nodiscard]] std::optional<std::string> suffix() const;

 private:
  enum class Phase : std::uint8_t {
    start,         // only white space so far
    prose,         // no value is being read
    fence_start,   // in a fence, before its first word
    first_value,   // the text began with it
    fenced_value,  // a fence began with it
    prose_value,
  };

  [[nodiscard]] bool reads_value() const { return phase_ >= Phase::first_value; }
  void watch_fence(unsigned char c);
  void end_line();
  bool begin(unsigned char c, Phase phase);
  bool go_on(unsigned char c);
  void seek(unsigned char c);
  bool fail();

  std::shared_ptr<const PrefixProgram> program_;
  PrefixMachine value_;
  std::size_t begin_ = 0;    // of value_ in the text
  unsigned char first_ = 0;  // its first byte
  Phase phase_ = Phase::start;
  bool had_value_ = false;  // a whole one stands behind us
  std::size_t at_ = 0;
  std::optional<PrefixFailure> failure_;

  // The line at hand, for fences: up to three spaces, then a run of ` or ~.
  std::size_t indent_ = 0;
  std::size_t run_ = 0;
  unsigned char mark_ = 0;
  bool run_ended_ = false;
  bool has_info_ = false;  // something but white space behind the run
  std::size_t fence_ = 0;  // length of the run that opened the fence at hand; 0 outside
  unsigned char fence_mark_ = 0;
};

}  // namespace nines::validate
