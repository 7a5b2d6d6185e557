// Cancel and progress for everything that may take long. A function that takes a RunContext& computes; the UI thread
// never calls one: only `call`, the job runners, the command line and tests do.
#pragma once

namespace nines {

// Both hooks may be empty. `cancelled` is asked at least every 20 ms of work and is sticky by contract: once true, it
// stays true. `progress` gets a fraction in [0, 1], never decreasing within one call. Called on the computing thread
// only.
struct RunContext {
  bool (*cancelled_hook)(void* user) = nullptr;
  void (*progress_hook)(void* user, double fraction) = nullptr;
  void* user = nullptr;

  [[nodiscard]] bool cancelled() const { return cancelled_hook != nullptr && cancelled_hook(user); }
  void progress(double fraction) const {
    if (progress_hook != nullptr) progress_hook(user, fraction);
  }
};

}  // namespace nines
