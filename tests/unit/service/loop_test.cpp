// The service's loop in a process of its own, which hears signals and tells systemd's socket what it does.
#include "daemon/service/loop.hpp"

#include <gmock/gmock.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <condition_variable>
#include <csignal>
#include <cstring>
#include <mutex>
#include <new>

#include "tests/support/temporary_folder.hpp"

namespace bandwagon::service {
namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr milliseconds kPatience = 20s;
const util::Moment kMonday{std::chrono::sys_days{std::chrono::year{2026} / 9 / 28}};

// What both processes see.
struct Shared {
  std::atomic<std::int64_t> now_ms{kMonday.time_since_epoch().count()};
  std::atomic<int> runs{0}, asked_alive{0};
  enum class Run { Ends, Hangs, IgnoresStop };
  std::atomic<Run> run{Run::Ends};
  std::atomic<bool> database_answers{true}, is_a_database{true}, settings_are_good{false};
};

class SharedClock final : public util::Clock {
 public:
  explicit SharedClock(const Shared& shared) : shared_(shared) {}
  util::Moment now() const override { return util::Moment{milliseconds{shared_.now_ms.load()}}; }
  void wait_until(util::Moment, std::stop_token) override {}

 private:
  const Shared& shared_;
};

class LoopProcess : public ::testing::Test {
 protected:
  Shared& shared =
      *new (::mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)) Shared;
  LoopPace pace{.tick = 10ms, .longest_piece = 1h, .farewell = 300ms};

