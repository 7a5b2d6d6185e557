// The insides of Session, shared by its files: session.cpp (the frame), session_input.cpp (what comes in),
// session_actions.cpp (what panels ask for), session_results.cpp (what is wanted and computed). Nobody else includes
// this.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "app/history.h"
#include "app/session.h"

namespace nines::app {

inline constexpr std::uint64_t kBackgroundTrials = 200'000;  // sampled by itself, to check the exact answer
inline constexpr std::uint64_t kMostTrials = 200'000'000;    // "Run more" stops growing here
inline constexpr std::uint64_t kTrialsPerChunk =
    10'000;                               // 10-30 ms of work: cancel is prompt, exact answers squeeze in
inline constexpr double kSettleMs = 250;  // sampling, plans and replays wait until the document rests this long
inline constexpr std::size_t kMaxPastedText = std::size_t{64} << 10;  // longer text becomes a dataset

enum class Slot : std::uint8_t { simulate, validate, disagree, fit, plan, run, prefix, infer, selftest, trial };
inline constexpr std::size_t kSlotCount = 10;

// One question the document asks: at most one job at a time; while it runs, a newer request waits, so a drag always
// shows the newest answer that is ready instead of starving.
struct SlotState {
  std::string wanted;  // request for the document as it is; "" = nothing to ask
  std::string running;
  std::string answered;  // request of the answer on screen
  JobId job = 0;
  [[nodiscard]] bool settled() const { return wanted == answered && job == 0; }
};

struct Session::Impl {
  Impl(Platform& platform_in, JobRunner& runner_in);

  // ---- the frame, in order
  void take_platform_events();
  void take_answers();
  void apply_outbox();
  void want_results();
  void want_late_results();
  void start_jobs();
  void draw(const Draw& paint);
  [[nodiscard]] bool busy() const;

  // ---- input
  void begin_history();  // what is open now is where undo ends, and no edit
  void open_link(std::string_view fragment);
  void open_file(IncomingFile file);
  void open_document(Document document, const Issues& issues, std::string_view name);
  [[nodiscard]] Document document_beside(const std::string& name) const;
  void open_contract(std::string_view bytes, const std::string& name);
  void open_records(std::string bytes, const std::string& name);
  void open_text(std::string bytes, const std::string& name);
  void open_example(std::string_view name);
  std::string put_dataset(std::string bytes, const std::string& name);

  // ---- edits and actions
  void commit(const Edit& edit, std::uint32_t gesture);
  void handle(ActionId action);
  void handle(const SelectStep& request) { state.selected = request.path; }
  void handle(const ShowText& request) { state.shown_text = request.index; }
  void handle(const ShowItem& request) { state.shown_item = request.index; }
  void handle(const OpenExample& request) { open_example(request.name); }
  void handle(const CopyText& request);
  void handle(const ShowRun& request);
  void handle(const SetPlanTarget& request);
  void handle(const UsePlan& request);
  void handle(const TryText& request);
  void handle_text_scale(float factor);
  void copy_link();
  void copy_command();
  void save_document();
  void use_fit();
  void use_check();
  void infer_contract();
  void take_inferred(const JobAnswer& answer);
  void run_selftest();
  void cancel_selftest();
  void save_failing();
  void document_changed(bool replace_link);
  void tell(Severity severity, std::string text);

  // ---- results
  template <class Report>
  void take_slot(Slot slot, Answer<Report>& answer, Result<Report> report, double ms);
  void take_slot_answer(Slot slot, const JobAnswer& answer);
  void take_chunk(const JobAnswer& answer);
  void start_slot(Slot slot);
  void start_sampling();
  void stop_sampling();
  void restart_sampling();
  void mark_updating();
  void drop_outdated();
  void drop_slot(Slot which);

  Platform& platform;
  JobRunner& runner;
  History history;
  Results results;
  Datasets datasets;
  SessionState state;
  Outbox outbox;
  SlotState slots[kSlotCount];
  std::map<JobId, Slot> slot_jobs;
  std::set<JobId> chunk_jobs;
  JobId next_job = 1;
  std::uint64_t next_trial = 0;  // first trial not yet handed out
  std::string sampled_request;   // simulate request that the sampling belongs to
  double changed_ms = 0;         // when the document last changed
  bool wants_changed = true;     // requests must be built again
  bool late_changed = true;      // likewise, of what waits until the document rests
  bool animate = false;          // another frame is wanted
  bool pristine = true;          // only the example that a session starts with is there
  bool started = false;          // a frame has been drawn
};

}  // namespace nines::app
