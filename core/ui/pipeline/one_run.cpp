// "One run, step by step": a run of the sample played again. Rows are lanes, time goes to the right; each mark is what
// the run came to there. A playhead shows it once, then the whole run stays on screen.
#include <algorithm>
#include <map>

#include "nines/catalog.h"
#include "ui/pipeline/parts.h"
#include "ui/widgets/format.h"
#include "ui/widgets/states.h"

namespace nines::ui {
namespace {

constexpr std::size_t kMostLanes = 8;
constexpr double kPlaySeconds = 3.5;
constexpr double kSlowestEvent = 0.25;  // seconds an event takes when there are few

// Rows without a body, in the order of the pipeline: pointer and name.
void add_leaves(const std::vector<Step>& steps, const std::string& list,
                std::vector<std::pair<std::string, std::string>>& out) {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::string pointer = list + "/" + std::to_string(i);
    if (steps[i].body.empty())
      out.emplace_back(pointer, app::step_title(steps[i]));
    else
      add_leaves(steps[i].body, pointer + "/body", out);
  }
}

struct Lanes {
  std::vector<std::string> names;
  std::map<std::string, std::size_t> of_pointer;
};

// Many rows share the last lane, so that each keeps its height.
Lanes lanes_of(const Pipeline& pipeline) {
  std::vector<std::pair<std::string, std::string>> leaves;
  add_leaves(pipeline.steps, "/pipeline/steps", leaves);
  Lanes out;
  for (const auto& [pointer, name] : leaves) {
    const bool last = out.names.size() == kMostLanes;
    if (!last) out.names.push_back(name);
    if (last) out.names.back() = "and the rest";
    out.of_pointer[pointer] = out.names.size() - 1;
  }
  return out;
}

bool is_stop(const TraceEvent& event) {
  for (const char* word : {"right", "wrong", "repaired", "passed"}) {
    if (event.what == word) return false;
  }
  return true;
}

ImU32 colour_of(const Theme& t, const TraceEvent& event) {
  if (is_stop(event)) return t.detected;
  return event.state == "right" ? t.ok : t.silent;
}

// What the run came to.
struct End {
  std::string words;
  ImU32 colour;
};
End end_of(const Theme& t, const SampleTally& tally) {
  const std::string after = " after " + counted(static_cast<std::int64_t>(tally.calls), "call");
  if (tally.ok > 0) return {"OK" + after, t.ok};
  if (tally.silent > 0) return {"SILENT" + after, t.silent};
  for (const DetectedReasonInfo& info : detected_reason_table()) {
    if (tally.detected[static_cast<std::size_t>(info.reason)] > 0)
      return {"DETECTED (" + std::string(info.id) + ")" + after, t.detected};
  }
  return {"DETECTED" + after, t.detected};
}

Tip tip_of(const std::string& lane, const TraceEvent& event) {
  std::string text =
      lane + (event.attempt > 1 ? ", try " + std::to_string(event.attempt) : "") + ": " + event.what + ".";
  if (!is_stop(event) && event.state != "right")
    text += event.state == "own" ? " The artifact is wrong by work of this visit." : " The artifact came in wrong.";
  if (event.tainted) text += " An earlier error stands in the context.";
  return {text, event.pointer};
}

// How many events are shown by now.
std::size_t shown_events(Frame& ui, const TrialTrace& trace, std::size_t count) {
  RunPlayer& player = ui.memory.player;
  if (player.trial != trace.trial || player.events != count) player = {trace.trial, count, ui.now_s};
  if (ui.view.state.reduced_motion || count == 0) return count;
  const double pace = std::min(kSlowestEvent, kPlaySeconds / static_cast<double>(count));
  const auto shown = static_cast<std::size_t>(std::max(0.0, (ui.now_s - player.since_s) / pace)) + 1;
  if (shown < count) ui.memory.wish(0);
  return std::min(shown, count);
}

void draw_lane_names(Frame& ui, const ImRect& field, const Lanes& lanes, float label_width, float pitch) {
  for (std::size_t i = 0; i < lanes.names.size(); ++i) {
    const float y = field.Min.y + (static_cast<float>(i) + 0.5F) * pitch;
    draw_text_in(ui.draw(), ui.fonts.small,
                 {{field.Min.x - label_width, y - ui.px(10)}, {field.Min.x - ui.px(10), y + ui.px(10)}}, ui.theme.muted,
                 lanes.names[i]);
    ui.draw()->AddRectFilled({field.Min.x, std::round(y)}, {field.Max.x, std::round(y) + 1}, ui.theme.line);
  }
}

void draw_events(Frame& ui, const ImRect& field, const Lanes& lanes, const std::vector<const TraceEvent*>& events,
                 std::size_t shown, float pitch) {
  const float step =
      std::min(ui.px(34), field.GetWidth() / static_cast<float>(std::max<std::size_t>(1, events.size())));
  const float radius = std::clamp(step * 0.32F, ui.px(2), ui.px(5));
  ImVec2 before;
  for (std::size_t i = 0; i < shown; ++i) {
    const TraceEvent& event = *events[i];
    const std::size_t lane = lanes.of_pointer.at(event.pointer);
    const ImVec2 at{field.Min.x + (static_cast<float>(i) + 0.5F) * step,
                    field.Min.y + (static_cast<float>(lane) + 0.5F) * pitch};
    const ImU32 colour = colour_of(ui.theme, event);
    if (i > 0) ui.draw()->AddLine(before, at, faded(colour, 0.55F), ui.px(1.5F));
    before = at;
    if (is_stop(event)) {
      ui.draw()->AddRectFilled(at - ImVec2{radius, radius}, at + ImVec2{radius, radius}, colour, ui.px(1.5F));
    } else {
      ui.draw()->AddCircleFilled(at, radius, colour, 20);
    }
    if (event.tainted) ui.draw()->AddCircle(at, radius + ui.px(2.5F), faded(ui.theme.silent, 0.8F), 20, ui.px(1));
    tip_over(ui, {at - ImVec2{step / 2, pitch / 2}, at + ImVec2{step / 2, pitch / 2}},
             tip_of(lanes.names[lane], event));
  }
}

// Which run to look at.
void draw_choices(Frame& ui, const ImRect& row, const TrialTrace* trace) {
  const std::uint64_t next = trace == nullptr ? 0 : trace->trial + 1;
  float x = row.Min.x;
  const auto link = [&](const char* label, std::optional<TrialEnd> end) {
    if (link_at(ui, {x, row.Min.y}, ui.fonts.small, label)) ui.out.ask(app::ShowRun{end, next});
    x += link_width(ui.fonts.small, label) + ui.px(18);
  };
  link("Next run", std::nullopt);
  link("Next silent one", TrialEnd::silent);
  link("Next stopped one", TrialEnd::detected);
  if (trace == nullptr) return;
  if (link_at(ui, {x, row.Min.y}, ui.fonts.small, "Play again")) ui.memory.player.since_s = ui.now_s;
}

}  // namespace

