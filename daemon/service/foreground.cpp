#include "daemon/service/foreground.hpp"

#include <fmt/format.h>

#include <limits>

#include "daemon/fetch/http.hpp"

namespace bandwagon::service {

Result<FetchReport> poll_now(store::Connection& database, const config::Config& config) {
  if (const auto may = intake::may_poll(config.arxiv); !may) return tl::unexpected(may.error());
  fetch::HttpTransport transport(intake::user_agent(config.arxiv));
  util::SystemClock clock;
  return fetch_sources({.database = database,
                        .transport = transport,
                        .clock = clock,
                        .config = config,
                        .truth = intake::TruthWanted::Now},
                       {});
}

Result<intake::HarvestReport> harvest_past(store::Connection& database, const config::Config& config, model::Day from,
                                           std::optional<model::Day> until,
                                           const std::function<void(const intake::HarvestReport&)>& after_page) {
  if (const auto may = intake::may_poll(config.arxiv); !may) return tl::unexpected(may.error());
  fetch::HttpTransport transport(intake::user_agent(config.arxiv));
  util::SystemClock clock;
  const intake::Sources sources{.database = database, .transport = transport, .clock = clock, .arxiv = config.arxiv};
  intake::HarvestReport report;
  for (const std::string& set : intake::sets_of(config.arxiv.categories)) {
    const intake::HarvestTask task{.id = fmt::format("from/{}/{}/{}", from.iso(), until ? until->iso() : "", set),
                                   .set = set,
                                   .from = from,
                                   .until = until,
                                   .since = from,
                                   .max_pages = std::numeric_limits<std::int64_t>::max()};
    const intake::HarvestReport before = report;
    const auto walked = intake::harvest(sources, task, {}, [&](const intake::HarvestReport& so_far) {
      intake::HarvestReport sum = before;
      after_page(sum += so_far);
    });
    if (!walked) return tl::unexpected(walked.error());
    report += *walked;
  }
  return report;
}

Result<intake::IdentifierReport> fetch_now(store::Connection& database, const config::Config& config,
                                           const std::vector<model::PaperId>& ids) {
  fetch::HttpTransport transport(intake::user_agent(config.arxiv));
  util::SystemClock clock;
  return intake::fetch_papers({.database = database, .transport = transport, .clock = clock, .arxiv = config.arxiv},
                              ids, {});
}

}  // namespace bandwagon::service
