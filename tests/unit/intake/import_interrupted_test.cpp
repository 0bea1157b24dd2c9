#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <chrono>
#include <random>

#include "tests/support/import_fixture.hpp"
#include "tests/support/kaggle_lines.hpp"

namespace bandwagon {
namespace {

constexpr int kPapers = 3000;
constexpr int kMostRuns = 200;

class InterruptedImport : public support::ImportTest {
 protected:
  // Has the kernel kill this process after `delay`: at whatever point it then is.
  static void kill_me_after(std::chrono::microseconds delay) {
    struct sigevent event {};
    event.sigev_notify = SIGEV_SIGNAL;
    event.sigev_signo = SIGKILL;
    timer_t timer{};
    ::timer_create(CLOCK_MONOTONIC, &event, &timer);
    struct itimerspec when {};
    when.it_value.tv_nsec = std::chrono::nanoseconds(delay).count();
    ::timer_settime(timer, 0, &when, nullptr);
  }

  // Imports in a process of its own; true: it was not killed before it had finished.
  bool survives(const std::string& file, std::chrono::microseconds delay) {
    const auto child = ::fork();
    if (child == 0) {
      kill_me_after(delay);
      auto connection = store::open_writer(folder / "killed.db");
      const auto imported = connection ? import(*connection, {file}) : Result<std::vector<intake::FileImport>>{};
      ::_exit(imported && connection ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status) || WEXITSTATUS(status) == 0)
        << "a killed import must never keep the next one from working";
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
  }
};

TEST_F(InterruptedImport, GoesOnWhereItStoppedAndEndsWithTheSameContent) {
  params.batch_lines = 50;
  const auto file = folder.write("papers.jsonl", support::kaggle_lines(1, kPapers + 1));
  auto undisturbed = open("undisturbed.db");
  const auto started = std::chrono::steady_clock::now();
  ASSERT_EQ(counts(undisturbed, {file}).added, kPapers);
  const auto whole = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - started);

  // at most an eighth of the whole import each time, however fast the machine is: it cannot finish before it was often
  // killed
  std::mt19937 random(20250120);
  std::uniform_int_distribution<std::int64_t> delay(whole.count() / 40, whole.count() / 8);
  int killed = 0;
  while (killed < kMostRuns && !survives(file, std::chrono::microseconds(delay(random)))) ++killed;
  EXPECT_GE(killed, 3) << "too few interruptions to prove anything";

  auto connection = open("killed.db");
  const auto last = import(connection, {file});
  ASSERT_TRUE(last) << last.error().message;
  ASSERT_FALSE(last->at(0).failure);
  EXPECT_EQ(content(connection), content(undisturbed));
  EXPECT_EQ(store::matching(connection, "abstract", {100000}, 2 * kPapers)->size(), static_cast<std::size_t>(kPapers));
}

TEST_F(InterruptedImport, DoesNotReadItsFinishedBatchesAgain) {
  params.batch_lines = 100;
  const auto file = folder.write("papers.jsonl", support::kaggle_lines(1, kPapers + 1));
  auto connection = open("stopped.db");
  listener.progress = [](const intake::ImportProgress& progress) {
    if (progress.papers >= 1000) throw std::runtime_error("stopped");
  };
  EXPECT_THROW(import(connection, {file}).has_value(), std::runtime_error);
  listener.progress = [](const intake::ImportProgress&) {};
  const auto rest = import(connection, {file});
  ASSERT_TRUE(rest);
  EXPECT_EQ(rest->at(0).resumed_after, 1000);
  EXPECT_EQ(rest->at(0).counts.added, kPapers - 1000);
  EXPECT_EQ(rest->at(0).counts.known, 0);
  const auto again = import(connection, {file});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->at(0).resumed_after, 0) << "a finished file is read through again";
  EXPECT_EQ(again->at(0).counts.known, kPapers);
}

}  // namespace
}  // namespace bandwagon
