#pragma once
// Releases found in papers alone: who signs them, how they name themselves, and whether others take the name up.
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <tsl/robin_map.h>

#include "analyzers/candidate/claims.hpp"
#include "analyzers/candidate/discovery_params.hpp"
#include "analyzers/candidate/families.hpp"
#include "analyzers/candidate/lab_authors.hpp"
#include "analyzers/candidate/reading.hpp"
#include "analyzers/candidate/uptake.hpp"
#include "analyzers/candidate/uses.hpp"
#include "analyzers/model/paper.hpp"
#include "analyzers/model/release.hpp"

namespace bandwagon::candidate {

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

// How releases are looked for. What was learned by another search is of no use, so a change of what is learned gets a
// new number.
inline constexpr std::uint64_t kSearch = 1;

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
// alone. Memory: about 40 MB for a year of 60,000 papers. Not thread safe but for reader().
class Discovery {
 public:
  // `watched`: the lists that are read. Of one that is added later the papers follow nothing that appeared before it
  // had been read for `before_days`.
  explicit Discovery(std::vector<Lab> labs, DiscoveryParams params = {}, std::vector<std::string> watched = {});

  // Reads papers ahead, on any thread, as long as somebody holds it.
  std::shared_ptr<const PaperReader> reader() const { return reader_; }

  // New proposals, and earlier ones to which this paper has given weight. O(words + followed names).
  std::vector<Proposal> see(const model::Paper& paper) { return see(paper, reader_->read(paper)); }
  std::vector<Proposal> see(const model::Paper& paper, const Reading& reading);  // as reader() read it

  // A release that is known otherwise: names of its next versions and authors of its lab will be recognised.
  void know(const model::Release& release, const std::vector<std::string>& authors);

  // What was learned of all papers up to now, to go on with another time: some 10 MB for a year of 60,000 papers.
  std::string pack() const;
  // Goes on where pack() left off. False, and nothing is learned, where the bytes are damaged or were learned
  // otherwise: of other labs or lists, or by a search of another kSearch.
  bool unpack(std::string_view bytes);

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

  void count(const model::Paper& paper, const Reading& reading, std::set<model::PaperId>& changed);
  void judge(const model::Paper& paper, const Reading& reading, std::set<model::PaperId>& changed);
  void enter(const model::Paper& paper, const Reading& reading);
  void attest(const model::Paper& paper, const Reading& reading, std::vector<Proposal>& proposals);
  bool is_made_by_others(const GivenName& name, const model::Paper& paper, const Reading& reading) const;
  void add_reason(Standing& standing, Reason reason);
  Standing& standing_of(const model::Paper& paper, const Reading& reading);
  std::string lab_of(const std::optional<Signature>& signature, const People& people) const;
  void forget(model::Day day);
  static std::uint64_t way_of(const std::vector<Lab>& labs, const std::vector<std::string>& watched);
  void put(bytes::Writer& writer) const;
  void take(bytes::Reader& reader);

  std::shared_ptr<const PaperReader> reader_;
  std::uint64_t way_;  // of searching: the labs and lists included
  DiscoveryParams params_;
  Claims claims_;
  Uses uses_;
  Uptake uptake_;
  Families families_;
  LabAuthors authors_;
  tsl::robin_map<NameId, std::map<std::size_t, Told>>
      attested_;  // of names that were proposed, by the lab that made them
  std::map<model::PaperId, Standing> standing_;
  model::Day first_{}, swept_{};  // day of the first paper seen; of the last sweep
};

}  // namespace bandwagon::candidate