  void SetUp() override {
    told_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, socket_name_.c_str(), sizeof address.sun_path - 1);
    ASSERT_EQ(::bind(told_, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  }

  void TearDown() override {
    if (child_ > 0 && ::waitpid(child_, nullptr, WNOHANG) == 0) {
      ::kill(child_, SIGKILL);
      ::waitpid(child_, nullptr, 0);
    }
    ::close(told_);
    ::munmap(&shared, sizeof(Shared));
  }

  void start() {
    child_ = ::fork();
    if (child_ != 0) return;
    ::setenv("NOTIFY_SOCKET", socket_name_.c_str(), 1);
    const SharedClock clock(shared);
    const auto ended = run_loop(clock,
                                {.run = [this](std::stop_token stop, Heartbeat&) { return run(std::move(stop)); },
                                 .next = [](util::Moment now, int) { return now + 24h; },
                                 .reload = [this] { return reload(); },
                                 .alive = [this] { return alive(); }},
                                pace);
    ::_exit(ended ? 0 : bandwagon::exit_code(ended.error().kind));
  }

  // The first message that holds `words`; what came before it is kept in `heard`.
  std::string wait_for(std::string_view words) {
    for (;;) {
      const std::string message = hear(kPatience);
      if (message.empty() || message.find(words) != std::string::npos) return message;
    }
  }

  std::string hear(milliseconds patience) {
    pollfd ready{.fd = told_, .events = POLLIN, .revents = 0};
    if (::poll(&ready, 1, static_cast<int>(patience.count())) <= 0) return "";
    std::string message(4096, '\0');
    const auto size = ::recv(told_, message.data(), message.size(), 0);
    message.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    heard += message + '\n';
    return message;
  }

  void drain() {
    while (!hear(0ms).empty()) {
    }
    heard.clear();
  }

  template <class Condition>
  bool comes_true(Condition condition) {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (!condition() && std::chrono::steady_clock::now() < end) ::usleep(2000);
    return condition();
  }

  void signal(int number) const { ::kill(child_, number); }

  int exit_code() {
    int status = 0;
    ::waitpid(std::exchange(child_, 0), &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  std::string heard;

 private:
  RunOutcome run(std::stop_token stop) {
    ++shared.runs;
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any never;
    if (shared.run == Shared::Run::Hangs) never.wait(lock, stop, [&] { return shared.run == Shared::Run::Ends; });
    if (shared.run == Shared::Run::IgnoresStop) never.wait(lock, [] { return false; });
    return {.summary = "did it"};
  }

  Result<void> reload() const {
    return shared.settings_are_good ? Result<void>{} : fail(ErrorKind::Config, "a.toml:1:1: no");
  }

  Result<void> alive() {
    ++shared.asked_alive;
    if (!shared.is_a_database) return fail(ErrorKind::Config, "a.db: no database of bandwagon");
    return shared.database_answers ? Result<void>{} : fail(ErrorKind::Failed, "disk gone");
  }

  test::TemporaryFolder folder_;
  const std::string socket_name_ = (folder_ / "notify").string();
  int told_ = -1;
  pid_t child_ = 0;
};

TEST_F(LoopProcess, RunsAtOnceThenSaysWhenNext) {
  start();
  EXPECT_THAT(wait_for("READY=1"), HasSubstr("STATUS=starting"));
  EXPECT_THAT(wait_for("STATUS=idle"), HasSubstr("next poll 2026-09-29T00:00Z; last: did it"));
  signal(SIGTERM);
  EXPECT_EQ(exit_code(), 0);
}

TEST_F(LoopProcess, EndsSoonThoughARunIgnoresItsStopToken) {
  shared.run = Shared::Run::IgnoresStop;
  start();
  ASSERT_TRUE(comes_true([&] { return shared.runs == 1; }));
  const auto asked = std::chrono::steady_clock::now();
  signal(SIGTERM);
  EXPECT_THAT(wait_for("STOPPING=1"), HasSubstr("STATUS=stopping"));
  EXPECT_EQ(exit_code(), 0);
  EXPECT_LT(std::chrono::steady_clock::now() - asked, 2s);
}

TEST_F(LoopProcess, WaitsForAClockThatWasNeverSet) {
  shared.now_ms = 0;
  start();
  EXPECT_THAT(wait_for("waiting for the clock"), HasSubstr("1970-01-01T00:00Z"));
  EXPECT_EQ(shared.runs, 0);
  shared.now_ms = kMonday.time_since_epoch().count();
  EXPECT_THAT(wait_for("STATUS=idle"), HasSubstr("did it"));
  EXPECT_EQ(shared.runs, 1);
}

TEST_F(LoopProcess, RunsWhenTheMachineHasSleptPastThePoll) {
  start();
  wait_for("STATUS=idle");
  shared.now_ms += milliseconds{30h}.count();
  EXPECT_THAT(wait_for("STATUS=idle"), HasSubstr("2026-09-30T06:00Z"));
  EXPECT_EQ(shared.runs, 2);
}

TEST_F(LoopProcess, PlansAnewWhenTheClockWasSetBackAYear) {
  shared.now_ms += milliseconds{24h * 60}.count();  // two months ahead: the next poll would be far away
  start();
  EXPECT_THAT(wait_for("STATUS=idle"), HasSubstr("next poll 2026-11-28T00:00Z"));
  shared.now_ms = kMonday.time_since_epoch().count();
  EXPECT_THAT(wait_for("STATUS=idle"), HasSubstr("next poll 2026-09-29T00:00Z"));
  EXPECT_EQ(shared.runs, 1) << "a clock that was set back is no reason to poll";
}

TEST_F(LoopProcess, StopsRatherThanRunsAgain) {
  shared.run = Shared::Run::Hangs;
  start();
  ASSERT_TRUE(comes_true([&] { return shared.runs == 1; }));
  signal(SIGUSR1);
  signal(SIGTERM);
  EXPECT_EQ(exit_code(), 0);
  EXPECT_EQ(shared.runs, 1);
}

TEST_F(LoopProcess, SkipsNoPollThatIsDueWhenItReadsTheSettingsAgain) {
  pace.tick = 1h;  // nothing but the signal tells it what time it is
  shared.settings_are_good = true;
  start();
  wait_for("idle");
  shared.now_ms += std::chrono::milliseconds{25h}.count();
  signal(SIGHUP);
  EXPECT_TRUE(comes_true([&] { return shared.runs == 2; }));
}

TEST_F(LoopProcess, SaysWhyItKeepsItsSettings) {
  start();
  wait_for("STATUS=idle");
  signal(SIGHUP);
  EXPECT_THAT(wait_for("RELOADING=1"), HasSubstr("MONOTONIC_USEC="));
  EXPECT_THAT(wait_for("STATUS=settings stay"), HasSubstr("a.toml:1:1: no"));
  EXPECT_EQ(wait_for("READY=1"), "READY=1");
}

class Watchdog : public LoopProcess {
 protected:
  void SetUp() override {
    ::setenv("WATCHDOG_USEC", "120000000", 1);
    LoopProcess::SetUp();
  }
  void TearDown() override {
    ::unsetenv("WATCHDOG_USEC");
    LoopProcess::TearDown();
  }

  // What systemd hears while the loop asks for life five times more.
  std::string heard_meanwhile() {
    const int begun = shared.asked_alive;
    EXPECT_TRUE(comes_true([&] { return shared.asked_alive >= begun + 5; }));
    drain();
    const int clean = shared.asked_alive;
    EXPECT_TRUE(comes_true([&] { return shared.asked_alive >= clean + 5; }));
    while (!hear(0ms).empty()) {
    }
    return heard;
  }
};

TEST_F(Watchdog, IsFedWhileAllIsWell) {
  start();
  wait_for("STATUS=idle");
  EXPECT_THAT(heard_meanwhile(), HasSubstr("WATCHDOG=1"));
}

TEST_F(Watchdog, IsFedDuringALongRun) {
  shared.run = Shared::Run::Hangs;
  start();
  EXPECT_THAT(heard_meanwhile(), HasSubstr("WATCHDOG=1"));
}

TEST_F(Watchdog, IsNotFedWhileTheDatabaseDoesNotAnswerAndFedAgainThen) {
  start();
  wait_for("STATUS=idle");
  shared.database_answers = false;
  EXPECT_THAT(heard_meanwhile(), Not(HasSubstr("WATCHDOG=1")));
  shared.database_answers = true;
  EXPECT_THAT(heard_meanwhile(), HasSubstr("WATCHDOG=1"));
}

// Another start would find the same file: systemd is told so by the exit code, see RestartPreventExitStatus.
TEST_F(Watchdog, IsNotStarvedOverAFileThatIsNoDatabaseButTheServiceEnds) {
  start();
  wait_for("STATUS=idle");
  shared.is_a_database = false;
  EXPECT_EQ(exit_code(), bandwagon::exit_code(ErrorKind::Config));
}

TEST_F(Watchdog, IsNotFedWhenARunGetsNowhere) {
  pace.longest_piece = 50ms;
  shared.run = Shared::Run::Hangs;
  start();
  ASSERT_TRUE(comes_true([&] { return shared.runs == 1; }));
  int last = -1;  // once starved the loop does not even ask
  EXPECT_TRUE(comes_true([&] {
    ::usleep(100'000);
    return std::exchange(last, shared.asked_alive.load()) == shared.asked_alive;
  }));
  drain();
  EXPECT_EQ(hear(200ms), "");
}

}  // namespace
}  // namespace bandwagon::service
