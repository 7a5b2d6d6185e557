// Who said what of which item: the sparse table that agreement, aggregation without labels and the measures of voters
// all read. Plain data, made from a Corpus by make_ratings() or from arrays by an embedder. Names are ascending, so the
// order of records, raters or labels never changes a result.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "nines/values.h"

namespace nines {

// What two records are compared by. `automatic`: label if most records have one, else correctness if most are known,
// else output. Records without the chosen value are counted in issue `missing_values`.
enum class CompareBy : std::uint8_t { automatic, label, correctness, output };

// What counts as one rater: `model` (its repeats are several ratings of one rater) or each (model, trial).
enum class RaterBy : std::uint8_t { model, model_trial };

struct RatingOptions {
  CompareBy by = CompareBy::automatic;
  double pass_mark = 1;
  RaterBy rater = RaterBy::model_trial;
  std::vector<std::string> domain;  // the categories as canonical texts in their order; empty: those that occur
};

// One rating: indices into Ratings::raters and Ratings::values.
struct Rating {
  std::uint32_t rater = 0;
  std::uint32_t value = 0;
  bool operator==(const Rating&) const = default;
};

struct Ratings {
  std::vector<std::string> items;       // ascending; items without a rating are among them
  std::vector<std::string> raters;      // ascending
  std::vector<std::string> values;      // the domain: as declared, else by number when all are numbers, else by text
  std::vector<double> numbers;          // of `values`; empty unless all are finite numbers
  std::vector<std::size_t> item_begin;  // items + 1 offsets into `ratings`
  std::vector<Rating> ratings;          // by item, then rater, then value
  bool is_declared = false;             // the domain was given, not observed
  CompareBy compared_by = CompareBy::output;
  Issues issues;  // those of the records, and outside_domain

  [[nodiscard]] std::span<const Rating> of_item(std::size_t item) const {
    return std::span(ratings).subspan(item_begin[item], item_begin[item + 1] - item_begin[item]);
  }
};

// In: records; rows follow the policies of disagree_corpus (duplicates, means, blanks). Out: every rating with a value.
// Values outside a declared domain are counted in issue `outside_domain` and left out. Cost: O(records log records).
Ratings make_ratings(const Corpus& corpus, const RatingOptions& options);

// The number that a canonical JSON text stands for: a JSON number, or a JSON string that holds one. kUndefined (NaN)
// when it is none or not finite.
double number_of_value(std::string_view text);

}  // namespace nines
