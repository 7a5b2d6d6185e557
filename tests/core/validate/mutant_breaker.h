// Breaking sources in one way or two: what was done, where it lies in the broken text, what a repair can bring back.
// Included by the run over mutants.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/validate/mutant_sources.h"
#include "validate/selftest/mutator.h"

namespace nines::test {

// One defect: edits of the original, where it lies in the broken text, whether content is gone for good.
struct Defect {
  std::string code;
  std::vector<Edit> edits;
  Span where;
  std::string text;
  bool loses = false;
  bool fixable = false;   // an edit of level A or B brings the original back
  bool anywhere = false;  // a finding at any place is right
  bool alone = false;     // stands with no second defect
};

struct Broken {
  std::string text;
  std::vector<Defect> defects;
  std::vector<Span> where;
};

// Two defects at different places of one text, or nothing when they would touch.
std::optional<Broken> both(const MutantSource& source, const Defect& a, const Defect& b);

// A change of values is a defect only where the contract refuses it.
bool is_refused(const MutantSource& source, const Defect& defect);

// Every way to break a source: how it is written, and what it says as JSON or as a graph.
class Breaker {
 public:
  Breaker(const MutantSources& sources, std::uint64_t seed);

  // Ways by turns, so that no cause is measured on a few; the second defect by any of them.
  [[nodiscard]] std::size_t ways() const { return ways_.size(); }
  // Pools by turns, long graphs less often where the way leaves the choice.
  [[nodiscard]] const MutantSource& source_for(std::size_t way, std::uint64_t turn, std::uint64_t draw) const;
  [[nodiscard]] std::optional<Defect> make(const MutantSource& source, std::size_t way, std::uint64_t index) const;

 private:
  struct Way {
    std::string code;
    const validate::Mutator* row;
    bool graphs;
  };
  const MutantSources& sources_;
  std::uint64_t seed_;
  std::vector<Way> ways_;
};

}  // namespace nines::test
