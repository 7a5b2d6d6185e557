// Voters and consensus for op disagree (panel.h).
#include "call/panel.h"

#include <algorithm>

#include "codec/voters_codec.h"

namespace nines::call {
namespace {

using codec::Json;

bool has_gold(const std::vector<std::uint32_t>& gold) {
  return std::any_of(gold.begin(), gold.end(), [](std::uint32_t one) { return one != kNoGold; });
}

// A panel and what it is held against; no gold: the consensus stands in.
struct Panel {
  Ratings ratings;
  std::vector<std::uint32_t> gold;
};

// One rater is a model: its repeats are no voters of their own.
RatingOptions rating_options(const DisagreeOptions& options) {
  RatingOptions out;
  out.by = options.by;
  out.pass_mark = options.pass_mark;
  out.rater = RaterBy::model;
  out.domain = options.domain;
  return out;
}

std::vector<std::uint32_t> right_everywhere(const Ratings& ratings) {
  const auto right = std::find(ratings.values.begin(), ratings.values.end(), "right");
  const std::uint32_t index =
      right == ratings.values.end() ? kOtherGold : static_cast<std::uint32_t>(right - ratings.values.begin());
  return std::vector<std::uint32_t>(ratings.items.size(), index);
}

Panel panel_of(const Corpus& corpus, const DisagreeOptions& options, const Panel& answers) {
  Panel out = answers;
  if (out.ratings.compared_by != CompareBy::correctness) {
    if (has_gold(out.gold)) return out;
    RatingOptions by = rating_options(options);
    by.by = CompareBy::correctness;
    by.domain.clear();
    Ratings known = make_ratings(corpus, by);
    if (known.ratings.empty()) {
      out.gold.clear();
      return out;
    }
    out.ratings = std::move(known);
  }
  out.gold = right_everywhere(out.ratings);
  return out;
}

void append(Issues& issues, const Issues& more) { issues.insert(issues.end(), more.begin(), more.end()); }

// A panel too large to measure leaves the rest of the answer standing. False: stop.
bool goes_on(const Error& error, const char* code, Issues& issues) {
  if (error.code == ErrorCode::cancelled) return false;
  issues.push_back({Severity::note, code, error.message, {}});
  return true;
}

std::optional<Error> add_voters(const Panel& panel, const DisagreeOptions& options, Json& out, Issues& issues,
                                RunContext& run) {
  if (panel.ratings.raters.size() < 2 || panel.ratings.ratings.empty()) return std::nullopt;
  VoterOptions how;
  how.seed = options.seed;
  how.bootstrap = options.bootstrap;
  const Result<VoterReport> voters = measure_voters(panel.ratings, panel.gold, how, run);
  if (!voters) {
    if (goes_on(voters.error(), "voters_not_measured", issues)) return std::nullopt;
    return voters.error();
  }
  Json& entry = out["voters"] = codec::voters_json(*voters, panel.ratings);
  append(issues, voters->issues);
  if (panel.gold.empty()) return std::nullopt;
  const Result<CoverageReport> coverage = measure_coverage(panel.ratings, panel.gold, how, run);
  if (!coverage) return coverage.error();
  entry["coverage"] = codec::coverage_json(*coverage, panel.ratings);
  return std::nullopt;
}

// Free text is no category: each value would stand alone and nothing could be learnt of the raters.
bool are_categories(const Ratings& ratings) {
  return ratings.is_declared || 2 * ratings.values.size() <= ratings.items.size();
}

bool wants_consensus(const Ratings& ratings, bool asked) {
  if (ratings.raters.size() < 3 || ratings.values.empty() || ratings.compared_by == CompareBy::correctness)
    return false;
  return asked || are_categories(ratings);
}

std::optional<Error> add_consensus(const Panel& panel, const PanelQuestion& question, Json& out, Issues& issues,
                                   RunContext& run) {
  const DisagreeOptions& options = question.options;
  const Ratings& ratings = panel.ratings;
  if (!wants_consensus(ratings, question.aggregate.has_value())) {
    if (question.aggregate) {
      issues.push_back({Severity::note,
                        "no_consensus",
                        "a consensus needs three raters or more and answers to compare, not their correctness",
                        {}});
    }
    return std::nullopt;
  }
  AggregateOptions how;
  how.method = question.aggregate.value_or(how.method);
  how.seed = options.seed;
  const Result<AggregateReport> answers = aggregate_ratings(ratings, how, run);
  if (!answers) {
    if (goes_on(answers.error(), "no_consensus", issues)) return std::nullopt;
    return answers.error();
  }
  const Result<AssumptionReport> assumptions = check_assumptions(ratings, how, run);
  if (!assumptions) {
    if (goes_on(assumptions.error(), "no_consensus", issues)) return std::nullopt;
    return assumptions.error();
  }
  append(issues, answers->issues);
  append(issues, assumptions->issues);
  codec::ConsensusParts parts{*answers, *assumptions, nullptr, options.items};
  std::optional<CalibrationReport> calibration;
  if (has_gold(panel.gold)) {
    Result<CalibrationReport> measured =
        calibrate_with_gold(*answers, panel.gold, options.seed, options.bootstrap, run);
    if (!measured) return measured.error();
    calibration = std::move(measured).value();
    parts.calibration = &*calibration;
  }
  out["consensus"] = codec::consensus_json(parts, ratings);
  return std::nullopt;
}

}  // namespace

Result<Json> panel_json(const Corpus& corpus, const PanelQuestion& question, Issues& issues, RunContext& run) {
  Json out = Json::object();
  Panel answers;
  answers.ratings = make_ratings(corpus, rating_options(question.options));
  answers.gold = gold_of(corpus, answers.ratings);
  const Panel voters = panel_of(corpus, question.options, answers);
  if (std::optional<Error> error = add_voters(voters, question.options, out, issues, run)) return *error;
  if (std::optional<Error> error = add_consensus(answers, question, out, issues, run)) return *error;
  return out;
}

}  // namespace nines::call
