// A schema from examples: what kinds of values stand where, which keys are always there, which texts repeat, how far
// numbers go. Every restriction asks for evidence; the rules are the constants below. An output that broke is never
// taken for an example, else it would widen the schema that is to catch it. Called by `call` and tests.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "nines/run_context.h"
#include "nines/summary.h"
#include "nines/validate.h"
#include "nines/values.h"

namespace nines {

inline constexpr std::size_t kMaxInferPlaces = 100'000;  // places that examples tell apart
inline constexpr std::size_t kMaxInferKeys = 2'000;      // different keys of one object; beyond it is a map
inline constexpr std::size_t kMaxInferTexts = 200;       // different texts remembered of one place
inline constexpr std::size_t kMaxInferTextBytes = 64;    // of a text that may be a word of an enum

// Evidence, as numbers of values seen at a place.
inline constexpr std::int64_t kMinForRequired = 3;  // objects, all with the key
inline constexpr std::int64_t kMinForClosed = 5;    // objects; see kMaxUnseen
inline constexpr std::int64_t kMinForFormat = 5;    // texts, all of the format
inline constexpr std::int64_t kMinForEnum = 20;     // texts; each word stands for at least kEnumRepeats of them
inline constexpr std::int64_t kEnumRepeats = 4;
inline constexpr std::int64_t kMinForRange = 10;  // numbers, lengths
// A list counts as whole when the chance of something new, estimated by the share of things seen once (Good 1953,
// after Turing), is at most this.
inline constexpr double kMaxUnseen = 0.005;
// Where nearly all examples are of one kind (objects, say), those of a rarer kind are outputs that broke in a way that
// still reads: left out and named.
inline constexpr std::int64_t kMinForKind = 20;
inline constexpr double kMaxStrayShare = 0.05;
// An object is a map when it has at least so many different keys and the average key stands in less than this share.
inline constexpr std::size_t kMinMapKeys = 10;
inline constexpr double kMaxMapShare = 0.25;

struct InferReport {
  Contract contract;               // kind json_schema; formats are asserted when one was found
  std::int64_t examples = 0;       // texts that the schema was made from
  std::int64_t skipped = 0;        // texts left out; each has an issue up to a limit
  std::vector<CauseCount> causes;  // why those left out were, most frequent first; "stray" = of a rarer kind
  Issues issues;
};

// In: JSON texts. Out: a schema that every one of those used meets; the same for any order of equal examples. Ranges
// go to at least twice the largest size seen, up to the next 1, 2 or 5 times a power of ten, and end at 0 where no
// value crossed it.
// Fails: no_records (none is JSON), limit_exceeded, cancelled. Linear in the texts.
Result<InferReport> infer_contract(const std::vector<std::string_view>& examples, RunContext& run);

// In: outputs as they came. Those that meet `usable` as they stand are the examples, without their wrapper; the others
// are counted by cause and named. Fails: as above.
Result<InferReport> infer_from_usable(const CompiledContract& usable, const std::vector<std::string_view>& outputs,
                                      RunContext& run);

}  // namespace nines
