#pragma once
// The releases that the analysis of a day may use, those among them that the papers themselves give away included.
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analyzers/attribute/score.hpp"
#include "analyzers/candidate/discovery.hpp"
#include "analyzers/model/paper.hpp"
#include "config/config.hpp"
#include "daemon/store/connection.hpp"
#include "daemon/store/release_events.hpp"

namespace bandwagon::app {

class KnownReleases {
 public:
  // Reads the stored releases with their own papers. With labs in the settings it also looks for releases in the papers
  // it is shown. Errors: Config (the list of labs), the database's.
  static Result<KnownReleases> load(const store::Connection& connection, const config::Config& config);

  // Shows papers of the past again, in order of (announced, id): what they gave away is stored already.
  void warm(std::span<const model::StoredPaper> papers);
  // Shows the papers of the next days, each once and in that order. What they give away is a candidate with
  // known_since = the day of the paper that made the difference.
  void see(std::span<const model::StoredPaper> papers);
  // Stores what was found since the last call, before anything that rests on it. Error: the database's.
  Result<void> keep_found(store::Connection& connection);
  bool has_found() const { return !found_.empty(); }

  // Ordered by id. A release has the status it had on that day, but for what a person decided, which holds at once; a
  // candidate of little weight is left out.
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
  void remember_own(const model::Paper& paper);
  void take(const candidate::Proposal& proposal, const model::Paper& seen);
  const Entry* find_same(const candidate::Proposal& proposal) const;
  std::string free_id(const candidate::Proposal& proposal) const;

  std::map<std::string, Entry> releases_;
  std::map<model::PaperId, model::Paper> papers_;  // of releases
  std::map<model::PaperId, model::Paper> recent_;  // may become a release's
  std::optional<candidate::Discovery> discovery_;
  std::vector<std::pair<model::Release, store::ReleaseEvent>> found_;  // not stored yet
  std::vector<std::pair<model::Day, std::string>> to_learn_;           // releases found otherwise, latest first
};

}  // namespace bandwagon::app
