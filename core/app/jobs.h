// Where requests are computed: inline (tests), threads (desktop), workers (browser). The runner only moves strings;
// what they mean is between Engine::call and codec.h. Called by Session. Answers come back in any order, each once.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace nines::app {

using JobId = std::uint64_t;

struct JobAnswer {
  JobId id = 0;
  std::string response;  // JSON of Engine::call
  double ms = 0;         // time in the engine
};

class JobRunner {
 public:
  virtual ~JobRunner() = default;
  virtual void put_blob(const std::string& sha256, const std::string& bytes) = 0;  // before a request names it
  virtual void start(JobId id, std::string request) = 0;
  virtual void cancel(JobId id) = 0;                          // best effort; no answer comes after it
  virtual std::vector<JobAnswer> take_answers() = 0;          // finished since last time
  [[nodiscard]] virtual double progress(JobId id) const = 0;  // 0 to 1 of a job under way, 0 where nobody can tell
  [[nodiscard]] virtual int width() const = 0;                // how many run at once
};

// Computes each request inside take_answers(), one a call: for tests and for a browser without workers.
std::unique_ptr<JobRunner> make_inline_runner();

}  // namespace nines::app
