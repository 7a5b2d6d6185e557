// Is the check itself any good? Passing texts are broken in every known way and given to it again: which broken ones
// get through? Works for a contract and, in two halves, for any other checker: make_mutants(), let the checker judge
// them, tally_mutants(). The same for graders, with right answers turned into wrong ones. Pure functions; called by
// `call` and tests. Mutation analysis: DeMillo, Lipton & Sayward 1978.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nines/run_context.h"
#include "nines/summary.h"
#include "nines/validate.h"

namespace nines {

inline constexpr std::int64_t kMaxMutantsPerCause = 10'000;
inline constexpr std::int64_t kMaxMutantBytes = std::int64_t{1} << 30;  // of all mutants together
inline constexpr std::size_t kMaxSurvivorsPerKind = 10;  // listed; one kind must not hide the others

// What the texts are broken into: unusable outputs (the causes), or wrong answers of good form.
enum class MutantFamily : std::uint8_t { causes, answers };

// One way of breaking a text. `code` is a cause, or a way of being wrong.
struct BreakageInfo {
  const char* code;
  const char* name;
  MutantFamily family;
};
std::vector<BreakageInfo> breakage_table();

struct SelftestOptions {
  std::uint64_t seed = 1;
  std::int64_t per_cause = 100;  // mutants of each cause, taken in turns from the texts
  MutantFamily family = MutantFamily::causes;
  // What is known of the contract that the texts meet; "" = none.
  std::string schema;                     // for mutants that echo it
  std::string registry;                   // object_info of a workflow contract, for mutants of graphs
  WorkflowForm form = WorkflowForm::any;  // likewise
};

// One broken text: `change` is the least edit of the original that makes it.
struct Mutant {
  std::string code;
  std::size_t source = 0;  // index of the passing text
  Edit change;
  std::string text;
};

// What became of a mutant. `tolerated`: usable once the wrapper is taken off, which the contract allows. `failed`: the
// check gave no answer (it crashed or hung), which says nothing of the mutant and scores nothing.
enum class MutantFate : std::uint8_t { caught, tolerated, survived, failed };

struct SelftestRow {
  std::string code;
  std::string name;
  std::int64_t mutants = 0;
  std::int64_t caught = 0;
  std::int64_t tolerated = 0;
  Estimate score;  // caught of those not tolerated
};

struct Survivor {
  Mutant mutant;
  std::string before;  // the bytes that `mutant.change` replaced
  std::size_t line = 0;
  std::size_t column = 0;
};

struct SelftestReport {
  std::int64_t texts = 0;
  std::int64_t not_passing = 0;  // texts that the check refuses as they are: left out
  std::int64_t mutants = 0;
  std::int64_t caught = 0;
  std::int64_t tolerated = 0;
  std::int64_t survived = 0;
  std::int64_t failed = 0;        // the check gave no answer
  Estimate score;                 // mutation score: caught of those not tolerated and not failed
  std::vector<SelftestRow> rows;  // by code, in the order of the table; a row without mutants could not be applied
  std::vector<Survivor> survivors;
  std::size_t survivors_dropped = 0;
  Issues issues;
};

// Broken texts, the same for the same texts and options. Texts that are no JSON are broken by what needs none. Cost:
// O(mutants * bytes of a text).
std::vector<Mutant> make_mutants(const std::vector<std::string_view>& texts, const SelftestOptions& options);

// What the fates come to. In: one fate a mutant, in order.
SelftestReport tally_mutants(const std::vector<std::string_view>& texts, const std::vector<Mutant>& mutants,
                             const std::vector<MutantFate>& fates, const SelftestOptions& options);

// Both, with a contract as the check. Fails: cancelled; empty_input when no text passes the contract.
Result<SelftestReport> selftest(const CompiledContract& contract, const std::vector<std::string_view>& texts,
                                const SelftestOptions& options, RunContext& run);

}  // namespace nines
