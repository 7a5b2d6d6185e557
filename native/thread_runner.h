// Requests on the desktop: a few threads, each with its own Engine, one queue in front of them. Made by desktop_main,
// driven by Session on the UI thread. Never touches SDL or ImGui: `wake` is how it says that an answer is ready.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "app/jobs.h"
#include "nines/call.h"

namespace nines::native {

// Hardware threads less the one that draws, at least one.
int default_thread_count();

class ThreadRunner final : public app::JobRunner {
 public:
  // `wake` is called on a job thread: for each batch of answers not yet taken, and when a job has come on by a
  // hundredth.
  ThreadRunner(int threads, std::function<void()> wake);
  ~ThreadRunner() override;
  ThreadRunner(const ThreadRunner&) = delete;
  ThreadRunner& operator=(const ThreadRunner&) = delete;

  void put_blob(const std::string& sha256, const std::string& bytes) override;
  void start(app::JobId id, std::string request) override;
  void cancel(app::JobId id) override;
  std::vector<app::JobAnswer> take_answers() override;
  [[nodiscard]] double progress(app::JobId id) const override;
  [[nodiscard]] int width() const override { return static_cast<int>(threads_.size()); }

  // Nothing waits, nothing runs and nothing is left to take.
  [[nodiscard]] bool idle() const;

 private:
  struct Job {
    app::JobId id = 0;
    std::string request;
    std::atomic<bool> cancelled{false};
    std::atomic<double> progress{0};
    const std::function<void()>* wake = nullptr;
    void come_on(double fraction);
  };
  using Blob = std::shared_ptr<const std::string>;

  void work();
  std::shared_ptr<Job> next_job();
  void feed(Engine& engine, std::set<std::string>& known, const std::string& request);
  void finish(const std::shared_ptr<Job>& job, std::string response, double ms);

  std::function<void()> wake_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::shared_ptr<Job>> waiting_;
  std::map<app::JobId, std::shared_ptr<Job>> running_;
  std::map<std::string, Blob> blobs_;
  std::vector<app::JobAnswer> answers_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;  // last: its members start to run when they are made
};

}  // namespace nines::native
