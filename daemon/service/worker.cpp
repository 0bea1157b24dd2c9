#include "daemon/service/worker.hpp"

namespace bandwagon::service {

Worker::Worker(std::function<void(std::stop_token)> job)
    : job_(std::move(job)), thread_([this](std::stop_token stop) { work(std::move(stop)); }) {}

void Worker::request_run() {
  const std::lock_guard lock(mutex_);
  mailbox_ = Mailbox::RunWanted;
  wake_.notify_one();
}

void Worker::request_stop() {
  thread_.request_stop();
}

void Worker::work(std::stop_token stop) {
  while (!stop.stop_requested()) {
    {
      std::unique_lock lock(mutex_);
      if (!wake_.wait(lock, stop, [this] { return mailbox_ == Mailbox::RunWanted; })) return;
      mailbox_ = Mailbox::Empty;
    }
    job_(stop);
  }
}

}  // namespace bandwagon::service
