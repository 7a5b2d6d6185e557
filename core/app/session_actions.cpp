// What panels ask for, carried out: edits with history and link, and the actions of the action table.
#include <algorithm>

#include "app/plan_question.h"
#include "app/session_impl.h"
#include "nines/catalog.h"
#include "nines/codec.h"

namespace nines::app {
namespace {

// "Refund agent, 20 steps" -> "refund-agent-20-steps"
std::string file_stem(const std::string& title) {
  std::string out;
  for (const char c : title) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool plain = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (plain)
      out += upper ? static_cast<char>(c - 'A' + 'a') : c;
    else if (!out.empty() && out.back() != '-')
      out += '-';
  }
  while (!out.empty() && out.back() == '-') out.pop_back();
  return out.empty() ? "nines" : out;
}

}  // namespace

void Session::Impl::tell(Severity severity, std::string text) {
  state.notice = Notice{severity, std::move(text), state.now_ms};
  animate = true;
}

void Session::Impl::commit(const Edit& edit, std::uint32_t gesture) {
  Result<Document> next = apply(history.now(), edit);
  if (!next) return tell(Severity::warning, next.error().message);
  if (json_from_document(*next).size() > kMaxDocumentBytes) {
    return tell(Severity::error, "The document would be larger than " + std::to_string(kMaxDocumentBytes / 1024) +
                                     " KiB, so the change was not made.");
  }
  history.push(std::move(next).value(), gesture);
  state.edited = "edited just now";
  pristine = false;
  document_changed(gesture != 0);
}

void Session::Impl::document_changed(bool replace_link) {
  wants_changed = true;
  changed_ms = state.now_ms;
  animate = true;
  if (find_step(history.now().pipeline, state.selected) == nullptr) state.selected.clear();
  const std::string link = link_from_document(history.now());
  if (link.size() <= kMaxLinkBytes) platform.set_link(link, replace_link);
}

void Session::Impl::handle(ActionId action) {
  switch (action) {
    case ActionId::undo: history.undo(); return document_changed(true);
    case ActionId::redo: history.redo(); return document_changed(true);
    case ActionId::open_file: return platform.pick_file();
    case ActionId::save_file: return save_document();
    case ActionId::copy_link: return copy_link();
    case ActionId::copy_command: return copy_command();
    case ActionId::toggle_theme:
      state.dark = !state.dark;
      state.theme = state.dark ? Theme::dark : Theme::light;
      return;
    case ActionId::text_larger: return handle_text_scale(1.1F);
    case ActionId::text_smaller: return handle_text_scale(1 / 1.1F);
    case ActionId::run_sampling:
      results.sampling.target = std::min(kMostTrials, std::max(kBackgroundTrials, results.sampling.target * 10));
      results.sampling.running = true;
      return;
    case ActionId::cancel_sampling: return stop_sampling();
    case ActionId::use_fit_in_pipeline: return use_fit();
    case ActionId::use_check_in_pipeline: return use_check();
    case ActionId::infer_contract: return infer_contract();
    case ActionId::run_selftest: return run_selftest();
    case ActionId::cancel_selftest: return cancel_selftest();
    case ActionId::save_failing: return save_failing();
    case ActionId::dismiss_notice: state.notice.reset(); return;
  }
}

void Session::Impl::handle_text_scale(float factor) {
  constexpr float kSmallest = 0.75F;
  constexpr float kLargest = 3.0F;
  state.text_scale = std::clamp(state.text_scale * factor, kSmallest, kLargest);
}

void Session::Impl::handle(const CopyText& request) {
  platform.set_clipboard(request.text);
  tell(Severity::note, request.what + " copied.");
}

void Session::Impl::handle(const ShowRun& request) {
  state.shown_run = request;
  late_changed = true;
}

void Session::Impl::handle(const SetPlanTarget& request) {
  state.plan_target = request.ok;
  late_changed = true;
}

void Session::Impl::handle(const UsePlan& request) {
  if (!results.plan.value || results.plan.updating) return;
  const Pipeline& pipeline = history.now().pipeline;
  const PlanQuestion question = plan_question(pipeline, state.plan_target);
  const Result<Pipeline> next = planned_pipeline(pipeline, question.changes, request.choice);
  if (!next) return tell(Severity::warning, next.error().message);
  commit(SetPipeline{*next, history.now().title}, 0);
}

void Session::Impl::copy_link() {
  const std::string link = link_from_document(history.now());
  if (link.size() > kMaxLinkBytes) {
    return tell(Severity::warning, "This document is too large for a link. Save it as a file and send the file.");
  }
  platform.set_clipboard(platform.link_base() + link);
  const Document& document = history.now();
  const bool data = !document.compare.dataset.empty() || !document.check.dataset.empty();
  if (link.size() > kWarnLinkBytes)
    return tell(Severity::warning, "Link copied. It is long: some messengers cut links over 2 kB.");
  tell(Severity::note,
       data ? "Link copied. Data files are not in it: send them too." : "Link copied. It holds the whole document.");
}

// A link holds the pipeline itself, so the command needs no file.
void Session::Impl::copy_command() {
  Document pipeline_only;
  pipeline_only.pipeline = history.now().pipeline;
  const std::string link = link_from_document(pipeline_only);
  if (link.size() > kMaxLinkBytes)
    return tell(Severity::warning, "This pipeline is too large for one line. Save it and run: nines simulate FILE");
  platform.set_clipboard("nines simulate '" + link + "'");
  tell(Severity::note, "Command copied: nines simulate, with this pipeline in it.");
}

void Session::Impl::save_document() {
  platform.save_file(file_stem(history.now().title) + ".json", json_from_document(history.now()));
  state.edited = "saved";
}

void Session::Impl::use_fit() {
  if (!results.fit.value)
    return tell(Severity::warning, "There is no fitted rate yet: open a file with repeated trials first.");
  std::string title = "One task of " + history.now().compare.dataset_name;
  state.selected = {0};
  commit(SetPipeline{results.fit.value->pipeline, std::move(title)}, 0);
}

}  // namespace nines::app
