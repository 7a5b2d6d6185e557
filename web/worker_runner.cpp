// The C++ side of the browser's workers. See worker_runner.h.
#include "worker_runner.h"

#include <utility>

#include "host.h"
#include "nines/call.h"

namespace nines::web {

void WorkerRunner::put_blob(const std::string& sha256, const std::string& bytes) {
  host_put_blob(sha256.data(), sha256.size(), bytes.data(), bytes.size());
}

void WorkerRunner::start(app::JobId id, std::string request) {
  open_[id] = 0;
  host_start(static_cast<double>(id), request.data(), request.size());
}

void WorkerRunner::cancel(app::JobId id) {
  std::erase_if(answers_, [&](const app::JobAnswer& answer) { return answer.id == id; });
  if (open_.erase(id) > 0) host_cancel(static_cast<double>(id));
}

std::vector<app::JobAnswer> WorkerRunner::take_answers() { return std::exchange(answers_, {}); }

double WorkerRunner::progress(app::JobId id) const {
  const auto found = open_.find(id);
  return found == open_.end() ? 0 : found->second;
}

int WorkerRunner::width() const { return host_width(); }

void WorkerRunner::deliver(app::JobId id, std::string response, double ms) {
  if (open_.erase(id) > 0) answers_.push_back({id, std::move(response), ms});
}

void WorkerRunner::come_on(app::JobId id, double fraction) {
  if (const auto found = open_.find(id); found != open_.end()) found->second = fraction;
}

void WorkerRunner::deliver_failure(app::JobId id, std::string why) {
  deliver(id, error_response({ErrorCode::internal, std::move(why), {}}), 0);
}

}  // namespace nines::web
