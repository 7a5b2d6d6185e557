// The Pipeline's answer in one sentence, and the ends bar below it.
#include "ui/widgets/sentence.h"

#include "nines/catalog.h"
#include "ui/pipeline/parts.h"
#include "ui/widgets/format.h"
#include "ui/widgets/states.h"

namespace nines::ui {
namespace {

using app::StepPath;

// Which parameter a number in the sentence stands for, and where.
struct Target {
  std::vector<StepPath> paths;
  Param param;
};

struct Draft {
  std::vector<SentencePart> parts;
  std::vector<std::pair<std::size_t, Target>> targets;
  void words(std::string text) { parts.push_back({PartKind::words, std::move(text)}); }
};

void number(Draft& draft, const Pipeline& pipeline, const StepPath& path, Param id, std::vector<StepPath> paths) {
  const Step& step = *app::find_step(pipeline, path);
  const ParamInfo& info = *find_param_info(step_info(step.kind), id);
  const double value = number_in_force(step, id);
  const NumberKind kind = info.type == ParamType::whole ? NumberKind::whole : NumberKind::percent;
  NumberSpec spec{std::string(info.label) + ", in the sentence",
                  kind,
                  info.min,
                  info.max,
                  {std::string(info.help) + " Drag, or click to type."}};
  draft.targets.push_back({draft.parts.size(), {std::move(paths), id}});
  draft.parts.push_back({PartKind::number, number_text(kind, value), 0, spec, value});
}

void describe_shape(Draft& draft, const Pipeline& pipeline, const Shape& shape) {
  if (shape.repeat) number(draft, pipeline, *shape.repeat, Param::count, {*shape.repeat});
  const bool one = shape.count == 1;
  if (!shape.repeat)
    draft.words(one ? "One step at " : grouped(shape.count) + " steps at ");
  else
    draft.words(one ? " step at " : " steps at ");
  number(draft, pipeline, shape.works[0], Param::p, shape.works);
  const std::string each = one ? "" : "each ";
  if (shape.retry) {
    draft.words(", " + each + (shape.checked ? "checked and tried up to " : "tried up to "));
    number(draft, pipeline, *shape.retry, Param::max, {*shape.retry});
    draft.words(" times,");
  } else if (shape.checked) {
    draft.words(", " + each + "checked,");
  } else {
    draft.words(",");
  }
  draft.words(one ? " succeeds " : " succeed ");
}

void figure(Draft& draft, double value, ImU32 colour, const Tip& about) {
  draft.parts.push_back({PartKind::figure, percent(value), colour, {}, 0, about});
}

std::string with_interval(const char* what, const SimulateReport& report, const std::optional<Interval>& ci) {
  if (!ci) return what;
  return std::string(what) + " " + interval_percent(*ci) +
         (report.sampled_only ? " by the runs played." : " with the counts behind it.");
}

// Least and most while a rho is assumed.
std::string with_band(std::string about, const SimulateReport& report, double Ends::*end) {
  if (!report.band) return about;
  return about + " While ρ is assumed: " + percent(report.band->low.*end) + " to " + percent(report.band->high.*end) +
         ".";
}

void describe_ends(Draft& draft, const Theme& t, const SimulateReport& report) {
  figure(draft, report.ok, t.ok,
         {with_band(with_interval("OK: delivered and right.", report, report.ok_ci), report, &Ends::ok),
          "failure " + typed(report.failure), report.method});
  draft.words(" of the time.");
  if (report.silent > 0) {
    draft.words(" ");
    figure(draft, report.silent, t.silent,
           {with_band(with_interval("SILENT: delivered and wrong.", report, report.silent_ci), report, &Ends::silent),
            "", report.method});
    draft.words(" are wrong and nobody notices.");
  }
  if (report.detected > 0) {
    draft.words(" ");
    figure(draft, report.detected, t.detected,
           {with_band(with_interval("DETECTED: stopped, with a visible reason.", report, report.detected_ci), report,
                      &Ends::detected),
            "", report.method});
    draft.words(report.silent > 0 ? " stop with a reason." : " stop with a visible reason.");
  }
}

Draft draft_for(const Frame& ui) {
  const Pipeline& pipeline = ui.view.document.pipeline;
  const auto& answer = ui.view.results.simulate;
  Draft draft;
  if (const auto shape = shape_of(pipeline)) {
    describe_shape(draft, pipeline, *shape);
  } else {
    const std::int64_t visits = work_visits(pipeline.steps);
    draft.words(visits == 1 ? "One step as built here succeeds " : grouped(visits) + " steps, as built here, succeed ");
  }
  if (answer.value)
    describe_ends(draft, ui.theme, *answer.value);
  else
    draft.words(answer.error ? "how often? That cannot be computed yet." : "…");
  return draft;
}

}  // namespace

void draw_pipeline_sentence(Frame& ui) {
  const Draft draft = draft_for(ui);
  const float fresh = freshness(ui, ui.view.results.simulate);
  const auto change = sentence(ui, draft.parts, fresh);
  if (!change) return;
  for (const auto& [part, target] : draft.targets) {
    if (part != change->part) continue;
    for (const StepPath& path : target.paths) push_number(ui, path, target.param, change->edit);
  }
}

void draw_ends_bar(Frame& ui, const SimulateReport& report) {
  const Theme& t = ui.theme;
  std::string reasons;
  for (const auto& [reason, value] : report.detected_by) {
    if (value <= 0) continue;
    for (const DetectedReasonInfo& info : detected_reason_table()) {
      if (info.reason == reason) reasons += (reasons.empty() ? "" : "\n") + percent(value) + "  " + info.help;
    }
  }
  const std::vector<Share> shares{
      {"OK", "delivered and right", report.ok, t.ok, {"Delivered and right.", "P(OK) = " + typed(report.ok)}},
      {"SILENT",
       "delivered and wrong",
       report.silent,
       t.silent,
       {"Delivered and wrong: nobody notices.", "P(SILENT) = " + typed(report.silent)}},
      {"DETECTED",
       "stopped, with a reason",
       report.detected,
       t.detected,
       {"Stopped with a visible reason. " + reasons, "P(DETECTED) = " + typed(report.detected)}},
  };
  const std::string calls = significant(report.calls_mean) + (report.calls_mean == 1 ? " call a run" : " calls a run");
  const Tip about{"Model calls in one run, on average; checks are counted apart (" + significant(report.checks_mean) +
                      "). Nines count the zeros of the failure rate: 99.9 % is three nines.",
                  "nines = -log10(1 - OK)"};
  share_bar(ui, shares, calls + " · " + nines_text(report.failure), about, freshness(ui, ui.view.results.simulate));
}

}  // namespace nines::ui
