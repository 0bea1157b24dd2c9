#include "daemon/app/loop.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <sys/eventfd.h>
#include <systemd/sd-daemon.h>
#include <systemd/sd-event.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>
#include <optional>

#include "daemon/app/worker.hpp"

namespace bandwagon::app {
namespace {

using std::chrono::microseconds;

// The loop looks at the clock so often, instead of setting a timer for the next run: a machine that slept or whose
// clock was put right would miss that.
constexpr std::chrono::seconds kTick{20};

struct FreeEvent {
  void operator()(sd_event* event) const { sd_event_unref(event); }
};

std::string utc(util::Moment moment) {
  return fmt::format("{:%Y-%m-%dT%H:%MZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(moment)));
}

class Loop {
 public:
  Loop(const util::Clock& clock, LoopCalls calls) : clock_(clock), calls_(std::move(calls)) {}
  ~Loop() {
    if (finished_fd_ >= 0) close(finished_fd_);
  }
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  Result<void> run() {
    if (const int fault = set_up(); fault < 0) {
      return fail(ErrorKind::Failed, fmt::format("cannot watch events: {}", std::strerror(-fault)));
    }
    sd_notify(0, "READY=1\nSTATUS=starting");
    begin_run();
    const int code = sd_event_loop(event_.get());
    if (code < 0) return fail(ErrorKind::Failed, fmt::format("the event loop broke: {}", std::strerror(-code)));
    return {};
  }

 private:
  int set_up() {
    sigset_t ours;
    sigemptyset(&ours);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP, SIGUSR1}) sigaddset(&ours, signal);
    if (const int fault = pthread_sigmask(SIG_BLOCK, &ours, nullptr); fault != 0) return -fault;
    finished_fd_ = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (finished_fd_ < 0) return -errno;
    sd_event* event = nullptr;
    int result = sd_event_new(&event);
    event_.reset(event);
    const auto then = [&](int next) { result = result < 0 ? result : next; };
    for (const int signal : {SIGTERM, SIGINT}) then(sd_event_add_signal(event, nullptr, signal, &Loop::on_end, this));
    then(sd_event_add_signal(event, nullptr, SIGHUP, &Loop::on_reload, this));
    then(sd_event_add_signal(event, nullptr, SIGUSR1, &Loop::on_run_now, this));
    then(sd_event_add_io(event, nullptr, finished_fd_, EPOLLIN, &Loop::on_finished, this));
    then(sd_event_add_time_relative(event, nullptr, CLOCK_BOOTTIME, microseconds{kTick}.count(), 0, &Loop::on_tick,
                                    this));
    then(sd_event_set_watchdog(event, 1));
    if (result >= 0) worker_.emplace([this](std::stop_token stop) { work(std::move(stop)); });
    return result;
  }

  // On the worker's thread.
  void work(std::stop_token stop) {
    RunOutcome outcome = calls_.run(std::move(stop));
    const std::lock_guard lock(mutex_);
    outcome_ = std::move(outcome);
    const std::uint64_t one = 1;
    if (write(finished_fd_, &one, sizeof one) != sizeof one) spdlog::error("run finished but the loop cannot be told");
  }

  void begin_run() {
    if (started_ || ending_) return;
    started_ = clock_.now();
    due_.reset();
    sd_notify(0, "STATUS=polling arXiv and closing finished weeks");
    worker_->request_run();
  }

  void finish_run() {
    RunOutcome outcome;
    {
      const std::lock_guard lock(mutex_);
      outcome = std::move(outcome_);
    }
    started_.reset();
    if (ending_) {
      sd_event_exit(event_.get(), 0);
      return;
    }
    due_ = calls_.next(clock_.now(), outcome.failures);
    sd_notifyf(0, "STATUS=idle, next poll %s; last: %s", utc(*due_).c_str(), outcome.summary.c_str());
    if (run_again_) {
      run_again_ = false;
      begin_run();
    }
  }

  void end() {
    if (ending_) std::_Exit(EXIT_FAILURE);  // asked twice: at once
    ending_ = true;
    sd_notify(0, "STOPPING=1\nSTATUS=stopping");
    worker_->request_stop();
    if (!started_) sd_event_exit(event_.get(), 0);
  }

  void reload() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    const auto usec = static_cast<unsigned long long>(now.tv_sec) * 1'000'000ULL +
                      static_cast<unsigned long long>(now.tv_nsec / 1000);
    sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%llu", usec);
    if (const auto done = calls_.reload()) {
      spdlog::info("settings read again");
    } else {
      spdlog::error("settings stay as they were: {}", done.error().message);
    }
    sd_notify(0, "READY=1");
  }

  void tick() {
    if (due_ && clock_.now() >= *due_) begin_run();
    if (started_ && clock_.now() - *started_ > kLongestRun && sd_event_get_watchdog(event_.get()) > 0) {
      spdlog::error("run has taken over {} h; no longer telling systemd that all is well", kLongestRun.count());
      sd_event_set_watchdog(event_.get(), 0);
    }
  }

  static Loop& self(void* data) { return *static_cast<Loop*>(data); }
  static int on_end(sd_event_source*, const signalfd_siginfo*, void* data) { return self(data).end(), 0; }
  static int on_reload(sd_event_source*, const signalfd_siginfo*, void* data) { return self(data).reload(), 0; }
  static int on_run_now(sd_event_source*, const signalfd_siginfo*, void* data) {
    Loop& loop = self(data);
    loop.run_again_ = loop.started_.has_value();
    loop.begin_run();
    return 0;
  }
  static int on_finished(sd_event_source*, int fd, std::uint32_t, void* data) {
    std::uint64_t runs = 0;
    if (read(fd, &runs, sizeof runs) == sizeof runs) self(data).finish_run();
    return 0;
  }
  static int on_tick(sd_event_source* source, std::uint64_t, void* data) {
    self(data).tick();
    sd_event_source_set_time_relative(source, microseconds{kTick}.count());
    return sd_event_source_set_enabled(source, SD_EVENT_ONESHOT);
  }

  const util::Clock& clock_;
  LoopCalls calls_;
  std::unique_ptr<sd_event, FreeEvent> event_;
  int finished_fd_ = -1;
  std::optional<util::Moment> due_, started_;  // of the next run; of the running one
  bool run_again_ = false, ending_ = false;
  std::mutex mutex_;  // guards outcome_
  RunOutcome outcome_;
  std::optional<Worker> worker_;  // last: its thread uses the others
};

}  // namespace

Result<void> run_loop(const util::Clock& clock, LoopCalls calls) {
  return Loop(clock, std::move(calls)).run();
}

}  // namespace bandwagon::app
