#pragma once
#include <cstddef>

#include "analyzers/candidate/claims.hpp"

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

}  // namespace bandwagon::candidate
