#pragma once
#include "analyzers/burst/expectation.hpp"
#include "analyzers/herding/sight.hpp"

namespace bandwagon::herding {

struct AbandonedParams {
  int recent_weeks = 13;          // a quarter: in it the topic is small, and its authors are elsewhere
  int past_weeks = 26;            // its share is learned from the weeks before these
  double margin = 0.67;           // decline down to this share of the expectation is no event
  double least_expected = 6;      // papers; below it a topic is not tested
  int least_training_weeks = 12;  // of its past
  double false_discovery_rate = 0.05;
  double flow_level = 0.05;  // of the test that its authors went to a wave more than others, per topic
  double word_share = 0.3;   // of its earlier papers use a term that stands for the topic …
  double word_level = 0.05;  // … whose papers in the whole stream must have declined too, at this level
  int least_movers = 3;      // groups of authors that wrote together
  burst::ExpectationParams expectation;
};

// A topic that fell below its own past, tested or found.
struct Decline {
  model::TopicId topic = 0;
  double observed = 0, expected = 0;  // papers of the recent weeks
  double q_value = 1;
  std::optional<model::BurstId> wave;  // where its authors went; absent: it is not abandoned for a wave
  int movers = 0, publishing = 0;      // its former authors with a recent paper in that wave; with any recent paper
  int moved_groups = 0, groups = 0;    // the same in groups of those that wrote together, which are what is tested
};

// All topics large enough to be tested, by id. A topic is abandoned for a wave if
//   (1) its recent papers are fewer than margin x what its share of each stratum before the last half year lets expect
//       (lower mid-p of the negative binomial, Benjamini-Hochberg over the topics tested);
//   (2) so are the papers that use its most telling term, whatever their topic: else its papers only stand elsewhere
//       now;
//   (3) more of its former authors that still publish have a recent paper in the wave, and outside the topic, than of
//       all authors. Counted are groups (Colleagues) by the topic's earlier papers and the papers in the wave: four
//       authors of one paper are one witness. A group counts by the part of its authors that went, which is the share
//       of all authors on average, however they go together, and varies no more than one author: binomial upper tail of
//       the sum, rounded down, Bonferroni over the waves.
// O(papers of the window x (authors + waves)), and once through all terms for each topic that passes (1).
std::vector<Decline> find_declines(const corpus::Window& window, std::span<const SeenPaper> papers,
                                   const burst::Quarantine& quarantine, const AbandonedParams& params);

}  // namespace bandwagon::herding
