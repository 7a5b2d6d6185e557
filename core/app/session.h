// The program between two frames. frame() reads as its table of contents: take platform events, take finished jobs,
// apply the outbox, push history, want results, start what is missing and cancel what is not wanted, draw. Owned by a
// shell (native, web) or a test; draws through a function it is given, so it knows neither ImGui nor GL.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "app/jobs.h"
#include "app/platform.h"
#include "app/view.h"

namespace nines::app {

class Session {
 public:
  using Draw = std::function<void(const View&, Outbox&)>;

  // Both must outlive the session. Starts with the example "refund-agent".
  Session(Platform& platform, JobRunner& runner);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // One frame. Returns true when another frame is wanted soon (jobs under way, an answer just arrived, an edit to
  // apply).
  bool frame(const Draw& draw);

  [[nodiscard]] const Document& document() const;
  [[nodiscard]] const Results& results() const;
  [[nodiscard]] const SessionState& state() const;
  // Bytes of the document as saved: what tests compare and links carry.
  [[nodiscard]] std::string document_json() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace nines::app
