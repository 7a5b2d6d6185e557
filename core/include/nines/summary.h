// What many verdicts come to: shares with intervals at each level, causes, and where failures gather (field, step,
// length, position); format against content where expected answers are known; forecasts for loops and volume; drift
// between two sets. Plain data; made by summarize() and validation_drift() of validate.h. Shares of texts that share an
// item are not independent: their intervals take the items as clusters.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nines/values.h"

namespace nines {

inline constexpr std::size_t kMaxBreakdownRows = 200;  // fields, steps, clusters; beyond, counted
inline constexpr std::size_t kLengthGroups = 8;
inline constexpr std::size_t kMaxPositions = 50;  // later positions are one row
inline constexpr std::size_t kMaxChangedPointers = 100'000;

// What is known of one text beside its bytes. Empty = not known.
struct TextFacts {
  std::string item;            // texts of one item are one cluster; "" = an item of its own
  std::string step;            // name of the step or field that the text belongs to
  std::int64_t turn = -1;      // of a conversation about the item; -1: not one
  std::int64_t position = -1;  // among the values of its record, 0-based
  std::string expected;        // JSON text of the right answer
  std::string before;          // JSON text of the value that was to be edited
};

struct SummaryOptions {
  double level = 0.95;
  std::int64_t calls = 0;            // > 0: a loop of so many texts
  double volume = 0;                 // > 0: texts a day
  std::vector<std::string> allowed;  // pointers with '*' that may differ from `before`
};

struct CauseCount {
  std::string code;
  std::int64_t count = 0;
};

struct ShareRow {
  std::string id;
  std::int64_t count = 0;
  std::int64_t of = 0;
  Estimate share;
};

// Texts of one group and how many of them failed; `range` in words ("120 to 400 bytes").
struct GroupRow {
  std::string name;
  std::int64_t texts = 0;
  std::int64_t failed = 0;
  Estimate failing;
  std::string top_cause;
};

// Does the share that fails rise or fall with an ordered group? Cochran 1954, Armitage 1955; the variance takes items
// as clusters.
struct Trend {
  double z = 0;
  double p_value = 1;  // two-sided
  std::string method;
};

struct Breakdown {
  std::vector<GroupRow> rows;
  std::size_t dropped = 0;  // rows beyond the limit
  std::optional<Trend> trend;
};

// Findings at one place of the value, array indices as '*'.
struct FieldRow {
  std::string pointer;
  std::int64_t texts = 0;
  Estimate share;                  // of all texts
  std::vector<CauseCount> causes;  // most frequent first
};

// Right needs both: a form that can be used and the right content. `usable_*`: the contract holds as the text stands;
// `repaired_*`: only after repair; `lost`: no value to compare.
struct ContentSplit {
  std::int64_t judged = 0;  // texts with an expected answer and a decided verdict
  std::int64_t usable_right = 0;
  std::int64_t usable_wrong = 0;
  std::int64_t repaired_right = 0;
  std::int64_t repaired_wrong = 0;
  std::int64_t lost = 0;
  Estimate format_share;   // of the failures: right content, unusable form
  Estimate content_share;  // of the failures: wrong content in a usable form
};

inline constexpr std::size_t kMaxOutsidePointers = 100;  // of one text, see Verdict::outside_allowed

struct Effort {
  std::vector<ShareRow> eager;      // extra_key, outside_allowed
  std::vector<ShareRow> lazy;       // missing, empty, placeholder, left_out
  std::int64_t items_retried = 0;   // items with two or more turns
  std::int64_t items_accepted = 0;  // of these, with a usable text
  Estimate turns_until_accepted;    // mean over accepted items
};

// Failures that no cause describes, by what was expected and the shape of what stood there.
struct UnknownCluster {
  std::string expected;
  std::string shape;  // letters as a, digits as 0, repeats once
  std::int64_t count = 0;
  std::size_t example = 0;  // index of a text, and the bytes in it
  std::size_t from = 0;
  std::size_t to = 0;
};

// Of `calls` texts, independent of each other, at least one unusable: 1 - usable^calls; and how many a day at `volume`.
struct Forecast {
  std::int64_t calls = 0;
  Estimate any_unusable;
  double volume = 0;
  Estimate unusable_a_day;
};

struct ValidationSummary {
  std::vector<ShareRow> levels;  // strict, extracted, repaired, lost: cumulative shares follow from the counts
  std::vector<ShareRow> causes;  // texts with the cause, most frequent first
  std::vector<ShareRow> roots;   // texts whose first finding it is
  std::vector<FieldRow> fields;
  std::size_t fields_dropped = 0;
  Breakdown by_step;
  Breakdown by_length;
  Breakdown by_position;
  std::optional<ContentSplit> content;
  Effort effort;
  ShareRow unknown;  // of the failing texts
  std::vector<UnknownCluster> unknown_clusters;
  std::size_t unknown_clusters_dropped = 0;
  std::optional<Forecast> forecast;
};

// One measure in two sets of texts. Shares: Newcombe 1998 (method 10) interval of the difference, at the effective
// sample sizes over items; means: Welch over items. pretty (JSON over several lines), key_order and fractions stand
// only where both sets have a value that could show the habit.
struct DriftRow {
  std::string id;  // "usable", "wrapped", "W1", "key_order", "pretty", "fractions", "length_bytes"
  double before = 0;
  double after = 0;
  std::optional<Interval> difference;
  std::optional<double> p_value;  // two-sided; Holm 1979 over the rows that have one
  bool moved = false;             // p_value < 1 - level
  std::string reason;             // why there is neither interval nor p_value
};

}  // namespace nines
