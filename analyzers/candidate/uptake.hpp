#pragma once
// Private to the room: whether papers take up the names that others gave their work.
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <tsl/robin_map.h>

#include "analyzers/bytes/bytes.hpp"
#include "analyzers/candidate/coverage.hpp"
#include "analyzers/candidate/discovery_params.hpp"
#include "analyzers/candidate/reading.hpp"
#include "analyzers/model/paper.hpp"

namespace bandwagon::candidate {

// A followed paper whose name has just been used once more, of those that are used far more than before.
struct TakenUp {
  enum class Step : std::uint8_t { Again, FirstTime, Much };
  model::PaperId paper;
  int followers = 0;
  Step step = Step::Again;  // with this use it has come so far
};

// A name worth following, and how often it was used before.
struct NewName {
  const GivenName* name = nullptr;
  int before = 0;  // papers
};

// Papers in order of announcement, each counted before it is followed itself. Not thread safe.
class Uptake {
 public:
  Uptake(const DiscoveryParams& params, std::vector<std::string> watched)
      : params_(params), coverage_(std::move(watched)) {}

  // Counts the paper as a follower of the papers whose names it uses. O(names of the paper · papers that bear them).
  std::vector<TakenUp> count(const model::Paper& paper, const Reading& reading);

  // Looks for these names of the paper in later ones.
  void follow(const model::Paper& paper, const Reading& reading, const std::vector<NewName>& names);

  // Whether another paper has just given itself the name in its title: the later one uses it.
  bool is_taken(NameId name, model::Day day) const;

  bool follows(const model::PaperId& paper) const { return followed_.contains(paper); }
  void forget(model::Day day);  // what no longer matters on that day

  void put(bytes::Writer& writer) const;  // in order of papers
  void take(bytes::Reader& reader);       // in place of what it holds

 private:
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

  bool is_follower(const Followed& followed, NameId name, const model::Paper& paper, const Reading& reading) const;
  void enter(const model::PaperId& paper, Followed followed);
  bool has_risen(const Followed& followed, model::Day day) const;
  int words_needed(const GivenName& name) const;
  template <class Use>
  void each_bearer(NameId name, const Use& use);  // use(id, followed) for each followed paper of this name

  DiscoveryParams params_;
  Coverage coverage_;
  std::map<model::PaperId, Followed> followed_;
  tsl::robin_map<NameId, std::vector<model::PaperId>> givers_;  // followed papers of each name
};

}  // namespace bandwagon::candidate
