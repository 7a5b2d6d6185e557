// A checker of another's making: a shell command that reads a text on its standard input and accepts it by exit code 0.
// Used by nines selftest.
#pragma once

#include <string>

namespace nines::cli {

// refuses: it ended by itself with another exit code. failed: it gave no answer, for the reason in `why`.
enum class CheckerAnswer { accepts, refuses, failed };

class Checker {
 public:
  Checker(std::string command, double seconds);
  Checker(const Checker&) = delete;
  Checker& operator=(const Checker&) = delete;
  ~Checker();

  // Runs it once. What it prints is thrown away. After `seconds` it is stopped, with what it started itself.
  CheckerAnswer ask(const std::string& text);
  // Why the last failed one failed: "killed by signal 11", "no answer within 10 s", "exit code 127: …".
  [[nodiscard]] const std::string& why() const { return why_; }

 private:
  std::string command_;
  double seconds_;
  std::string path_;
  std::string why_;
};

}  // namespace nines::cli
