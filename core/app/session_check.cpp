// What the Check workspace asks for once, by hand: a gate for the pipeline, a schema from the answers, the self-test of
// the contract, a look at an edited answer, the failing answers as a file. See session_impl.h.
#include <algorithm>

#include "app/gates.h"
#include "app/session_impl.h"
#include "nines/catalog.h"
#include "nines/codec.h"
#include "nines/format_gate.h"
#include "nines/selftest_codec.h"

namespace nines::app {
namespace {

// First work step in reading order, so that measured rates have somewhere to go.
bool find_work(const std::vector<Step>& steps, StepPath& path) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    path.push_back(static_cast<std::uint16_t>(i));
    if (steps[i].kind == StepKind::work || find_work(steps[i].body, path)) return true;
    path.pop_back();
  }
  return false;
}

std::string cause_words(const CauseCount& cause) {
  const CauseInfo* info = find_cause(cause.code);
  const std::string name = info != nullptr            ? info->name
                           : cause.code == "stray"    ? "of another type"
                           : cause.code == "not_json" ? "no JSON"
                                                      : "no known cause";
  return std::to_string(cause.count) + " " + name;
}

// Which answers the schema was made from, and why the others were not used.
std::string inferred_words(const InferReport& report, bool usable) {
  constexpr std::size_t kMostNamed = 3;
  std::string out = "A schema made from " + std::to_string(report.examples) +
                    (usable ? " usable answers." : " answers that can be read.");
  if (report.skipped == 0) return out;
  out += " Left out: ";
  for (std::size_t i = 0; i < std::min(kMostNamed, report.causes.size()); ++i)
    out += (i > 0 ? ", " : "") + cause_words(report.causes[i]);
  return out + (report.causes.size() > kMostNamed ? ", …" : ".");
}

// "refunds.jsonl" -> "refunds"
std::string stem_of(const std::string& name) {
  const std::string stem = name.substr(0, name.rfind('.'));
  return stem.empty() ? "answers" : stem;
}

}  // namespace

void Session::Impl::use_check() {
  const std::optional<ValidateReport>& report = results.validate.value;
  if (!report || report->passed + report->failed == 0)
    return tell(Severity::warning, "There is no decided answer yet.");
  StepPath path = state.selected;
  const Step* selected = find_step(history.now().pipeline, path);
  if (selected == nullptr || selected->kind != StepKind::work) path.clear();
  if (path.empty() && !find_work(history.now().pipeline.steps, path))
    return tell(Severity::warning, "The pipeline has no work step whose answers these could be.");
  const CheckInput& check = history.now().check;
  const std::string file = check.dataset.empty() ? "a pasted text" : check.dataset_name;
  const StepPath gate = gate_path(history.now().pipeline, path);
  commit(PutGate{path, format_gate_of(*report, file)}, 0);
  if (history.now().workspace == Workspace::pipeline) state.selected = gate;
}

// Asked once, not kept up to date: what it answers becomes an edit.
void Session::Impl::infer_contract() {
  slots[static_cast<std::size_t>(Slot::infer)].wanted = infer_request(history.now().check);
}

void Session::Impl::take_inferred(const JobAnswer& answer) {
  SlotState& slot = slots[static_cast<std::size_t>(Slot::infer)];
  const bool current = slot.running == infer_request(history.now().check);
  slot = SlotState{};
  if (!current) return;  // other answers are on screen by now
  const Result<InferReport> report = infer_report_from_response(answer.response);
  if (!report) return tell(Severity::warning, "No schema could be inferred: " + report.error().message);
  CheckInput next = history.now().check;
  const bool usable = has_contract(next);
  const WrapperPolicy wrapper = next.contract.wrapper;
  next.contract = report->contract;
  next.contract.wrapper = wrapper;
  commit(SetCheck{std::move(next)}, 0);
  tell(Severity::note, inferred_words(*report, usable));
}

// Asked for by hand, too: a change of contract or answers makes it a test of something else.
void Session::Impl::run_selftest() {
  slots[static_cast<std::size_t>(Slot::selftest)].wanted = selftest_request(history.now().check);
  results.selftest = {};
  results.selftest.running = true;
}

void Session::Impl::drop_slot(Slot which) {
  SlotState& slot = slots[static_cast<std::size_t>(which)];
  if (slot.job != 0) {
    runner.cancel(slot.job);
    slot_jobs.erase(slot.job);
  }
  slot = SlotState{};
}

void Session::Impl::cancel_selftest() {
  drop_slot(Slot::selftest);
  results.selftest = {};
}

void Session::Impl::handle(const TryText& request) {
  CheckInput check = history.now().check;
  check.text = request.text;
  check.dataset.clear();
  check.dataset_name.clear();
  check.split = TextSplit::text;
  check.select.clear();
  check.repair = RepairLevel::none;
  results.trial.text = request.text;
  results.trial.answer.updating = true;
  slots[static_cast<std::size_t>(Slot::trial)].wanted = validate_request(check);
}

// What was asked about a contract or answers that are no longer there.
void Session::Impl::drop_outdated() {
  const SlotState& test = slots[static_cast<std::size_t>(Slot::selftest)];
  if (!test.wanted.empty() && test.wanted != selftest_request(history.now().check)) cancel_selftest();
  drop_slot(Slot::trial);
  results.trial = {};
}

void Session::Impl::save_failing() {
  const std::optional<ValidateReport>& report = results.validate.value;
  if (!report || results.validate.updating || report->passed == report->texts)
    return tell(Severity::warning, "There is no failing answer to save.");
  platform.save_file(stem_of(history.now().check.dataset_name) + "-failing.jsonl", failing_lines(*report));
}

}  // namespace nines::app
