// Validation: is this raw text usable, and if not, in what way did it fail and can it be repaired mechanically? Pure
// functions over text and a compiled contract. Called by `call` and tests.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nines/run_context.h"
#include "nines/summary.h"
#include "nines/values.h"

namespace nines {

inline constexpr std::size_t kMaxTextBytes = std::size_t{1} << 30;  // one text
inline constexpr std::size_t kMaxJsonDepth = 1'000;                 // S9 beyond
inline constexpr std::size_t kMaxFindings = 1'000;                  // per text; then counted, not listed
inline constexpr std::size_t kMaxPatternBytes = 100'000;
inline constexpr std::size_t kMaxLabels = 100'000;
inline constexpr std::size_t kMaxContractDepth = 8;  // contracts inside contracts
inline constexpr std::size_t kMaxContractParts = 1'000;
inline constexpr std::size_t kMaxCsvColumns = 10'000;
inline constexpr std::size_t kMaxTools = 1'000;

struct Span {
  std::size_t from = 0;  // byte offsets, half-open
  std::size_t to = 0;
  bool operator==(const Span&) const = default;
};

// Replace the bytes of `span` in the original by `text`. Edits of one list never overlap and are sorted by `from`.
struct Edit {
  Span span;
  std::string text;
  bool operator==(const Edit&) const = default;
};

// Another reading of the same defect, when more than one is defensible.
struct Alternative {
  std::string reading;  // what the text would then say
  std::vector<Edit> edits;
};

struct Finding {
  std::string code;  // a cause of cause_table(): "W1", "S1", "C4", "unknown", …
  Span span;
  std::size_t line = 0;
  std::size_t column = 0;
  std::string pointer;         // of the value in the text, when there is one
  std::string schema_pointer;  // of the keyword that was not met
  std::string message;
  std::string expected;
  std::string found;
  std::vector<Edit> edits;  // the repair, when there is one
  double confidence = 1;
  std::vector<Alternative> alternatives = {};
};

enum class VerdictKind : std::uint8_t { pass, fail, not_decidable };
enum class VerdictLevel : std::uint8_t { strict, extracted, repaired, lost };

// `verdict` says whether the text as it stands meets the contract; `level` how little it takes.
struct Verdict {
  std::size_t index = 0;
  VerdictKind verdict = VerdictKind::pass;
  VerdictLevel level = VerdictLevel::strict;
  std::vector<std::string> causes;
  std::vector<Finding> findings;
  std::size_t findings_dropped = 0;
  bool has_repaired = false;
  std::string repaired;  // text after all edits up to the allowed level; original bytes when nothing was needed
  Where origin;          // where the text stood in its file: line of the record, pointer of the value (set by `call`)
  bool has_text = false;
  std::string text;  // the text itself, when asked for (set by `call`)
  // Pointers outside of SummaryOptions::allowed at which the value differs from `before` (set by mark_outside_allowed).
  std::vector<std::string> outside_allowed;
  std::size_t outside_allowed_dropped = 0;
};

struct ValidateOptions {
  RepairLevel repair = RepairLevel::b;
};

struct ValidateReport {
  std::int64_t texts = 0;
  std::int64_t by_level[4] = {0, 0, 0, 0};  // by VerdictLevel
  std::int64_t passed = 0;
  std::int64_t failed = 0;
  std::int64_t not_decidable = 0;
  Estimate usable;                 // share with verdict pass, Wilson interval
  std::vector<CauseCount> causes;  // most frequent first, then by code
  std::vector<Verdict> verdicts;
  std::optional<ValidationSummary> summary;  // set by `call`
  std::vector<DriftRow> drift;               // against another set of texts, when one was given (set by `call`)
  Issues issues;
};

// A contract ready to run. Immutable, copyable, cheap to copy.
class CompiledContract {
 public:
  struct Impl;
  explicit CompiledContract(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}
  [[nodiscard]] const Impl& impl() const { return *impl_; }

 private:
  std::shared_ptr<const Impl> impl_;
};

// Fails: bad_pattern, bad_json, not_supported (names the keyword), bad_value; where.pointer is inside the contract.
Result<CompiledContract> compile_contract(const Contract& contract);

// One text in, one verdict out. Never fails: every byte sequence has a verdict. Linear in the text.
Verdict validate_text(const CompiledContract& contract, std::string_view text, const ValidateOptions& options);

// Many texts. Fails: cancelled.
Result<ValidateReport> validate_texts(const CompiledContract& contract, const std::vector<std::string_view>& texts,
                                      const ValidateOptions& options, RunContext& run);

// Share of texts with verdict pass, its interval over items where texts share one (see summary.h). `facts` may be
// empty.
Estimate usable_share(const std::vector<Verdict>& verdicts, const std::vector<TextFacts>& facts, double level = 0.95);

// In: the verdicts of `texts` in order, with one TextFacts each (or none at all). Cost: O(n log n) and the bytes of
// what is compared with expected answers.
ValidationSummary summarize(const CompiledContract& contract, const std::vector<Verdict>& verdicts,
                            const std::vector<std::string_view>& texts, const std::vector<TextFacts>& facts,
                            const SummaryOptions& options);

// Notes in each verdict what its text changed of facts[i].before outside of the allowed pointers, in document order;
// the first kMaxOutsidePointers of a text, the rest counted.
void mark_outside_allowed(std::vector<Verdict>& verdicts, const std::vector<TextFacts>& facts,
                          const std::vector<std::string>& allowed);

// What of the texts themselves a drift is read from.
struct Snapshot {
  const std::vector<Verdict>& verdicts;
  const std::vector<std::string_view>& texts;
  const std::vector<TextFacts>& facts;  // empty or one a text
};
// In: two sets judged by one contract. Out: rows in a fixed order, causes by code. Linear.
std::vector<DriftRow> validation_drift(const Snapshot& before, const Snapshot& after, double level = 0.95);

// Applies edits in one pass. `edits` must be sorted and non-overlapping. The inverse gives back the original exactly.
std::string apply_edits(std::string_view text, const std::vector<Edit>& edits);
std::vector<Edit> invert_edits(std::string_view text, const std::vector<Edit>& edits);

}  // namespace nines
