// Computes requests on the calling thread, one for each look at the answers: for tests, and where there are no workers.
#include <deque>

#include "app/jobs.h"
#include "nines/call.h"

namespace nines::app {
namespace {

class InlineRunner final : public JobRunner {
 public:
  void put_blob(const std::string& /*sha256*/, const std::string& bytes) override { engine_.put_blob(bytes); }
  void start(JobId id, std::string request) override { waiting_.push_back({id, std::move(request)}); }
  void cancel(JobId id) override {
    std::erase_if(waiting_, [&](const Waiting& job) { return job.id == id; });
  }
  std::vector<JobAnswer> take_answers() override {
    std::vector<JobAnswer> out;
    if (waiting_.empty()) return out;
    const Waiting job = std::move(waiting_.front());
    waiting_.pop_front();
    RunContext run;
    out.push_back({job.id, engine_.call(job.request, run), 0});
    return out;
  }
  [[nodiscard]] double progress(JobId /*id*/) const override { return 0; }
  [[nodiscard]] int width() const override { return 1; }

 private:
  struct Waiting {
    JobId id;
    std::string request;
  };
  Engine engine_;
  std::deque<Waiting> waiting_;
};

}  // namespace

std::unique_ptr<JobRunner> make_inline_runner() { return std::make_unique<InlineRunner>(); }

}  // namespace nines::app
