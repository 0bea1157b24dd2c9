#pragma once
// Releases found in papers alone: who signs them, how they name themselves, and whether others take the name up.
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <tsl/robin_map.h>

#include "analyzers/candidate/claims.hpp"
#include "analyzers/candidate/coverage.hpp"
#include "analyzers/candidate/given_names.hpp"
#include "analyzers/candidate/lab.hpp"
#include "analyzers/candidate/maker.hpp"
#include "analyzers/candidate/people.hpp"
#include "analyzers/candidate/subject.hpp"
#include "analyzers/candidate/uses.hpp"
#include "analyzers/model/paper.hpp"
#include "analyzers/model/release.hpp"

namespace bandwagon::candidate {

struct DiscoveryParams {
  int uptake_days = 270;           // after a paper in which its name may be taken up …
  int before_days = 180;           // … compared with so long before it, but for …
  int stray_days = 21;             // … the last days: texts are revised, and names leak
  int least_followers = 5;         // papers of disjoint authors that use the name
  int followers_per_namesake = 3;  // more where another paper calls its own work the same
  int many_followers = 15;
  double least_rise = 3;          // uses a day since the paper over those before it
  int most_before = 12;           // a name used more often before is nobody's
  int most_before_report = 40;    // the same for a report of its own, which often comes after what it reports on
  int most_before_announced = 4;  // the same for names that stand in the abstract alone
  int least_past_days = 60;       // without so much past nothing is new
  int shared_words = 5;  // telling words that a follower shares with the paper; one fewer for a long acronym …
  int shared_by_distinctive = 2;  // … and fewest where the name itself tells
  std::size_t many_authors = 25;
  double known_authors = 0.5;           // share of the authors that signed for one lab before …
  std::size_t least_known_authors = 4;  // … and how many
  ClaimParams claims;                   // of papers that say who made something
  int many_claims = 6;
};

// Why a paper, or a name of which papers say who made it, is taken for a release. Each is a point; a listed lab, a
// report of its own, being taken up and being attested are two.
enum class Reason : std::uint8_t {
  ListedLab,
  Team,
  Report,
  ManyAuthors,
  KnownAuthors,
  Successor,
  TakenUp,
  MuchTakenUp,
  Attested,  // papers of others name a listed lab as the maker
  MuchAttested
};

inline constexpr int kUsedWeight = 2;        // from here on a candidate may explain a burst
inline constexpr int kConfirmingWeight = 3;  // from here on it is confirmed

struct Proposal {
  std::optional<model::PaperId> paper;  // its own; absent: only others speak of it
  model::Day submitted, known_since;    // without a paper: day since which its name has been used; announcement of the
                                        // paper that made the difference
  std::vector<std::string> aliases;     // other names that the paper gives its work
  std::string name, lab;                // lab: empty where nothing tells
  std::vector<Reason> reasons;          // in order of Reason
  int followers = 0;
  std::vector<model::PaperId> witnesses;  // papers that name the lab as its maker
  int weight = 0;                         // points, at most kConfirmingWeight
  model::ReleaseStatus status = model::ReleaseStatus::Candidate;
};

// Reads papers in order of (announced, id), each once; what it says about a paper rests on papers read before and on it
// alone. Memory: about 100 MB for a year of 60,000 papers. Not thread safe.
class Discovery {
 public:
  // `watched`: the lists that are read. Of one that is added later the papers follow nothing that appeared before it
  // had been read for `before_days`.
  explicit Discovery(std::vector<Lab> labs, DiscoveryParams params = {}, std::vector<std::string> watched = {});

  // New proposals, and earlier ones to which this paper has given weight. O(words + followed names).
  std::vector<Proposal> see(const model::Paper& paper) { return see(paper, names_in(paper.title, paper.abstract)); }
  std::vector<Proposal> see(const model::Paper& paper, const NamesInPaper& names);  // with the names in it

  // A release that is known otherwise: names of its next versions and authors of its lab will be recognised.
  void know(const model::Release& release, const std::vector<std::string>& authors);

 private:
  struct Standing {
    Proposal proposal;
    People authors;
    int points = 0;
  };
  struct Told {
    model::Day day;
    int weight = 0;
  };
  // A paper whose names are looked for in later ones.
  struct Followed {
    model::Day day;
    std::map<NameId, int> names;  // how many telling words a paper that uses it must share
    bool has_head = false, taken_up = false, much = false;
    int namesakes = 0;              // papers of others that give themselves one of the names
    int before = 0, followers = 0;  // papers that used one of the names in the time before; since then
    People authors;
    std::vector<People> following;
    Subject subject;
  };

  void follow(const model::Paper& paper, const NamesInPaper& names, const People& people,
              std::set<model::PaperId>& changed);
  void judge(const model::Paper& paper, const NamesInPaper& names, const People& people,
             std::set<model::PaperId>& changed);
  void enter(const model::Paper& paper, const NamesInPaper& names, const People& people);
  void attest(const model::Paper& paper, const People& people, std::vector<Proposal>& proposals);
  bool is_follower(const Followed& followed, NameId name, const model::Paper& paper, const People& people,
                   Subject& subject) const;
  bool is_successor(const GivenName& name, const NamesInPaper& names, const People& people) const;
  bool is_of_others(const GivenName& name, const People& people) const;
  bool is_made_by_others(const GivenName& name, const model::Paper& paper, const People& people) const;
  int words_needed(const GivenName& name) const;
  bool is_taken(NameId name, model::Day day) const;
  void add_reason(Standing& standing, Reason reason);
  Standing& standing_of(const model::Paper& paper, const NamesInPaper& names, const People& people);
  void make_known(std::string_view name, const People& people);
  void learn_authors(const std::string& lab, const People& people);
  std::string lab_of(const People& people) const;
  void forget(model::Day day);

  std::vector<Lab> labs_;
  DiscoveryParams params_;
  Coverage coverage_;
  template <class Value>
  using ByHash = tsl::robin_map<std::uint64_t, Value>;

  Makers makers_;
  Claims claims_;
  Uses uses_;
  ByHash<std::map<std::size_t, Told>> attested_;  // of names that were proposed, by the lab that made them
  std::map<model::PaperId, Followed> followed_;
  ByHash<std::vector<model::PaperId>> givers_;  // followed papers of each name
  std::map<model::PaperId, Standing> standing_;
  std::map<std::string, People, std::less<>> families_;  // of releases known so far: their authors
  ByHash<std::map<std::string, int>> labs_of_author_;
  model::Day first_{}, swept_{};  // day of the first paper seen; of the last sweep
};

}  // namespace bandwagon::candidate
