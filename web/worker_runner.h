// Requests in the browser: handed to the page, which spreads them over plain module workers (worker_pool.js), each with
// its own engine module. Driven by Session; answers come in through exports.cpp. Computes nothing itself.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "app/jobs.h"

namespace nines::web {

class WorkerRunner final : public app::JobRunner {
 public:
  void put_blob(const std::string& sha256, const std::string& bytes) override;
  void start(app::JobId id, std::string request) override;
  void cancel(app::JobId id) override;
  std::vector<app::JobAnswer> take_answers() override;
  [[nodiscard]] double progress(app::JobId id) const override;
  [[nodiscard]] int width() const override;

  // ---- from the page
  void deliver(app::JobId id, std::string response, double ms);
  void come_on(app::JobId id, double fraction);
  // The worker broke down over this request: memory ran out, or a bug.
  void deliver_failure(app::JobId id, std::string why);

 private:
  std::map<app::JobId, double> open_;  // started, neither answered nor cancelled: how far each is
  std::vector<app::JobAnswer> answers_;
};

}  // namespace nines::web
