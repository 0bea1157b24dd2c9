#pragma once
// The releases that the analysis of a day may use, those among them that the papers themselves give away included.
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "analyzers/attribute/score.hpp"
#include "analyzers/candidate/discovery.hpp"
#include "analyzers/candidate/kept_names.hpp"
#include "analyzers/model/paper.hpp"
#include "config/config.hpp"
#include "daemon/store/connection.hpp"
#include "daemon/store/release_events.hpp"

namespace bandwagon::app {

// Whether so much of a week had to be read anew that it is worth keeping again.
inline bool is_stale(std::size_t read_anew, std::size_t papers) {
  constexpr std::size_t kFewest = 16;  // one paper of so many
  return read_anew * kFewest > papers;
}

class KnownReleases {
 public:
  // Looks a stored paper up; empty where there is none.
  using PaperOf = std::function<Result<std::vector<model::StoredPaper>>(const model::PaperId&)>;

  // Reads the stored releases with their own papers. With labs in the settings it also looks for releases in the papers
  // it is shown; `paper_of` is asked for the paper of a release that later ones gave away. Errors: Config (the list of
  // labs), the database's.
  static Result<KnownReleases> load(const store::Connection& connection, const config::Config& config,
                                    PaperOf paper_of);

  // Shows the papers of a week of the past again, in order of (announced, id): what they gave away is stored already.
  // `kept`: the names in them, as far as they are known.
  void warm(model::Day monday, std::span<const model::StoredPaper> papers, candidate::KeptNames kept);
  // Shows the papers of the next days, each once and in that order. What they give away is a candidate with
  // known_since = the day of the paper that made the difference. Error: of `paper_of`.
  Result<void> see(std::span<const model::StoredPaper> papers);
  // All papers of the week have been seen. Names in papers of weeks before `from` will not be asked for again.
  void end_week(model::Day monday, model::Day from);
  // The names in the papers of each week that was ended, or of which too little was kept, packed. Gives them away.
  std::map<model::Day, std::string> take_names() { return std::exchange(names_, {}); }
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
  Result<void> take(const candidate::Proposal& proposal, const model::Paper& seen);
  const Entry* find_same(const candidate::Proposal& proposal) const;
  static model::Release spoken_of(const candidate::Proposal& proposal);
  Result<model::Release> release_of(const candidate::Proposal& proposal, const model::Paper& seen);
  static store::ReleaseEvent event_of(const std::string& id, const candidate::Proposal& proposal, const Entry* same);
  std::string free_id(const std::string& name, const candidate::Proposal& proposal) const;

  std::map<std::string, Entry> releases_;
  std::map<model::PaperId, model::Paper> papers_;  // of releases
  PaperOf paper_of_;
  std::optional<candidate::Discovery> discovery_;
  std::vector<std::pair<model::Release, store::ReleaseEvent>> found_;  // not stored yet
  std::vector<std::pair<model::Day, std::string>> to_learn_;           // releases found otherwise, latest first
  candidate::KeptNames open_names_;                                    // in the papers seen since the last week ended
  std::map<model::Day, std::string> names_;                            // packed, by week
};

}  // namespace bandwagon::app
