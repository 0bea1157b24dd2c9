#include "daemon/service/log.hpp"

#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <cstdlib>
#include <memory>

#include "daemon/util/plain_text.hpp"

namespace bandwagon::service {
namespace {

// syslog's priority of a level, as sd-daemon(3) prefixes want it.
class Priority final : public spdlog::custom_flag_formatter {
 public:
  void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& out) override {
    const char digit = message.level >= spdlog::level::err    ? '3'
                       : message.level == spdlog::level::warn ? '4'
                       : message.level == spdlog::level::info ? '6'
                                                              : '7';
    for (const char byte : {'<', digit, '>'}) out.push_back(byte);
  }
  std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<Priority>(); }
};

void log_harvest(const Result<intake::HarvestReport>& harvest) {
  if (!harvest) {
    spdlog::warn("harvest failed error=\"{}\"", harvest.error().message);
    return;
  }
  spdlog::info("harvest {} pages={} new={} updated={} known={} deleted={} faults={}",
               harvest->walk == intake::Walk::Finished ? "finished" : "to be continued", harvest->pages, harvest->added,
               harvest->updated, harvest->known, harvest->deleted, harvest->faults.size());
  for (const std::string& fault : harvest->faults) spdlog::debug("left out {}", fault);
}

void log_feeds(const Result<intake::FeedsReport>& feeds) {
  if (!feeds) {
    spdlog::warn("labs not asked error=\"{}\"", feeds.error().message);
    return;
  }
  if (feeds->due > 0)
    spdlog::info("labs asked due={} answered={} entries={} candidates={}", feeds->due, feeds->answered, feeds->entries,
                 feeds->candidates);
  for (const std::string& problem : feeds->problems) spdlog::debug("failed {}", problem);
}

}  // namespace

void start_log() {
  auto logger = spdlog::stderr_logger_mt("bandwagond");
  if (std::getenv("JOURNAL_STREAM") != nullptr) {
    auto formatter = std::make_unique<spdlog::pattern_formatter>();
    formatter->add_flag<Priority>('*').set_pattern("%*%v");
    logger->set_formatter(std::move(formatter));
  } else {
    logger->set_pattern("%Y-%m-%dT%H:%M:%SZ %l %v", spdlog::pattern_time_type::utc);
  }
  spdlog::set_default_logger(std::move(logger));
}

void log_deliveries(const Delivered& delivered) {
  const std::string words = delivered.summary();
  if (!words.empty()) spdlog::info("deliveries {}", words);
  for (const auto& problem : delivered.problems) spdlog::warn("delivery to {}", util::plain(problem));
}

void log_cycle(const CycleReport& report) {
  const FetchReport& fetch = report.fetch;
  if (!fetch.poll) {
    spdlog::warn("poll failed error=\"{}\"", fetch.poll.error().message);
  } else {
    const intake::PollReport& poll = *fetch.poll;
    spdlog::info("poll finished new={} updated={} known={} unknown={} faults={}", poll.added, poll.updated, poll.known,
                 poll.unknown, poll.faults.size());
    if (poll.mail == intake::Mail::Late) spdlog::warn("the mailing that is due is not in the feed yet");
    for (const std::string& fault : poll.faults) spdlog::debug("left out {}", fault);
  }
  if (fetch.truth) log_harvest(*fetch.truth);
  if (fetch.feeds) log_feeds(*fetch.feeds);
  if (report.closed.weeks > 0)
    spdlog::info("weeks closed count={} alerts={}", report.closed.weeks, report.closed.new_alerts);
  log_deliveries(report.delivered);
  if (!report.digest) spdlog::error("digest not written error=\"{}\"", report.digest.error().message);
  if (report.digest && *report.digest) spdlog::info("digest written file={}", (*report.digest)->string());
}

}  // namespace bandwagon::service
