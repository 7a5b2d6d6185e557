// What all answers come to, below the one on screen: how little it takes, where they fail, form against content,
// effort, and the failures that no cause describes. Draws the summary of the newest report; computes no share itself.
#include <algorithm>

#include "nines/catalog.h"
#include "ui/check/groups.h"
#include "ui/check/parts.h"
#include "ui/widgets/format.h"

namespace nines::ui {
namespace {

constexpr std::size_t kMostRows = 8;

// "12.4 [9.1, 16.3] %"
std::string share_text(const ShareRow& row) {
  const std::string share = share_percent(row.count, row.of);
  return row.share.ci && row.count > 0 ? share + "  " + interval_percent(*row.share.ci) : share;
}

struct LevelName {
  const char* id;
  const char* label;
  const char* help;
};
constexpr LevelName kLevels[] = {
    {"strict", "the value alone", "The whole text is the value, and the contract holds."},
    {"extracted", "inside a wrapper", "A fence or words around the value had to be taken away."},
    {"repaired", "after repairs", "Mechanical edits up to the allowed level make the contract hold."},
    {"lost", "lost", "No mechanical repair meets the contract."}};

void draw_levels(Frame& ui, const ValidationSummary& summary) {
  const CardMark mark = begin_card(ui, "What it takes to use them");
  for (const ShareRow& row : summary.levels) {
    for (const LevelName& level : kLevels) {
      if (row.id == level.id)
        data_row(ui, level.label, share_text(row), share_tip(level.help, row.count, row.of, row.share));
    }
  }
  end_card(ui, mark);
}

std::string causes_text(const std::vector<CauseCount>& causes) {
  std::string out;
  for (const CauseCount& cause : causes) {
    const CauseInfo* info = find_cause(cause.code);
    const std::string name = info == nullptr ? "no known cause" : std::string(info->code) + " " + info->name;
    out += (out.empty() ? "" : "\n") + grouped(cause.count) + " " + name;
  }
  return out;
}

void draw_more(Frame& ui, std::size_t more, const char* what) {
  if (more > 0) words(ui, ui.fonts.small, ui.theme.muted, "and " + grouped(static_cast<std::int64_t>(more)) + what);
}

void draw_fields(Frame& ui, const ValidationSummary& summary, std::int64_t texts) {
  if (summary.fields.empty()) return;
  const CardMark mark = begin_card(ui, "Where it fails");
  const std::size_t count = std::min(kMostRows, summary.fields.size());
  for (std::size_t i = 0; i < count; ++i) {
    const FieldRow& field = summary.fields[i];
    BarRow row;
    row.name = field.pointer.empty() ? "the whole value" : field.pointer;
    row.count = grouped(field.texts);
    row.share =
        static_cast<double>(field.texts) / static_cast<double>(std::max<std::int64_t>(1, summary.fields[0].texts));
    row.colour = field.causes.empty() ? ui.theme.muted : cause_colour(ui.theme, field.causes.front().code);
    bar_row(ui, row, share_tip(causes_text(field.causes), field.texts, texts, field.share));
  }
  draw_more(ui, summary.fields.size() - count + summary.fields_dropped, " more");
  end_card(ui, mark);
}

// Steps have no order: the share of each that fails, as a bar.
void draw_by_step(Frame& ui, const Breakdown& steps) {
  if (steps.rows.size() < 2) return;
  const CardMark mark = begin_card(ui, "By step");
  double most = 1e-9;
  for (const GroupRow& step : steps.rows) most = std::max(most, step.failing.value.value_or(0));
  const std::size_t count = std::min(kMostRows, steps.rows.size());
  for (std::size_t i = 0; i < count; ++i) {
    const GroupRow& step = steps.rows[i];
    BarRow row;
    row.name = step.name;
    row.count = share_percent(step.failed, step.texts);
    row.share = step.failing.value.value_or(0) / most;
    row.colour = ui.theme.lost;
    bar_row(ui, row, group_tip(step));
  }
  draw_more(ui, steps.rows.size() - count + steps.dropped, " more");
  end_card(ui, mark);
  ui.gap(12);
}

void draw_count(Frame& ui, const char* label, std::int64_t count, std::int64_t of, const char* help) {
  data_row(ui, label, grouped(count), {help, grouped(count) + " of " + grouped(of) + ", " + share_percent(count, of)});
}

// Right takes both: a form that can be used, and the content that was expected.
void draw_content(Frame& ui, const ValidationSummary& summary) {
  if (!summary.content || summary.content->judged == 0) return;
  const ContentSplit& split = *summary.content;
  const CardMark mark = begin_card(ui, "Form or content");
  draw_count(ui, "right, usable as it is", split.usable_right, split.judged,
             "The contract holds and the content is as expected.");
  draw_count(ui, "right, after repairs", split.repaired_right, split.judged, "Only the form was broken.");
  draw_count(ui, "wrong, usable as it is", split.usable_wrong, split.judged,
             "The contract holds and the content is not as expected: no check of the form sees it.");
  draw_count(ui, "wrong, after repairs", split.repaired_wrong, split.judged, "Form and content were broken.");
  draw_count(ui, "no value to compare", split.lost, split.judged, "Nothing that can be read stands there.");
  const auto share = [&](const char* label, const Estimate& estimate, const char* help) {
    if (!estimate.value) return;
    const std::string interval = estimate.ci ? "  " + interval_percent(*estimate.ci) : "";
    data_row(ui, label, percent(*estimate.value) + interval, {help, "", estimate.ci ? estimate.ci->method : ""});
  };
  ui.gap(8);
  share("failed in form only", split.format_share, "Of the failures: right content in a form that cannot be used.");
  share("failed in content only", split.content_share, "Of the failures: wrong content in a form that can be used.");
  end_card(ui, mark);
}

struct EffortName {
  const char* id;
  const char* label;
  const char* help;
};
constexpr EffortName kEffort[] = {
    {"extra_key", "too eager: extra fields", "Keys that the contract does not allow."},
    {"outside_allowed", "too eager: other edits", "Changes outside what was to be edited."},
    {"missing", "too lazy: fields missing", "Required keys or values are not there."},
    {"empty", "too lazy: empty", "Nothing stands where a value must."},
    {"placeholder", "too lazy: placeholders", "\"N/A\" and the like in place of a value."},
    {"left_out", "too lazy: content left out", "An ellipsis or a remark in place of content."}};

const char* effort_label(const std::string& id, const char** help) {
  for (const EffortName& name : kEffort) {
    if (id != name.id) continue;
    *help = name.help;
    return name.label;
  }
  *help = "";
  return id.c_str();
}

void draw_effort(Frame& ui, const Effort& effort) {
  std::vector<const ShareRow*> rows;
  for (const auto* list : {&effort.eager, &effort.lazy}) {
    for (const ShareRow& row : *list) {
      if (row.count > 0) rows.push_back(&row);
    }
  }
  if (rows.empty() && effort.items_retried == 0) return;
  const CardMark mark = begin_card(ui, "Too eager, too lazy");
  for (const ShareRow* row : rows) {
    const char* help = "";
    const char* label = effort_label(row->id, &help);
    data_row(ui, label, share_text(*row), share_tip(help, row->count, row->of, row->share));
  }
  if (effort.items_retried > 0) {
    data_row(ui, "accepted after more turns", grouped(effort.items_accepted) + " of " + grouped(effort.items_retried));
    if (effort.turns_until_accepted.value)
      data_row(ui, "turns until accepted", significant(*effort.turns_until_accepted.value),
               {effort.turns_until_accepted.method});
  }
  end_card(ui, mark);
}

void draw_cluster(Frame& ui, const UnknownCluster& cluster, std::int64_t most) {
  BarRow row;
  row.id = "Cluster " + cluster.expected + " " + cluster.shape;
  row.name = (cluster.shape.empty() ? "(the end)" : cluster.shape) +
             (cluster.expected.empty() ? "" : " for " + cluster.expected);
  row.count = grouped(cluster.count);
  row.share = static_cast<double>(cluster.count) / static_cast<double>(std::max<std::int64_t>(1, most));
  row.colour = ui.theme.muted;
  const Tip about{
      "Expected " + (cluster.expected.empty() ? "something else" : cluster.expected) + ". Press to see one.",
      "letters as a, digits as 0, repeats once"};
  if (!bar_row(ui, row, about)) return;
  ui.memory.cause = "unknown";
  ui.memory.finding = kFirstFinding;
  ui.out.ask(app::ShowText{static_cast<std::int64_t>(cluster.example)});
}

void draw_unknown(Frame& ui, const ValidationSummary& summary) {
  if (summary.unknown.count == 0) return;
  const CardMark mark = begin_card(ui, "Ways nobody anticipated");
  data_row(ui, "of the failing answers", share_text(summary.unknown),
           share_tip("No cause of the table describes them.", summary.unknown.count, summary.unknown.of,
                     summary.unknown.share));
  ui.gap(8);
  const std::size_t count = std::min(kMostRows, summary.unknown_clusters.size());
  for (std::size_t i = 0; i < count; ++i) {
    ImGui::PushID(static_cast<int>(i));
    draw_cluster(ui, summary.unknown_clusters[i], summary.unknown_clusters.front().count);
    ImGui::PopID();
  }
  draw_more(ui, summary.unknown_clusters.size() - count + summary.unknown_clusters_dropped, " more kinds");
  end_card(ui, mark);
}

void draw_left(Frame& ui, const ValidationSummary& summary, std::int64_t texts) {
  draw_fields(ui, summary, texts);
  ui.gap(12);
  draw_unknown(ui, summary);
  ui.gap(12);
  draw_effort(ui, summary.effort);
}

void draw_right(Frame& ui, const ValidationSummary& summary) {
  draw_levels(ui, summary);
  ui.gap(12);
  draw_content(ui, summary);
  ui.gap(12);
  draw_by_step(ui, summary.by_step);
  draw_groups(ui, {"By length", "length"}, summary.by_length);
  draw_groups(ui, {"By position", "position"}, summary.by_position);
}

}  // namespace

void draw_across(Frame& ui, const ValidationSummary& summary, std::int64_t texts) {
  ui.gap(32);
  heading(ui, "ALL ANSWERS");
  ui.gap(12);
  const float width = ui.width();
  const float space = ui.px(14);
  if (width < ui.px(620)) {
    draw_left(ui, summary, texts);
    ui.gap(12);
    return draw_right(ui, summary);
  }
  const ImVec2 at = Frame::at();
  const float half = std::floor((width - space) / 2);
  begin_column(ui, at, half);
  draw_left(ui, summary, texts);
  const float left = end_column(ui);
  begin_column(ui, at + ImVec2{half + space, 0}, half);
  draw_right(ui, summary);
  const float bottom = std::max(left, end_column(ui));
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy({width, bottom - at.y});
}

}  // namespace nines::ui
