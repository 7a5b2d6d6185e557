// Elementary and special functions made from + - * / sqrt floor ldexp frexp only, so that native
// and WebAssembly builds give the same bytes (glibc and musl differ in the last digit of log10 on a
// fifth of inputs). Called wherever a printed number or a decision needs one of them; <cmath>
// beyond that short list is never used in the core. Pure functions, no state. Sources: AS =
// Abramowitz & Stegun 1964; DLMF = dlmf.nist.gov; Loader 2000, "Fast and accurate computation of
// binomial probabilities"; Dekker 1971, "A floating-point technique for extending the available
// precision".
#pragma once

namespace nines::base {

// Natural logarithm. In: x >= 0. Out: within 1 ulp; log(0) = -inf; x < 0 or NaN gives NaN. Cost:
// ~15 multiply-adds. Source: log m = 2 atanh(s), s = (m - 1) / (m + 1) (AS 4.1.27), m in
// [sqrt(1/2), sqrt(2)).
double log(double x);

// log(1 + x), exact for tiny x. In: x >= -1. Out: within 1.1 ulp; log1p(-1) = -inf; x < -1 or NaN
// gives NaN.
double log1p(double x);

// Base-10 logarithm through a double-double log: correctly rounded but for rare halfway cases, so
// log10(0.001) is -3.
double log10(double x);

// e^x. In: any x. Out: within 1 ulp; +inf above 709.78, 0 below -745.14; NaN gives NaN.
// Source: Taylor series (AS 4.2.1) on |r| <= ln(2) / 2, x = k ln 2 + r.
double exp(double x);

// e^x - 1, exact for tiny x. Out: within 2 ulp.
double expm1(double x);

// x^y. In: x >= 0, any y. Out: within 1 ulp (double-double log, Dekker products); pow(0, 0) = 1,
// pow(0, y < 0) = +inf; x < 0 or NaN gives NaN.
double pow(double x, double y);

// log Gamma(x). In: x > 0. Out: relative error <= 1e-14, also beside its zeros 1 and 2; x <= 0
// gives +inf. Source: AS 6.1.33 (series at 2), recurrence AS 6.1.15, Stirling series AS 6.1.40.
double lgamma(double x);

// Error of Stirling's formula: log Gamma(x + 1) - [(x + 1/2) log x - x + log(2 pi) / 2]. In: x > 0.
// Out: relative error <= 1e-14. Source: Loader 2000, section 3; below 16 by the recurrence sum
// s^(2k) / (2k + 1), s = 1 / (2x + 1).
double stirling_error(double x);

// Regularised incomplete beta I_x(a, b) = P(Beta(a, b) <= x). In: a, b > 0; x is clamped to [0, 1].
// Out: relative error <= 1e-13 for a, b up to 1e4, 1e-12 up to 1e6; a <= 0 gives 1, b <= 0 gives 0
// (the limits). Cost: O(sqrt(max(a, b))). Source: continued fraction DLMF 8.17.22, prefactor by
// Loader 2000.
double beta_cdf(double a, double b, double x);

// The x with I_x(a, b) = u. In: a, b > 0; u is clamped to [0, 1]. Out: x in [0, 1], |I_x - u| <=
// 1e-13 u (lower half; upper half: of 1 - u) up to the spacing of doubles. Cost: 5-60 beta_cdf.
// Source: Newton on (log x, log I), bisection as guard.
double beta_quantile(double a, double b, double u);

// P(X = k) for X ~ Binomial(n, p). In: whole 0 <= k <= n, p in [0, 1]. Out: relative error <= 1e-13
// for n up to 1e6; 0 outside. Cost: three stirling_error. Source: Loader 2000, equation 8.
double binomial_pmf(double k, double n, double p);

// P(Z <= x), Z standard normal. Out: relative error <= 1e-14 down to 1e-300; 0 below -39.
// Source: series AS 26.2.11 for |x| < 2, continued fraction AS 26.2.14 beyond.
double normal_cdf(double x);

// The x with P(Z <= x) = u. In: u in [0, 1]; 0 and 1 give -inf and +inf; NaN gives NaN. Out:
// relative error <= 1e-14. Source: start AS 26.2.23, then Halley steps on normal_cdf.
double normal_quantile(double u);

}  // namespace nines::base
