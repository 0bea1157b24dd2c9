#pragma once
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analyzers/corpus/window.hpp"
#include "analyzers/model/findings.hpp"

namespace bandwagon::wave {

// A term that rises with a wave. Defining terms are so much more frequent than before that a paper which uses one
// belongs to the wave; the others only describe it.
struct CoreTerm {
  text::TermId term = 0;
  std::string normal;   // normal form
  std::string written;  // as most papers write it
  bool defines = false;
  double observed = 0, expected = 0;  // in the long window, when last flagged
};

// Where a paper stands in the window.
struct Place {
  model::Day monday;
  std::size_t position = 0;
  friend auto operator<=>(const Place&, const Place&) = default;
};

// Work on a wave's idea from well before its release, or from before the wave, as found when it was explained.
struct PriorPaper {
  model::PaperKey key = 0;
  std::string arxiv_id, title;
  model::Day announced{};
  double similarity = 0;          // to what the followers share
  std::string phrase;             // that it was among the first to write; empty: found by likeness alone
  std::size_t phrase_users = 0;   // followers of the release, or papers of the wave without one, that write it
  std::size_t phrase_before = 0;  // papers that did before that
};

// The words that tell the papers of a wave, and what a score means; see vocabulary.hpp.
struct VocabularyWord {
  text::TermId term;
  double weight;
};
struct VocabularyStep {
  double least_score, probability;
};
struct Vocabulary {
  std::vector<VocabularyWord> words;        // ordered by term
  std::vector<VocabularyStep> steps;        // both rising
  std::vector<burst::StratumIndex> strata;  // in which there were papers before the wave to compare with, in order
};

// A paper that belongs to a wave though it uses none of its terms: it names the leader, or its words tell it.
struct Kin {
  Place place;
  bool background = false;  // stands in the window's background papers
  double probability = 1;
  friend auto operator<=>(const Kin& a, const Kin& b) {
    return std::pair(a.place, a.background) <=> std::pair(b.place, b.background);
  }
  friend bool operator==(const Kin& a, const Kin& b) { return (a <=> b) == 0; }
};

// A release that a wave was found to follow, alone or sharing it with others.
struct Followed {
  std::string release;
  double posterior = 0;
  bool attributed = false;                  // else shared
  std::optional<text::TermId> coined = {};  // of what the wave is about, what the release's own paper brought up
};

// One burst with all that must be remembered of it between closes. A wave is the set of terms (or the one cluster) that
// rise together; its papers are those that use a defining term (or stand in the cluster).
struct Wave {
  model::Burst burst;
  std::vector<CoreTerm> terms;               // in order of joining; the first one founded the wave
  std::optional<model::TopicId> cluster;     // set when a cluster topic founded it
  std::optional<std::string> names_release;  // set when its founding term is the name of this release
  int flagged_closes = 0;                    // closes in a row in which one of its terms was discovered
  int quiet_closes = 0;                      // closes in a row without
  int author_groups = 0;
  double cohesion = 0;  // mean pairwise cosine of its papers over that of all papers
  bool onset_fixed = false;
  model::Day began_early, began_late;  // Mondays between which it most likely began; burst.onset_low … are 80 %
  int window_weeks = 0;                // over which its papers are counted

  std::string pioneers_of;                                     // the release whose pioneers were looked for
  double pioneers_at = 0;                                      // papers in the long window when they last were …
  model::BurstKind pioneers_kind = model::BurstKind::Topical;  // … and what kind of wave it was then
  std::vector<PriorPaper> pioneers;

  bool widened = false;  // terms taken in since its papers were last written brought papers of earlier weeks

  // What the last alert said, so that nothing is said twice.
  bool alerted = false;
  std::string alerted_release;
  double alerted_observed = 0;
  int alerted_weeks = 0;  // in which these papers were counted

  std::vector<Followed> follows;        // attributed or sharing, best first, as of the last explanation
  std::optional<model::Day> led_since;  // day of the attributed release
  burst::Rates before;                  // what the time before the onset leads to expect
  Vocabulary vocabulary;
  int vocabulary_closes = 0;  // closes since it was learned

  // Not kept across restarts: found again from the window.
  std::vector<Place> papers;  // in order of place: those that use a defining term, or stand in the cluster
  std::vector<Kin> kin;       // in order of place; their probabilities are kept
};

// The release that the wave was attributed to; empty: none.
std::string leader_of(const Wave& wave);

const corpus::Reading& reading(const corpus::Window& window, const Place& place);
const corpus::Reading& reading(const corpus::Window& window, const Kin& kin);
const represent::SparseVector& vector(const corpus::Window& window, const Place& place);
// Every n-th watched paper from week `first` on: about `papers` of them, fewer than twice as many. O(papers taken +
// weeks).
std::vector<Place> even_sample(const corpus::Window& window, int first, std::size_t papers);
bool is_member(const Wave& wave, const corpus::Reading& paper);

// All papers of the window that use one of these terms, in order of place, from week `first` on. O(terms x weeks +
// uses).
std::vector<Place> places_using(const corpus::Window& window, const std::vector<text::TermId>& terms, int first);

// The same of each term by itself.
std::map<text::TermId, std::vector<Place>> places_by_term(const corpus::Window& window,
                                                          const std::vector<text::TermId>& terms, int first);

// All places of both, in order; both in order.
std::vector<Place> united(const std::vector<Place>& a, const std::vector<Place>& b);

// Papers per week and stratum, for the expectation.
std::vector<burst::SubjectCount> counts_of(const corpus::Window& window, const std::vector<Place>& places);

std::vector<text::TermId> defining_terms(const Wave& wave);

}  // namespace bandwagon::wave
