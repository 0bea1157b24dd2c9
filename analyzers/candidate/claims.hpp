#pragma once
// Private to the room: what papers say about who made what, until enough of them agree.
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <tsl/robin_map.h>

#include "analyzers/bytes/bytes.hpp"
#include "analyzers/candidate/maker.hpp"
#include "analyzers/candidate/people.hpp"
#include "analyzers/candidate/uses.hpp"
#include "analyzers/model/paper.hpp"

namespace bandwagon::candidate {

struct ClaimParams {
  int within_days = 270;   // of the rise, and of each other
  int least_claims = 3;    // papers of disjoint authors that name the lab
  double agreeing = 0.65;  // share of those that name any lab
  int least_uses = 5;      // papers that use the name since it rose
  double part = 0.5;       // a name that is used so often inside a longer one is a part of that
};

// What the papers say of one name and one lab.
struct Attested {
  std::string name, acronym;           // as most of them write it; the acronym may be empty
  model::Day rise;                     // since then the name has been used
  std::vector<model::PaperId> papers;  // that say so, in order of announcement
};

class Claims {
 public:
  explicit Claims(ClaimParams params) : params_(params) {}

  // A paper's word; that of the same people for the same counts once. Returns whether it counts.
  bool add(const MadeName& made, const model::Paper& paper, const People& people);

  // The labs that others than these people have named as the maker lately, ordered.
  std::vector<std::size_t> makers_of(NameId name, const People& people, model::Day day) const;

  // What is said of that name and lab; without papers: too little, too much else, or the name is no new one.
  Attested attested(NameId name, std::size_t lab, const Uses& uses, model::Day day) const;

  void forget(model::Day day);

  void put(bytes::Writer& writer) const;  // in order of names
  void take(bytes::Reader& reader);       // in place of what it holds

 private:
  struct Claim {
    model::Day day;
    std::size_t lab;
    model::PaperId paper;
    People people;
    std::string spelling, acronym;
    NameId longer;
  };
  bool is_recent(const Claim& claim, model::Day day) const { return day - claim.day <= params_.within_days; }

  ClaimParams params_;
  tsl::robin_map<NameId, std::vector<Claim>> claims_;
};

}  // namespace bandwagon::candidate
