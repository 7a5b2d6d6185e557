// See streaming.h.
#include "ui/check/streaming.h"

#include <algorithm>

#include "ui/widgets/format.h"

namespace nines::ui {
namespace {

bool fails(const PrefixResult& result) { return result.state == PrefixState::must_fail && result.failure.has_value(); }

double share_left(const PrefixResult& result) {
  const std::size_t left = result.bytes - std::min(result.byte, result.bytes);
  return result.bytes == 0 ? 0 : static_cast<double>(left) / static_cast<double>(result.bytes);
}

std::string bytes_text(std::size_t bytes) { return grouped(static_cast<std::int64_t>(bytes)); }

}  // namespace

const PrefixResult* streamed(const Frame& ui, const Shown& shown) {
  const auto& answer = ui.view.results.prefix;
  if (!answer.value || answer.error || answer.updating || shown.verdict == nullptr) return nullptr;
  const auto& findings = shown.verdict->findings;
  const bool wrapped =
      std::any_of(findings.begin(), findings.end(), [](const Finding& one) { return one.code[0] == 'W'; });
  const bool allowed = ui.view.document.check.contract.wrapper == WrapperPolicy::allow;
  if ((wrapped && allowed) || shown.verdict->index >= answer.value->results.size()) return nullptr;
  return &answer.value->results[shown.verdict->index];
}

void draw_stream_line(Frame& ui, const Shown& shown) {
  const PrefixResult* result = streamed(ui, shown);
  if (result == nullptr || result->bytes == 0) return;
  const Theme& t = ui.theme;
  ui.gap(10);
  const ImVec2 at = Frame::at();
  const float width = ui.width();
  const bool failed = fails(*result);
  const float good = failed ? width * static_cast<float>(1 - share_left(*result)) : width;
  const float top = at.y + ui.px(5);
  const float thick = ui.px(3);
  ui.draw()->AddRectFilled({at.x, top}, {at.x + width, top + thick}, t.line, thick / 2);
  ui.draw()->AddRectFilled({at.x, top}, {at.x + std::max(good, thick), top + thick}, t.ok, thick / 2);
  if (failed) {
    const float x = std::clamp(at.x + good, at.x + ui.px(1), at.x + width - ui.px(1));
    ui.draw()->AddRectFilled({x - ui.px(1), at.y}, {x + ui.px(1), at.y + ui.px(13)}, t.silent);
  }
  const std::string said =
      failed ? "certain to fail at byte " + bytes_text(result->byte) + " of " + bytes_text(result->bytes)
      : result->state == PrefixState::complete ? "whole"
                                               : "could still become valid";
  const ImRect rect{at, at + ImVec2{width, ui.px(13)}};
  ui.mirror.note({"While streaming", Role::picture, said, rect, true, true, 0});
  Tip about{"While it was written: green as long as it could still meet the contract.", said};
  if (failed) about.text += " " + as_sentence(result->failure->message);
  tip_over(ui, rect, about);
  ImGui::SetCursorScreenPos(at);
  ImGui::Dummy(rect.GetSize());
}

void draw_while_streaming(Frame& ui, const Shown& shown) {
  const PrefixResult* result = streamed(ui, shown);
  if (result == nullptr || !fails(*result)) return;
  const Theme& t = ui.theme;
  ui.gap(28);
  heading(ui, "WHILE STREAMING");
  ui.gap(12);
  const bool early = share_left(*result) > 0;
  std::vector<Run> runs{
      {result->failure->earliest ? "Certain to fail at byte " : "Certain to fail by byte ", &ui.fonts.body, t.muted},
      {bytes_text(result->byte), &ui.fonts.number, t.text},
      {" of " + bytes_text(result->bytes) + ".", &ui.fonts.body, t.muted}};
  if (early)
    runs.push_back(
        {" Stopping there saves " + percent(share_left(*result)) + " of its tokens.", &ui.fonts.body, t.muted});
  words(ui, runs);
  ui.gap(8);
  words(ui, ui.fonts.small, t.muted, as_sentence(result->failure->message));
}

}  // namespace nines::ui
