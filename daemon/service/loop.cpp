#include "daemon/service/loop.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <spdlog/spdlog.h>
#include <sys/eventfd.h>
#include <systemd/sd-daemon.h>
#include <systemd/sd-event.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "daemon/service/clock_watch.hpp"
#include "daemon/service/worker.hpp"

namespace bandwagon::service {
namespace {

using std::chrono::microseconds;

struct FreeEvent {
  void operator()(sd_event* event) const { sd_event_unref(event); }
};

std::string utc(util::Moment moment) {
  return fmt::format("{:%Y-%m-%dT%H:%MZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(moment)));
}

class Loop {
 public:
  Loop(const util::Clock& clock, LoopCalls calls, const LoopPace& pace)
      : clock_(clock), calls_(std::move(calls)), pace_(pace), watch_(clock.now()) {}
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
    if (hopeless_) return tl::unexpected(*hopeless_);
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
    std::uint64_t limit = 0;  // microseconds
    fed_ = sd_watchdog_enabled(0, &limit) > 0 ? Watchdog::Fed : Watchdog::None;
    if (fed_ == Watchdog::Fed)
      pace_.tick = std::min(pace_.tick, std::chrono::floor<std::chrono::milliseconds>(microseconds{limit / 3}));
    then(sd_event_add_time_relative(event, nullptr, CLOCK_BOOTTIME, usec(pace_.tick), usec(pace_.tick) / 10,
                                    &Loop::on_tick, this));
    if (result >= 0) worker_.emplace([this](std::stop_token stop) { work(std::move(stop)); });
    return result;
  }

  // On the worker's thread.
  void work(std::stop_token stop) {
    RunOutcome outcome = calls_.run(std::move(stop), heartbeat_);
    const std::lock_guard lock(mutex_);
    outcome_ = std::move(outcome);
    const std::uint64_t one = 1;
    if (write(finished_fd_, &one, sizeof one) != sizeof one) spdlog::error("run finished but the loop cannot be told");
  }

  void begin_run() {
    if (running_ || ending_) return;
    due_.reset();
    if (!util::is_plausible(clock_.now())) return wait_for_the_clock();
    running_ = true;
    heartbeat_.beat();
    sd_notify(0, "STATUS=polling arXiv and closing finished weeks");
    worker_->request_run();
  }

  void wait_for_the_clock() {
    due_ = util::kEarliestMoment;
    sd_notifyf(0, "STATUS=waiting for the clock, which says %s", utc(clock_.now()).c_str());
    spdlog::warn("the clock says {}, before this program was made; nothing is polled until it is set",
                 utc(clock_.now()));
  }

  void finish_run() {
    RunOutcome outcome;
    {
      const std::lock_guard lock(mutex_);
      outcome = std::move(outcome_);
    }
    running_ = false;
    if (ending_) {
      sd_event_exit(event_.get(), 0);
      return;
    }
    last_ = std::move(outcome);
    plan();
    if (run_again_) {
      run_again_ = false;
      begin_run();
    }
  }

  // Asks when to run again. In between nothing runs.
  void plan() {
    due_ = calls_.next(clock_.now(), last_.failures);
    sd_notifyf(0, "STATUS=idle, next poll %s; last: %s", utc(*due_).c_str(), last_.summary.c_str());
  }

  void end() {
    if (ending_) std::_Exit(EXIT_FAILURE);  // asked twice: at once
    ending_ = true;
    sd_notify(0, "STOPPING=1\nSTATUS=stopping");
    worker_->request_stop();
    if (!running_) {
      sd_event_exit(event_.get(), 0);
    } else {
      sd_event_add_time_relative(event_.get(), nullptr, CLOCK_BOOTTIME, usec(pace_.farewell), usec(pace_.farewell) / 10,
                                 &Loop::on_farewell, this);
    }
  }

  void reload() {
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    const auto at = static_cast<unsigned long long>(now.tv_sec) * 1'000'000ULL +
                    static_cast<unsigned long long>(now.tv_nsec / 1000);
    sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%llu", at);
    const auto done = calls_.reload();
    if (done) {
      spdlog::info("settings read again");
      if (due_ && clock_.now() >= *due_)
        begin_run();  // planned anew, it would be put off
      else if (due_ && util::is_plausible(clock_.now()))
        plan();
    } else {
      spdlog::error("settings stay as they were: {}", done.error().message);
      sd_notifyf(0, "STATUS=settings stay as they were: %s", done.error().message.c_str());
    }
    sd_notify(0, "READY=1");
  }

  void tick() {
    const auto now = clock_.now();
    if (const auto expected = watch_.look(now)) {
      spdlog::warn("the clock was set from about {} to {}", utc(*expected), utc(now));
      if (due_ && now < *due_ && util::is_plausible(now)) plan();  // it may have been set back
    }
    if (due_ && now >= *due_) begin_run();
    feed_watchdog();
  }

  // The watchdog is told that all is well only if it is: the loop turns, the worker gets on, the database answers.
  void feed_watchdog() {
    if (fed_ == Watchdog::None) return;
    const auto silence = heartbeat_.silence();
    if (running_ && silence > pace_.longest_piece) {
      if (fed_ == Watchdog::Fed)
        spdlog::error("the run has got nowhere for {} min; systemd will start the service anew",
                      std::chrono::floor<std::chrono::minutes>(silence).count());
      fed_ = Watchdog::Starved;
      return;
    }
    if (const auto alive = calls_.alive(); !alive) {
      if (std::exchange(silent_, alive.error().message) != alive.error().message)
        spdlog::error("the database does not answer: {}", alive.error().message);
      if (alive.error().kind == ErrorKind::Config) {  // no start will mend it: a person must
        hopeless_ = alive.error();
        end();
      }
      return;
    }
    silent_.clear();
    fed_ = Watchdog::Fed;
    sd_notify(0, "WATCHDOG=1");
  }

  static std::uint64_t usec(std::chrono::milliseconds duration) {
    return static_cast<std::uint64_t>(microseconds{duration}.count());
  }
  static Loop& self(void* data) { return *static_cast<Loop*>(data); }
  static int on_end(sd_event_source*, const signalfd_siginfo*, void* data) { return self(data).end(), 0; }
  static int on_reload(sd_event_source*, const signalfd_siginfo*, void* data) { return self(data).reload(), 0; }
  static int on_run_now(sd_event_source*, const signalfd_siginfo*, void* data) {
    Loop& loop = self(data);
    loop.run_again_ = loop.running_;
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
    sd_event_source_set_time_relative(source, usec(self(data).pace_.tick));
    return sd_event_source_set_enabled(source, SD_EVENT_ONESHOT);
  }

  static int on_farewell(sd_event_source*, std::uint64_t, void* data) {
    spdlog::warn("the run has not come to an end; it is left and done again at the next start");
    spdlog::shutdown();
    const auto& hopeless = self(data).hopeless_;
    std::_Exit(hopeless ? exit_code(hopeless->kind) : EXIT_SUCCESS);  // no destructor: the worker would be waited for
  }

  enum class Watchdog { None, Fed, Starved };

  const util::Clock& clock_;
  LoopCalls calls_;
  LoopPace pace_;
  std::unique_ptr<sd_event, FreeEvent> event_;
  int finished_fd_ = -1;
  std::optional<util::Moment> due_;  // the next run
  ClockWatch watch_;
  RunOutcome last_;
  std::string silent_;             // why the database does not answer; empty: it does
  std::optional<Error> hopeless_;  // why the service ends
  Watchdog fed_ = Watchdog::None;
  Heartbeat heartbeat_;
  bool running_ = false, run_again_ = false, ending_ = false;
  std::mutex mutex_;  // guards outcome_
  RunOutcome outcome_;
  std::optional<Worker> worker_;  // last: its thread uses the others
};

}  // namespace

Result<void> run_loop(const util::Clock& clock, LoopCalls calls, const LoopPace& pace) {
  return Loop(clock, std::move(calls), pace).run();
}

}  // namespace bandwagon::service
