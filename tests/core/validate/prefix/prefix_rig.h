// Prefix rules without the complete check, and what must hold at every byte of every text. Shared by the prefix tests.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "reference_check.h"
#include "validate/prefix/machine.h"

namespace nines::test {

inline std::shared_ptr<const validate::PrefixProgram> prefix_rules(const std::string& schema) {
  const auto out = validate::compile_prefix_rules(schema, FormatPolicy::annotate);
  if (!out) FAIL(schema << ": " << out.error().message);
  return *out;
}

// "f3": must fail at byte 3; "v": valid prefix; "c": complete.
inline std::string end_of(const validate::PrefixMachine& machine) {
  if (machine.failed()) return "f" + std::to_string(machine.failure().byte);
  return machine.is_complete() ? "c" : "v";
}

inline std::string prefix_end(const std::shared_ptr<const validate::PrefixProgram>& rules, std::string_view text) {
  validate::PrefixMachine machine(rules);
  for (const char c : text) {
    if (!machine.feed(static_cast<unsigned char>(c))) break;
  }
  return end_of(machine);
}

// A prefix that is called valid is proved so by its own suffix, which the reference must accept. False when none is
// given.
inline bool proves_itself(const validate::PrefixMachine& machine, std::string_view prefix,
                          const ReferenceCheck& reference) {
  const auto suffix = machine.suffix();
  if (!suffix) return false;
  const std::string whole = std::string(prefix) + *suffix;
  const bool accepted = reference.accepts(whole);
  CHECK_MESSAGE(accepted, whole);
  return accepted;
}

struct PrefixTally {
  std::size_t prefixes = 0;
  std::size_t failed = 0;
  std::size_t proved = 0;
  std::size_t unproved = 0;
};

// Runs a text: complete exactly where the reference accepts what was read, every valid prefix with a proof; a text that
// the reference accepts never fails.
inline void check_text(const std::shared_ptr<const validate::PrefixProgram>& rules, const ReferenceCheck& reference,
                       std::string_view text, PrefixTally& tally) {
  const bool accepted = reference.accepts(text);
  validate::PrefixMachine machine(rules);
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i > 0 && !machine.failed()) machine.feed(static_cast<unsigned char>(text[i - 1]));
    ++tally.prefixes;
    if (machine.failed()) {
      ++tally.failed;
      if (accepted) FAIL_CHECK("false alarm: " << machine.failure().message << " at " << machine.failure().byte);
      REQUIRE_FALSE(accepted);
      continue;
    }
    const std::string_view read = text.substr(0, i);
    REQUIRE(machine.is_complete() == reference.accepts(read));
    const bool proved = proves_itself(machine, read, reference);
    CHECK_MESSAGE(proved, read);
    (proved ? tally.proved : tally.unproved) += 1;
  }
}

}  // namespace nines::test
