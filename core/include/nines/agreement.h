// Agreement between raters beyond chance: every coefficient in use, each with what it is made of, an analytic and an
// item-bootstrap interval. Reads nines::Ratings; called by `call` and tests. Coefficients differ in what they take for
// chance; none is right for all data, so they stand side by side (kappa paradox: see `prevalence`).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "nines/ratings.h"
#include "nines/run_context.h"
#include "nines/values.h"

namespace nines {

enum class Coefficient : std::uint8_t {
  percent,           // mean share of agreeing pairs of an item
  krippendorff,      // alpha
  fleiss,            // with two raters: Scott's pi
  brennan_prediger,  // chance = 1 / categories (Randolph's free-marginal kappa)
  gwet,              // AC1, with weights AC2
  conger,            // with two raters: Cohen's kappa
  icc1,              // ICC(1): raters are exchangeable; number of ratings may differ
  icc2,              // ICC(2,1) = ICC(A,1): two-way random, absolute agreement; complete items
  icc3,              // ICC(3,1) = ICC(C,1): two-way mixed, consistency; complete items
  icc1k,
  icc2k,
  icc3k,
  kendall_w,
};

// How far two categories are from each other: 0 for equal, 1 for the farthest. Numbers where all categories are
// numbers, else places 1..q in the domain. `rank` is Krippendorff's ordinal metric (squared difference of mid-ranks of
// the sample), `ordinal` Gwet's weights by places.
enum class Scale : std::uint8_t {
  nominal,
  linear,
  interval,  // quadratic weights
  ordinal,
  radical,
  ratio,
  circular,
  bipolar,
  rank,
};

// What a row needs of the data, beyond pairs.
// `rated_by_all`: items that every rater rated exactly once; others are dropped and counted.
enum class AgreementNeed : std::uint8_t { pairs, order, numbers, rated_by_all };

struct AgreementInfo {
  const char* id;  // "krippendorff_nominal"
  const char* label;
  Coefficient coefficient;
  Scale scale;
  AgreementNeed need;
  const char* formula;
  const char* source;
};
std::span<const AgreementInfo> agreement_table();
const AgreementInfo* find_agreement(std::string_view id);

inline constexpr std::size_t kMaxScaleValues = 2048;      // categories for scales without a closed form
inline constexpr std::size_t kMaxCoincidences = 24;       // categories shown in the coincidence matrix
inline constexpr std::size_t kMaxRaterCells = 4'000'000;  // raters x items, or x categories, of measures by rater

struct AgreementOptions {
  std::vector<std::string> ids;  // rows of agreement_table(); empty: those that fit the data
  bool is_ordered = false;       // the domain's order means something, though it is not numbers
  std::uint64_t seed = 1;
  std::int64_t bootstrap = 2'000;
  double level = 0.95;
  double progress_from = 0;  // share of the caller's progress that this covers, up to 1
};

struct AgreementRow {
  std::string id;
  Estimate estimate;                     // ci: item bootstrap (BCa)
  std::optional<double> observed;        // agreement seen: p_a, or 1 - D_o
  std::optional<double> expected;        // agreement by chance: p_e, or 1 - D_e
  std::optional<double> standard_error;  // analytic, over items
  std::optional<Interval> analytic;      // value +- t * standard error, at most 1; F for ICC
};

struct ValueShare {
  std::string value;
  std::int64_t count = 0;  // among items with two or more ratings
};

struct AgreementReport {
  std::int64_t items = 0;           // with a rating
  std::int64_t pairable_items = 0;  // with two or more
  std::int64_t ratings = 0;
  std::int64_t raters = 0;
  std::vector<AgreementRow> rows;
  std::vector<ValueShare> prevalence;             // every category, in the order of the domain
  std::vector<std::vector<double>> coincidences;  // [value][value], Krippendorff's; empty beyond kMaxCoincidences
  Issues issues;
};

// In: ratings. Rows: the asked ones, with a status and its reason where the data do not allow them. Fails: cancelled,
// unknown_kind (an id that is not in the table). Cost: O(ratings log + draws * (item types + values) * rows).
Result<AgreementReport> measure_agreement(const Ratings& ratings, const AgreementOptions& options, RunContext& run);

}  // namespace nines
