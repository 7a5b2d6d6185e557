// Intraclass correlations from mean squares and their F intervals. Used by agree/ only. Sources: Shrout & Fleiss 1979,
// "Intraclass correlations"; McGraw & Wong 1996, tables 4 and 7.
#pragma once

#include <optional>

#include "nines/agreement.h"

namespace nines::disagree {

// Mean squares of a two-way table of n items and k raters.
struct TwoWay {
  double items = 0;    // n >= 2
  double raters = 0;   // k >= 2
  double rows = 0;     // MSR
  double columns = 0;  // MSC
  double error = 0;    // MSE
};
double icc(Coefficient coefficient, const TwoWay& ms);  // icc2, icc3, icc2k, icc3k; kUndefined without variation
std::optional<Interval> icc_interval(Coefficient coefficient, const TwoWay& ms, double level);

// ICC(1) and ICC(1,k): `between` and `within` mean squares, k ratings an item.
double icc_one_way(Coefficient coefficient, double between, double within, double k);
std::optional<Interval> icc_one_way_interval(Coefficient coefficient, double between, double within, double items,
                                             double k, double level);

// The x with P(F <= x) = u for F(d1, d2).
double f_quantile(double u, double d1, double d2);

}  // namespace nines::disagree
