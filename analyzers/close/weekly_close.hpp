#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "analyzers/close/named_papers.hpp"
#include "analyzers/close/topic_book.hpp"

namespace bandwagon::close {

// Everything stored (background too) that was announced before `before` and contains at least two of these phrases, as
// written. Whatever the order of import, the same papers in the same order.
using PriorWork =
    std::function<std::vector<model::StoredPaper>(const std::vector<std::string>& phrases, model::Day before)>;

// The weekly close: reads one more week of papers and decides everything that follows from it, looking at nothing
// announced or known after that week. Values in, values out; the same weeks and releases give the same findings, bit
// for bit, whether in one run or after a restart with warm(), restore() and on. Not thread safe.
class Analysis {
 public:
  Analysis(std::vector<std::string> watched, Params params, PriorWork prior_work);

  // Closes the next week. `papers`: all stored papers announced in it, by announcement and id. `releases`: all known on
  // the day of the close, rejected ones left out, by id.
  [[nodiscard]] model::WeekFindings close(model::Day monday, std::vector<model::StoredPaper> papers,
                                          const std::vector<attribute::KnownRelease>& releases);

  // After a restart: the last `params.window.weeks` closed weeks in order, then what the closes saved.
  void restore_strata(const std::vector<model::StateRecord>& records);  // first
  void warm(model::Day monday, std::vector<model::StoredPaper> papers);
  void restore(const std::vector<model::StateRecord>& records, std::string last_state_hash);

  const corpus::Window& window() const { return window_; }

 private:
  using Releases = std::vector<attribute::KnownRelease>;

  // What a close works on beside the memory.
  struct Today {
    model::Day week, closed;
    burst::Quarantine quarantine;
    const Releases* releases = nullptr;
    std::vector<attribute::Names> names;  // parallel to releases
    std::vector<const std::vector<wave::Place>*>
        named_papers;                               // parallel to releases: papers of the window that name it
    std::vector<represent::SparseVector> profiles;  // parallel to releases: its own words
    std::vector<burst::WeekCounts> cluster_counts;  // per week of the window
    represent::SparseVector background;             // mean of a sample of recent papers
    double background_cohesion = 0;
  };
  struct WaveNews {
    std::vector<wave::Place> new_papers;
    double q = 1;
    bool flagged = false;
  };

  Today look_at(model::Day week, const Releases& releases);
  std::map<text::TermId, std::vector<wave::Place>> places_by_term(const Today& today,
                                                                  const std::vector<text::TermId>& wanted) const;
  std::vector<wave::Discovery> discover(const Today& today) const;
  void discover_clusters(const Today& today, std::vector<WaveNews>& news);
  void expect_topics(const Today& today, model::WeekFindings& findings) const;
  std::vector<WaveNews> fold_discoveries(const Today& today, model::WeekFindings& findings);
  void grow(const Today& today, wave::Wave& wave, WaveNews& news);
  std::vector<wave::Place> cluster_papers(const wave::Wave& wave) const;  // all of a wave that a cluster topic founded
  void measure(const Today& today, wave::Wave& wave, const WaveNews& news);
  void step_state(const Today& today, wave::Wave& wave, const WaveNews& news);
  void record(const Today& today, wave::Wave& wave, const WaveNews& news, model::WeekFindings& findings);

  // What explains a wave this week: scores, its papers since the onset, and what follows for roles and alerts.
  struct Explanation {
    std::vector<wave::Place> papers;  // since the onset
    attribute::Scored scored;
    std::vector<model::Attribution> attributions;
    std::vector<double> weekly_observed, weekly_expected;  // last weeks of the window, oldest first
    const attribute::Rival* leader = nullptr;              // the attributed one, if any
  };
  Explanation explain(const Today& today, const wave::Wave& wave) const;
  represent::SparseVector centre(const std::vector<wave::Place>& places, const std::vector<text::TermId>& hidden) const;
  void find_pioneers(const Today& today, wave::Wave& wave, const Explanation& explanation);
  void give_roles(const Today& today, const wave::Wave& wave, const Explanation& explanation,
                  model::WeekFindings& findings) const;
  void alert(const Today& today, wave::Wave& wave, const Explanation& explanation, model::WeekFindings& findings);
  std::string evidence(const Today& today, const wave::Wave& wave, const Explanation& explanation) const;
  bool told_elsewhere(const wave::Wave& wave, const std::string& release) const;
  void unite(model::WeekFindings& findings);
  void remember_ids();
  void save(const Today& today, model::WeekFindings& findings);

  Params params_;
  PriorWork prior_work_;
  corpus::Window window_;
  TopicBook topics_;
  std::vector<wave::Wave> waves_;  // live ones, by id
  NamedPapers named_;
  std::map<model::Day, std::vector<burst::StratumIndex>> strata_of_week_;  // only while restoring
  model::BurstId next_burst_ = 1;
  model::AlertId next_alert_ = 1;
  std::string state_hash_;
  std::map<model::PaperKey, std::string> arxiv_ids_;  // of the papers that findings may name
};

}  // namespace bandwagon::close
