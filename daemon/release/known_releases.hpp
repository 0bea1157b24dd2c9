#pragma once
// The releases that the analysis of a day may use, those among them that the papers themselves give away included.
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analyzers/attribute/score.hpp"
#include "analyzers/candidate/discovery.hpp"
#include "analyzers/candidate/reading.hpp"
#include "analyzers/model/paper.hpp"
#include "config/config.hpp"
#include "daemon/store/connection.hpp"
#include "daemon/store/release_events.hpp"

namespace bandwagon::release {

class KnownReleases {
 public:
  // Looks a stored paper up; empty where there is none.
  using PaperOf = std::function<Result<std::vector<model::StoredPaper>>(const model::PaperId&)>;

  // Reads the stored releases with their own papers. With labs in the settings it also looks for releases in the papers
  // it is shown. Errors: Config (the list of labs), the database's.
  static Result<KnownReleases> load(const store::Connection& connection, const config::Config& config);

  // Reads the papers that it will be shown, on any thread; null where no releases are looked for.
  std::shared_ptr<const candidate::PaperReader> reader() const { return discovery_ ? discovery_->reader() : nullptr; }

  // Shows the papers of a week of the past again, in order of (announced, id): what they gave away is stored already.
  void warm(std::span<const model::StoredPaper> papers);
  // Shows the papers of the next days, each once and in that order, with what reader() read in them (nothing, where it
  // is null). What they give away is a candidate with known_since = the day of the paper that made the difference.
  // `paper_of` is asked for the paper of a release that later ones gave away. Error: of `paper_of`.
  Result<void> see(std::span<const model::StoredPaper> papers, std::span<const candidate::Reading> readings,
                   const PaperOf& paper_of);

  // What was learned of all papers that were shown, so that they need not be shown again.
  struct Learned {
    model::Day until;      // of the releases found otherwise those known before it were learned …
    std::string releases;  // … as a hash
    std::string search;    // packed, by files::pack() too
  };
  std::optional<Learned> learned() const;  // absent where no releases are looked for
  // Goes on where learned() left off, before any paper is shown. False, and nothing is learned: it is damaged, or the
  // labs, lists or releases that were known by then have changed.
  bool take_up(const Learned& learned);
  // Stores what was found since the last call, before anything that rests on it. Error: the database's.
  Result<void> keep_found(store::Connection& connection);
  bool has_found() const { return !found_.empty(); }

  // Ordered by id. Of what papers or postings gave away, what they did on the days before. A release has the status it
  // had by then, but for what a person decided, which holds at once; a candidate of little weight is left out,
  // and so is what the service found itself, unless a person decided, four years after its release.
  std::vector<attribute::KnownRelease> on(model::Day day) const;

 private:
  struct Change {
    model::Day day;
    model::ReleaseStatus status;
    int weight;
  };
  struct Entry {
    model::Release release;
    bool decided = false;         // by a person
    std::vector<Change> changes;  // by day; empty: as in the release, always
  };

  void learn_until(model::Day day);
  std::string releases_before(model::Day day) const;
  Result<void> take(const candidate::Proposal& proposal, const model::StoredPaper& seen, const PaperOf& paper_of);
  const Entry* find_same(const candidate::Proposal& proposal) const;
  Result<model::Release> release_of(const candidate::Proposal& proposal, const model::StoredPaper& seen,
                                    const PaperOf& paper_of);
  static store::ReleaseEvent event_of(const std::string& id, const candidate::Proposal& proposal, const Entry* same);
  std::string free_id(const std::string& name, const candidate::Proposal& proposal) const;

  std::map<std::string, Entry> releases_;
  std::map<model::PaperId, model::StoredPaper> papers_;  // of releases
  std::optional<candidate::Discovery> discovery_;
  std::vector<std::pair<model::Release, store::ReleaseEvent>> found_;  // not stored yet
  std::vector<std::pair<model::Day, std::string>> to_learn_;           // releases found otherwise, latest first
  model::Day learned_until_{};                                         // those of the days before are learned
};

}  // namespace bandwagon::release
