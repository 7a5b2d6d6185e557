// The frame of the program and the public face of Session. See session.h.
#include "app/session.h"

#include "app/session_impl.h"
#include "nines/codec.h"

namespace nines::app {

Session::Impl::Impl(Platform& platform_in, JobRunner& runner_in)
    : platform(platform_in), runner(runner_in), history(Document{}) {
  state.engine_name = platform.engine_name();
  open_example(example_table().front().name);
  begin_history();
  pristine = true;
}

void Session::Impl::begin_history() {
  history = History(history.now());
  state.edited.clear();
}

Session::Session(Platform& platform, JobRunner& runner) : impl_(std::make_unique<Impl>(platform, runner)) {}
Session::~Session() = default;

bool Session::frame(const Draw& draw) {
  impl_->animate = false;
  impl_->state.now_ms = impl_->platform.now_ms();
  impl_->take_platform_events();
  impl_->take_answers();
  impl_->apply_outbox();
  impl_->want_results();
  impl_->want_late_results();
  impl_->start_jobs();
  impl_->draw(draw);
  return impl_->animate || impl_->busy();
}

const Document& Session::document() const { return impl_->history.now(); }
const Results& Session::results() const { return impl_->results; }
const SessionState& Session::state() const { return impl_->state; }
std::string Session::document_json() const { return json_from_document(impl_->history.now()); }

void Session::Impl::take_platform_events() {
  PlatformEvents events = platform.take_events();
  if (events.prefers_dark && state.theme == Theme::system) state.dark = *events.prefers_dark;
  if (events.reduced_motion) state.reduced_motion = *events.reduced_motion;
  const bool opened_at_start = !started && (events.link || !events.files.empty());
  started = true;
  if (events.link) open_link(*events.link);
  for (IncomingFile& file : events.files) open_file(std::move(file));
  if (opened_at_start) begin_history();
  for (PlatformNotice& notice : events.notices) tell(notice.severity, std::move(notice.text));
}

void Session::Impl::apply_outbox() {
  const Outbox taken = std::exchange(outbox, Outbox{});
  for (const PendingEdit& pending : taken.edits) commit(pending.edit, pending.gesture);
  for (const Request& request : taken.requests) {
    std::visit([this](const auto& one) { handle(one); }, request);
  }
  animate = animate || !taken.edits.empty() || !taken.requests.empty();
}

void Session::Impl::draw(const Draw& paint) {
  const View view{history.now(), results, datasets, state, history.can_undo(), history.can_redo()};
  paint(view, outbox);
}

bool Session::Impl::busy() const {
  // Jobs under way wake the shell when they answer; only work that this frame left for the next one counts here.
  const bool exact_ready = results.simulate.value && !results.simulate.error && !results.simulate.updating;
  const bool settling =
      exact_ready && history.now().workspace == Workspace::pipeline && sampled_request != slots[0].answered;
  return !outbox.edits.empty() || !outbox.requests.empty() || settling || late_changed;
}

}  // namespace nines::app
