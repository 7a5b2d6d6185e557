// The table of ratings from trials that stand already, for reports that need both.
#pragma once

#include "disagree/trials.h"
#include "nines/ratings.h"

namespace nines::disagree {

// As make_ratings; `issues` are only those of the domain. Options `by` and `pass_mark` are those of the trials.
Ratings ratings_of(const Corpus& corpus, const TrialSet& trials, const RatingOptions& options);

}  // namespace nines::disagree
