// The coefficients of agreement, in the order they are shown (nines/agreement.h).
#include <array>

#include "nines/agreement.h"

namespace nines {
namespace {

constexpr const char* kGwet = "Gwet 2014, Handbook of Inter-Rater Reliability, 4th edition";
constexpr const char* kAlpha = "Krippendorff 2011, Computing Krippendorff's alpha-reliability";
constexpr const char* kShrout = "Shrout & Fleiss 1979, Intraclass correlations";
constexpr const char* kConger = "Conger 1980, Integration and generalization of kappas; two raters: Cohen 1960, 1968";
constexpr const char* kFleiss = "Fleiss 1971; two raters: Scott 1955";
constexpr const char* kBrennan = "Brennan & Prediger 1981";

constexpr const char* kFleissFormula = "(p_a - p_e) / (1 - p_e), p_e = sum w p_k p_l, p = mean share of each value";
constexpr const char* kBrennanFormula = "(p_a - p_e) / (1 - p_e), p_e = sum w / q^2";
constexpr const char* kGwetFormula = "(p_a - p_e) / (1 - p_e), p_e = sum w sum p (1 - p) / (q (q - 1))";
constexpr const char* kCongerFormula = "(p_a - p_e) / (1 - p_e), p_e = mean over pairs of raters of sum w p_k p_l";
constexpr const char* kAlphaFormula = "1 - D_o / D_e from the coincidence matrix";

using C = Coefficient;
using S = Scale;
using N = AgreementNeed;

constexpr std::array kTable{
    AgreementInfo{"observed", "Observed agreement", C::percent, S::nominal, N::pairs,
                  "mean over items of the share of pairs of ratings that agree", kGwet},
    AgreementInfo{"krippendorff_nominal", "Krippendorff's alpha, nominal", C::krippendorff, S::nominal, N::pairs,
                  kAlphaFormula, kAlpha},
    AgreementInfo{"krippendorff_ordinal", "Krippendorff's alpha, ordinal", C::krippendorff, S::rank, N::order,
                  kAlphaFormula, kAlpha},
    AgreementInfo{"krippendorff_interval", "Krippendorff's alpha, interval", C::krippendorff, S::interval, N::numbers,
                  kAlphaFormula, kAlpha},
    AgreementInfo{"krippendorff_ratio", "Krippendorff's alpha, ratio", C::krippendorff, S::ratio, N::numbers,
                  kAlphaFormula, kAlpha},
    AgreementInfo{"krippendorff_linear", "Krippendorff's alpha, linear weights", C::krippendorff, S::linear, N::order,
                  kAlphaFormula, kGwet},
    AgreementInfo{"krippendorff_ordinal_weights", "Krippendorff's alpha, ordinal weights", C::krippendorff, S::ordinal,
                  N::order, kAlphaFormula, kGwet},
    AgreementInfo{"krippendorff_radical", "Krippendorff's alpha, radical weights", C::krippendorff, S::radical,
                  N::order, kAlphaFormula, kGwet},
    AgreementInfo{"krippendorff_circular", "Krippendorff's alpha, circular weights", C::krippendorff, S::circular,
                  N::order, kAlphaFormula, kGwet},
    AgreementInfo{"krippendorff_bipolar", "Krippendorff's alpha, bipolar weights", C::krippendorff, S::bipolar,
                  N::order, kAlphaFormula, kGwet},
    AgreementInfo{"fleiss", "Fleiss' kappa (Scott's pi)", C::fleiss, S::nominal, N::pairs, kFleissFormula, kFleiss},
    AgreementInfo{"fleiss_linear", "Fleiss' kappa, linear weights", C::fleiss, S::linear, N::order, kFleissFormula,
                  kGwet},
    AgreementInfo{"fleiss_quadratic", "Fleiss' kappa, quadratic weights", C::fleiss, S::interval, N::order,
                  kFleissFormula, kGwet},
    AgreementInfo{"fleiss_ordinal", "Fleiss' kappa, ordinal weights", C::fleiss, S::ordinal, N::order, kFleissFormula,
                  kGwet},
    AgreementInfo{"fleiss_radical", "Fleiss' kappa, radical weights", C::fleiss, S::radical, N::order, kFleissFormula,
                  kGwet},
    AgreementInfo{"fleiss_ratio", "Fleiss' kappa, ratio weights", C::fleiss, S::ratio, N::numbers, kFleissFormula,
                  kGwet},
    AgreementInfo{"fleiss_circular", "Fleiss' kappa, circular weights", C::fleiss, S::circular, N::order,
                  kFleissFormula, kGwet},
    AgreementInfo{"fleiss_bipolar", "Fleiss' kappa, bipolar weights", C::fleiss, S::bipolar, N::order, kFleissFormula,
                  kGwet},
    AgreementInfo{"cohen", "Cohen's kappa (Conger's for more than two raters)", C::conger, S::nominal, N::rated_by_all,
                  kCongerFormula, kConger},
    AgreementInfo{"cohen_linear", "Cohen's kappa, linear weights", C::conger, S::linear, N::rated_by_all,
                  kCongerFormula, kConger},
    AgreementInfo{"cohen_quadratic", "Cohen's kappa, quadratic weights", C::conger, S::interval, N::rated_by_all,
                  kCongerFormula, kConger},
    AgreementInfo{"brennan_prediger", "Brennan-Prediger (free-marginal kappa)", C::brennan_prediger, S::nominal,
                  N::pairs, kBrennanFormula, kBrennan},
    AgreementInfo{"brennan_prediger_linear", "Brennan-Prediger, linear weights", C::brennan_prediger, S::linear,
                  N::order, kBrennanFormula, kGwet},
    AgreementInfo{"brennan_prediger_quadratic", "Brennan-Prediger, quadratic weights", C::brennan_prediger, S::interval,
                  N::order, kBrennanFormula, kGwet},
    AgreementInfo{"brennan_prediger_ordinal", "Brennan-Prediger, ordinal weights", C::brennan_prediger, S::ordinal,
                  N::order, kBrennanFormula, kGwet},
    AgreementInfo{"brennan_prediger_radical", "Brennan-Prediger, radical weights", C::brennan_prediger, S::radical,
                  N::order, kBrennanFormula, kGwet},
    AgreementInfo{"brennan_prediger_ratio", "Brennan-Prediger, ratio weights", C::brennan_prediger, S::ratio,
                  N::numbers, kBrennanFormula, kGwet},
    AgreementInfo{"brennan_prediger_circular", "Brennan-Prediger, circular weights", C::brennan_prediger, S::circular,
                  N::order, kBrennanFormula, kGwet},
    AgreementInfo{"brennan_prediger_bipolar", "Brennan-Prediger, bipolar weights", C::brennan_prediger, S::bipolar,
                  N::order, kBrennanFormula, kGwet},
    AgreementInfo{"gwet_ac1", "Gwet's AC1", C::gwet, S::nominal, N::pairs, kGwetFormula, "Gwet 2008"},
    AgreementInfo{"gwet_ac2_linear", "Gwet's AC2, linear weights", C::gwet, S::linear, N::order, kGwetFormula, kGwet},
    AgreementInfo{"gwet_ac2_quadratic", "Gwet's AC2, quadratic weights", C::gwet, S::interval, N::order, kGwetFormula,
                  kGwet},
    AgreementInfo{"gwet_ac2_ordinal", "Gwet's AC2, ordinal weights", C::gwet, S::ordinal, N::order, kGwetFormula,
                  kGwet},
    AgreementInfo{"gwet_ac2_radical", "Gwet's AC2, radical weights", C::gwet, S::radical, N::order, kGwetFormula,
                  kGwet},
    AgreementInfo{"gwet_ac2_ratio", "Gwet's AC2, ratio weights", C::gwet, S::ratio, N::numbers, kGwetFormula, kGwet},
    AgreementInfo{"gwet_ac2_circular", "Gwet's AC2, circular weights", C::gwet, S::circular, N::order, kGwetFormula,
                  kGwet},
    AgreementInfo{"gwet_ac2_bipolar", "Gwet's AC2, bipolar weights", C::gwet, S::bipolar, N::order, kGwetFormula,
                  kGwet},
    AgreementInfo{"icc1", "ICC(1): one rating, raters exchangeable", C::icc1, S::interval, N::numbers,
                  "(MSB - MSW) / (MSB + (k - 1) MSW)", kShrout},
    AgreementInfo{"icc1k", "ICC(1,k): mean of k ratings, raters exchangeable", C::icc1k, S::interval, N::numbers,
                  "(MSB - MSW) / MSB", kShrout},
    AgreementInfo{"icc2", "ICC(2,1): absolute agreement", C::icc2, S::interval, N::rated_by_all,
                  "(MSR - MSE) / (MSR + (k - 1) MSE + k (MSC - MSE) / n)", kShrout},
    AgreementInfo{"icc2k", "ICC(2,k): absolute agreement of means", C::icc2k, S::interval, N::rated_by_all,
                  "(MSR - MSE) / (MSR + (MSC - MSE) / n)", kShrout},
    AgreementInfo{"icc3", "ICC(3,1): consistency", C::icc3, S::interval, N::rated_by_all,
                  "(MSR - MSE) / (MSR + (k - 1) MSE)", kShrout},
    AgreementInfo{"icc3k", "ICC(3,k): consistency of means", C::icc3k, S::interval, N::rated_by_all,
                  "(MSR - MSE) / MSR", kShrout},
    AgreementInfo{"kendall_w", "Kendall's W", C::kendall_w, S::rank, N::rated_by_all,
                  "12 S / (k^2 (n^3 - n) - k sum T)", "Kendall & Babington Smith 1939; ties as Kendall & Gibbons 1990"},
};

}  // namespace

std::span<const AgreementInfo> agreement_table() { return kTable; }

const AgreementInfo* find_agreement(std::string_view id) {
  for (const AgreementInfo& info : kTable) {
    if (id == info.id) return &info;
  }
  return nullptr;
}

}  // namespace nines
