#include "daemon/app/service.hpp"

#include <spdlog/spdlog.h>

#include <memory>
#include <mutex>

#include "config/load.hpp"
#include "daemon/app/log.hpp"
#include "daemon/app/loop.hpp"
#include "daemon/app/schedule.hpp"
#include "daemon/fetch/http.hpp"

namespace bandwagon::app {
namespace {

std::filesystem::path database_of(const ServiceOptions& options, const config::Config& config) {
  if (!options.database_file.empty()) return options.database_file;
  return config.database.empty() ? std::filesystem::path(kServiceDatabase) : config.database;
}

// Opens the database for this cycle only, so that an import by hand finds it free in between.
Result<CycleReport> cycle(const ServiceOptions& options, const config::Config& config, util::Clock& clock,
                          TruthWanted truth, std::stop_token stop) {
  auto database = store::open_writer(database_of(options, config));
  if (!database) return tl::unexpected(database.error());
  fetch::HttpTransport transport(user_agent(config.arxiv));
  return run_cycle({.database = *database, .transport = transport, .clock = clock, .config = config, .truth = truth},
                   std::move(stop));
}

void log_harvest(const Result<HarvestReport>& harvest) {
  if (!harvest) {
    spdlog::warn("harvest failed error=\"{}\"", harvest.error().message);
    return;
  }
  spdlog::info("harvest {} pages={} new={} updated={} known={} deleted={} faults={}",
               harvest->walk == Walk::Finished ? "finished" : "to be continued", harvest->pages, harvest->added,
               harvest->updated, harvest->known, harvest->deleted, harvest->faults.size());
  for (const std::string& fault : harvest->faults) spdlog::debug("left out {}", fault);
}

void log_cycle(const CycleReport& report) {
  const FetchReport& fetch = report.fetch;
  if (!fetch.poll) {
    spdlog::warn("poll failed error=\"{}\"", fetch.poll.error().message);
  } else {
    const PollReport& poll = *fetch.poll;
    spdlog::info("poll finished new={} updated={} known={} unknown={} faults={}", poll.added, poll.updated, poll.known,
                 poll.unknown, poll.faults.size());
    if (poll.mail == Mail::Late) spdlog::warn("the mailing that is due is not in the feed yet");
    for (const std::string& fault : poll.faults) spdlog::debug("left out {}", fault);
  }
  if (fetch.truth) log_harvest(*fetch.truth);
  if (report.closed.weeks > 0)
    spdlog::info("weeks closed count={} alerts={}", report.closed.weeks, report.closed.new_alerts);
  if (report.digest) spdlog::info("digest written file={}", report.digest->string());
}

// What the loop calls: the settings of the moment, and how often cycles failed in a row.
class Service {
 public:
  Service(ServiceOptions options, config::Config config)
      : options_(std::move(options)), config_(std::make_shared<const config::Config>(std::move(config))) {}

  Result<void> run() {
    return run_loop(clock_, {.run = [this](std::stop_token stop) { return one_cycle(std::move(stop)); },
                             .next =
                                 [this](util::Moment now, int failures) {
                                   const auto delay = installation_delay(config()->arxiv.contact);
                                   return next_poll(now, {.failures = failures, .delay = delay});
                                 },
                             .reload = [this] { return reload(); }});
  }

 private:
  // Shared by the loop, which replaces it, and a running cycle, which keeps the one it began with.
  std::shared_ptr<const config::Config> config() {
    const std::lock_guard lock(mutex_);
    return config_;
  }

  RunOutcome one_cycle(std::stop_token stop) {
    const auto settings = config();
    try {
      const auto report = cycle(options_, *settings, clock_, TruthWanted::WhenDue, std::move(stop));
      if (!report) return failed(report.error().message);
      log_cycle(*report);
      failures_ = report->fetch.is_well() ? 0 : failures_ + 1;
      return {.summary = report->summary(), .failures = failures_};
    } catch (const std::exception& problem) {  // disk full, out of memory: this cycle is lost, the next one may do
      return failed(problem.what());
    }
  }

  RunOutcome failed(const std::string& message) {
    spdlog::error("cycle failed error=\"{}\"", message);
    return {.summary = "failed: " + message, .failures = ++failures_};
  }

  Result<void> reload() {
    auto fresh = service_config(options_);
    if (!fresh) return tl::unexpected(fresh.error());
    const std::lock_guard lock(mutex_);
    config_ = std::make_shared<const config::Config>(std::move(*fresh));
    return {};
  }

  const ServiceOptions options_;
  util::SystemClock clock_;
  int failures_ = 0;  // of the worker's thread only
  std::mutex mutex_;  // guards config_
  std::shared_ptr<const config::Config> config_;
};

}  // namespace

Result<config::Config> service_config(const ServiceOptions& options) {
  auto loaded = options.config_file.empty() ? config::load_default() : config::load(options.config_file);
  if (!loaded) return loaded;
  if (const auto may = may_poll(loaded->arxiv); !may) return tl::unexpected(may.error());
  return loaded;
}

Result<void> run_once(const ServiceOptions& options) {
  const auto config = service_config(options);
  if (!config) return tl::unexpected(config.error());
  start_log();
  util::SystemClock clock;
  const auto report = cycle(options, *config, clock, TruthWanted::Now, {});
  if (!report) return tl::unexpected(report.error());
  log_cycle(*report);
  return report->fetch.outcome();
}

Result<void> run_service(const ServiceOptions& options) {
  auto config = service_config(options);
  if (!config) return tl::unexpected(config.error());
  start_log();
  return Service(options, std::move(*config)).run();
}

}  // namespace bandwagon::app
