// Items as rows of numbers, for every measure of this family that is a function of sums over items: equal rows become
// one type and types are sorted, so the order of items never changes a result.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <vector>

#include "base/bootstrap.h"
#include "nines/resample.h"
#include "nines/run_context.h"
#include "nines/status.h"

namespace nines::disagree {

// One stream of random words per use, so that no two measures share draws.
enum class Stream : std::uint32_t {
  entropy = 16,
  selective,
  compare,
  sign_flip,
  noise_floor,
  best_model,
  slices,
  gap,
  position,
  change_point,
  sensitivity,
  rank_flips,
  failures,
  checker,
  suspect_gold,
};

// Nothing, or why the options cannot be used.
std::optional<Error> bad_options(const ResampleOptions& options);
base::BootstrapPlan plan_of(const ResampleOptions& options, Stream stream);
Error cancelled_error();

class ItemRows {
 public:
  using Finish = std::function<void(std::span<const double> sums, std::span<double> out)>;

  explicit ItemRows(std::size_t columns) : columns_(columns) {}
  void add(std::span<const double> row);  // finite numbers, `columns` of them
  void add(std::initializer_list<double> row) { add(std::span(row.begin(), row.size())); }
  [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(rows_.size() / columns_); }

  // Sample values and intervals of `count` statistics of the column sums.
  [[nodiscard]] base::BootstrapResult bootstrap(std::size_t count, Finish finish, const base::BootstrapPlan& plan,
                                                const RunContext& run) const;

 private:
  std::size_t columns_;
  std::vector<double> rows_;
};

// a / b, or kUndefined where b is not positive.
inline double ratio(double a, double b) { return b > 0 ? a / b : base::kUndefined; }

}  // namespace nines::disagree
