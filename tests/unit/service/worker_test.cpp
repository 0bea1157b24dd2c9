#include "daemon/service/worker.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <semaphore>

namespace bandwagon::service {
namespace {

TEST(Worker, MakesOneFurtherRunOfAllRequestsDuringARun) {
  std::counting_semaphore<8> begun{0}, let_go{0};
  std::atomic<int> runs = 0;
  {
    Worker worker([&](std::stop_token stop) {
      ++runs;
      begun.release();
      if (!stop.stop_requested()) let_go.acquire();
    });
    worker.request_run();
    begun.acquire();
    for (int request = 0; request < 3; ++request) worker.request_run();
    let_go.release();
    begun.acquire();
    let_go.release();
  }
  EXPECT_EQ(runs, 2);
}

TEST(Worker, TellsTheRunningJobToStopAndBeginsNoOther) {
  std::promise<void> begun;
  std::atomic<int> runs = 0;
  {
    Worker worker([&](std::stop_token stop) {
      ++runs;
      begun.set_value();
      std::promise<void> stopped;
      const std::stop_callback on_stop(stop, [&] { stopped.set_value(); });
      stopped.get_future().wait();
    });
    worker.request_run();
    begun.get_future().wait();
    worker.request_run();
    worker.request_stop();
  }
  EXPECT_EQ(runs, 1);
}

}  // namespace
}  // namespace bandwagon::service
