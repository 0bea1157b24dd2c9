#include "daemon/intake/by_identifier.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "daemon/intake/arxiv_paper.hpp"
#include "daemon/parse/arxiv_api.hpp"

namespace bandwagon::intake {
namespace {

constexpr std::size_t kMostAtOnce = 100;

std::string address_of(const std::string& api, std::span<const model::PaperId> ids) {
  std::vector<std::string> names;
  for (const auto& id : ids) names.push_back(id.str());
  return fmt::format("{}?max_results={}&id_list={}", api, ids.size(), fmt::join(names, ","));
}

Result<void> ask_for(const Sources& sources, std::span<const model::PaperId> ids, const std::stop_token& stop,
                     IdentifierReport& report) {
  const std::string address = address_of(sources.arxiv.api_url, ids);
  auto asked = ask_arxiv(sources, {.url = address}, stop);
  if (!asked) return tl::unexpected(asked.error());
  const std::int64_t now = unix_now(sources.clock);
  store::Arrival arrival;
  arrival.attempt = {.source_id = "arxiv-api", .kind = "api", .url = sources.arxiv.api_url, .at = now};
  arrival.host_group = kArxivHosts;
  arrival.attempt.tried = asked->tried;
  arrival.gate = asked->gate;
  Result<parse::ApiAnswer> answer =
      asked->answer ? parse::parse_arxiv_api(asked->answer->body) : tl::unexpected(asked->answer.error());
  if (asked->answer && !answer) answer.error().message = fmt::format("{}: {}", address, answer.error().message);
  if (!answer) {
    arrival.attempt.error = answer.error().message;
    if (auto stored = store::commit_arrival(sources.database, arrival); !stored) return tl::unexpected(stored.error());
    return tl::unexpected(answer.error());
  }
  const auto today = model::Day::at(now);
  for (const auto& record : answer->records) {
    const bool is_asked_for = std::find(ids.begin(), ids.end(), record.id) != ids.end();
    if (record.categories.empty() || !is_asked_for || is_yet_to_come(record, now)) continue;
    arrival.papers.push_back(paper_of(record, sources.arxiv.calendar, today));
  }
  arrival.response = kept_response(sources, asked->answer->body);
  const auto stored = store::commit_arrival(sources.database, arrival);
  if (!stored) return tl::unexpected(stored.error());
  report.added += stored->added;
  report.updated += stored->updated;
  report.known += stored->known;
  for (auto& id : parse::dropped(ids, *answer)) report.unknown.push_back(std::move(id));
  report.faults.insert(report.faults.end(), answer->faults.begin(), answer->faults.end());
  return {};
}

}  // namespace

Result<IdentifierReport> fetch_papers(const Sources& sources, std::span<const model::PaperId> ids,
                                      std::stop_token stop) {
  if (const auto may = may_poll(sources.arxiv); !may) return tl::unexpected(may.error());
  IdentifierReport report;
  for (std::size_t from = 0; from < ids.size(); from += kMostAtOnce)
    if (auto read = ask_for(sources, ids.subspan(from, std::min(kMostAtOnce, ids.size() - from)), stop, report); !read)
      return tl::unexpected(read.error());
  return report;
}

}  // namespace bandwagon::intake
