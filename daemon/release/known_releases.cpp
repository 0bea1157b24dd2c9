#include "daemon/release/known_releases.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "config/labs.hpp"
#include "daemon/files/packed_text.hpp"
#include "daemon/release/proposal.hpp"
#include "daemon/release/release_slug.hpp"
#include "daemon/store/papers.hpp"
#include "daemon/store/release_events.hpp"
#include "daemon/store/releases.hpp"

namespace bandwagon::release {
namespace {

// What was found is compared with waves as long as one may follow it: a wave may begin two years after the release that
// coined its word, and lasts two years.
constexpr int kComparedDays = 1461;
bool is_looking(const config::Config& config) {
  return !config.releases.labs || !config.releases.labs->empty();
}

// Whether the analysis that is dated `day` may use the release. What papers of an evening or a posting of a day gave
// away it may only from the next day on: the analysis of that day may have been made before.
bool is_known(const model::Release& release, model::Day day) {
  return release.known_since < (is_found(release) ? day : day + 1) && release.released <= day;
}

}  // namespace

Result<KnownReleases> KnownReleases::load(const store::Connection& connection, const config::Config& config) {
  KnownReleases known;
  const auto releases = store::releases(connection);
  if (!releases) return tl::unexpected(releases.error());
  const auto events = store::release_events(connection);
  if (!events) return tl::unexpected(events.error());
  std::vector<model::PaperId> ids;
  for (const auto& release : *releases) {
    known.releases_[release.id].release = release;
    ids.insert(ids.end(), release.arxiv_ids.begin(), release.arxiv_ids.end());
  }
  const auto decided = store::decided_releases(connection);
  if (!decided) return tl::unexpected(decided.error());
  for (const auto& id : *decided)
    if (const auto at = known.releases_.find(id); at != known.releases_.end()) at->second.decided = true;
  for (const auto& event : *events)
    if (const auto at = known.releases_.find(event.release_id); at != known.releases_.end())
      at->second.changes.push_back({event.day, event.status, event.weight});
  const auto papers = store::by_ids(connection, ids);
  if (!papers) return tl::unexpected(papers.error());
  for (const auto& stored : *papers) known.papers_.insert_or_assign(stored.paper.id, stored);
  if (!is_looking(config)) return known;
  auto labs = config::configured_labs(config);
  if (!labs) return tl::unexpected(labs.error());
  known.discovery_.emplace(std::move(labs->labs), candidate::DiscoveryParams{}, config.arxiv.categories);
  for (const auto& [id, entry] : known.releases_) known.to_learn_.emplace_back(entry.release.known_since, id);
  std::sort(known.to_learn_.rbegin(), known.to_learn_.rend());
  return known;
}

// Tells the discovery of releases that are known by the day before; found ones it meets again while it is warmed.
void KnownReleases::learn_until(model::Day day) {
  learned_until_ = day;
  while (!to_learn_.empty() && to_learn_.back().first < day) {
    const auto& release = releases_.at(to_learn_.back().second).release;
    std::vector<std::string> authors;
    for (const auto& id : release.arxiv_ids)
      if (const auto paper = papers_.find(id); paper != papers_.end() && paper->second.paper.announced < day)
        authors.insert(authors.end(), paper->second.paper.authors.begin(), paper->second.paper.authors.end());
    discovery_->know(release, authors);
    to_learn_.pop_back();
  }
}

void KnownReleases::warm(std::span<const model::StoredPaper> papers) {
  if (!discovery_) return;
  const auto readings = read_all(*reader(), papers);
  for (std::size_t p = 0; p < papers.size(); ++p) {
    learn_until(papers[p].paper.announced);
    discovery_->see(papers[p].paper, readings[p]);
  }
}

Result<void> KnownReleases::see(std::span<const model::StoredPaper> papers,
                                std::span<const candidate::Reading> readings, const PaperOf& paper_of) {
  if (!discovery_) return {};
  for (std::size_t p = 0; p < papers.size(); ++p) {
    const auto& paper = papers[p].paper;
    learn_until(paper.announced);
    for (const auto& proposal : discovery_->see(paper, readings[p]))
      if (auto taken = take(proposal, papers[p], paper_of); !taken) return taken;
  }
  return {};
}

// Those that the search does not find itself, as a hash.
std::string KnownReleases::releases_before(model::Day day) const {
  std::string releases;
  for (const auto& [id, entry] : releases_) {
    const auto& release = entry.release;
    if (release.origin == model::ReleaseOrigin::Arxiv || release.known_since >= day) continue;
    releases += fmt::format("{}\n{}\n{}\n", id, release.name, listed(release.arxiv_ids));
  }
  return files::content_hash(releases);
}

std::optional<KnownReleases::Learned> KnownReleases::learned() const {
  if (!discovery_) return std::nullopt;
  return Learned{learned_until_, releases_before(learned_until_), files::pack(discovery_->pack())};
}

bool KnownReleases::take_up(const Learned& learned) {
  if (!discovery_ || learned.releases != releases_before(learned.until)) return false;
  if (!discovery_->unpack(files::unpack(learned.search).value_or(""))) return false;
  learned_until_ = learned.until;
  std::erase_if(to_learn_, [&](const auto& release) {
    return release.first < learned.until || releases_.at(release.second).release.origin == model::ReleaseOrigin::Arxiv;
  });
  return true;
}

Result<void> KnownReleases::keep_found(store::Connection& connection) {
  for (const auto& [release, event] : found_)
    if (auto stored = store::put_found(connection, release, event); !stored) return stored;
  found_.clear();
  return {};
}

// What a person entered later leaves what was found before as it is.
const KnownReleases::Entry* KnownReleases::find_same(const candidate::Proposal& proposal) const {
  const auto same = std::find_if(releases_.begin(), releases_.end(), [&](const auto& known) {
    const auto& release = known.second.release;
    const bool is_later = release.origin == model::ReleaseOrigin::User && release.known_since > proposal.known_since;
    return !is_later && is_same(proposal, release);
  });
  return same == releases_.end() ? nullptr : &same->second;
}

std::string KnownReleases::free_id(const std::string& name, const candidate::Proposal& proposal) const {
  const std::string wanted = release_slug(name);
  if (!wanted.empty() && !releases_.contains(wanted)) return wanted;
  const std::string told_by = proposal.paper ? proposal.paper->str() : proposal.submitted.iso();
  std::string id = (wanted.empty() ? "arxiv" : wanted) + "-" + told_by;
  std::replace(id.begin(), id.end(), '/', '-');
  return id;
}

// A new release that is a paper.
Result<model::Release> KnownReleases::release_of(const candidate::Proposal& proposal, const model::StoredPaper& seen,
                                                 const PaperOf& paper_of) {
  model::StoredPaper paper = seen;
  if (*proposal.paper != seen.paper.id) {
    auto own = paper_of(*proposal.paper);
    if (!own) return tl::unexpected(own.error());
    if (!own->empty()) paper = std::move(own->front());
  }
  model::Release release = release_that_is(proposal, paper.paper);
  papers_.insert_or_assign(paper.paper.id, std::move(paper));
  return release;
}

store::ReleaseEvent KnownReleases::event_of(const std::string& id, const candidate::Proposal& proposal,
                                            const Entry* same) {
  store::ReleaseEvent event{
      .release_id = id, .day = proposal.known_since, .status = proposal.status, .weight = proposal.weight};
  if (same && !proposal.paper && !same->release.arxiv_ids.empty()) {
    // whose it is says nothing of how far a paper is a release
    event.status = same->release.status;
    event.weight = 0;
    for (const auto& change : same->changes) {
      if (change.day > event.day || change.weight <= event.weight) continue;
      event.status = change.status;
      event.weight = change.weight;
    }
  }
  event.evidence = evidence_of(proposal);
  return event;
}

Result<void> KnownReleases::take(const candidate::Proposal& proposal, const model::StoredPaper& seen,
                                 const PaperOf& paper_of) {
  model::Release release;
  const Entry* same = find_same(proposal);
  if (same && same->release.origin != model::ReleaseOrigin::Arxiv) return {};
  // a paper of others that bears the name of what a lab made is no release of it
  if (same && proposal.paper && is_spoken_of(same->release) && same->release.lab != proposal.lab) return {};
  if (same) {
    release = same->release;
  } else {
    if (proposal.paper) {
      auto own = release_of(proposal, seen, paper_of);
      if (!own) return tl::unexpected(own.error());
      release = std::move(*own);
    } else {
      release = release_spoken_of(proposal);
    }
    release.id = free_id(release.name, proposal);
    release.released = proposal.submitted;
    release.known_since = std::max(proposal.known_since, proposal.submitted);
    release.origin = model::ReleaseOrigin::Arxiv;
    release.status = proposal.status;
  }
  const store::ReleaseEvent event = event_of(release.id, proposal, same);
  found_.emplace_back(release, event);
  Entry& entry = releases_[release.id];
  if (!same) entry.release = release;
  const bool is_told = std::any_of(entry.changes.begin(), entry.changes.end(), [&](const Change& change) {
    return change.day == event.day && change.weight == event.weight;
  });
  if (!is_told) entry.changes.push_back({event.day, event.status, event.weight});
  return {};
}

std::vector<attribute::KnownRelease> KnownReleases::on(model::Day day) const {
  std::vector<attribute::KnownRelease> known;
  for (const auto& [id, listed] : releases_) {
    const auto& release = listed.release;
    if (!is_known(release, day) || release.status == model::ReleaseStatus::Rejected) continue;
    if (is_found(release) && !listed.decided && day - release.released > kComparedDays) continue;
    attribute::KnownRelease entry{.release = release};
    if (release.origin == model::ReleaseOrigin::Arxiv && !listed.decided)
      entry.voucher = release.arxiv_ids.empty() ? attribute::Voucher::Witnesses : attribute::Voucher::Papers;
    int weight = listed.changes.empty() ? candidate::kUsedWeight : 0;
    for (const auto& change : listed.changes) {
      if (change.day >= day) continue;
      weight = std::max(weight, change.weight);
      if (!listed.decided) entry.release.status = change.status;
    }
    if (weight < candidate::kUsedWeight && !listed.decided) continue;
    for (const auto& paper_id : release.arxiv_ids)
      if (const auto stored = papers_.find(paper_id); stored != papers_.end() && stored->second.paper.announced < day)
        entry.own_papers.push_back(stored->second);
    if (!entry.own_papers.empty()) {
      const auto& paper = entry.own_papers.front().paper;
      entry.title = paper.title;
      entry.abstract = paper.abstract;
      entry.paper_announced = paper.announced;
    }
    known.push_back(std::move(entry));
  }
  return known;
}

}  // namespace bandwagon::release
