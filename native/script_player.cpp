// Script lines to ImGui input. See script_player.h.
#include "script_player.h"

#include <imgui.h>

#include <cstdlib>
#include <utility>

#include "mirror_reader.h"
#include "script_keys.h"

namespace nines::native {
namespace {

constexpr int kDragSteps = 8;
constexpr int kPauseAfter = 3;  // frames in which the program takes in what a line did

// Words split at spaces; quotes keep spaces together, \" and \\ inside them.
bool split_words(const std::string& line, std::vector<std::string>& out) {
  std::size_t at = 0;
  while (true) {
    at = line.find_first_not_of(" \t\r", at);
    if (at == std::string::npos || line[at] == '#') return true;
    std::string word;
    const bool quoted = line[at] == '"';
    if (quoted) ++at;
    while (at < line.size() && (quoted ? line[at] != '"' : line[at] != ' ' && line[at] != '\t' && line[at] != '\r')) {
      if (quoted && line[at] == '\\' && at + 1 < line.size()) ++at;
      word += line[at++];
    }
    if (quoted && at == line.size()) return false;
    if (quoted) ++at;
    out.push_back(std::move(word));
  }
}

}  // namespace

Result<std::vector<ScriptLine>> read_script(const std::string& text) {
  std::vector<ScriptLine> out;
  int number = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    ScriptLine line{++number, {}};
    if (!split_words(text.substr(at, end - at), line.words)) {
      return Error{ErrorCode::bad_value, "script line " + std::to_string(number) + ": a quote is not closed", {}};
    }
    if (!line.words.empty()) out.push_back(std::move(line));
    at = end + 1;
  }
  return out;
}

void ScriptPlayer::before_frame(bool at_rest) {
  if (waiting_ && !at_rest) return;
  waiting_ = false;
  if (steps_.empty() && next_ < lines_.size() && error_.empty()) begin(lines_[next_++]);
  if (steps_.empty()) return;
  const Step step = std::move(steps_.front());
  steps_.pop_front();
  if (step) step();
}

void ScriptPlayer::begin(const ScriptLine& line) {
  const std::string& command = line.words[0];
  const auto word = [&](std::size_t i) { return i < line.words.size() ? line.words[i] : std::string(); };
  const auto number = [&](std::size_t i) { return std::strtof(word(i).c_str(), nullptr); };
  float x = 0;
  float y = 0;
  if (command == "click" && point_of(line, x, y)) {
    click(x, y);
  } else if (command == "drag" && point_of(line, x, y)) {
    drag(x, y, number(2), number(3));
  } else if (command == "type" && point_of(line, x, y)) {
    click(x, y);  // a number opens its editor where it stands
    chord("Ctrl+A");
    type(word(2));
    chord("Enter");
  } else if (command == "key") {
    if (keys_of(word(1)).empty()) return fail(line, "unknown key " + word(1));
    chord(word(1));
  } else if (command == "wait") {
    waiting_ = true;
  } else if (command == "shot" || command == "dump") {
    const bool done = command == "shot" ? host_.shot(word(1)) : host_.dump(word(1));
    if (!done) return fail(line, word(1) + " could not be written");
  } else if (error_.empty()) {
    return fail(line, "unknown command " + command);
  }
  pause(kPauseAfter);
}

bool ScriptPlayer::point_of(const ScriptLine& line, float& x, float& y) {
  const std::vector<MirrorWidget> widgets = read_mirror(host_.mirror_json());
  const std::string label = line.words.size() > 1 ? line.words[1] : "";
  const MirrorWidget* found = find_widget(widgets, label);
  if (found == nullptr) {
    std::string known;
    for (const MirrorWidget& widget : widgets) known += (known.empty() ? "" : ", ") + widget.label;
    fail(line, "nothing on screen is called \"" + label + "\". There are: " + known);
    return false;
  }
  x = found->x + found->width / 2;
  y = found->y + found->height / 2;
  return true;
}

void ScriptPlayer::click(float x, float y) {
  steps_.push_back([x, y] { ImGui::GetIO().AddMousePosEvent(x, y); });
  pause(1);
  steps_.push_back([] { ImGui::GetIO().AddMouseButtonEvent(0, true); });
  steps_.push_back([] { ImGui::GetIO().AddMouseButtonEvent(0, false); });
  pause(1);
}

void ScriptPlayer::drag(float x, float y, float dx, float dy) {
  steps_.push_back([x, y] { ImGui::GetIO().AddMousePosEvent(x, y); });
  pause(1);
  steps_.push_back([] { ImGui::GetIO().AddMouseButtonEvent(0, true); });
  for (int i = 1; i <= kDragSteps; ++i) {
    const float part = static_cast<float>(i) / kDragSteps;
    steps_.push_back([=] { ImGui::GetIO().AddMousePosEvent(x + dx * part, y + dy * part); });
  }
  steps_.push_back([] { ImGui::GetIO().AddMouseButtonEvent(0, false); });
}

void ScriptPlayer::chord(const std::string& keys) {
  const std::vector<ImGuiKey> held = keys_of(keys);
  const auto set_all = [held](bool down) {
    for (const ImGuiKey key : held) ImGui::GetIO().AddKeyEvent(key, down);
  };
  steps_.push_back([set_all] { set_all(true); });
  pause(1);
  steps_.push_back([set_all] { set_all(false); });
  pause(1);
}

void ScriptPlayer::type(const std::string& text) {
  steps_.push_back([text] { ImGui::GetIO().AddInputCharactersUTF8(text.c_str()); });
  pause(2);
}

void ScriptPlayer::pause(int frames) {
  for (int i = 0; i < frames; ++i) steps_.emplace_back();
}

void ScriptPlayer::fail(const ScriptLine& line, const std::string& why) {
  error_ = "script line " + std::to_string(line.number) + ": " + why;
  steps_.clear();
}

}  // namespace nines::native
