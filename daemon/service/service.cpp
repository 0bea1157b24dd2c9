#include "daemon/service/service.hpp"

#include <spdlog/spdlog.h>

#include <memory>
#include <mutex>

#include "config/load.hpp"
#include "daemon/fetch/http.hpp"
#include "daemon/intake/schedule.hpp"
#include "daemon/service/due_times.hpp"
#include "daemon/service/log.hpp"
#include "daemon/service/loop.hpp"
#include "daemon/store/upkeep.hpp"
#include "daemon/util/heap.hpp"

namespace bandwagon::service {
namespace {

std::filesystem::path database_of(const ServiceOptions& options, const config::Config& config) {
  if (!options.database_file.empty()) return options.database_file;
  return config.database.empty() ? std::filesystem::path(kServiceDatabase) : config.database;
}

// A transport whose every answer is a sign of life.
class BeatingTransport final : public fetch::Transport {
 public:
  BeatingTransport(fetch::Transport& inner, Heartbeat& heartbeat) : inner_(inner), heartbeat_(heartbeat) {}
  Result<fetch::Response> get(const fetch::Request& request, std::stop_token stop) override {
    auto answer = inner_.get(request, std::move(stop));
    heartbeat_.beat();
    return answer;
  }

 private:
  fetch::Transport& inner_;
  Heartbeat& heartbeat_;
};

// A sender whose every attempt is a sign of life: servers that hang must not look like a worker that does.
class BeatingSender final : public fetch::Sender {
 public:
  BeatingSender(fetch::Sender& inner, Heartbeat& heartbeat) : inner_(inner), heartbeat_(heartbeat) {}
  Result<fetch::Response> post(const fetch::Post& post, std::stop_token stop) override {
    heartbeat_.beat();
    return inner_.post(post, std::move(stop));
  }
  Result<fetch::MailAnswer> mail(const fetch::Letter& letter, std::stop_token stop) override {
    heartbeat_.beat();
    return inner_.mail(letter, std::move(stop));
  }

 private:
  fetch::Sender& inner_;
  Heartbeat& heartbeat_;
};

// Opens the database for this cycle only, so that an import by hand finds it free in between.
Result<CycleReport> cycle(const ServiceOptions& options, const config::Config& config, util::Clock& clock,
                          Heartbeat& heartbeat, intake::TruthWanted truth, std::stop_token stop) {
  auto database = store::open_writer(database_of(options, config));
  if (!database) return tl::unexpected(database.error());
  fetch::HttpTransport http(intake::user_agent(config.arxiv));
  BeatingTransport transport(http, heartbeat);
  const closing::AnalyzeListener progress{.closed = [&](model::Day, std::int64_t, std::int64_t) { heartbeat.beat(); }};
  fetch::CurlSender curl(intake::user_agent(config.arxiv));
  BeatingSender sender(curl, heartbeat);
  return run_cycle({.database = *database,
                    .transport = transport,
                    .clock = clock,
                    .config = config,
                    .truth = truth,
                    .progress = progress,
                    .sender = &sender},
                   std::move(stop));
}

// What the loop calls: the settings of the moment, and how often cycles failed in a row.
class Service {
 public:
  Service(ServiceOptions options, config::Config config)
      : options_(std::move(options)), config_(std::make_shared<const config::Config>(std::move(config))) {}

  Result<void> run() {
    spdlog::info("started version={} database={}", BANDWAGON_VERSION, database_of(options_, *config()).string());
    return run_loop(clock_, {.run =
                                 [this](std::stop_token stop, Heartbeat& heartbeat) {
                                   auto outcome = one_cycle(std::move(stop), heartbeat);
                                   give_back_memory();
                                   return outcome;
                                 },
                             .next =
                                 [this](util::Moment now, int failures) {
                                   const auto delay = intake::installation_delay(config()->arxiv.contact);
                                   return due_.next(now,
                                                    intake::next_poll(now, {.failures = failures, .delay = delay}));
                                 },
                             .reload = [this] { return reload(); },
                             .alive = [this] { return alive(); }});
  }

