#pragma once
#include <bitset>
#include <vector>

#include "analyzers/wave/wave.hpp"

namespace bandwagon::wave {

struct VocabularyParams {
  std::size_t words = 150;      // kept, the surest first
  double least_z = 3;           // of a word's log odds ratio
  double prior_papers = 10;     // weight of the window's own frequencies in both
  int least_papers = 10;        // members to learn from
  int least_weeks_before = 12;  // and weeks before the wave to compare with
  int longest_weeks = 26;       // of a wave from which its words are learned: later the field has moved on
  std::size_t sample = 4000;    // papers before, and papers since, on which scores are calibrated
  double least_bin = 8;         // papers since the wave began in a bin of scores
  double naming_share = 0.2;    // of those who follow, at least so many use the wave's own terms
};

// Learns what the papers of a wave say more often than others, the wave's own terms and the names of releases left out.
//   weight of a word: log odds ratio of its share of the members against its share of other papers since the wave
//                     began, both smoothed with `prior_papers` papers of the share in the window;
//                     z = weight / sqrt(1/a + 1/b)
//                     (Monroe, Colaresi & Quinn, Political Analysis 16 (2008), formulae 16 to 22)
//   score:            sum of the weights of the words a paper uses
//   probability:      in this bin of scores, the smaller of
//                       1 - rate before / rate since, per stratum: the share that would not be there had the time
//                       before gone on, and
//                       members (1 / naming_share - 1) / others: the share that can follow in silence, if at least
//                       naming_share of all who follow use the wave's own terms;
//                     never falling with the score (pool adjacent violators, Barlow et al. 1972)
// `members`: papers since the wave began; `began`: Monday from which on papers count as since. Returns an empty
// vocabulary where there is too little to learn from. O(members x terms + sample x words).
Vocabulary learn_vocabulary(const corpus::Window& window, const std::vector<Place>& members,
                            const std::vector<text::TermId>& hidden, model::Day began,
                            const burst::Quarantine& quarantine, const VocabularyParams& params);

// The chance that a watched paper of a day since the wave began is there because of the wave. 0 under an empty
// vocabulary, and in a stratum that cannot be compared with the time before. O(terms + words).
double probability(const Vocabulary& vocabulary, const corpus::Reading& paper);

// Tells most terms that are not in a small set from those that are.
class TermSieve {
 public:
  void add(text::TermId term) { taken_.set(term % kPlaces); }
  bool may_hold(text::TermId term) const { return taken_[term % kPlaces]; }

 private:
  static constexpr std::size_t kPlaces = 32768;
  std::bitset<kPlaces> taken_;
};

// The same for many papers. Keeps a reference to the vocabulary.
class Judge {
 public:
  explicit Judge(const Vocabulary& vocabulary);
  double score(const text::TermCounts& terms) const;
  double probability(const corpus::Reading& paper) const;
  // Of each watched paper of a week. O(words x log entries + their uses).
  std::vector<double> probabilities(const corpus::Window& window, int week) const;

 private:
  double probability_of(double score, burst::StratumIndex stratum) const;

  const Vocabulary& vocabulary_;
  TermSieve known_;
};

}  // namespace bandwagon::wave
