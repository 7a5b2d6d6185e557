// Plays a script of user actions against the running program: finds widgets by label in the mirror and feeds Dear ImGui
// the input a person would give. Used by the off-screen run, for tests and README pictures. One input event a frame.
#pragma once

#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "nines/status.h"

namespace nines::native {

struct ScriptLine {
  int number = 0;                  // 1-based, for messages
  std::vector<std::string> words;  // command and arguments
};

Result<std::vector<ScriptLine>> read_script(const std::string& text);

class ScriptPlayer {
 public:
  // What a script can ask of the program around it. Each returns false when it could not.
  struct Host {
    std::function<std::string()> mirror_json;
    std::function<bool(const std::string& path)> shot;
    std::function<bool(const std::string& path)> dump;
  };
  ScriptPlayer(std::vector<ScriptLine> lines, Host host) : lines_(std::move(lines)), host_(std::move(host)) {}

  // Call before each frame. `at_rest`: nothing computes or moves.
  void before_frame(bool at_rest);
  [[nodiscard]] bool done() const { return !error_.empty() || (next_ == lines_.size() && steps_.empty()); }
  [[nodiscard]] const std::string& error() const { return error_; }

 private:
  using Step = std::function<void()>;
  void begin(const ScriptLine& line);
  void click(float x, float y);
  void drag(float x, float y, float dx, float dy);
  void chord(const std::string& keys);
  void type(const std::string& text);
  void pause(int frames);
  void fail(const ScriptLine& line, const std::string& why);
  bool point_of(const ScriptLine& line, float& x, float& y);

  std::vector<ScriptLine> lines_;
  Host host_;
  std::size_t next_ = 0;
  std::deque<Step> steps_;
  bool waiting_ = false;
  std::string error_;
};

}  // namespace nines::native