 private:
  // Shared by the loop, which replaces it, and a running cycle, which keeps the one it began with.
  std::shared_ptr<const config::Config> config() {
    const std::lock_guard lock(mutex_);
    return config_;
  }

  RunOutcome one_cycle(std::stop_token stop, Heartbeat& heartbeat) {
    const auto settings = config();
    try {
      if (due_.is_for_deliveries(clock_.now())) return deliveries(*settings, heartbeat, std::move(stop));
      const auto report = cycle(options_, *settings, clock_, heartbeat, intake::TruthWanted::WhenDue, stop);
      if (!report && report.error().kind == ErrorKind::Cancelled) return {.summary = "cancelled"};
      if (!report) return failed(report.error().message);
      log_cycle(*report);
      due_.delivered(report->delivered.next);
      failures_ = report->fetch.is_well() ? 0 : failures_ + 1;
      return {.summary = report->summary(), .failures = failures_};
    } catch (const std::exception& problem) {  // disk full, out of memory: this cycle is lost, the next one may do
      return failed(problem.what());
    }
  }

  // Between polls: what was postponed.
  RunOutcome deliveries(const config::Config& settings, Heartbeat& heartbeat, std::stop_token stop) {
    auto database = store::open_writer(database_of(options_, settings));
    if (!database) return undelivered(database.error());
    fetch::CurlSender curl(intake::user_agent(settings.arxiv));
    BeatingSender sender(curl, heartbeat);
    const auto done =
        deliver_due({.database = *database, .sender = sender, .clock = clock_, .config = settings}, std::move(stop));
    if (!done && done.error().kind == ErrorKind::Cancelled) return {.summary = "cancelled"};
    if (!done) return undelivered(done.error());
    due_.delivered(done->next);
    log_deliveries(*done);
    return {.summary = "deliveries: " + done->summary(), .failures = failures_};
  }

  RunOutcome undelivered(const Error& why) {
    constexpr std::chrono::minutes kLater{5};
    spdlog::error("deliveries failed error=\"{}\"", why.message);
    due_.delivered(unix_now(clock_) + std::chrono::seconds(kLater).count());
    return {.summary = "deliveries: " + why.message, .failures = failures_};
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

  Result<void> alive() {
    constexpr std::chrono::seconds kPatience{5};
    const auto answer = store::answers(database_of(options_, *config()), kPatience);
    const bool busy = !answer && answer.error().kind == ErrorKind::Busy;  // somebody works with it: it lives
    return busy ? Result<void>{} : answer;
  }

  const ServiceOptions options_;
  util::SystemClock clock_;
  DueTimes due_;      // of loop and worker, which never use it at the same time
  int failures_ = 0;  // of the worker's thread only
  std::mutex mutex_;  // guards config_
  std::shared_ptr<const config::Config> config_;
};

}  // namespace

Result<config::Config> service_config(const ServiceOptions& options) {
  auto loaded = options.config_file.empty() ? config::load_default() : config::load(options.config_file);
  if (!loaded) return loaded;
  if (const auto may = intake::may_poll(loaded->arxiv); !may) return tl::unexpected(may.error());
  return loaded;
}

Result<void> run_once(const ServiceOptions& options) {
  const auto config = service_config(options);
  if (!config) return tl::unexpected(config.error());
  start_log();
  util::SystemClock clock;
  if (!util::is_plausible(clock.now()))
    return fail(ErrorKind::Failed,
                "the clock was never set: it says a year before 2026; set it (timedatectl set-ntp true)");
  Heartbeat unheard;
  const auto report = cycle(options, *config, clock, unheard, intake::TruthWanted::Now, {});
  if (!report) return tl::unexpected(report.error());
  log_cycle(*report);
  return report->outcome();
}

Result<void> run_service(const ServiceOptions& options) {
  auto config = service_config(options);
  if (!config) return tl::unexpected(config.error());
  start_log();
  return Service(options, std::move(*config)).run();
}

}  // namespace bandwagon::service
