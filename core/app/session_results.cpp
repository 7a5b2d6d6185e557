// What the document asks, and the jobs that answer it. Requests are JSON; a result belongs to exactly one request, so
// no answer can be shown for a document it was not computed for without being marked as updating.
#include <algorithm>

#include "app/plan_question.h"
#include "app/session_impl.h"
#include "nines/codec.h"
#include "nines/questions_codec.h"
#include "nines/selftest_codec.h"

namespace nines::app {
namespace {

constexpr std::int64_t kBootstrap = 2'000;

std::string want_simulate(const Document& document) {
  if (document.pipeline.steps.empty()) return {};
  SimulateOptions options;
  options.survival = true;
  options.influence = true;
  options.variants = true;
  options.calls = true;
  options.latency = true;
  options.cost = true;
  options.first_failing = true;
  return simulate_request(document.pipeline, options);
}

std::string want_validate(const Document& document, const Datasets& datasets) {
  const CheckInput& check = document.check;
  if (document.workspace != Workspace::check) return {};
  const bool ready = check.dataset.empty() ? !check.text.empty() : datasets.contains(check.dataset);
  return ready ? validate_request(check) : std::string();
}

// Prefixes know schemas, and judge a text as it stands.
std::string want_prefix(const Document& document, const Datasets& datasets) {
  const bool known = document.check.contract.kind == ContractKind::json_schema;
  return known && !want_validate(document, datasets).empty() ? prefix_request(document.check) : std::string();
}

std::string want_disagree(const Document& document) {
  DisagreeOptions options;
  options.bootstrap = kBootstrap;
  options.items = true;
  return disagree_request(document.compare, options);
}

std::string want_fit(const Document& document) {
  FitOptions options;
  options.bootstrap = kBootstrap;
  return fit_request(document.compare, options);
}

std::string want_plan(const Document& document, double target) {
  if (document.pipeline.steps.empty() || document.workspace != Workspace::pipeline) return {};
  return plan_request(document.pipeline, plan_question(document.pipeline, target));
}

std::string want_run(const Document& document, const ShowRun& shown) {
  if (document.pipeline.steps.empty() || document.workspace != Workspace::pipeline) return {};
  if (shown.end) return find_request(document.pipeline, 1, *shown.end, shown.from);
  return replay_request(document.pipeline, 1, shown.from);
}

}  // namespace

void Session::Impl::want_results() {
  if (!wants_changed) return;
  wants_changed = false;
  drop_outdated();
  const Document& document = history.now();
  const bool compare = document.workspace == Workspace::compare && datasets.contains(document.compare.dataset);
  slots[static_cast<std::size_t>(Slot::simulate)].wanted = want_simulate(document);
  late_changed = true;
  // Leaving a workspace keeps its last answer: coming back shows it at once.
  SlotState& validate = slots[static_cast<std::size_t>(Slot::validate)];
  if (document.workspace == Workspace::check) {
    validate.wanted = want_validate(document, datasets);
    slots[static_cast<std::size_t>(Slot::prefix)].wanted = want_prefix(document, datasets);
  }
  if (compare) {
    slots[static_cast<std::size_t>(Slot::disagree)].wanted = want_disagree(document);
    slots[static_cast<std::size_t>(Slot::fit)].wanted = want_fit(document);
  }
  mark_updating();
}

// Plans and replays take longer than a frame of a drag: they wait until the document rests.
void Session::Impl::want_late_results() {
  if (!late_changed || state.now_ms - changed_ms < kSettleMs) return;
  late_changed = false;
  slots[static_cast<std::size_t>(Slot::plan)].wanted = want_plan(history.now(), state.plan_target);
  slots[static_cast<std::size_t>(Slot::run)].wanted = want_run(history.now(), state.shown_run);
  mark_updating();
}

void Session::Impl::mark_updating() {
  const auto stale = [&](Slot slot) {
    return slots[static_cast<std::size_t>(slot)].wanted != slots[static_cast<std::size_t>(slot)].answered;
  };
  results.simulate.updating = stale(Slot::simulate);
  results.validate.updating = stale(Slot::validate);
  results.prefix.updating = stale(Slot::prefix);
  results.disagree.updating = stale(Slot::disagree);
  results.fit.updating = stale(Slot::fit);
  results.trial.answer.updating = stale(Slot::trial);
  results.plan.updating = late_changed || stale(Slot::plan);
  results.run.updating = late_changed || stale(Slot::run);
  const auto nothing = [&](Slot slot) { return slots[static_cast<std::size_t>(slot)].wanted.empty(); };
  if (nothing(Slot::simulate)) results.simulate = {};
  if (nothing(Slot::validate)) results.validate = {};
  if (nothing(Slot::prefix)) results.prefix = {};
}

void Session::Impl::start_jobs() {
  for (const Slot slot : {Slot::simulate, Slot::validate, Slot::disagree, Slot::fit, Slot::plan, Slot::run,
                          Slot::prefix, Slot::infer, Slot::trial, Slot::selftest})
    start_slot(slot);
  if (results.selftest.running)
    results.selftest.progress = runner.progress(slots[static_cast<std::size_t>(Slot::selftest)].job);
  start_sampling();
}

void Session::Impl::start_slot(Slot slot) {
  SlotState& state_of = slots[static_cast<std::size_t>(slot)];
  if (state_of.wanted.empty()) state_of.answered.clear();
  if (state_of.job != 0 || state_of.wanted.empty() || state_of.wanted == state_of.answered) return;
  state_of.job = next_job++;
  state_of.running = state_of.wanted;
  slot_jobs[state_of.job] = slot;
  runner.start(state_of.job, state_of.running);
}

void Session::Impl::take_answers() {
  for (const JobAnswer& answer : runner.take_answers()) {
    animate = true;
    if (chunk_jobs.erase(answer.id) > 0) {
      take_chunk(answer);
      continue;
    }
    const auto found = slot_jobs.find(answer.id);
    if (found == slot_jobs.end()) continue;  // cancelled meanwhile
    const Slot slot = found->second;
    slot_jobs.erase(found);
    take_slot_answer(slot, answer);
  }
}

template <class Report>
void Session::Impl::take_slot(Slot slot, Answer<Report>& answer, Result<Report> report, double ms) {
  SlotState& state_of = slots[static_cast<std::size_t>(slot)];
  state_of.job = 0;
  state_of.answered = std::move(state_of.running);
  answer.error.reset();
  if (report) {
    answer.value = std::move(report).value();
    answer.ms = ms;
  } else {
    answer.error = report.error();
  }
  mark_updating();
}

void Session::Impl::take_slot_answer(Slot slot, const JobAnswer& answer) {
  switch (slot) {
    case Slot::simulate:
      return take_slot(slot, results.simulate, simulate_report_from_response(answer.response), answer.ms);
    case Slot::validate:
      return take_slot(slot, results.validate, validate_report_from_response(answer.response), answer.ms);
    case Slot::disagree:
      return take_slot(slot, results.disagree, disagree_report_from_response(answer.response), answer.ms);
    case Slot::fit: return take_slot(slot, results.fit, fit_report_from_response(answer.response), answer.ms);
    case Slot::plan: return take_slot(slot, results.plan, plan_report_from_response(answer.response), answer.ms);
    case Slot::prefix: return take_slot(slot, results.prefix, prefix_report_from_response(answer.response), answer.ms);
    case Slot::infer: return take_inferred(answer);
    case Slot::selftest:
      results.selftest.running = false;
      return take_slot(slot, results.selftest.answer, selftest_report_from_response(answer.response), answer.ms);
    case Slot::trial:
      return take_slot(slot, results.trial.answer, validate_report_from_response(answer.response), answer.ms);
    case Slot::run: return take_slot(slot, results.run, replay_report_from_response(answer.response), answer.ms);
  }
}

// ---------------------------------------------------------------- sampling

void Session::Impl::stop_sampling() {
  for (const JobId job : chunk_jobs) runner.cancel(job);
  chunk_jobs.clear();
  results.sampling.running = false;
  results.sampling.target = std::max(results.sampling.tally.trials, kBackgroundTrials / 10);
  // next_trial stays: the numbers of cancelled runs are never used again, so no run can count twice.
}

void Session::Impl::restart_sampling() {
  for (const JobId job : chunk_jobs) runner.cancel(job);
  chunk_jobs.clear();
  results.sampling = Sampling{};
  results.sampling.target = kBackgroundTrials;
  results.sampling.running = true;
  next_trial = 0;
  sampled_request = slots[static_cast<std::size_t>(Slot::simulate)].answered;
}

void Session::Impl::start_sampling() {
  const SlotState& exact = slots[static_cast<std::size_t>(Slot::simulate)];
  const bool ready = exact.settled() && results.simulate.value && !results.simulate.error &&
                     history.now().workspace == Workspace::pipeline;
  if (!ready || state.now_ms - changed_ms < kSettleMs) return;
  if (sampled_request != exact.answered) restart_sampling();
  Sampling& sampling = results.sampling;
  // One runner stays free for exact answers where there is more than one.
  const auto most = static_cast<std::size_t>(std::max(1, runner.width() - 1));
  while (sampling.running && chunk_jobs.size() < most) {
    const std::uint64_t promised = sampling.tally.trials + chunk_jobs.size() * kTrialsPerChunk;
    if (promised >= sampling.target) break;
    const std::uint64_t trials = std::min(kTrialsPerChunk, sampling.target - promised);
    const JobId job = next_job++;
    chunk_jobs.insert(job);
    runner.start(job, sample_request(history.now().pipeline, 1, next_trial, trials));
    next_trial += trials;
  }
}

void Session::Impl::take_chunk(const JobAnswer& answer) {
  Sampling& sampling = results.sampling;
  const Result<SampleTally> tally = tally_from_response(answer.response);
  const bool current =
      results.simulate.value && sampled_request == slots[static_cast<std::size_t>(Slot::simulate)].answered;
  if (!tally || !current) {
    sampling.running = false;
    if (!tally) tell(Severity::warning, "The random runs stopped: " + tally.error().message);
    return;
  }
  sampling.tally = sampling.tally.trials == 0 ? *tally : merge_tallies(sampling.tally, *tally);
  sampling.result = sampled_result(sampling.tally, 1, *results.simulate.value);
  if (sampling.tally.trials >= sampling.target) sampling.running = false;
}

}  // namespace nines::app
