#pragma once
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "analyzers/burst/screen.hpp"
#include "analyzers/burst/strata.hpp"
#include "analyzers/corpus/kept_readings.hpp"
#include "analyzers/corpus/week_index.hpp"
#include "analyzers/corpus/week_vectors.hpp"
#include "analyzers/model/findings.hpp"
#include "analyzers/represent/frequencies.hpp"
#include "analyzers/represent/rises.hpp"
#include "analyzers/represent/vectors.hpp"

namespace bandwagon::corpus {

struct WindowParams {
  int weeks = 68;                         // what trains an expectation, its guard, and the weeks under test
  std::size_t background_papers = 20000;  // of unwatched papers, those of the newest weeks that hold so many are kept
  int author_weeks = 68;                  // the newest, of whose watched papers the names of authors are kept
  represent::VectorParams vectors;
};

// By the rows of the papers, ordered.
using StrataByPaper = std::vector<std::pair<model::PaperKey, burst::StratumIndex>>;

// The moving window of papers that all statistics of a close rest on: readings (of most authors their hashes alone),
// document frequencies, exposure and counts per week. The same papers give the same window however it was reached. Not
// thread safe; const members may be read concurrently.
class Window {
  struct Week {
    model::Day monday{};
    std::vector<Reading> papers, background;
    WeekIndex terms, names, background_names;
    WeekVectors vectors;
    std::size_t read_anew = 0;
  };

 public:
  Window(std::vector<std::string> watched, WindowParams params) : params_(params), strata_(std::move(watched)) {}

  // Adds the papers announced in the next week (weeks in order, none left out; `papers` ordered by announcement and id)
  // and drops the week that leaves the window. Papers outside the watched lists are background: read, never counted.
  void add_week(model::Day monday, std::vector<model::StoredPaper> papers);

  // The same after a restart, first what asks nothing of the weeks before it: `strata` are those that add_week() gave
  // the watched papers of that week. Those of others (they came late, or are watched now) are found when it is added.
  // Texts that are not among `kept` are read again. May be called by several threads, and while
  // other weeks are added; not beside anything else.
  class KnownWeek;
  KnownWeek known_week(model::Day monday, std::vector<model::StoredPaper> papers, const StrataByPaper& strata,
                       KeptReadings kept = {}) const;
  void add_known_week(KnownWeek known);
  // Counts the terms of all weeks that were added so, faster than one after the other. Before it no frequency and no
  // vector may be asked for.
  void count_known_weeks();

  // What add_week() and read_open() need not read themselves: texts of the next week, read before.
  void read_ahead(KeptReadings texts) { ahead_ = std::move(texts); }

  // A look at a week that is not over. read_open() reads its papers so far (each once, however often it is called) and
  // leaves the window as it is; between enter_open() and leave_open() they are its latest week. add_week() of that week
  // takes the readings over. Lists of which nothing was ever seen are not watched yet.
  const std::vector<Reading>& read_open(model::Day monday, std::vector<model::StoredPaper> papers);
  void enter_open();
  void leave_open();

  int size() const { return static_cast<int>(weeks_.size()); }
  int latest() const { return size() - 1; }
  model::Day monday(int week) const { return weeks_[at(week)].monday; }
  // May lie outside, and does where there is no week.
  int index_of(model::Day monday) const {
    return weeks_.empty() ? -1 : (monday - weeks_.front().monday) / model::kDaysPerWeek;
  }
  const std::vector<Reading>& papers(int week) const { return weeks_[at(week)].papers; }
  // Papers outside the watched lists, of the weeks for which they are kept. Their stratum means nothing.
  const std::vector<Reading>& background(int week) const { return weeks_[at(week)].background; }
  // How many of a week's papers, background too, were read and not found among those kept.
  std::size_t read_anew(int week) const { return weeks_[at(week)].read_anew; }
  const represent::LiveFrequencies& frequencies() const { return frequencies_; }
  // A watched paper as a vector under these frequencies (represent::paper_vector), until the window changes.
  const represent::SparseVector& vector(int week, std::size_t position) const;
  void forget_vectors();  // all, a kilobyte each; those that are asked for again are made again
  const represent::VectorParams& vector_params() const { return params_.vectors; }
  const std::vector<burst::WeekExposure>& exposure() const { return exposure_; }
  std::vector<const burst::WeekCounts*> counts() const;
  // Which watched papers of a week use a term, and which a squashed name; which background papers use a name.
  const WeekIndex& terms(int week) const { return weeks_[at(week)].terms; }
  const WeekIndex& names(int week) const { return weeks_[at(week)].names; }
  const WeekIndex& background_names(int week) const { return weeks_[at(week)].background_names; }

  burst::Strata& strata() { return strata_; }
  const burst::Strata& strata() const { return strata_; }

 private:
  using KnownReadings = std::map<std::int64_t, Reading*>;  // by the rows of the papers
  struct KnownUsesOfWeek {
    Uses terms, names;
    std::vector<std::uint32_t> papers, background;  // their numbers in these
  };
  Week read(model::Day monday, std::vector<model::StoredPaper> papers);
  Week read(model::Day monday, std::vector<model::StoredPaper> papers, const KnownReadings& known, KeptReadings& kept,
            KnownUsesOfWeek& uses) const;
  static void index(Week& week, KnownUsesOfWeek known);
  void count(Week& week);
  void expose(Week& week);
  void take_in(Week week);
  void drop_old_background();
  void remove(const Week& week);
  static std::size_t at(int week) { return static_cast<std::size_t>(week); }

  WindowParams params_;
  burst::Strata strata_;
  std::deque<Week> weeks_;
  Week open_;
  KeptReadings ahead_;
  std::vector<burst::WeekExposure> exposure_;
  represent::LiveFrequencies frequencies_;
  std::size_t uncounted_ = 0;  // of the latest weeks, how many frequencies_ does not hold yet
};

// A week of papers that are read and, if their strata are all known, indexed; for add_known_week().
class Window::KnownWeek {
  friend class Window;
  Week week_;
  std::vector<std::size_t> without_stratum_;  // watched papers
  KnownUsesOfWeek uses_;                      // until it is indexed
};

// Which terms rise in a window's latest weeks. O(terms of those weeks).
represent::Rises rises(const Window& window, const represent::RiseParams& params);

// A window's papers as vectors in which what is new in the field weighs more: for grouping them. Valid until the window
// changes. May be used concurrently.
class RisingVectors {
 public:
  RisingVectors(const Window& window, const represent::RiseParams& params)
      : window_(&window), rises_(rises(window, params)) {}
  represent::SparseVector of(const Reading& paper) const {
    return represent::paper_vector(paper.terms, window_->frequencies(), rises_, window_->vector_params());
  }

 private:
  const Window* window_;
  represent::Rises rises_;
};

// The frequencies that paper vectors need (represent::paper_vector): of every word, and of phrases of two words in
// `phrase_papers` papers or more; ordered by term. O(terms of the window).
std::vector<represent::TermFrequency> telling_frequencies(const Window& window, std::uint32_t phrase_papers);

// How many of a week's papers stand in each stratum. A week without any was not seen: arXiv never has none.
burst::WeekExposure exposure_of(const std::vector<Reading>& papers);

// How many of these papers are by disjoint groups: papers that share an author count as one; a paper without known
// authors as one.
int author_groups(const std::vector<const Reading*>& papers);

}  // namespace bandwagon::corpus
