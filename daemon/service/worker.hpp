#pragma once
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace bandwagon::service {

// The one thread that does the work: runs `job` once for each request, one at a time; requests during a run make one
// further run. All functions are thread safe. The destructor stops the running job and waits for it.
class Worker {
 public:
  explicit Worker(std::function<void(std::stop_token)> job);

  void request_run();
  void request_stop();  // the running job sees it in its token; no further run begins

 private:
  void work(std::stop_token stop);

  enum class Mailbox { Empty, RunWanted };
  std::function<void(std::stop_token)> job_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  Mailbox mailbox_ = Mailbox::Empty;
  std::jthread thread_;  // last: it uses all of the above
};

}  // namespace bandwagon::service
