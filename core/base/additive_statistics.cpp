// Statistics of sums over items, for the item bootstrap (bootstrap.h). Sums are compensated and run
// over the types in their given (sorted) order, so they do not depend on the order of the records.
#include <memory>
#include <utility>

#include "base/bootstrap.h"

namespace nines::base {
namespace {

class SumTable {
 public:
  SumTable(AdditiveStatistics from, std::span<const std::int64_t> multiplicity) : from_(std::move(from)) {
    all_ = weighted_sums(multiplicity);
  }

  void evaluate(std::span<const std::int64_t> weights, std::span<double> out) const {
    from_.finish(weighted_sums(weights), out);
  }

  void leave_one_out(std::size_t type, std::span<double> out) const {
    std::vector<double> sums = all_;
    for (std::size_t c = 0; c < from_.columns; ++c) sums[c] -= from_.rows[type * from_.columns + c];
    from_.finish(sums, out);
  }

  [[nodiscard]] const AdditiveStatistics& from() const { return from_; }

 private:
  // Two-sum (Knuth 1969) per column: no branch, so the compiler can do several columns at once.
  [[nodiscard]] std::vector<double> weighted_sums(std::span<const std::int64_t> weights) const {
    std::vector<double> sums(from_.columns, 0);
    std::vector<double> errors(from_.columns, 0);
    for (std::size_t t = 0; t < weights.size(); ++t) {
      if (weights[t] == 0) continue;
      const double weight = static_cast<double>(weights[t]);
      const double* row = from_.rows.data() + t * from_.columns;
      for (std::size_t c = 0; c < from_.columns; ++c) {
        const double term = weight * row[c];
        const double sum = sums[c] + term;
        const double term_part = sum - sums[c];
        errors[c] += (sums[c] - (sum - term_part)) + (term - term_part);
        sums[c] = sum;
      }
    }
    for (std::size_t c = 0; c < from_.columns; ++c) sums[c] += errors[c];
    return sums;
  }

  AdditiveStatistics from_;
  std::vector<double> all_;
};

}  // namespace

ItemStatistics additive_statistics(AdditiveStatistics from, std::span<const std::int64_t> multiplicity) {
  const auto table = std::make_shared<const SumTable>(std::move(from), multiplicity);
  ItemStatistics out;
  out.count = table->from().count;
  out.cost = static_cast<std::int64_t>(table->from().rows.size());
  out.evaluate = [table](std::span<const std::int64_t> weights, std::span<double> row) {
    table->evaluate(weights, row);
  };
  out.leave_one_out = [table](std::size_t type, std::span<double> row) { table->leave_one_out(type, row); };
  return out;
}

}  // namespace nines::base
