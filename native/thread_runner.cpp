// Job threads of the desktop. See thread_runner.h.
#include "thread_runner.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <new>
#include <utility>

namespace nines::native {
namespace {

// What a request answers when its thread had to give up. No exception leaves a job thread.
std::string answer_of(const Engine& engine, const std::string& request, RunContext& run) {
  try {
    return engine.call(request, run);
  } catch (const std::bad_alloc&) {
    return error_response({ErrorCode::out_of_memory, "this needs more memory than there is", {}});
  } catch (const std::exception& problem) {
    return error_response({ErrorCode::internal, problem.what(), {}});
  }
}

}  // namespace

int default_thread_count() {
  const auto hardware = static_cast<int>(std::thread::hardware_concurrency());
  return std::max(1, hardware - 1);
}

ThreadRunner::ThreadRunner(int threads, std::function<void()> wake) : wake_(std::move(wake)) {
  for (int i = 0; i < std::max(1, threads); ++i) threads_.emplace_back([this] { work(); });
}

ThreadRunner::~ThreadRunner() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    waiting_.clear();
    for (auto& [id, job] : running_) job->cancelled = true;
  }
  changed_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void ThreadRunner::put_blob(const std::string& sha256, const std::string& bytes) {
  auto blob = std::make_shared<const std::string>(bytes);
  const std::lock_guard lock(mutex_);
  blobs_.insert_or_assign(sha256, std::move(blob));
}

void ThreadRunner::start(app::JobId id, std::string request) {
  auto job = std::make_shared<Job>();
  job->id = id;
  job->request = std::move(request);
  job->wake = &wake_;
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(job));
  }
  changed_.notify_one();
}

void ThreadRunner::cancel(app::JobId id) {
  const std::lock_guard lock(mutex_);
  std::erase_if(waiting_, [&](const std::shared_ptr<Job>& job) { return job->id == id; });
  std::erase_if(answers_, [&](const app::JobAnswer& answer) { return answer.id == id; });
  const auto found = running_.find(id);
  if (found != running_.end()) found->second->cancelled = true;
}

std::vector<app::JobAnswer> ThreadRunner::take_answers() {
  const std::lock_guard lock(mutex_);
  return std::exchange(answers_, {});
}

double ThreadRunner::progress(app::JobId id) const {
  const std::lock_guard lock(mutex_);
  const auto found = running_.find(id);
  return found == running_.end() ? 0 : found->second->progress.load();
}

void ThreadRunner::Job::come_on(double fraction) {
  constexpr double kWorthASight = 0.01;
  if (fraction < progress.load() + kWorthASight) return;
  progress = fraction;
  if (wake != nullptr && *wake) (*wake)();
}

bool ThreadRunner::idle() const {
  const std::lock_guard lock(mutex_);
  return waiting_.empty() && running_.empty() && answers_.empty();
}

std::shared_ptr<ThreadRunner::Job> ThreadRunner::next_job() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
  if (stopping_) return nullptr;
  std::shared_ptr<Job> job = std::move(waiting_.front());
  waiting_.pop_front();
  running_.emplace(job->id, job);
  return job;
}

// An engine gets its copy of a blob when a request first names it: most threads never need a large file.
void ThreadRunner::feed(Engine& engine, std::set<std::string>& known, const std::string& request) {
  std::vector<Blob> wanted;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [sha256, blob] : blobs_) {
      if (!known.contains(sha256) && request.find(sha256) != std::string::npos) {
        known.insert(sha256);
        wanted.push_back(blob);
      }
    }
  }
  for (const Blob& blob : wanted) engine.put_blob(*blob);
}

void ThreadRunner::finish(const std::shared_ptr<Job>& job, std::string response, double ms) {
  bool first = false;
  {
    const std::lock_guard lock(mutex_);
    running_.erase(job->id);
    if (job->cancelled) return;
    first = answers_.empty();
    answers_.push_back({job->id, std::move(response), ms});
  }
  if (first && wake_) wake_();
}

void ThreadRunner::work() {
  using Clock = std::chrono::steady_clock;
  Engine engine;
  std::set<std::string> known;
  while (const std::shared_ptr<Job> job = next_job()) {
    feed(engine, known, job->request);
    RunContext run;
    run.user = job.get();
    run.cancelled_hook = [](void* user) { return static_cast<Job*>(user)->cancelled.load(); };
    run.progress_hook = [](void* user, double fraction) { static_cast<Job*>(user)->come_on(fraction); };
    const Clock::time_point start = Clock::now();
    std::string response = answer_of(engine, job->request, run);
    finish(job, std::move(response), std::chrono::duration<double, std::milli>(Clock::now() - start).count());
  }
}

}  // namespace nines::native
