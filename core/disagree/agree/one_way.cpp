// One-way intraclass correlation over items with any number of ratings (by_rater.h).
#include <algorithm>
#include <utility>

#include "disagree/agree/by_rater.h"
#include "disagree/agree/variance.h"

namespace nines::disagree {
namespace {

enum Column : std::size_t { kItems, kRatings, kSizeSquares, kSum, kSquares, kItemSquares, kColumns };

// Numbers around the middle of their range, as a share of it: correlations do not mind, and rounding costs less.
std::vector<double> centred(std::span<const double> places) {
  std::vector<double> out = unit_places(places);
  for (double& x : out) x -= 0.5;
  return out;
}

struct OneWay {
  double between = base::kUndefined;
  double within = base::kUndefined;
  double size = base::kUndefined;  // of an item, k0 of Donner 1986
};

OneWay mean_squares(std::span<const double> sums) {
  OneWay out;
  const double n = sums[kItems];
  const double all = sums[kRatings];
  if (n < 2 || all <= n) return out;
  out.between = std::max(0.0, sums[kItemSquares] - sums[kSum] * sums[kSum] / all) / (n - 1.0);
  out.within = std::max(0.0, sums[kSquares] - sums[kItemSquares]) / (all - n);
  out.size = (all - sums[kSizeSquares] / all) / (n - 1.0);
  return out;
}

std::vector<double> rows_of(const ItemTypes& types, std::span<const double> places) {
  const std::vector<double> x = centred(places);
  std::vector<double> rows;
  for (const ItemType& type : types.types) {
    const double m = static_cast<double>(type.answers);
    double sum = 0;
    double squares = 0;
    for (const auto& [value, count] : type.counts) {
      sum += static_cast<double>(count) * x[value];
      squares += static_cast<double>(count) * x[value] * x[value];
    }
    for (const double cell : {1.0, m, m * m, sum, squares, sum * sum / m}) rows.push_back(cell);
  }
  return rows;
}

}  // namespace

base::ItemStatistics one_way_statistics(const ItemTypes& types, std::span<const double> places) {
  base::AdditiveStatistics from;
  from.columns = kColumns;
  from.count = 2;
  from.rows = rows_of(types, places);
  from.finish = [](std::span<const double> sums, std::span<double> out) {
    const OneWay ms = mean_squares(sums);
    out[0] = icc_one_way(Coefficient::icc1, ms.between, ms.within, ms.size);
    out[1] = icc_one_way(Coefficient::icc1k, ms.between, ms.within, ms.size);
  };
  return base::additive_statistics(std::move(from), types.multiplicity);
}

std::vector<std::optional<Interval>> one_way_intervals(const ItemTypes& types, std::span<const double> places,
                                                       double level) {
  if (types.sizes.size() != 1) return {std::nullopt, std::nullopt};
  const std::vector<double> rows = rows_of(types, places);
  std::vector<double> sums(kColumns, 0);
  for (std::size_t t = 0; t < types.types.size(); ++t) {
    for (std::size_t c = 0; c < kColumns; ++c)
      sums[c] += static_cast<double>(types.multiplicity[t]) * rows[t * kColumns + c];
  }
  const OneWay ms = mean_squares(sums);
  std::vector<std::optional<Interval>> out;
  for (const Coefficient c : {Coefficient::icc1, Coefficient::icc1k})
    out.push_back(icc_one_way_interval(c, ms.between, ms.within, sums[kItems], ms.size, level));
  return out;
}

}  // namespace nines::disagree
