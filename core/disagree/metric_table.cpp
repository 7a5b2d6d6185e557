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
};

}  // namespace

std::span<const MetricInfo> metric_table() { return kMetrics; }

}  // namespace nines
