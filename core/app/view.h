// What panels see and what they may say. View is const: document, results, datasets, session state. Outbox takes edits
// and actions; Session carries them out between frames. A panel has no other way to change anything.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "app/edit.h"
#include "nines/check_codec.h"
#include "nines/document.h"
#include "nines/questions_codec.h"
#include "nines/selftest.h"
#include "nines/simulate.h"

namespace nines::app {

// ---------------------------------------------------------------- results

// The newest answer for one question. While `updating`, `value` is the answer to an earlier document and is drawn
// dimmed.
template <class Report>
struct Answer {
  std::optional<Report> value;
  std::optional<Error> error;  // the newest request failed; `value` may still hold the older answer
  bool updating = false;
  double ms = 0;  // engine time of `value`
};

// The sampled engine's progress on the document's pipeline. Runs only when asked for or as the background check.
struct Sampling {
  std::uint64_t target = 0;
  SampleTally tally;                    // merged so far
  std::optional<SampledResult> result;  // tally against the exact answer
  bool running = false;
};

// Broken texts given to the contract. Asked for by hand, gone when contract or answers change.
struct Selftest {
  Answer<SelftestReport> answer;
  bool running = false;
  double progress = 0;  // 0 to 1
};

// The answer on screen with the repairs chosen there, judged before they are accepted.
struct Trial {
  std::string text;  // what `answer` is about, or will be
  Answer<ValidateReport> answer;
};

struct Results {
  Answer<SimulateReport> simulate;  // survival, influence, variants, calls included
  Sampling sampling;
  Answer<ValidateReport> validate;
  Answer<PrefixReport> prefix;  // where each answer must fail; only for contracts that prefixes know
  Selftest selftest;
  Trial trial;
  Answer<DisagreeReport> disagree;
  Answer<FitReport> fit;
  Answer<PlanReport> plan;   // what to change for SessionState::plan_target
  Answer<ReplayReport> run;  // the run that SessionState::shown_run asks for
};

// ---------------------------------------------------------------- datasets

// Immutable bytes by sha-256. `bytes` is shared with nobody; panels read name, size and a preview only.
struct Dataset {
  std::string sha256;
  std::string name;
  std::string bytes;
};
using Datasets = std::map<std::string, Dataset, std::less<>>;

// ---------------------------------------------------------------- session state (neither document nor panel memory)

enum class Theme : std::uint8_t { system, dark, light };

struct Notice {  // one line that says what just happened or went wrong; stays until replaced or dismissed
  Severity severity = Severity::note;
  std::string text;
  double since_ms = 0;
};

// A run of the sample to look at: the first from `from` on that ends so, or just that one.
struct ShowRun {
  std::optional<TrialEnd> end;
  std::uint64_t from = 0;
};

struct SessionState {
  double plan_target = 0.999;  // share of runs that shall be OK
  ShowRun shown_run;
  StepPath selected;             // step shown in the inspector; empty = none
  std::int64_t shown_text = 0;   // Check: index of the answer on screen
  std::int64_t shown_item = -1;  // Compare: index in item_reports
  Theme theme = Theme::system;
  bool dark = true;  // theme in force
  bool reduced_motion = false;
  float text_scale = 1.0F;  // 0.75 .. 3
  std::optional<Notice> notice;
  std::string edited;  // "edited just now", "saved", …
  double now_ms = 0;
  std::string engine_name;
};

struct View {
  const Document& document;
  const Results& results;
  const Datasets& datasets;
  const SessionState& state;
  bool can_undo = false;
  bool can_redo = false;
};

// ---------------------------------------------------------------- what panels may ask for

enum class ActionId : std::uint8_t {
  undo,
  redo,
  open_file,
  save_file,
  copy_link,
  copy_command,
  toggle_theme,
  text_larger,
  text_smaller,
  run_sampling,  // sample ten times as many runs as so far
  cancel_sampling,
  use_fit_in_pipeline,
  use_check_in_pipeline,
  infer_contract,
  run_selftest,
  cancel_selftest,
  save_failing,
  dismiss_notice,
};

// One row per action: id, label on buttons and in lists, shortcut ("Ctrl+Z", "" = none), help.
struct ActionInfo {
  ActionId id;
  const char* label;
  const char* shortcut;
  const char* help;
};
std::span<const ActionInfo> action_table();
const ActionInfo& action_info(ActionId id);

struct SelectStep {
  StepPath path;
};
struct ShowText {
  std::int64_t index;
};
struct ShowItem {
  std::int64_t index;
};
struct OpenExample {
  std::string name;
};
struct CopyText {
  std::string text;
  std::string what;
};
// Judge this text by the document's contract; the answer is Results::trial.
struct TryText {
  std::string text;
};
struct SetPlanTarget {
  double ok;
};
struct UsePlan {
  std::vector<std::size_t> choice;  // of the newest plan: option of each change
};
using Request = std::variant<ActionId, SelectStep, ShowText, ShowItem, OpenExample, CopyText, ShowRun, SetPlanTarget,
                             UsePlan, TryText>;

// `gesture` joins the edits of one drag or one run of typing into one undo step: same non-zero number = same step.
struct PendingEdit {
  Edit edit;
  std::uint32_t gesture = 0;
};

struct Outbox {
  std::vector<PendingEdit> edits;
  std::vector<Request> requests;
  void push(Edit edit, std::uint32_t gesture = 0) { edits.push_back({std::move(edit), gesture}); }
  template <class One>
  void ask(One request) {
    requests.emplace_back(std::move(request));  // built in place: g++ 12 warns on moving a fresh variant
  }
};

// The examples that ship with Nines (assets/), in gallery order: name for links, title, one line.
struct ExampleInfo {
  const char* name;
  const char* title;
  const char* line;
};
std::span<const ExampleInfo> example_table();

}  // namespace nines::app