float one_run_height(const Frame& ui) {
  constexpr float kFrame = 120;
  constexpr float kLane = 26;
  return kFrame + kLane * static_cast<float>(lanes_of(ui.view.document.pipeline).names.size());
}

void draw_one_run(Frame& ui, const ImRect& rect) {
  const auto& answer = ui.view.results.run;
  const TrialTrace* trace = answer.value ? &answer.value->trace : nullptr;
  const std::string which =
      trace == nullptr ? "" : "run " + grouped(static_cast<std::int64_t>(trace->trial)) + " of the sample";
  ImRect inner = card(ui, rect, "One run, step by step", which);
  draw_choices(ui, {{inner.Min.x, inner.Max.y - ui.px(16)}, inner.Max}, trace);
  inner.Max.y -= ui.px(26);
  if (trace == nullptr) {
    const std::string why = answer.error ? as_sentence(answer.error->message) : "Playing…";
    return draw_text_in(ui.draw(), ui.fonts.body, inner, ui.theme.muted, why, Align::centre);
  }
  const Lanes lanes = lanes_of(ui.view.document.pipeline);
  std::vector<const TraceEvent*> events;
  for (const TraceEvent& event : trace->events) {
    if (lanes.of_pointer.contains(event.pointer)) events.push_back(&event);
  }
  float label_width = 0;
  for (const std::string& name : lanes.names) label_width = std::max(label_width, text_width(ui.fonts.small, name));
  label_width = std::min(label_width, inner.GetWidth() * 0.3F) + ui.px(12);
  const End end = end_of(ui.theme, trace->tally);
  ImRect field{{inner.Min.x + label_width, inner.Min.y + ui.px(22)}, inner.Max};
  const float pitch =
      std::min(ui.px(30), field.GetHeight() / static_cast<float>(std::max<std::size_t>(1, lanes.names.size())));
  draw_lane_names(ui, field, lanes, label_width, pitch);
  const std::size_t shown = shown_events(ui, *trace, events.size());
  draw_events(ui, field, lanes, events, shown, pitch);
  if (shown < events.size()) return;
  const ImRect line{inner.Min, {inner.Max.x, inner.Min.y + ui.px(18)}};
  draw_text_in(ui.draw(), ui.fonts.small_strong, line, end.colour, end.words);
  ui.mirror.note({"How the run ended", Role::text, end.words, line, true, true, 0});
}

}  // namespace nines::ui
