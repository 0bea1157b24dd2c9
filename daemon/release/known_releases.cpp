#include "daemon/release/known_releases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "analyzers/candidate/release_name.hpp"
#include "config/labs.hpp"
#include "daemon/files/packed_text.hpp"
#include "daemon/release/release_slug.hpp"
#include "daemon/store/papers.hpp"
#include "daemon/store/release_events.hpp"
#include "daemon/store/releases.hpp"

namespace bandwagon::release {
namespace {

constexpr int kSpokenOfDays = 270;  // a release is found by what papers say of it no later
// What was found is compared with waves as long as one may follow it: a wave may begin two years after the release that
// coined its word, and lasts two years.
constexpr int kComparedDays = 1461;
constexpr std::size_t kTellingName = 4;  // a shorter name is told with its lab: "OpenAI o1"
constexpr std::size_t kMostAliases = 5;

bool is_looking(const config::Config& config) {
  return !config.releases.labs || !config.releases.labs->empty();
}

std::string listed(std::span<const model::PaperId> papers) {
  std::string list;
  for (const auto& paper : papers) list += (list.empty() ? "" : ", ") + paper.str();
  return list;
}

std::string in_words(candidate::Reason reason, const candidate::Proposal& proposal) {
  using enum candidate::Reason;
  switch (reason) {
    case ListedLab:
    case Team:
      return fmt::format("signed by {}", proposal.lab);
    case Report:
      return "titled as a report of its own";
    case ManyAuthors:
      return "a model by many authors";
    case KnownAuthors:
      return fmt::format("authors known as {}'s", proposal.lab);
    case Successor:
      return "next version of a known release";
    case TakenUp:
    case MuchTakenUp:
      return fmt::format("named by {} later papers of others", proposal.followers);
    case Attested:
    case MuchAttested:
      return fmt::format("said to be {}'s by {} papers of different authors: {}", proposal.lab,
                         proposal.witnesses.size(), listed(proposal.witnesses));
  }
  return {};
}

// What a release may be called, as names are compared, with its lab's name ("openaio1") and without.
std::set<std::string> keys_of(const std::vector<std::string>& names, const std::string& lab) {
  const std::string maker = candidate::release_name(lab).key;
  std::set<std::string> keys;
  for (const auto& name : names) {
    const std::string key = candidate::release_name(name).key;
    if (key.empty()) continue;
    keys.insert(key);
    if (!maker.empty() && key.size() > maker.size() && key.starts_with(maker)) keys.insert(key.substr(maker.size()));
  }
  return keys;
}

std::vector<std::string> names_of(const model::Release& release) {
  std::vector<std::string> names{release.name};
  names.insert(names.end(), release.aliases.begin(), release.aliases.end());
  return names;
}

// Whether papers merely speak of the release.
bool is_spoken_of(const model::Release& release) {
  return release.origin == model::ReleaseOrigin::Arxiv && release.arxiv_ids.empty();
}

// Whether a release of which papers merely speak is this one: by any of its names, at about the same time, or of the
// same lab any time before.
bool is_spoken_of(const candidate::Proposal& spoken, const model::Release& release) {
  const auto known = keys_of(names_of(release), spoken.lab), said = keys_of({spoken.name}, spoken.lab);
  const bool same_name = std::any_of(said.begin(), said.end(), [&](const auto& key) { return known.contains(key); });
  const int since = spoken.submitted - release.released;
  return same_name && since >= -kSameNameDays && (since <= kSpokenOfDays || release.lab == spoken.lab);
}

// Whether the analysis that is dated `day` may use the release. What papers of an evening or a posting of a day gave
// away it may only from the next day on: the analysis of that day may have been made before.
bool is_known(const model::Release& release, model::Day day) {
  return release.known_since < (is_found(release) ? day : day + 1) && release.released <= day;
}

// Whether a paper is that of a release known otherwise, however long after it: its lab's, under its name. "GPT-4o
// System Card" came five months after GPT-4o. A new version has another name.
bool is_later_paper(const candidate::Proposal& proposal, const model::Release& release) {
  if (release.origin == model::ReleaseOrigin::Arxiv || release.lab != proposal.lab) return false;
  if (release.known_since > proposal.known_since || release.released > proposal.submitted) return false;
  return keys_of({release.name}, release.lab).contains(candidate::release_name(proposal.name).key);
}

std::string lab_of(const candidate::Proposal& proposal, const model::Paper& paper) {
  if (!proposal.lab.empty()) return proposal.lab;
  if (paper.authors.empty()) return "authors not known";
  return paper.authors.size() == 1 ? paper.authors.front() : paper.authors.front() + " et al.";
}

}  // namespace

bool is_found(const model::Release& release) {
  return release.origin != model::ReleaseOrigin::Catalogue && release.origin != model::ReleaseOrigin::User;
}

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

// The release that the proposal is, if it is known: by its paper, or by its name at about the same time, or of its lab
// any time later.
const KnownReleases::Entry* KnownReleases::find_same(const candidate::Proposal& proposal) const {
  const auto name = candidate::release_name(proposal.name);
  for (const auto& [id, entry] : releases_) {
    const auto& release = entry.release;
    if (!proposal.paper) {
      if (is_spoken_of(proposal, release)) return &entry;
      continue;
    }
    if (is_later_paper(proposal, release)) return &entry;
    const auto& papers = release.arxiv_ids;
    if (std::find(papers.begin(), papers.end(), *proposal.paper) != papers.end()) return &entry;
    const int apart = std::abs(release.released - proposal.submitted);
    const int most = is_spoken_of(release) && release.lab == proposal.lab ? kSpokenOfDays : kSameNameDays;
    if (!name.key.empty() && apart <= most && papers.empty() &&
        keys_of(names_of(release), release.lab).contains(name.key))
      return &entry;
  }
  return nullptr;
}

std::string KnownReleases::free_id(const std::string& name, const candidate::Proposal& proposal) const {
  const std::string wanted = release_slug(name);
  if (!wanted.empty() && !releases_.contains(wanted)) return wanted;
  const std::string told_by = proposal.paper ? proposal.paper->str() : proposal.submitted.iso();
  std::string id = (wanted.empty() ? "arxiv" : wanted) + "-" + told_by;
  std::replace(id.begin(), id.end(), '/', '-');
  return id;
}

// A new release of which papers speak, by its name alone.
model::Release KnownReleases::spoken_of(const candidate::Proposal& proposal) {
  model::Release release;
  release.name = proposal.name;
  release.aliases = proposal.aliases;
  if (candidate::release_name(proposal.name).key.size() < kTellingName) {
    release.name = proposal.lab + " " + proposal.name;
    release.aliases.push_back(proposal.name);
  }
  release.lab = proposal.lab;
  release.kind = "product";
  return release;
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
  model::Release release;
  release.name = proposal.name;
  release.lab = lab_of(proposal, paper.paper);
  release.kind = "paper";
  release.arxiv_ids = {*proposal.paper};
  release.aliases = proposal.aliases;
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
  for (const auto reason : proposal.reasons) {
    auto words = in_words(reason, proposal);
    if (std::find(event.evidence.begin(), event.evidence.end(), words) == event.evidence.end())
      event.evidence.push_back(std::move(words));
  }
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
      release = spoken_of(proposal);
    }
    release.id = free_id(release.name, proposal);
    release.released = proposal.submitted;
    release.known_since = std::max(proposal.known_since, proposal.submitted);
    if (release.aliases.size() > kMostAliases) release.aliases.resize(kMostAliases);
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
