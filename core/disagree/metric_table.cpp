// The estimators that the disagreement family reports, in the order they are shown; coefficients of agreement stand in
// agreement_table().
#include <array>

#include "nines/catalog.h"

namespace nines {
namespace {

constexpr std::array kMetrics{
    MetricInfo{"pass_at_k", "pass@k", "mean of 1 - C(n-c,k)/C(n,k)", "Chen et al. 2021, arXiv 2107.03374, equation 1"},
    MetricInfo{"pass_hat_k", "pass^k", "mean of C(c,k)/C(n,k)", "Yao et al. 2024, arXiv 2406.12045, section 3"},
    MetricInfo{"pass_hat_k_power", "pass^k, power of each item's rate", "mean of (c/n)^k",
               "plug-in; biased upwards (Jensen)"},
    MetricInfo{"pass_hat_k_pooled", "pass^k, power of the overall rate", "p^k, p = sum c / sum n",
               "as if items did not differ"},
    MetricInfo{"flip_rate", "Flip rate", "mean of 2c(n-c)/(n(n-1))", "share of pairs of trials that differ; Gini 1912"},
    MetricInfo{"outcome_consistency", "Outcome consistency", "mean of 1 - 4c(n-c)/(n(n-1))",
               "unbiased (2p-1)^2; a coin flip scores 0"},
    MetricInfo{"entropy", "Entropy of the answers to an item", "-sum p ln p, nats, plug-in", "Shannon 1948"},
    MetricInfo{"rater_accuracy", "Accuracy of a rater without labels", "mean posterior of his answers",
               "Dawid & Skene 1979, equation 2.3; interval: Wilson over items with the doubt about the truth"},
    MetricInfo{"consensus_calibration", "Calibration of the consensus", "mean |p - right| over 10 bins, by items",
               "Naeini, Cooper & Hauskrecht 2015 (expected calibration error)"},
    MetricInfo{"consensus_brier", "Brier score of the consensus", "mean sum (p - truth)^2", "Brier 1950"},
    MetricInfo{"error_phi", "Correlation of errors", "mean phi of being wrong over pairs",
               "Kuncheva & Whitaker 2003, Machine Learning 51, section 2"},
    MetricInfo{"double_fault", "Both wrong", "share of shared items both get wrong", "Giacinto & Roli 2001"},
    MetricInfo{"agree_when_both_wrong", "Same error", "same answer, of both wrong; chance 1 / (values - 1)",
               "Kim, Garg, Peng & Garg 2025, Correlated errors in large language models"},
    MetricInfo{"kish_voters", "Effective voters", "n / (1 + (n - 1) rho)", "Kish 1965, Survey sampling"},
    MetricInfo{"eigen_voters", "Effective voters by eigenvalues", "(sum lambda)^2 / sum lambda^2",
               "participation ratio of the correlation matrix of errors"},
    MetricInfo{"majority_accuracy", "Accuracy of the majority", "more than half right, a tie counts half",
               "Condorcet 1785; predicted by the beta-binomial, Ladha 1992"},
    MetricInfo{"vote_of_three", "Accuracy of three votes", "3 m2 - 2 m3, m3 within its moment bounds",
               "sharp bounds on [0, 1] (Hausdorff moments)"},
    MetricInfo{"union_coverage", "Solved by at least one", "share of items with a right answer",
               "oracle routing: the best that choosing a rater per item can reach"},
    MetricInfo{"next_model", "Value of the next model", "mean gain of the last of n raters in random order",
               "from mean of 1 - C(n-c,k)/C(n,k); an upper bound for one more of the same kind"},
};

}  // namespace

std::span<const MetricInfo> metric_table() { return kMetrics; }

}  // namespace nines
