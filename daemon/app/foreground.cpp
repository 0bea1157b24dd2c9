#include "daemon/app/foreground.hpp"

#include <fmt/format.h>

#include <limits>

#include "daemon/fetch/http.hpp"

namespace bandwagon::app {

Result<FetchReport> poll_now(store::Connection& database, const config::Config& config) {
  if (const auto may = may_poll(config.arxiv); !may) return tl::unexpected(may.error());
  fetch::HttpTransport transport(user_agent(config.arxiv));
  util::SystemClock clock;
  return fetch_sources(
      {.database = database, .transport = transport, .clock = clock, .config = config, .truth = TruthWanted::Now}, {});
}

Result<HarvestReport> harvest_past(store::Connection& database, const config::Config& config, model::Day from,
                                   std::optional<model::Day> until,
                                   const std::function<void(const HarvestReport&)>& after_page) {
  if (const auto may = may_poll(config.arxiv); !may) return tl::unexpected(may.error());
  fetch::HttpTransport transport(user_agent(config.arxiv));
  util::SystemClock clock;
  const Sources sources{.database = database, .transport = transport, .clock = clock, .arxiv = config.arxiv};
  HarvestReport report;
  for (const std::string& set : sets_of(config.arxiv.categories)) {
    const HarvestTask task{.id = fmt::format("from/{}/{}/{}", from.iso(), until ? until->iso() : "", set),
                           .set = set,
                           .from = from,
                           .until = until,
                           .since = from,
                           .max_pages = std::numeric_limits<std::int64_t>::max()};
    const HarvestReport before = report;
    const auto walked = harvest(sources, task, {}, [&](const HarvestReport& so_far) {
      HarvestReport sum = before;
      after_page(sum += so_far);
    });
    if (!walked) return tl::unexpected(walked.error());
    report += *walked;
  }
  return report;
}

Result<IdentifierReport> fetch_now(store::Connection& database, const config::Config& config,
                                   const std::vector<model::PaperId>& ids) {
  fetch::HttpTransport transport(user_agent(config.arxiv));
  util::SystemClock clock;
  return fetch_papers({.database = database, .transport = transport, .clock = clock, .arxiv = config.arxiv}, ids, {});
}

}  // namespace bandwagon::app
