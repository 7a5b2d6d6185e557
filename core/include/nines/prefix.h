// Prefixes: text arrives in pieces, and after every byte it is known whether it is whole, can still become a value that
// meets the contract, or has failed for certain. For streams of model output that are stopped as soon as they cannot be
// used. Where the contract allows wrappers, prose and fences before a value are passed over, and prose behind it.
// Called by `call` and tests.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nines/validate.h"

namespace nines {

inline constexpr std::size_t kMaxPrefixRules = 20'000;     // places a schema tells apart
inline constexpr std::size_t kMaxMissingBytes = 4'096;     // of a suffix that is shown
inline constexpr std::size_t kMaxPrefixChanges = 100'000;  // of one timeline; then counted

enum class PrefixState : std::uint8_t { complete, valid_prefix, must_fail };

// Why nothing that begins like this can meet the contract. `byte` is the first byte that made it certain (the end of
// the text for what only a whole text shows). `earliest`: no shorter prefix was certain to fail.
struct PrefixFailure {
  std::string code;  // a cause of cause_table()
  std::size_t byte = 0;
  bool earliest = true;
  std::string message;
  std::string expected;
  std::string found;
  std::string pointer;         // of the value in the text
  std::string schema_pointer;  // of the keyword
};

// A contract made ready for prefixes. Immutable, cheap to copy.
class CompiledPrefix {
 public:
  struct Impl;
  explicit CompiledPrefix(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}
  [[nodiscard]] const Impl& impl() const { return *impl_; }
  [[nodiscard]] const std::shared_ptr<const Impl>& shared() const { return impl_; }

 private:
  std::shared_ptr<const Impl> impl_;
};

// In: a contract of kind json_schema. With WrapperPolicy::forbid the text is the value. With allow, the value that
// stands first in the text or first in a fence is the answer, and the text fails with it (a fenced one never as the
// `earliest` certain byte: another value could follow); one within prose may be an aside and fails nothing. Exact for
// type, enum, const, properties, required, additionalProperties, items, prefixItems, min* and max*, $ref and allOf over
// them; pattern is judged at the end of a string, every other keyword when its value is complete. Fails: as
// compile_contract; not_supported for other kinds.
Result<CompiledPrefix> compile_prefix(const Contract& contract);

// One text in the making. A value: copies go on by themselves. Memory: the depth of the text, the keys on the way, and
// the text of values that only the complete check can judge.
class PrefixValidator {
 public:
  explicit PrefixValidator(const CompiledPrefix& contract);
  PrefixValidator(const PrefixValidator& other);
  PrefixValidator& operator=(const PrefixValidator& other);
  PrefixValidator(PrefixValidator&&) noexcept;
  PrefixValidator& operator=(PrefixValidator&&) noexcept;
  ~PrefixValidator();

  // Takes the next bytes. After must_fail bytes are only counted.
  PrefixState feed(std::string_view bytes);
  [[nodiscard]] PrefixState state() const;
  [[nodiscard]] std::size_t bytes() const;
  // A shortest suffix that makes the text complete, where one can be given; checked by feeding it. Empty for complete.
  [[nodiscard]] std::optional<std::string> missing() const;
  // Only after must_fail.
  [[nodiscard]] const PrefixFailure& failure() const;

 private:
  struct Machine;
  std::unique_ptr<Machine> machine_;
};

// `state` holds after `byte` bytes.
struct PrefixChange {
  std::size_t byte = 0;
  PrefixState state = PrefixState::valid_prefix;
};
struct PrefixTimeline {
  std::vector<PrefixChange> changes;  // the first stands at byte 0
  std::size_t dropped = 0;
};
PrefixTimeline prefix_timeline(const CompiledPrefix& contract, std::string_view text);

// ---------------------------------------------------------------- many texts

struct PrefixOptions {
  double bytes_per_token = 4;
  double tokens_per_second = 50;
  double usd_per_million_tokens = 0;
  bool timeline = false;
};

// What a stream that is stopped where it must fail leaves unwritten. `estimator` says how tokens were counted.
struct PrefixSavings {
  double tokens = 0;
  double seconds = 0;
  double usd = 0;
};

struct PrefixResult {
  std::size_t index = 0;
  PrefixState state = PrefixState::valid_prefix;
  std::size_t byte = 0;  // must_fail: where it became certain; else the bytes read
  std::size_t bytes = 0;
  std::optional<std::string> missing;  // valid_prefix only
  std::optional<PrefixFailure> failure;
  PrefixSavings saved;
  PrefixTimeline timeline;
  Where origin;  // set by `call`
};

struct PrefixReport {
  std::int64_t texts = 0;
  std::int64_t by_state[3] = {0, 0, 0};
  std::size_t bytes = 0;
  std::size_t bytes_saved = 0;
  PrefixSavings saved;
  std::string estimator;
  std::vector<PrefixResult> results;
  Issues issues;
};

// Fails: cancelled.
Result<PrefixReport> check_prefixes(const CompiledPrefix& contract, const std::vector<std::string_view>& texts,
                                    const PrefixOptions& options, RunContext& run);

}  // namespace nines
