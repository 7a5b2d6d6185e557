// Odds factors for `shift` with their sources (nines/catalog.h).
#include <array>

#include "nines/catalog.h"

namespace nines {
namespace {

constexpr std::array kPresets{
    ShiftPreset{"production_gap", "Lab to production, 37 % less",
                "What 37 % less success in production does to a step that was right 9 times of 10 in the laboratory.",
                0.9, 0.9 * (1 - 0.37),
                "Mehta 2025, Beyond Accuracy: a multi-dimensional framework for evaluating enterprise agentic AI "
                "systems, arXiv:2511.14136: 37 % between benchmark scores and deployment"},
    ShiftPreset{"overestimate", "Benchmark overestimates by 30 points",
                "What it means that a benchmark reported 30 points more success than there was, for a step reported "
                "right 9 times of 10.",
                0.9, 0.6,
                "Zhu et al. 2025, Establishing best practices for building rigorous agentic benchmarks, "
                "arXiv:2507.02825: faulty tasks and graders overstate success by 31 (KernelBench) and 33 (CVE-Bench)"},
};

double odds(double p) { return p / (1 - p); }

}  // namespace

std::span<const ShiftPreset> shift_preset_table() { return kPresets; }

double shift_factor(const ShiftPreset& preset) { return odds(preset.p_to) / odds(preset.p_from); }

}  // namespace nines
