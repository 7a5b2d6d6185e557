// The middle of the Compare workspace: sentence, tasks by class, pass^k, the matrix, and figures
// beside them.
#include "ui/compare/parts.h"
#include "ui/widgets/format.h"
#include "ui/widgets/sentence.h"
#include "ui/widgets/states.h"

namespace nines::ui {
namespace {

SentencePart say(std::string text) { return {PartKind::words, std::move(text)}; }
SentencePart figure(std::string text, ImU32 colour = 0, Tip about = {}) {
  return {PartKind::figure, std::move(text), colour, {}, 0, std::move(about)};
}

Tip tip_of(const char* what, const Estimate& estimate) {
  return {what, estimate.ci ? interval_percent(*estimate.ci) : "", estimate.method};
}

// "One model answered 12 tasks 5 times." or, as answers of several models are not repeats, "4 models gave 4 answers to
// each of 1,319 tasks."
std::vector<SentencePart> who_answered(const DisagreeReport& report) {
  const SentencePart tasks = figure(grouped(report.items));
  const char* noun = report.items == 1 ? " task" : " tasks";
  if (report.models > 1) {
    const char* answers = report.trials_max == 1 ? " answer to " : " answers to ";
    return {figure(grouped(report.models)),
            say(" models gave "),
            figure(answers_a_task(report)),
            say(std::string(answers) + (report.items == 1 ? "" : "each of ")),
            tasks,
            say(std::string(noun) + ". ")};
  }
  if (report.trials_max <= 1) return {say("One model answered "), tasks, say(std::string(noun) + " once. ")};
  return {say("One model answered "), tasks, say(std::string(noun) + " "), figure(answers_a_task(report)),
          say(" times. ")};
}

// The largest k that rests on enough tasks; the largest of all when none does.
const PassEstimate& last_sound(const std::vector<PassEstimate>& values) {
  for (std::size_t i = values.size(); i > 0; --i) {
    if (values[i - 1].estimate.value && values[i - 1].estimate.status == EstimateStatus::ok) return values[i - 1];
  }
  return values.back();
}

std::int64_t differing_items(const DisagreeReport& report) {
  std::int64_t count = 0;
  for (const ItemReport& item : report.item_reports) count += item.clusters.size() > 1 ? 1 : 0;
  return count;
}

// What the answers are worth: success and how much of it is left when every try must be right;
// without gold, only agreement.
void add_worth(std::vector<SentencePart>& parts, const Theme& t, const DisagreeReport& report) {
  const bool known = !report.pass_hat_k.empty() && report.pass_hat_k.front().estimate.value;
  const bool one = report.models <= 1;
  if (!known) {
    parts.push_back(say("On "));
    parts.push_back(figure(grouped(differing_items(report)), t.silent, {"Tasks with more than one answer."}));
    parts.push_back(say(one ? " of them its answers differ." : " of them they do not all say the same."));
    return;
  }
  const PassEstimate& first = report.pass_hat_k.front();
  const PassEstimate& last = last_sound(report.pass_hat_k);
  parts.push_back(say(one ? "It succeeds " : "An answer is right "));
  parts.push_back(
      figure(percent(*first.estimate.value), t.ok, tip_of("Share of right answers, mean over tasks.", first.estimate)));
  if (last.k < 2 || !last.estimate.value) {
    parts.push_back(say(" of the time."));
    return;
  }
  parts.push_back(say(" of the time, but all " + grouped(last.k) + (one ? " times only " : " to one task only ")));
  parts.push_back(figure(percent(*last.estimate.value), t.silent,
                         tip_of(one ? "Share of tasks that all k tries get right, pass^k."
                                    : "How often k answers to one task, of any of the models, are all right: pass^k.",
                                last.estimate)));
  parts.push_back(say("."));
}

std::vector<SentencePart> sentence_of(const Theme& t, const DisagreeReport& report) {
  std::vector<SentencePart> parts = who_answered(report);
  add_worth(parts, t, report);
  const Estimate* alpha = agreement_of(report, "krippendorff_nominal");
  if (report.models > 1 && alpha != nullptr && alpha->value) {
    parts.push_back(say(" Beyond chance they agree "));
    parts.push_back(
        figure(estimate_short(*alpha), 0, {"Krippendorff's alpha: 1 when all agree, 0 at chance.", "1 - D_o/D_e"}));
    parts.push_back(say("."));
  }
  return parts;
}

void draw_classes(Frame& ui, const DisagreeReport& report, float fresh) {
  const std::int64_t known = report.always_items + report.flaky_items + report.never_items;
  if (known == 0) return;
  const Theme& t = ui.theme;
  const auto share = [](const char* name, const char* meaning, std::int64_t count, ImU32 colour) {
    return Share{
        name,          meaning, static_cast<double>(count), colour, {counted(count, "task") + " " + meaning + "."},
        grouped(count)};
  };
  const std::vector<Share> shares{share("ALWAYS", "right every time", report.always_items, t.ok),
                                  share("FLAKY", "right sometimes", report.flaky_items, t.dark ? t.muted : t.lost),
                                  share("NEVER", "never right", report.never_items, t.silent)};
  const std::string two = report.models > 1 ? "two answers" : "two tries";
  const std::string flips = report.flip_rate.value ? two + " differ " + percent(*report.flip_rate.value) : "";
  share_bar(ui, shares, flips,
            {"Flip rate: how often " + two + " to one task end differently.", "mean of 2c(n-c)/(n(n-1))",
             report.flip_rate.method},
            fresh);
  ui.gap(16);
}

void draw_empty(Frame& ui) {
  const bool missing = !ui.view.document.compare.dataset.empty();
  if (missing)
    sentence_placeholder(ui, "The records of this document, " + ui.view.document.compare.dataset_name +
                                 ", are not on this computer. Drop the file here.");
  else
    sentence_placeholder(ui,
                         "How much do answers to one question disagree? Drop a .jsonl of records "
                         "here, or open the example.");
  ui.gap(24);
  const ImVec2 at = Frame::at();
  if (button_here(ui, {"Open a file", Look::primary})) ui.out.ask(app::ActionId::open_file);
  for (const app::ExampleInfo& info : app::example_table()) {
    if (std::string_view(info.name) != "flaky-agent") continue;
    const ButtonSpec spec{"Open the example"};
    const ImVec2 place{at.x + button_width(ui, {"Open a file"}) + ui.px(12), at.y};
    if (button_at(ui, {place, place + ImVec2{button_width(ui, spec), ui.px(32)}}, spec))
      ui.out.ask(app::OpenExample{info.name});
  }
  ui.gap(24);
  const CardMark mark = begin_card(ui, "A record is one line of JSON");
  words(ui, ui.fonts.number, ui.theme.muted, R"({"item": "task 14", "model": "gpt", "trial": 0, "score": 1})");
  ui.gap(6);
  words(ui, ui.fonts.small, ui.theme.muted,
        "Records of one item are compared. Instead of a score, give label, or output and expected.");
  end_card(ui, mark);
}

void draw_repeats_picture(Frame& ui, const DisagreeReport& report) {
  if (!has_repeats(report)) return;
  const ImVec2 at = Frame::at();
  const ImVec2 size{ui.width(), ui.px(270)};
  draw_pass_plot(ui, {at, at + size}, report);
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(size);
  ui.gap(14);
}

void draw_figures(Frame& ui, const DisagreeReport& report) {
  draw_fit(ui);
  if (ui.view.results.fit.value) ui.gap(14);
  draw_agreement(ui, report);
  ui.gap(14);
  draw_repeats(ui, report);
}

void draw_columns(Frame& ui, const DisagreeReport& report) {
  const ImVec2 at = Frame::at();
  const float width = ui.width();
  const float side = ui.px(256);
  if (ui.size == Size::sheets || width < ui.px(620)) {
    draw_repeats_picture(ui, report);
    draw_figures(ui, report);
    ui.gap(14);
    return draw_matrix(ui, report);
  }
  begin_column(ui, at, width - side - ui.px(14));
  draw_repeats_picture(ui, report);
  draw_matrix(ui, report);
  const float left = end_column(ui);
  begin_column(ui, {at.x + width - side, at.y}, side);
  draw_figures(ui, report);
  const float bottom = std::max(left, end_column(ui));
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({width, bottom - at.y});
}

}  // namespace

std::string answers_a_task(const DisagreeReport& report) {
  const std::string most = grouped(report.trials_max);
  return report.trials_min == report.trials_max ? most : grouped(report.trials_min) + "–" + most;
}

void draw_compare_main(Frame& ui) {
  const auto& answer = ui.view.results.disagree;
  const bool here = ui.view.datasets.contains(ui.view.document.compare.dataset);
  if (!here) return draw_empty(ui);
  const float fresh = freshness(ui, answer);
  if (answer.value)
    sentence(ui, sentence_of(ui.theme, *answer.value), fresh);
  else
    sentence_placeholder(ui, answer.error ? "These records could not be compared." : "Comparing…");
  ui.gap(20);
  updating_mark(ui, fresh);
  if (answer.error) {
    error_card(ui, *answer.error);
    return;
  }
  if (!answer.value) return;
  draw_classes(ui, *answer.value, fresh);
  draw_columns(ui, *answer.value);
}

std::vector<StatusItem> compare_status(const Frame& ui) {
  const Theme& t = ui.theme;
  const auto& answer = ui.view.results.disagree;
  if (!ui.view.datasets.contains(ui.view.document.compare.dataset))
    return {{StatusKind::state, "waiting for records", t.muted}};
  if (answer.error) return {{StatusKind::state, "cannot be compared", t.silent}};
  if (!answer.value) return {{StatusKind::state, "comparing", t.muted}};
  std::vector<StatusItem> items{
      {StatusKind::state, answer.updating ? "updating" : counted(answer.value->records, "record"),
       answer.updating ? t.muted : t.ok},
      {StatusKind::text, duration(answer.ms)}};
  const auto explain = [&](const char* text) { return std::vector<Run>{{text, &ui.fonts.small, t.text}}; };
  items.push_back({StatusKind::chip, "95 % intervals by item bootstrap", 0, app::ActionId::dismiss_notice,
                   explain("Tasks are drawn again with replacement: answers to one task are not "
                           "independent, so answers are never resampled.")});
  items.push_back({StatusKind::chip, "answers compared exactly", 0, app::ActionId::dismiss_notice,
                   explain("Two answers are the same when their compared values are equal after canonical JSON.")});
  return items;
}

}  // namespace nines::ui
