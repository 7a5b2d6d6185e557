// Undo and redo by snapshots: a Document is small, so a step is a whole copy. Edits that share a gesture (one drag, one
// run of typing) are one step. Owned by Session.
#pragma once

#include <cstdint>
#include <vector>

#include "nines/document.h"

namespace nines::app {

inline constexpr std::size_t kMaxUndoSteps = 500;  // the oldest falls off

class History {
 public:
  explicit History(Document first) : steps_{std::move(first)} {}

  [[nodiscard]] const Document& now() const { return steps_[at_]; }
  [[nodiscard]] bool can_undo() const { return at_ > 0; }
  [[nodiscard]] bool can_redo() const { return at_ + 1 < steps_.size(); }
  void undo() {
    at_ -= can_undo() ? 1U : 0U;
    gesture_ = 0;
  }
  void redo() {
    at_ += can_redo() ? 1U : 0U;
    gesture_ = 0;
  }

  // Drops what could be redone. `gesture` 0 = a step of its own.
  void push(Document next, std::uint32_t gesture) {
    const bool joined = gesture != 0 && gesture == gesture_ && at_ > 0;
    steps_.resize(at_ + 1);
    if (joined)
      steps_.back() = std::move(next);
    else
      steps_.push_back(std::move(next));
    if (steps_.size() > kMaxUndoSteps) steps_.erase(steps_.begin());
    at_ = steps_.size() - 1;
    gesture_ = gesture;
  }

 private:
  std::vector<Document> steps_;
  std::size_t at_ = 0;
  std::uint32_t gesture_ = 0;
};

}  // namespace nines::app
