// Breaking a valid JSON text on purpose, once for each cause of the table: what a contract, a repair or any external
// checker is tested with. Pure functions; the same seed and index give the same mutant everywhere. Called by tests and
// the self-test of contracts.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nines/validate.h"

namespace nines {

inline constexpr std::size_t kMaxMutatedBytes = std::size_t{1} << 20;  // a longer text is not mutated

// `edits` lead from the text to the mutant, `where` is the broken place in the mutant. `still_json`: the mutant reads
// as JSON and can fail by its contract alone. `loses`: content of the original is gone, so no repair can bring it back.
struct Mutation {
  std::string code;  // a cause of cause_table()
  std::string text;
  Span where;
  std::vector<Edit> edits;
  bool still_json = false;
  bool loses = false;
};

// One row per cause that a text can be broken by without its contract; in the order of cause_table().
struct MutatorInfo {
  const char* code;
  const char* what;  // one sentence
};
std::span<const MutatorInfo> mutator_table();

// In: a JSON text, the code of a row, two numbers that pick variant and place. Out: nothing when the text is no JSON,
// the code has no mutator, the text offers no place for it, or the result would read as if nothing had happened.
// Linear in the text.
std::optional<Mutation> mutate_json(std::string_view json, std::string_view code, std::uint64_t seed,
                                    std::uint64_t index);

}  // namespace nines
